#!/bin/bash
aws ecs run-task --cluster prod --task-definition worker --overrides file://overides.json
