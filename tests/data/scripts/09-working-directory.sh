#!/bin/bash
aws ecs run-task --cluster prod --task-definition worker --overrides '{"containerOverrides":[{"name":"app","workingDirectory":"/app"}]}'
