# syntax=docker/dockerfile:1
FROM amazon/aws-cli:2.15.0
ARG CLUSTER
RUN yum install -y jq \
    # for the answer
    && aws ecs run-task --cluster "$CLUSTER" --task-definition web --lanch-type FARGATE
ENTRYPOINT ["aws", "ecs", "run-task", "--task-definition", "web", "--count", "0"]
