#!/bin/bash
OVERRIDES='{"containerOverrides":[{"name":"app","enviroment":[]}]}'
aws ecs run-task --cluster prod --task-definition worker --overrides "$OVERRIDES"
