#!/bin/bash
aws ecs run-task --cluster prod --task-definition worker --overrides "$(cat <<JSON
{
  "containerOverrides": [
    {"name": "app", "environment": [{"name": "SHA", "vaule": "$SHA"}]}
  ]
}
JSON
)"
