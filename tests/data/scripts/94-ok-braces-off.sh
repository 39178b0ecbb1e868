#!/bin/bash
set +B
aws ecs run-task --cluster c --task-definition w:1 \
  --network-configuration awsvpcConfiguration={subnets=[subnet-0a1b2c3d],securityGroups=[sg-0a1b2c3d]}
