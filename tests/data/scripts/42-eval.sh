T=$(eval $AWS ecs run-task --cluster c --task-definition job:latest)
eval "$AWS ecs run-task --cluster c --task-definition job:latest"
$AWS ecs run-task --cluster c --task-definition job:latest
"$AWS_CLI" ecs run-task --cluster c --task-definition job:latest
${AWS} --profile x ecs run-task --cluster c --task-definition job:latest
docker run --rm -e AWS_PROFILE amazon/aws-cli ecs run-task --cluster c --task-definition job:latest
awslocal ecs run-task --cluster c --task-definition job:latest
TOOL="aws --profile prod"
$TOOL ecs run-task --cluster c --task-definition job:latest
