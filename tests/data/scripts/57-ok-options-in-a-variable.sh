OPTS="--launch-type FARGATE --network-configuration file://network.json"
aws ecs run-task --cluster c --task-definition w $OPTS
NET="awsvpcConfiguration={subnets=[subnet-0a1b2c3d],securityGroups=[sg-0a1b2c3d]}"
aws ecs run-task --cluster c --task-definition w --launch-type FARGATE --network-configuration $NET
NET_OPT="--network-configuration $NET"
aws ecs run-task --cluster c --task-definition w --launch-type FARGATE $NET_OPT
CMD="aws ecs run-task --cluster c --task-definition w --launch-type FARGATE"
$CMD --network-configuration "$X"
TASKS="--started-by x"
aws ecs run-task --cluster c --task-definition w ${TASKS}
