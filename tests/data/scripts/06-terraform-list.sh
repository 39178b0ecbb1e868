#!/bin/bash
cd infrastructure
aws ecs run-task --cluster prod --task-definition worker --launch-type FARGATE \
  --network-configuration '{"awsvpcConfiguration": {"subnets": ["'$(terraform output private_subnets)'"], "assignPublicIp": "DISABLED"}}'
