#!/bin/bash
# Options supply what the JSON lacks.
aws ecs register-task-definition --family worker --cpu 256 --memory 512 --cli-input-json file://register.json \
  --execution-role-arn arn:aws:iam::123456789012:role/ecsTaskExecutionRole
aws ecs register-task-definition --family worker --cli-input-json '{"containerDefinitions": [{"name": "app",
  "image": "worker:1", "memory": 128}]}'
aws ecs register-task-definition --container-definitions '[{"name": "app", "image": "worker:1", "memory": 128}]' \
  --cli-input-json '{"family": "worker", "containerDefinitions": []}'
aws ecs register-task-definition --requires-compatibilities FARGATE --network-mode awsvpc --cpu "$CPU" --memory "$MEMORY" \
  --family "worker-$STAGE" --container-definitions "[{\"name\": \"app\", \"image\": \"$IMAGE:$TAG\",
    \"portMappings\": [{\"containerPort\": $PORT}]}]"
aws ecs register-task-definition --family worker --container-definitions name=app,image=worker:1,memory=128 \
  --volumes name=data,host={sourcePath=/data} --tags key=team,value=web
template='[{"name": "app", "image": "'"$IMAGE"'", "memory": '"$MEMORY"'}]'
aws ecs register-task-definition --family worker --container-definitions "$template"
definition=$(aws ecs describe-task-definition --task-definition worker | jq '.taskDefinition | del(.revision)')
revision=$(aws ecs register-task-definition --cli-input-json "$definition" --query taskDefinition.revision --output text)
sed "s/TAG/$TAG/" worker.json.tpl > made.json
aws ecs register-task-definition --cli-input-json file://made.json
aws ecs register-task-definition --generate-cli-skeleton > skeleton.json
aws ecs deregister-task-definition --task-definition worker:1
