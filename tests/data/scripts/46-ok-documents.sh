cat > /tmp/req.json <<JSON
{"cluster":"c","taskDefinition":"w:$REV","launchType":"FARGATE"}
JSON
aws ecs run-task --launch-type FARGATE --cli-input-json file:///tmp/req.json
usage() {
  cat >&2 <<EOF
usage: aws ecs run-task --cluster CLUSTER [--launch-type FARGATE]
EOF
}
read -r -d '' HELP <<'EOF'
aws ecs run-task --cluster CLUSTER --task-definition FAMILY:REVISION --launch-type FARGATE
EOF
USAGE=$(cat <<EOF
  aws ecs run-task --cluster CLUSTER --task-definition FAMILY:REVISION --launch-type FARGATE
EOF
)
cat > usage.txt <<END
aws ecs run-task --cluster CLUSTER --task-definition FAMILY:REVISION
END
tee README.md <<END
    aws ecs run-task --launch-type FARGATE
END
aws ecs run-task help
aws ecs help
cat > NOTES <<'EOF'
aws ecs run-task --launch-type FARGATE
EOF
kubectl apply -f - <<EOF
command: aws ecs run-task --launch-type FARGATE
EOF
