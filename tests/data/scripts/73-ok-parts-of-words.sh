#!/bin/bash
REV=$(cat revision)
aws ecs run-task --cluster c --task-definition "t:$(cat revision)"
aws ecs run-task --cluster c --task-definition t:$REV
aws ecs run-task --cluster c --task-definition $FAMILY:$(cat revision)
aws ecs run-task --cluster c --task-definition "$(cat family):$REV"
aws ecs run-task --cluster c --task-definition "$(cat family):1"
aws ecs run-task --cluster "$CLUSTERS/$NAME" --task-definition "$DEFINITIONS/web:$REV"
aws ecs start-task --cluster c --task-definition t --container-instances "$INSTANCES/$ID" "$INSTANCES/c/$ID"
aws ecs run-task --cluster "$ACCOUNT_ARN:cluster/$NAME" --task-definition "${PREFIX}task-definition/$FAMILY"
