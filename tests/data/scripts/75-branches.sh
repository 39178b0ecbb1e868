#!/bin/bash
args=(--task-definition web:latest)
if [ "$ON" = ec2 ]; then
  args+=(--launch-type ec2)
  aws ecs run-task "${args[@]}"
else
  args+=(--launch-type FARGAT)
  aws ecs run-task "${args[@]}" --count 11
fi
aws ecs run-task "${args[@]}"
