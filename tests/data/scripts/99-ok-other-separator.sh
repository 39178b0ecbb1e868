#!/bin/bash
IFS=$'\n'
JSON='{"containerOverrides": [{"name": "web", "command": ["a"]}]}'
aws ecs run-task --cluster c --task-definition w:1 --overrides $JSON
