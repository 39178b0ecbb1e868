#!/usr/bin/env bash
# a wrapper
usage() { echo "usage: $0 [--launch-type FARGATE] aws ecs run-task"; exit 1; }
while [[ $# -gt 0 ]]; do
  case "$1" in
    --cluster) CLUSTER="$2"; shift 2 ;;
    --net) NETWORK="$2"; shift 2 ;;
    *) EXTRA+=("$1"); shift ;;
  esac
done
TASK_ARN=$(aws ecs run-task \
  --cluster "$CLUSTER" \
  --task-definition "$FAMILY" \
  --launch-type FARGATE \
  --network-configuration "awsvpcConfiguration={subnets=[${SUBNETS}],securityGroups=[${SGS}],assignPublicIp=ENABLED}" \
  --overrides "$(cat <<EOF
{"containerOverrides":[{"name":"app","command":["sh","-c","echo \$HOME; ./run ${1}"],"environment":[{"name":"A","value":"${A}"},{"name":"B","value":"x-${B}-y"}]}]}
EOF
)" \
  --query 'tasks[0].taskArn' --output text)
aws ecs wait tasks-stopped --cluster "$CLUSTER" --tasks "$TASK_ARN"
