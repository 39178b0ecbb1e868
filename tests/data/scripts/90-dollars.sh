#!/bin/bash
aws ecs run-task --task-definition web --overrides '{"containerOverrides": [{"name": "app", "environment": [{"name": "A", "value": "x/$1/$abc"}]}]}'
aws ecs run-task --task-definition web --overrides '{"containerOverrides": [{"name": "app", "environment": [{"name": "A", "value": "$A$B"}]}]}'
awslocal ecs run-task --task-definition web:latest
