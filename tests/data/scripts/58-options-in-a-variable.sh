OPTS="--launch-type FARGATE --task-definition w"
aws ecs run-task --cluster c $OPTS
CMD="aws ecs run-task --cluster c --task-definition w"
$CMD --launch-type FARGATE
