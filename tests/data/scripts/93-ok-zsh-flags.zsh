#!/bin/zsh
aws ecs run-task "${(@z)opts}" --cluster c
aws ecs run-task ${(s: :)opts}
aws ecs run-task ${args:#--x}
aws ecs run-task $=opts
aws ecs run-task $~opts ${^a}
aws ecs run-task ${${(z)opts}[1,4]}
