#!/bin/bash
run() {
  local overrides
  overrides=$(jq -cn --argjson command "$1" '{containerOverrides: [{name: "app", command: $command}]}')
  if ! out=$(timeout 60 aws --region "$REGION" --output json ecs run-task --cluster "$CLUSTER" --task-definition "$2" \
    --launch-type FARGATE --overrides "$overrides" \
    --network-configuration "awsvpcConfiguration={subnets=[$SUBNETS],securityGroups=[$GROUP],assignPublicIp=DISABLED}"); then
    return 1
  fi
}
xargs -n 1 aws ecs run-task --task-definition worker --count < counts
