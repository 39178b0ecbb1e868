#!/bin/bash
aws ecs list-container-instances --cluster c | jq -r '.containerInstanceArns[]' |
  xargs -I{} aws ecs start-task --cluster c --task-definition agent --container-instances {}
cat definitions | xargs -n 1 -I % sh -c 'aws ecs run-task --cluster c --task-definition "%" --started-by "job-%"'
cat clusters | xargs --replace=@ aws ecs run-task --cluster @ --task-definition agent
cat clusters | parallel aws ecs run-task --cluster {} --task-definition agent
cat pairs | parallel --colsep , aws ecs run-task --cluster {1} --task-definition {2}
find . -name '*.cluster' -exec aws ecs run-task --cluster {} --task-definition agent \;
