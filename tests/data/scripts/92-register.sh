#!/bin/bash
aws ecs register-task-definition --family worker --requires-compatibilities FARGATE --network-mode awsvpc --cpu 256 \
  --cli-input-json '{"memory": "4096", "containerDefinitions": [{"name": "app", "image": "worker:1"}]}'
aws ecs register-task-definition --cli-input-json '{"containerDefinitions": [{"name": "app", "image": "worker:1",
  "memory": 128}]}'
aws ecs register-task-definition --family worker --launch-type FARGATE --container-definitions file://definitions.json
aws ecs register-task-definition --family worker --container-definitions '[{"name": "app", "image": "worker:1",
  "memory": "128"}]'
aws ecs register-task-definition --cli-input-json '{"taskDefinition": {"family": "worker", "containerDefinitions":
  [{"name": "app", "image": "worker:1", "memory": 128}]}}'
aws ecs register-task-definition --cli-input-json '{"family": "worker", "status": "ACTIVE", "revision": 4,
  "containerDefinitions": [{"name": "app", "image": "worker:1", "memory": 128}]}'
