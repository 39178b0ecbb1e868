#!/bin/bash
aws ecs run-task --cluster c --task-definition w:latest # ecs-preflight: ignore[task-definition-format] sed puts it in
aws ecs run-task --cluster c \
  --task-definition w:latest # ecs-preflight: ignore[task-definition-format] sed puts it in
aws ecs run-task --cluster c --task-definition w:latest \
  | jq . # ecs-preflight: ignore[task-definition-format] sed puts it in
aws ecs run-task --cluster c --task-definition w --overrides '{
  "containerOverrides": [{"name": "a b"}]
}' # ecs-preflight: ignore[override-name-charset] sed puts it in
args=(
  --task-definition w:latest # ecs-preflight: ignore[task-definition-format] sed puts it in
  --cluster c
)
aws ecs run-task "${args[@]}"
aws ecs run-task --cluster c --task-definition w:1 # ecs-preflight: ignore[task-definition-format] not used
aws ecs run-task --cluster c --task-definition w:latest
echo "a note on # ecs-preflight: comments"
