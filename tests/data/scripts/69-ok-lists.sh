#!/bin/bash
. ./instances.sh
aws ecs start-task --cluster c --task-definition agent --container-instances "${INSTANCES[@]}"
aws ecs start-task --cluster c --task-definition agent --container-instances "$@"
aws ecs run-task --cluster c --task-definition agent --launch-type FARGATE "${NETWORK[@]}"
aws ecs run-task --cluster c --task-definition agent --enable-execute-command "${NETWORK[@]}" --launch-type FARGATE
aws ecs run-task --cluster c --task-definition t --network-configuration "awsvpcConfiguration={$SETTINGS}"
