FROM amazon/aws-cli:2.15.0
ENV A=b
RUN yum install -y jq
ENTRYPOINT aws ecs run-task --cluster $CLUSTER --task-definition $TD --launch-type FARGATE --network-configuration "$NET"
