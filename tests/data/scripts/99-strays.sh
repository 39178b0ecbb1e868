#!/bin/bash
aws ecs run-task --cluster my prod cluster --task-definition w:1
aws ecs run-task --cluster c --task-definition w:1 --no-enable-execute-command
