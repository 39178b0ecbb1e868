#!/bin/bash
aws ecs run-task --cluster prod --task-definition worker \
  --network-configuration awsvpcConfiguration={subnets=[subnet-0123456789abcdef0, subnet-0123456789abcdef1]}
