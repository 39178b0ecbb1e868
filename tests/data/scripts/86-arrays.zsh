#!/bin/zsh
args=(--cluster prod --task-definition web:latest)
aws ecs run-task "$args[@]"
