#!/bin/bash
aws ecs run-task --cluster prod $(cat task.opts)
aws ecs run-task `cat task.opts`
args=(x --cluster prod --task-definition web)
aws ecs run-task "${args[@]:1}"
aws ecs run-task "${args[@]//x/y}"
aws ecs run-task "${others[@]/#/--}"
aws ecs run-task ${others[@]+"${others[@]}"}
fargate=(--task-definition web --launch-type FARGATE)
source ./network.sh
aws ecs run-task "${fargate[@]}"
