#!/bin/sh
exec bash -c 'aws ecs run-task --cluster prod --task-definition worker --overrides "{\"containerOverrides\":[{\"name\":\"app\",\"memory\":\"512\"}]}"'
