#!/bin/bash
run_task_cmd="aws ecs run-task --cluster ${CLUSTER} --task-definition ${TD} --launch-type FARGATE"
run_task_cmd+=" --network-configuration '$NET'"
eval "$run_task_cmd"
bash -c "aws ecs run-task --cluster c --task-definition w --launch-type FARGATE $*"
su - deploy -c "aws ecs run-task --cluster c --task-definition w $ARGS --launch-type FARGATE"
timeout 60 aws ecs run-task --cluster c --task-definition w --cli-input-json file://<(gen)
aws ecs run-task --cli-input-json "$JSON" --launch-type FARGATE --enable-execute-command
trap 'aws ecs stop-task --cluster c --task x' EXIT
AWS="aws --region us-east-1 --profile p"
$AWS ecs run-task --cluster c --task-definition w | tee out.json
until aws ecs run-task --cluster c --task-definition w > out.json 2>&1; do sleep 1; done
