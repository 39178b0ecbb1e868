FROM amazon/aws-cli
ENTRYPOINT ["aws", "ecs", "run-task", "--cluster", "c", "--launch-type", "FARGATE"]
CMD ["--task-definition", "w"]
