#!/bin/zsh
OVERRIDES='{"containerOverrides": [{"name": "web", "command": ["a"]}]}'
NARROW='{"containerOverrides":[{"name":"web","command":["a"]}]}'
aws ecs run-task --cluster c --task-definition w:1 --overrides $OVERRIDES
