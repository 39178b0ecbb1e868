#!/bin/bash
aws ecs run-task --cluster c --task-definition w:1 \
echo done
aws ecs run-task --task-definition w:1 --cluster \
  echo
