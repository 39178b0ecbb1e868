#!/bin/bash
aws ecs run-task --cluster prod --task-definition worker \
  --overrides '{"containerOverrides": [{"name": "app", "command": ["sh", "-c", "echo $HOME"], "environment": [{"name": "JOB", "value": "'"$JOB"'"}]}]}' \
  $EXTRA
