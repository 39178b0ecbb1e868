#!/bin/bash +B
IDS="0123456789abcdef0123456789abcdef 0123456789abcdef0123456789abcdee"
TAGS="key=a,value=b key=c,value=d"
aws ecs start-task --cluster c --task-definition w:1 --container-instances $IDS --tags $TAGS
aws ecs run-task --cluster c --task-definition w:1 \
  --network-configuration awsvpcConfiguration={subnets=[subnet-0a1b2c3d],securityGroups=[sg-0a1b2c3d]}
