#!/bin/bash
aws ecs run-task --cluster prod --task-definition worker:9 --overrides file://broken-overrides.json
