const SLIPS: &[Slip] = &[
    // StartTask
    (DocumentKind::StartTask, "a blank in startedBy", r#""nightly-2018-03-01""#, r#"«"nightly 2018-03-01"»"#, "started-by-charset"),
    (DocumentKind::StartTask, "startedBy too long", r#""nightly-2018-03-01""#, r#"«"nightly-report-of-all-the-things-2018-03-01"»"#, "started-by-length"),
    (DocumentKind::StartTask, "a revision called latest", r#""nightly-report:12""#, r#"«"nightly-report:latest"»"#, "task-definition-format"),
    (DocumentKind::StartTask, "an image for a task definition", r#""nightly-report:12""#, r#"«"example.com/nightly-report:12"»"#, "task-definition-format"),
    (DocumentKind::StartTask, "a colon without a revision", r#""nightly-report:12""#, r#"«"nightly-report:"»"#, "task-definition-format"),
    (DocumentKind::StartTask, "a blank in a family", r#""nightly-report:12""#, r#"«"nightly report:12"»"#, "task-definition-format"),
    (DocumentKind::StartTask, "a dot in a cluster", r#""cluster": "prod""#, r#""cluster": «"prod.eu"»"#, "cluster-format"),
    (DocumentKind::StartTask, "an EC2 instance for a container instance", r#""765936fadbdd46b5991a4bd70c2a43d4""#, r#"«"i-0a1b2c3d4e5f60718"»"#, "container-instance-format"),
    (DocumentKind::StartTask, "a container instance cut short", r#""765936fadbdd46b5991a4bd70c2a43d4""#, r#"«"765936fadbdd46b5991a"»"#, "container-instance-format"),
    (DocumentKind::StartTask, "an instance twice", r#"["765936fadbdd46b5991a4bd70c2a43d4"]"#, r#"["765936fadbdd46b5991a4bd70c2a43d4", «"765936fadbdd46b5991a4bd70c2a43d4"»]"#, "container-instance-duplicate"),
    (DocumentKind::StartTask, "no instances", r#"["765936fadbdd46b5991a4bd70c2a43d4"]"#, "«[]»", "container-instances-count"),
    (DocumentKind::StartTask, "a member of run-task", r#""group": "reports","#, r#""group": "reports", «"launchType"»: "EC2","#, "unknown-member"),
    (DocumentKind::StartTask, "a group of services", r#""group": "reports""#, r#""group": «"service:web"»"#, "group-format"),
    (DocumentKind::StartTask, "an image in an override", r#""cpu": 256,"#, r#""cpu": 256, «"image"»: "web:1","#, "unknown-member"),
    (DocumentKind::StartTask, "a blank in a container name", r#""name": "report""#, r#""name": «"night report"»"#, "override-name-charset"),
    (DocumentKind::StartTask, "an override without a name", r#"{
        "name": "report","#, "«{»", "override-name-missing"),
    (DocumentKind::StartTask, "a variable twice", r#"{ "name": "BUCKET", "value": "reports.example.com" }"#, r#"{ "name": «"STAGE"», "value": "test" }"#, "environment-duplicate"),
    (DocumentKind::StartTask, "a variable without a name", r#"{ "name": "STAGE", "value": "prod" }"#, r#"{ "name": «""», "value": "prod" }"#, "environment-name-blank"),
    (DocumentKind::StartTask, "a variable without a value", r#"{ "name": "STAGE", "value": "prod" }"#, r#"«{ "name": "STAGE" }»"#, "environment-value-missing"),
    (DocumentKind::StartTask, "key for name", r#"{ "name": "STAGE", "value": "prod" }"#, r#"{ «"key"»: "STAGE", "value": "prod" }"#, "unknown-member"),
    (DocumentKind::StartTask, "memory below what is possible", r#""memory": 512,
        "memoryReservation": 128"#, r#""memory": «2»"#, "resource-minimum"),
    (DocumentKind::StartTask, "more reserved than allowed", r#""memoryReservation": 128"#, r#""memoryReservation": «1024»"#, "memory-reservation"),
    (DocumentKind::StartTask, "a policy for a role", r#""arn:aws:iam::123456789012:role/nightly-report""#, r#"«"arn:aws:iam::123456789012:policy/nightly-report"»"#, "role-arn-format"),
    (DocumentKind::StartTask, "an account of 11 digits", r#""arn:aws:iam::123456789012:role/nightly-report""#, r#"«"arn:aws:iam::12345678901:role/nightly-report"»"#, "role-arn-format"),
    (DocumentKind::StartTask, "a subnet cut short", r#""subnet-0a1b2c3d4e5f60718""#, r#"«"subnet-0a1b2c"»"#, "subnet-format"),
    (DocumentKind::StartTask, "a security group for a subnet", r#""subnet-0a1b2c3d4e5f60718""#, r#"«"sg-1a1b2c3d4e5f60718"»"#, "subnet-format"),
    (DocumentKind::StartTask, "no subnets", r#"["subnet-0a1b2c3d4e5f60718"]"#, "«[]»", "subnets-count"),
    (DocumentKind::StartTask, "six security groups", r#"["sg-0a1b2c3d4e5f60718"]"#, r#"«["sg-00000001", "sg-00000002", "sg-00000003", "sg-00000004", "sg-00000005", "sg-00000006"]»"#, "security-groups-count"),
    (DocumentKind::StartTask, "an address in lower case", r#""DISABLED""#, r#"«"disabled"»"#, "assign-public-ip-value"),
    (DocumentKind::StartTask, "a public address on an instance", r#""DISABLED""#, r#"«"ENABLED"»"#, "assign-public-ip-unsupported"),
    (DocumentKind::StartTask, "overrides too long", r#""overrides": {
    "containerOverrides": [
      {
        "name": "report",
        "command": ["./report","#, r#"«"overrides": {»
    "containerOverrides": [
      {
        "name": "report",
        "command": ["./report", "{9000}","#, "overrides-length"),
    // RunTask
    (DocumentKind::RunTask, "a launch type in lower case", r#""FARGATE""#, r#"«"fargate"»"#, "enum-value"),
    (DocumentKind::RunTask, "a region missing in an ARN", r#""arn:aws:ecs:us-east-1:123456789012:cluster/prod""#, r#"«"arn:aws:ecs::123456789012:cluster/prod"»"#, "cluster-format"),
    (DocumentKind::RunTask, "two regions", r#""arn:aws:ecs:us-east-1:123456789012:task-definition/migrate:7""#, r#"«"arn:aws:ecs:eu-west-1:123456789012:task-definition/migrate:7"»"#, "arn-mismatch"),
    (DocumentKind::RunTask, "tags of a service", r#""TASK_DEFINITION""#, r#"«"SERVICE"»"#, "propagate-tags-service"),
    (DocumentKind::RunTask, "a tag twice", r#""cost-centre""#, r#"«"team"»"#, "tag-duplicate-key"),
    (DocumentKind::RunTask, "a tag of AWS", r#""cost-centre""#, r#"«"aws:centre"»"#, "tag-reserved-prefix"),
    (DocumentKind::RunTask, "a tag with a comma", r#""4711""#, r#"«"4711, 4712"»"#, "tag-charset"),
    (DocumentKind::RunTask, "a tag too long", r#""4711""#, r#"«"{260}"»"#, "tag-value-length"),
    (DocumentKind::RunTask, "a tag without a key", r#"{ "key": "team", "value": "data" }"#, r#"«{ "value": "data" }»"#, "tag-key-missing"),
    (DocumentKind::RunTask, "a pair that Fargate does not have", r#""memory": "2048""#, r#""memory": «"8192"»"#, "fargate-size"),
    (DocumentKind::RunTask, "a size in mebibytes", r#""memory": "2048""#, r#""memory": «"2048MiB"»"#, "fargate-size"),
    (DocumentKind::RunTask, "containers above the CPU of their task", r#""cpu": "512""#, r#""cpu": «"256"»"#, "task-container-cpu-sum"),
    (DocumentKind::RunTask, "storage too small", r#""sizeInGiB": 40"#, r#""sizeInGiB": «10»"#, "ephemeral-storage-range"),
    (DocumentKind::RunTask, "a file of variables that is none", r#""arn:aws:s3:::config.example.com/app.env""#, r#"«"s3://config.example.com/app.env"»"#, "environment-file-format"),
    (DocumentKind::RunTask, "a kind of volume that is none", r#""gp3""#, r#"«"gp4"»"#, "ebs-volume-type"),
    (DocumentKind::RunTask, "a volume without a size", r#""managedEBSVolume": {
        "roleArn": "arn:aws:iam::123456789012:role/ecs-volumes",
        "volumeType": "gp3",
        "sizeInGiB": 20,"#, r#"«"managedEBSVolume": {»
        "roleArn": "arn:aws:iam::123456789012:role/ecs-volumes",
        "volumeType": "gp3","#, "ebs-size-or-snapshot"),
    // The rest
    (DocumentKind::Overrides, "a container twice", r#""log-router""#, r#"«"app"»"#, "override-name-duplicate"),
    (DocumentKind::Overrides, "secrets in an override", r#""cpu": 64"#, r#""cpu": 64, «"secrets"»: []"#, "unknown-member"),
    (DocumentKind::ContainerOverrides, "a plural for a name", r#""command":"#, r#"«"commands"»:"#, "unknown-member"),
    (DocumentKind::NetworkConfiguration, "a name in another case", r#""awsvpcConfiguration""#, r#"«"awsVpcConfiguration"»"#, "unknown-member"),
    (DocumentKind::NetworkConfiguration, "a public address by another name", r#""assignPublicIp": "ENABLED""#, r#"«"associatePublicIpAddress"»: true"#, "unknown-member"),
    (DocumentKind::TaskDefinition, "a network mode that is none", r#""awsvpc""#, r#"«"aws-vpc"»"#, "enum-value"),
    (DocumentKind::TaskDefinition, "a member that ECS writes", r#""family": "web","#, r#""family": "web", «"status"»: "ACTIVE","#, "read-only-member"),
    (DocumentKind::TaskDefinition, "a definition of no size", r#""memory": "1024""#, r#""memory": «"512"»"#, "fargate-size"),
    (DocumentKind::TaskDefinition, "a definition without a family", r#"{
  "family": "web","#, "«{»", "missing-member"),
    (DocumentKind::TaskDefinition, "a port for a port mapping", r#""containerPort": 8080"#, r#"«"port"»: 8080"#, "unknown-member"),
    // What people report most often: in public issues and in files of public repositories.
    (DocumentKind::RunTask, "subnets joined in one string", r#"["subnet-0a1b2c3d", "subnet-4e5f6a7b"]"#, r#"[«"subnet-0a1b2c3d,subnet-4e5f6a7b"»]"#, "subnet-format"),
    (DocumentKind::RunTask, "a list of Python in a string", r#"["subnet-0a1b2c3d", "subnet-4e5f6a7b"]"#, r#"«"['subnet-0a1b2c3d', 'subnet-4e5f6a7b']"»"#, "wrong-type"),
    (DocumentKind::RunTask, "JSON of a list in a string", r#"["sg-0a1b2c3d"]"#, r#"«"[\"sg-0a1b2c3d\"]"»"#, "wrong-type"),
    (DocumentKind::RunTask, "a null network configuration", r#""networkConfiguration": {
    "awsvpcConfiguration": {
      "subnets": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
      "securityGroups": ["sg-0a1b2c3d"],
      "assignPublicIp": "ENABLED"
    }
  }"#, r#""networkConfiguration": «null»"#, "null-value"),
    (DocumentKind::RunTask, "an empty network configuration on Fargate", r#"  "networkConfiguration": {
    "awsvpcConfiguration": {
      "subnets": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
      "securityGroups": ["sg-0a1b2c3d"],
      "assignPublicIp": "ENABLED"
    }
  },
  "volumeConfigurations""#, r#"  "networkConfiguration": «{}»,
  "volumeConfigurations""#, "network-configuration-missing"),
    (DocumentKind::RunTask, "a network configuration without its level", r#""networkConfiguration": {
    "awsvpcConfiguration": {
      "subnets": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
      "securityGroups": ["sg-0a1b2c3d"],
      "assignPublicIp": "ENABLED"
    }
  }"#, r#""networkConfiguration": {
      «"subnets": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
      "securityGroups": ["sg-0a1b2c3d"],
      "assignPublicIp": "ENABLED"»
  }"#, "unknown-member"),
    (DocumentKind::RunTask, "members of a container in the overrides", r#""containerOverrides": [
      {
        "name": "app",
        "command": ["bundle", "exec", "rake", "db:migrate"],
        "environment": [{ "name": "RAILS_ENV", "value": "production" }],
        "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::config.example.com/app.env" }],
        "cpu": 512
      }
    ],"#, r#"«"name": "app", "command": ["bundle"], "environment": [{ "name": "RAILS_ENV", "value": "production" }],»"#, "unknown-member"),
    (DocumentKind::RunTask, "overrides as a list of containers", r#""overrides": {
    "cpu": "512",
    "memory": "2048",
    "containerOverrides": [
      {
        "name": "app",
        "command": ["bundle", "exec", "rake", "db:migrate"],
        "environment": [{ "name": "RAILS_ENV", "value": "production" }],
        "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::config.example.com/app.env" }],
        "cpu": 512
      }
    ],
    "executionRoleArn": "arn:aws:iam::123456789012:role/ecs-execution",
    "ephemeralStorage": { "sizeInGiB": 40 }
  }"#, r#""overrides": «[{ "name": "app", "command": ["bundle"] }]»"#, "wrong-type"),
    (DocumentKind::RunTask, "a capitalized key of a tag", r#"{ "key": "team", "value": "data" }"#, r#"{ «"Key"»: "team", "value": "data" }"#, "unknown-member"),
    (DocumentKind::RunTask, "a capitalized value of a tag", r#"{ "key": "team", "value": "data" }"#, r#"{ "key": "team", «"Value"»: "data" }"#, "unknown-member"),
    (DocumentKind::RunTask, "tags as a map", r#""tags": [
    { "key": "team", "value": "data" },
    { "key": "cost-centre", "value": "4711" }
  ]"#, r#""tags": «{ "team": "data" }»"#, "wrong-type"),
    (DocumentKind::RunTask, "a command as one string", r#""command": ["bundle", "exec", "rake", "db:migrate"]"#, r#""command": «"bundle exec rake db:migrate"»"#, "wrong-type"),
    (DocumentKind::RunTask, "an environment as a map", r#""environment": [{ "name": "RAILS_ENV", "value": "production" }]"#, r#""environment": «{ "RAILS_ENV": "production" }»"#, "wrong-type"),
    (DocumentKind::RunTask, "an environment of assignments", r#""environment": [{ "name": "RAILS_ENV", "value": "production" }]"#, r#""environment": [«"RAILS_ENV=production"»]"#, "wrong-type"),
    (DocumentKind::RunTask, "the cpu of a container as a string", r#"        "cpu": 512"#, r#"        "cpu": «"512"»"#, "wrong-type"),
    (DocumentKind::RunTask, "the cpu of the task as an integer", r#"    "cpu": "512""#, r#"    "cpu": «512»"#, "wrong-type"),
    (DocumentKind::RunTask, "the memory of the task as an integer", r#""memory": "2048""#, r#""memory": «2048»"#, "wrong-type"),
    (DocumentKind::RunTask, "a count as a string", r#""count": 2"#, r#""count": «"2"»"#, "wrong-type"),
    (DocumentKind::RunTask, "a count above what a call starts", r#""count": 2"#, r#""count": «25»"#, "count-range"),
    (DocumentKind::RunTask, "extra quotes around an enumeration", r#""FARGATE""#, r#"«"'FARGATE'"»"#, "enum-value"),
    (DocumentKind::RunTask, "an enumeration misspelled", r#""FARGATE""#, r#"«"FARGTE"»"#, "enum-value"),
    (DocumentKind::RunTask, "an enumeration in another case", r#""TASK_DEFINITION""#, r#"«"task_definition"»"#, "enum-value"),
    (DocumentKind::RunTask, "an empty task definition", r#""arn:aws:ecs:us-east-1:123456789012:task-definition/migrate:7""#, r#"«""»"#, "task-definition-format"),
    (DocumentKind::RunTask, "an empty name of a container", r#""name": "app""#, r#""name": «""»"#, "override-name-missing"),
    (DocumentKind::RunTask, "an empty subnet", r#""subnet-0a1b2c3d", "#, r#"«""», "#, "subnet-format"),
    (DocumentKind::RunTask, "an empty cluster", r#""arn:aws:ecs:us-east-1:123456789012:cluster/prod""#, r#"«""»"#, "cluster-format"),
    (DocumentKind::RunTask, "a placeholder left in a name", r#""name": "app""#, r#""name": «"{container}"»"#, "override-name-charset"),
    (DocumentKind::RunTask, "a shell variable left in startedBy", r#""deploy/2291""#, r#"«"deploy/$BUILD"»"#, "started-by-charset"),
    (DocumentKind::RunTask, "a placeholder without quotes", r#""count": 2"#, r#""count": «${COUNT}»"#, "syntax"),
    (DocumentKind::RunTask, "a container overridden twice", r#"        "cpu": 512
      }"#, r#"        "cpu": 512
      },
      { "name": «"app"», "command": ["x"] }"#, "override-name-duplicate"),
    (DocumentKind::RunTask, "a variable twice in another case of keys", r#"{ "name": "RAILS_ENV", "value": "production" }"#, r#"{ "name": "RAILS_ENV", "value": "production" }, { «"Name"»: "B", "value": "b" }"#, "unknown-member"),
    (DocumentKind::RunTask, "an ARN of another service", r#""arn:aws:ecs:us-east-1:123456789012:task-definition/migrate:7""#, r#"«"arn:aws:ecr:us-east-1:123456789012:repository/migrate"»"#, "task-definition-format"),
    (DocumentKind::RunTask, "an ARN of a user for a role", r#""arn:aws:iam::123456789012:role/ecs-execution""#, r#"«"arn:aws:iam::123456789012:user/ecs-execution"»"#, "role-arn-format"),
    (DocumentKind::RunTask, "a region in the ARN of a role", r#""arn:aws:iam::123456789012:role/ecs-execution""#, r#"«"arn:aws:iam:us-east-1:123456789012:role/ecs-execution"»"#, "role-arn-format"),
    (DocumentKind::RunTask, "ids of subnets and groups swapped", r#"["sg-0a1b2c3d"]"#, r#"[«"subnet-0a1b2c3d"»]"#, "security-group-format"),
    (DocumentKind::RunTask, "two accounts", r#""arn:aws:ecs:us-east-1:123456789012:task-definition/migrate:7""#, r#"«"arn:aws:ecs:us-east-1:210987654321:task-definition/migrate:7"»"#, "arn-mismatch"),
    (DocumentKind::RunTask, "a launch type beside a capacity provider", r#""launchType": "FARGATE","#, r#""launchType": «"FARGATE"»,
  "capacityProviderStrategy": [{ "capacityProvider": "FARGATE" }],"#, "launch-type-exclusive"),
    (DocumentKind::RunTask, "a version of the platform that is none", r#""1.4.0""#, r#"«"1.4"»"#, "platform-version-format"),
    (DocumentKind::RunTask, "an image in an override of RunTask", r#"        "cpu": 512
"#, r#"        «"image"»: "app:2",
        "cpu": 512
"#, "unknown-member"),
    (DocumentKind::RunTask, "secrets in an override", r#"        "cpu": 512
"#, r#"        «"secrets"»: [],
        "cpu": 512
"#, "unknown-member"),
    (DocumentKind::RunTask, "the network configuration in the overrides", r#""ephemeralStorage": { "sizeInGiB": 40 }"#, r#""ephemeralStorage": { "sizeInGiB": 40 }, «"networkConfiguration"»: {}"#, "unknown-member"),
    (DocumentKind::RunTask, "ephemeral storage at the top", r#""count": 2,"#, r#""count": 2, «"ephemeralStorage"»: { "sizeInGiB": 40 },"#, "unknown-member"),
    (DocumentKind::RunTask, "a comment as a member", r#""count": 2,"#, r#""count": 2, «"_comment"»: "nightly","#, "unknown-member"),
    (DocumentKind::RunTask, "containerOverrides at the top", r#""count": 2,"#, r#""count": 2, «"containerOverrides"»: [],"#, "unknown-member"),
    (DocumentKind::RunTask, "a status pasted from an answer", r#""count": 2,"#, r#""count": 2, «"lastStatus"»: "RUNNING","#, "unknown-member"),
    (DocumentKind::TaskDefinition, "a network mode in another case", r#""awsvpc""#, r#"«"AWSVPC"»"#, "enum-value"),
    (DocumentKind::TaskDefinition, "a log driver that is none", r#""logDriver": "awslogs""#, r#""logDriver": «"cloudwatch"»"#, "enum-value"),
    (DocumentKind::TaskDefinition, "a port as a string", r#""containerPort": 8080"#, r#""containerPort": «"8080"»"#, "wrong-type"),
    (DocumentKind::TaskDefinition, "the cpu of a task definition as an integer", r#""cpu": "512""#, r#""cpu": «512»"#, "wrong-type"),
    (DocumentKind::TaskDefinition, "a pair that Fargate does not have in a definition", r#""memory": "1024""#, r#""memory": «"8192"»"#, "fargate-size"),
    (DocumentKind::TaskDefinition, "an environment as a map in a definition", r#""environment": [{ "name": "STAGE", "value": "prod" }]"#, r#""environment": «{ "STAGE": "prod" }»"#, "wrong-type"),
    (DocumentKind::TaskDefinition, "a number for the value of a variable", r#"{ "name": "STAGE", "value": "prod" }"#, r#"{ "name": "STAGE", "value": «3» }"#, "wrong-type"),
    (DocumentKind::TaskDefinition, "a variable twice in a definition", r#"{ "name": "STAGE", "value": "prod" }"#, r#"{ "name": "STAGE", "value": "prod" }, { "name": «"STAGE"», "value": "test" }"#, "environment-duplicate"),
];
