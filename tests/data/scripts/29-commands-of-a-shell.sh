#!/bin/bash
for TASK in a b; do
  aws ecs run-task --cluster prod --task-definition "$TASK" --enable-execute-commands
done
