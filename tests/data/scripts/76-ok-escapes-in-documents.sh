#!/bin/bash
aws ecs run-task --task-definition web --overrides "$(cat <<EOF
{"containerOverrides": [{"name": "app", "command": ["sh", "-c", "echo \"$X\" \\\\n \$HOME"]}]}
EOF
)"
OVERRIDES=$(cat <<EOF
{"containerOverrides": [{"name": "app", "environment": [{"name": "JSON", "value": "{\"a\": \"$A\"}"}]}]}
EOF
)
aws ecs run-task --task-definition web --overrides "$OVERRIDES"
