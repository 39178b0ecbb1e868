#!/bin/zsh
subnets=(subnet-12345678 subnet-87654321)
aws ecs run-task --cluster c --task-definition t --launch-type FARGATE --network-configuration "awsvpcConfiguration={subnets=[${(j:,:)subnets}]}"
aws ecs start-task --cluster c --task-definition t --container-instances ${(f)"$(<instances)"}
