#!/bin/bash
set -euo pipefail
usage() {
  cat <<USAGE
Usage: $0 CLUSTER
Runs: aws ecs run-task --cluster CLUSTER --whatever
USAGE
}
echo "aws ecs run-task --nothing"
echo aws ecs run-task --nothing
aws ecs run-task --cluster "$CLUSTER" --task-definition "$FAMILY:$REVISION" --count 1 > task.json
aws ecs wait tasks-stopped --cluster "$CLUSTER" --tasks "$(jq -r '.tasks[0].taskArn' task.json)"
