#!/bin/bash
aws ecs run-task --cluster prod --task-definition worker --launch-type FARGATE \
  --network-configuration "awsvpcConfiguration={subnets=[$SUBNET],associatePublicIpAddress=true}"
