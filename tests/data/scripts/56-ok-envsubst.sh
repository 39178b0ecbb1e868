export CMD
envsubst < overrides.json.tpl > overrides.json
aws ecs run-task --cluster c --task-definition w --overrides file://overrides.json
envsubst <<'EOF' > generated-net.json
{"awsvpcConfiguration":{"subnets":["$SUBNET"]}}
EOF
aws ecs run-task --cluster c --task-definition w --launch-type FARGATE --network-configuration file://generated-net.json
