#!/bin/bash
aws ecs register-task-definition --cli-input-json file://task.json --overrides '{}'
aws ecs run-task --cluster prod --task-definition worker \
  --overrides "{\"containerOverrides\": [{\"name\": \"app\", \"image\": \"$IMAGE\"}]}"
