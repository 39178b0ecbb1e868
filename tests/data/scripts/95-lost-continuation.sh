#!/bin/bash
aws ecs run-task --cluster c \

  --task-definition w:1 --launch-type EC2
aws ecs run-task --cluster c \
  # the definition
  --task-definition w:1
# Nothing is lost here.
aws ecs run-task --cluster c \
  --task-definition w:1 \

echo "started"
