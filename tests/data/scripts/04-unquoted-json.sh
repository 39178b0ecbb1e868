#!/bin/bash
aws ecs run-task --cluster prod --task-definition worker:3 --overrides {\"containerOverrides\":[{\"name\":$NAME}]}
aws ecs run-task --cluster prod --task-definition worker:3 --overrides {"containerOverrides":[{"name":"app"}]}
