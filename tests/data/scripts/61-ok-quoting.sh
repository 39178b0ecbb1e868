aws ecs run-task --cluster c --task-definition w --overrides '{"containerOverrides":[{"name":"app","command":["sh","-c","echo $HOME && echo ${X:-y}"]}]}'
aws ecs run-task --cluster c --task-definition w --overrides '{"containerOverrides":[{"name":"'$NAME'","cpu":'$CPU',"command":["a"]}]}'
aws ecs run-task --cluster c --task-definition w --overrides "{\"containerOverrides\":[{\"name\":\"$NAME\",\"command\":$CMD_JSON,\"environment\":$(env_json)}]}"
aws ecs run-task --cluster c --task-definition w --overrides "{\"containerOverrides\":[{\"name\":\"$NAME\",\"command\":[$CMDS]}]}"
aws ecs run-task --cluster "${CLUSTER:-default}" --task-definition "${TD:?}" --tags "key=who,value=$USER" "key=when,value=$(date +%s)"
aws ecs run-task --cluster c --task-definition "$(aws ecs list-task-definitions --family-prefix w --query 'taskDefinitionArns[0]' --output text)"
aws ecs start-task --cluster c --task-definition w --container-instances $(aws ecs list-container-instances --cluster c --query 'containerInstanceArns[]' --output text)
aws ecs run-task --cluster c --task-definition w --capacity-provider-strategy capacityProvider=$CP,weight=1 --network-configuration "$NET"
aws ecs run-task --cluster c --task-definition w --launch-type ${LAUNCH_TYPE} --platform-version ${PV}
