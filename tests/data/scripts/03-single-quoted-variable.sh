#!/usr/bin/env bash
JOB=$1
aws ecs run-task --cluster prod --task-definition worker:3 \
  --overrides '{"containerOverrides": [{"name": "app", "environment": [{"name": "JOB", "value": "$JOB"}]}]}'
