#!/bin/bash
aws ecs run-task --task-definition web --overrides "{\"containerOverrides\": [{\"name\": \"app\", \"image\": \"x\"}$MORE]}"
aws ecs run-task --task-definition web --overrides "{\"containerOverrides\": [{\"name\": \"app\", \"command\": [\"a\" \"b\"$MORE]}]}"
