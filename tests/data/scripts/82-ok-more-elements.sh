#!/bin/bash
aws ecs run-task --task-definition web --overrides "{\"containerOverrides\": [{\"name\": \"app\", \"command\": [\"x\"$MORE]}]}"
aws ecs run-task --task-definition web --overrides "{\"containerOverrides\": [{\"name\": \"app\"}$MORE]}"
aws ecs run-task --task-definition web --overrides "{\"containerOverrides\": [{\"name\": \"app\", \"command\": [\"x\"$(more) $A]}]}"
aws ecs run-task --task-definition web --overrides "$(cat <<EOF
{
  "containerOverrides": [
    {"name": "app", "environment": [
      {"name": "A", "value": "$A"}
      $MORE
      {"name": "B", "value": "$B"},
      $(for it in "${ALL[@]}"; do echo "{\"name\": \"$it\"},"; done)
      {"name": "C", "value": "$C"}
    ]}
  ]
}
EOF
)"
