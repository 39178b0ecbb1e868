//! Documents are told apart by their content.

use ecs_preflight::{Foreign, Kind, Options, Recognised, Source, check, document, json};

fn recognised(text: &str) -> Recognised {
    document::recognise(json::parse(text).tree.root())
}

#[test]
fn what_can_be_checked() {
    for (kind, text) in [
        (Kind::StartTask, r#"{"taskDefinition": "web", "containerInstances": ["x"]}"#),
        // Nothing here is RunTask's alone, but it is a whole request for RunTask only.
        (Kind::RunTask, r#"{"taskDefinition": "web"}"#),
        (Kind::RunTask, r#"{"cluster": "prod", "taskDefinition": "web:12"}"#),
        (
            Kind::RunTask,
            r#"{"taskDefinition": "web", "networkConfiguration": {"awsvpcConfiguration": {"subnets": []}}}"#,
        ),
        (
            Kind::RunTask,
            r#"{"taskDefinition": "web", "networkConfiguration": {"awsvpcConfiguration": {"assignPublicIp": "ENABLED"}}}"#,
        ),
        (Kind::RunTask, r#"{"taskDefinition": "web", "count": 1}"#),
        (Kind::RunTask, r#"{"cluster": "c", "taskDefinition": "web", "launchType": "FARGATE", "count": 1}"#),
        (Kind::RunTask, r#"{"cluster": "c", "launchType": "FARGATE", "networkConfiguration": {}}"#),
        (Kind::RunTask, r#"{"taskDefinition": "web", "capacityProviderStrategy": []}"#),
        (Kind::RunTask, r#"{"taskDefintion": "web", "launchtype": "FARGATE"}"#),
        (Kind::TaskDefinition, r#"{"family": "web", "containerDefinitions": []}"#),
        (Kind::TaskDefinition, r#"{"containerDefinitions": [{"name": "web", "image": "nginx"}]}"#),
        (
            Kind::TaskDefinition,
            r#"{"taskDefinition": {"family": "web", "containerDefinitions": []}, "tags": []}"#,
        ),
        (Kind::TaskDefinition, r#"{"family": "web", "networkMode": "awsvpc", "taskRoleArn": "x"}"#),
        (Kind::TaskDefinition, r#"{"family": "web", "containerDefintions": [{"name": "web"}]}"#),
        (Kind::StartTask, r#"{"containerInstances": ["x"], "count": 1, "launchType": "EC2"}"#),
        (Kind::StartTask, r#"{"taskDefintion": "web", "containerInstance": ["x"]}"#),
        (Kind::StartTask, r#"{"task-definition": "web", "container-instances": ["x"]}"#),
        (Kind::StartTask, r#"{"TaskDefinition": "web", "containerInstances": ["x"]}"#),
        (Kind::RunTask, r#"{"cluster": "prod", "overrides": {"containerOverrides": []}}"#),
        (Kind::StartTask, r#"{"taskDefinition": null, "containerInstances": null}"#),
        (Kind::Response, r#"{"tasks": [], "failures": []}"#),
        (Kind::Response, r#"{"tasks": [{"taskArn": "arn:aws:ecs:eu-west-1:123456789012:task/x"}]}"#),
        (Kind::Response, r#"{"failures": [{"arn": "x", "reason": "MISSING"}], "tasks": []}"#),
        (Kind::Overrides, r#"{"containerOverrides": [{"name": "web"}]}"#),
        (Kind::Overrides, r#"{"containerOverride": [{"name": "web"}]}"#),
        (Kind::Overrides, r#"{"taskRoleArn": "arn:aws:iam::123456789012:role/web"}"#),
        (Kind::ContainerOverrides, r#"[{"name": "web", "command": ["ls"]}]"#),
        (Kind::ContainerOverrides, r#"[{"command": ["ls"]}]"#),
        (Kind::NetworkConfiguration, r#"{"awsvpcConfiguration": {"subnets": []}}"#),
        (Kind::NetworkConfiguration, r#"{"awsVpcConfiguration": {"subnets": []}}"#),
    ] {
        assert_eq!(recognised(text), Recognised::Launch(kind), "{text}");
    }
}

#[test]
fn what_is_known_by_name() {
    for (foreign, text) in [
        (Foreign::ContainerDefinitions, r#"[{"name": "web", "image": "nginx", "cpu": 128}]"#),
        (Foreign::Service, r#"{"serviceName": "web", "taskDefinition": "web:1", "count": 2}"#),
        (Foreign::Service, r#"{"services": [{"serviceArn": "x"}]}"#),
        (Foreign::StepFunctions, r#"{"StartAt": "A", "States": {}}"#),
        (Foreign::StepFunctions, r#"{"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync"}"#),
        (Foreign::EventBridge, r#"{"Rule": "x", "Targets": [{"Id": "1", "EcsParameters": {}}]}"#),
        (Foreign::PascalCase, r#"{"TaskDefinition": "web", "ContainerInstances": ["x"]}"#),
        (Foreign::PascalCase, r#"{"ContainerOverrides": [{"Name": "web"}]}"#),
        (Foreign::CloudFormation, r#"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}"#),
    ] {
        assert_eq!(recognised(text), Recognised::Foreign(foreign), "{text}");
    }
}

/// Nine out of ten JSON files of a repository have nothing to do with ECS, whatever their names.
#[test]
fn what_is_something_else() {
    for text in [
        r#"{"name": "x", "version": "1.0.0", "scripts": {"build": "tsc"}, "dependencies": {}}"#,
        r#"{"version": "2.0.0", "tasks": [{"label": "build", "type": "shell", "command": "make"}]}"#,
        r#"{"compilerOptions": {"strict": true}, "include": ["src"]}"#,
        r#"{"command": ["--help"]}"#,
        r#"{"cluster": "prod", "nodes": []}"#,
        r#"{"cpu": "256", "memory": "512"}"#,
        r#"{"overrides": [{"files": "*.ts", "rules": {}}]}"#,
        r#"{"overrides": {"minimist": "^1.2.6"}}"#,
        r#"{"subnets": ["a"], "tags": {"a": "b"}}"#,
        r#"{"container_definitions": [{"name": "web"}]}"#,
        r#"{"taskDefinition": {"prefix": "web"}}"#,
        r#"{"failures": 3, "tests": 10}"#,
        r#"{"resource": "x", "count": 1}"#,
        r#"[{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]"#,
        r#"[{"id": 1, "name": "x", "environment": "prod"}]"#,
        r#"[{"type": "node", "request": "launch", "name": "Debug", "command": "npm"}]"#,
        "[]",
        "{}",
        "[1, 2]",
        "\"x\"",
        "3",
        "null",
        "",
        "[[]]",
    ] {
        assert_eq!(recognised(text), Recognised::Nothing, "{text}");
        let checked = check(&Source::new("x.json", text.as_bytes().to_vec()), &Options::default());
        assert!(checked.document.is_none(), "{text}");
    }
}
