#!/bin/zsh
args=(--cluster prod --task-definition web)
aws ecs run-task "$args[@]"
aws ecs run-task "$others[@]"
aws ecs run-task $args[1,4]
