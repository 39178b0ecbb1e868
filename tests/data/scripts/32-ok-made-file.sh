#!/bin/bash
jq -n --arg name "$NAME" '{containerOverrides: [{name: $name}]}' > made.json
aws ecs run-task --cluster prod --task-definition worker --overrides file://made.json --count 2
aws ecs run-task --cluster prod --task-definition worker --overrides file:///tmp/other.json
