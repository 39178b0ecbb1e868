#!/bin/sh
aws ecs run-task --task-definition web --network-configuration awsvpcConfiguration={subnets=[$SUBNET_A,$SUBNET_B],securityGroups=[$GROUP]}
aws ecs run-task --task-definition web --network-configuration awsvpcConfiguration=\{subnets=[$SUBNET_A,$SUBNET_B],securityGroups=[$GROUP]\}
aws ecs run-task --task-definition web --network-configuration awsvpcConfiguration={subnets=[${SUBNET_A},$SUBNET_B]}
aws ecs run-task --task-definition web --network-configuration awsvpcConfiguration={subnets=[$1]}
