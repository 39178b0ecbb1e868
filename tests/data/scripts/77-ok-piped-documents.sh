#!/bin/bash
aws ecs run-task --task-definition web --overrides "$(cat <<'EOF' | sed "s/@NAME@/$NAME/"
{"containerOverrides": [{"name": "@NAME@"}]}
EOF
)"
OVERRIDES=$(cat <<'EOF' | envsubst
{"containerOverrides": [{"name": "$NAME", "memory": $MEMORY}]}
EOF
)
aws ecs run-task --task-definition web --overrides "$OVERRIDES"
aws ecs run-task --task-definition web --overrides "$(cat <<'EOF' | jq --arg n "$N" '.containerOverrides[0].name = $n'
{"containerOverrides": [{"name": ""}]}
EOF
)"
aws ecs run-task --task-definition web --overrides "$(echo '{"containerOverrides": [{"name": "app", "memory": MEMORY}]}' | sed s/MEMORY/512/)"
