run:
	aws ecs run-task --task-definition web --network-configuration awsvpcConfiguration={subnets=[$$A,$$B],securityGroups=[$$C]}
