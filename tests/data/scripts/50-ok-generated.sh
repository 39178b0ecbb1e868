OVERRIDES=$(jq -n --arg cmd "$1" '{containerOverrides:[{name:"app",command:[$cmd]}]}')
NET=$(jq -nc --arg s "$SUBNET" '{awsvpcConfiguration:{subnets:[$s]}}')
aws ecs run-task --cluster c --task-definition w --launch-type FARGATE --overrides "$OVERRIDES" --network-configuration "$NET"
jq -n --arg c c '{cluster:$c,taskDefinition:"w",launchType:"FARGATE"}' > req.json
aws ecs run-task --cli-input-json file://req.json
aws ecs run-task --cli-input-json "$(jq -n '{cluster:"c"}')"
aws ecs run-task --launch-type FARGATE --cli-input-json "$(cat "$F")"
aws ecs run-task --launch-type FARGATE --cli-input-json file:///tmp/ecs-preflight-test/generated.json
CMD="aws ecs run-task --cluster c --task-definition w --launch-type FARGATE"
if [ -n "$NET" ]; then CMD="$CMD --network-configuration $NET"; fi
eval "$CMD"
eval "aws ecs run-task --cluster c --task-definition w --launch-type FARGATE $EXTRA"
eval aws ecs run-task --cluster c --task-definition w --launch-type FARGATE '$EXTRA'
$CMD
aws ssm send-command --parameters "commands=[aws ecs start-task --cluster c]" --document-name AWS-RunShellScript
ssh host "aws ecs run-task --cluster c --task-definition w --launch-type FARGATE $ARGS"
cat <<'EOF' | ssh host bash -s
aws ecs run-task --cluster c --task-definition w
EOF
