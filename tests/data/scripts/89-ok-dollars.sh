#!/bin/bash
aws ecs run-task --task-definition web --overrides '{"containerOverrides": [{"name": "app", "environment": [{"name": "HASH", "value": "$2y$10$abc"}]}]}'
aws ecs run-task --task-definition web --overrides '{"containerOverrides": [{"name": "app", "environment": [{"name": "HASH", "value": "$2b$12$LQv3c1yqBWVHxkd0LHAkCOYz6TtxMQJqhN8/LewdBPj4J/HS.iK9i"}]}]}'
aws ecs run-task --task-definition web --overrides '{"containerOverrides": [{"name": "app", "environment": [{"name": "HASH", "value": "$argon2id$v=19$m=65536,t=3$abc$def"}]}]}'
aws ecs run-task --cli-input-json file://<(cat <<EOF
{"cluster": "prod", "taskDefinition": "web"}
EOF
)
awslocal ecs run-task --task-definition web --launch-type FARGATE
