const SLIPS: &[Slip] = &[
    // StartTask
    (Kind::StartTask, "a blank in startedBy", r#""nightly-2018-03-01""#, r#"«"nightly 2018-03-01"»"#, "started-by-charset"),
    (Kind::StartTask, "startedBy too long", r#""nightly-2018-03-01""#, r#"«"nightly-report-of-all-the-things-2018-03-01"»"#, "started-by-length"),
    (Kind::StartTask, "a revision called latest", r#""nightly-report:12""#, r#"«"nightly-report:latest"»"#, "task-definition-format"),
    (Kind::StartTask, "an image for a task definition", r#""nightly-report:12""#, r#"«"example.com/nightly-report:12"»"#, "task-definition-format"),
    (Kind::StartTask, "a colon without a revision", r#""nightly-report:12""#, r#"«"nightly-report:"»"#, "task-definition-format"),
    (Kind::StartTask, "a blank in a family", r#""nightly-report:12""#, r#"«"nightly report:12"»"#, "task-definition-format"),
    (Kind::StartTask, "a dot in a cluster", r#""cluster": "prod""#, r#""cluster": «"prod.eu"»"#, "cluster-format"),
    (Kind::StartTask, "an EC2 instance for a container instance", r#""765936fadbdd46b5991a4bd70c2a43d4""#, r#"«"i-0a1b2c3d4e5f60718"»"#, "container-instance-format"),
    (Kind::StartTask, "a container instance cut short", r#""765936fadbdd46b5991a4bd70c2a43d4""#, r#"«"765936fadbdd46b5991a"»"#, "container-instance-format"),
    (Kind::StartTask, "an instance twice", r#"["765936fadbdd46b5991a4bd70c2a43d4"]"#, r#"["765936fadbdd46b5991a4bd70c2a43d4", «"765936fadbdd46b5991a4bd70c2a43d4"»]"#, "container-instance-duplicate"),
    (Kind::StartTask, "no instances", r#"["765936fadbdd46b5991a4bd70c2a43d4"]"#, "«[]»", "container-instances-count"),
    (Kind::StartTask, "a member of run-task", r#""group": "reports","#, r#""group": "reports", «"launchType"»: "EC2","#, "unknown-member"),
    (Kind::StartTask, "a group of services", r#""group": "reports""#, r#""group": «"service:web"»"#, "group-format"),
    (Kind::StartTask, "an image in an override", r#""cpu": 256,"#, r#""cpu": 256, «"image"»: "web:1","#, "unknown-member"),
    (Kind::StartTask, "a blank in a container name", r#""name": "report""#, r#""name": «"night report"»"#, "override-name-charset"),
    (Kind::StartTask, "an override without a name", r#"{
        "name": "report","#, "«{»", "override-name-missing"),
    (Kind::StartTask, "a variable twice", r#"{ "name": "BUCKET", "value": "reports.example.com" }"#, r#"{ "name": «"STAGE"», "value": "test" }"#, "environment-duplicate"),
    (Kind::StartTask, "a variable without a name", r#"{ "name": "STAGE", "value": "prod" }"#, r#"{ "name": «""», "value": "prod" }"#, "environment-name-blank"),
    (Kind::StartTask, "a variable without a value", r#"{ "name": "STAGE", "value": "prod" }"#, r#"«{ "name": "STAGE" }»"#, "environment-value-missing"),
    (Kind::StartTask, "key for name", r#"{ "name": "STAGE", "value": "prod" }"#, r#"{ «"key"»: "STAGE", "value": "prod" }"#, "unknown-member"),
    (Kind::StartTask, "memory below what is possible", r#""memory": 512,
        "memoryReservation": 128"#, r#""memory": «2»"#, "resource-minimum"),
    (Kind::StartTask, "more reserved than allowed", r#""memoryReservation": 128"#, r#""memoryReservation": «1024»"#, "memory-reservation"),
    (Kind::StartTask, "a policy for a role", r#""arn:aws:iam::123456789012:role/nightly-report""#, r#"«"arn:aws:iam::123456789012:policy/nightly-report"»"#, "role-arn-format"),
    (Kind::StartTask, "an account of 11 digits", r#""arn:aws:iam::123456789012:role/nightly-report""#, r#"«"arn:aws:iam::12345678901:role/nightly-report"»"#, "role-arn-format"),
    (Kind::StartTask, "a subnet cut short", r#""subnet-0a1b2c3d4e5f60718""#, r#"«"subnet-0a1b2c"»"#, "subnet-format"),
    (Kind::StartTask, "a security group for a subnet", r#""subnet-0a1b2c3d4e5f60718""#, r#"«"sg-1a1b2c3d4e5f60718"»"#, "subnet-format"),
    (Kind::StartTask, "no subnets", r#"["subnet-0a1b2c3d4e5f60718"]"#, "«[]»", "subnets-count"),
    (Kind::StartTask, "six security groups", r#"["sg-0a1b2c3d4e5f60718"]"#, r#"«["sg-00000001", "sg-00000002", "sg-00000003", "sg-00000004", "sg-00000005", "sg-00000006"]»"#, "security-groups-count"),
    (Kind::StartTask, "an address in lower case", r#""DISABLED""#, r#"«"disabled"»"#, "assign-public-ip-value"),
    (Kind::StartTask, "a public address on an instance", r#""DISABLED""#, r#"«"ENABLED"»"#, "assign-public-ip-unsupported"),
    (Kind::StartTask, "overrides too long", r#""overrides": {
    "containerOverrides": [
      {
        "name": "report",
        "command": ["./report","#, r#"«"overrides": {»
    "containerOverrides": [
      {
        "name": "report",
        "command": ["./report", "{9000}","#, "overrides-length"),
    // RunTask
    (Kind::RunTask, "a launch type in lower case", r#""FARGATE""#, r#"«"fargate"»"#, "enum-value"),
    (Kind::RunTask, "a region missing in an ARN", r#""arn:aws:ecs:us-east-1:123456789012:cluster/prod""#, r#"«"arn:aws:ecs::123456789012:cluster/prod"»"#, "cluster-format"),
    (Kind::RunTask, "two regions", r#""arn:aws:ecs:us-east-1:123456789012:task-definition/migrate:7""#, r#"«"arn:aws:ecs:eu-west-1:123456789012:task-definition/migrate:7"»"#, "arn-mismatch"),
    (Kind::RunTask, "tags of a service", r#""TASK_DEFINITION""#, r#"«"SERVICE"»"#, "propagate-tags-service"),
    (Kind::RunTask, "a tag twice", r#""cost-centre""#, r#"«"team"»"#, "tag-duplicate-key"),
    (Kind::RunTask, "a tag of AWS", r#""cost-centre""#, r#"«"aws:centre"»"#, "tag-reserved-prefix"),
    (Kind::RunTask, "a tag with a comma", r#""4711""#, r#"«"4711, 4712"»"#, "tag-charset"),
    (Kind::RunTask, "a tag too long", r#""4711""#, r#"«"{260}"»"#, "tag-value-length"),
    (Kind::RunTask, "a tag without a key", r#"{ "key": "team", "value": "data" }"#, r#"«{ "value": "data" }»"#, "tag-key-missing"),
    (Kind::RunTask, "a pair that Fargate does not have", r#""memory": "2048""#, r#""memory": «"8192"»"#, "fargate-size"),
    (Kind::RunTask, "a size in mebibytes", r#""memory": "2048""#, r#""memory": «"2048MiB"»"#, "fargate-size"),
    (Kind::RunTask, "containers above the CPU of their task", r#""cpu": "512""#, r#""cpu": «"256"»"#, "task-container-cpu-sum"),
    (Kind::RunTask, "storage too small", r#""sizeInGiB": 40"#, r#""sizeInGiB": «10»"#, "ephemeral-storage-range"),
    (Kind::RunTask, "a file of variables that is none", r#""arn:aws:s3:::config.example.com/app.env""#, r#"«"s3://config.example.com/app.env"»"#, "environment-file-format"),
    (Kind::RunTask, "a kind of volume that is none", r#""gp3""#, r#"«"gp4"»"#, "ebs-volume-type"),
    (Kind::RunTask, "a volume without a size", r#""managedEBSVolume": {
        "roleArn": "arn:aws:iam::123456789012:role/ecs-volumes",
        "volumeType": "gp3",
        "sizeInGiB": 20,"#, r#"«"managedEBSVolume": {»
        "roleArn": "arn:aws:iam::123456789012:role/ecs-volumes",
        "volumeType": "gp3","#, "ebs-size-or-snapshot"),
    // The rest
    (Kind::Overrides, "a container twice", r#""log-router""#, r#"«"app"»"#, "override-name-duplicate"),
    (Kind::Overrides, "secrets in an override", r#""cpu": 64"#, r#""cpu": 64, «"secrets"»: []"#, "unknown-member"),
    (Kind::ContainerOverrides, "a plural for a name", r#""command":"#, r#"«"commands"»:"#, "unknown-member"),
    (Kind::NetworkConfiguration, "a name in another case", r#""awsvpcConfiguration""#, r#"«"awsVpcConfiguration"»"#, "unknown-member"),
    (Kind::NetworkConfiguration, "a public address by another name", r#""assignPublicIp": "ENABLED""#, r#"«"associatePublicIpAddress"»: true"#, "unknown-member"),
    (Kind::TaskDefinition, "a network mode that is none", r#""awsvpc""#, r#"«"aws-vpc"»"#, "enum-value"),
    (Kind::TaskDefinition, "a member that ECS writes", r#""family": "web","#, r#""family": "web", «"status"»: "ACTIVE","#, "read-only-member"),
    (Kind::TaskDefinition, "a definition of no size", r#""memory": "1024""#, r#""memory": «"512"»"#, "fargate-size"),
    (Kind::TaskDefinition, "a definition without a family", r#"{
  "family": "web","#, "«{»", "missing-member"),
    (Kind::TaskDefinition, "a port for a port mapping", r#""containerPort": 8080"#, r#"«"port"»: 8080"#, "unknown-member"),
];
