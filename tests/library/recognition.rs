//! Documents are recognized by their content.

use ecs_preflight::{DocumentKind, Foreign, Options, Recognized, Source, check, document::recognize, json};

fn recognized(text: &str) -> Recognized {
    recognize::recognize(json::parse(text).tree.root())
}

#[test]
fn what_can_be_checked() {
    for (kind, text) in [
        (DocumentKind::StartTask, r#"{"taskDefinition": "web", "containerInstances": ["x"]}"#),
        // Nothing here is RunTask's alone, but it is a whole request for RunTask only.
        (DocumentKind::RunTask, r#"{"taskDefinition": "web"}"#),
        (DocumentKind::RunTask, r#"{"cluster": "prod", "taskDefinition": "web:12"}"#),
        (
            DocumentKind::RunTask,
            r#"{"taskDefinition": "web", "networkConfiguration": {"awsvpcConfiguration": {"subnets": []}}}"#,
        ),
        (
            DocumentKind::RunTask,
            r#"{"taskDefinition": "web", "networkConfiguration": {"awsvpcConfiguration": {"assignPublicIp": "ENABLED"}}}"#,
        ),
        (DocumentKind::RunTask, r#"{"taskDefinition": "web", "count": 1}"#),
        (
            DocumentKind::RunTask,
            r#"{"cluster": "c", "taskDefinition": "web", "launchType": "FARGATE", "count": 1}"#,
        ),
        (
            DocumentKind::RunTask,
            r#"{"cluster": "c", "count": 1, "networkConfiguration": {"awsvpcConfiguration": {"subnets": []}}}"#,
        ),
        (DocumentKind::RunTask, r#"{"taskDefinition": "web", "capacityProviderStrategy": []}"#),
        (DocumentKind::RunTask, r#"{"taskDefintion": "web", "launchtype": "FARGATE"}"#),
        (DocumentKind::TaskDefinition, r#"{"family": "web", "containerDefinitions": []}"#),
        (DocumentKind::TaskDefinition, r#"{"containerDefinitions": [{"name": "web", "image": "nginx"}]}"#),
        (
            DocumentKind::TaskDefinition,
            r#"{"taskDefinition": {"family": "web", "containerDefinitions": []}, "tags": []}"#,
        ),
        (DocumentKind::TaskDefinition, r#"{"family": "web", "networkMode": "awsvpc", "taskRoleArn": "x"}"#),
        (DocumentKind::TaskDefinition, r#"{"family": "web", "containerDefintions": [{"name": "web"}]}"#),
        (DocumentKind::StartTask, r#"{"containerInstances": ["x"], "count": 1, "launchType": "EC2"}"#),
        (DocumentKind::StartTask, r#"{"taskDefintion": "web", "containerInstance": ["x"]}"#),
        (DocumentKind::StartTask, r#"{"task-definition": "web", "container-instances": ["x"]}"#),
        (DocumentKind::StartTask, r#"{"TaskDefinition": "web", "containerInstances": ["x"]}"#),
        (DocumentKind::RunTask, r#"{"cluster": "prod", "overrides": {"containerOverrides": []}}"#),
        (DocumentKind::StartTask, r#"{"taskDefinition": null, "containerInstances": null}"#),
        (DocumentKind::Response, r#"{"tasks": [], "failures": []}"#),
        (DocumentKind::Response, r#"{"tasks": [{"taskArn": "arn:aws:ecs:eu-west-1:123456789012:task/x"}]}"#),
        (DocumentKind::Response, r#"{"failures": [{"arn": "x", "reason": "MISSING"}], "tasks": []}"#),
        (DocumentKind::Overrides, r#"{"containerOverrides": [{"name": "web"}]}"#),
        (DocumentKind::Overrides, r#"{"containerOverride": [{"name": "web"}]}"#),
        (DocumentKind::Overrides, r#"{"taskRoleArn": "arn:aws:iam::123456789012:role/web"}"#),
        (DocumentKind::ContainerOverrides, r#"[{"name": "web", "command": ["ls"]}]"#),
        (DocumentKind::ContainerOverrides, r#"[{"command": ["ls"]}]"#),
        (DocumentKind::NetworkConfiguration, r#"{"awsvpcConfiguration": {"subnets": []}}"#),
        (DocumentKind::NetworkConfiguration, r#"{"awsVpcConfiguration": {"subnets": []}}"#),
    ] {
        assert_eq!(recognized(text), Recognized::Launch(kind), "{text}");
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
        // Without a task definition, these may be a part of a service's request.
        (Foreign::Part, r#"{"cluster": "c", "launchType": "FARGATE", "networkConfiguration": {}}"#),
        (Foreign::PascalCase, r#"{"TaskDefinition": "web", "ContainerInstances": ["x"]}"#),
        (Foreign::PascalCase, r#"{"ContainerOverrides": [{"Name": "web"}]}"#),
        (Foreign::CloudFormation, r#"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}"#),
    ] {
        assert_eq!(recognized(text), Recognized::Foreign(foreign), "{text}");
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
        assert_eq!(recognized(text), Recognized::Nothing, "{text}");
        let checked = check(&Source::new("x.json", text.as_bytes().to_vec()), &Options::default());
        assert!(checked.document.is_none(), "{text}");
    }
}

#[test]
fn a_name_decides_only_where_the_content_does_not() {
    let open = r#"{"cluster": "prod", "taskDefinition": "web:12"}"#;
    for (name, text, options, kind, rule) in [
        ("job.json", open, Options::default(), DocumentKind::RunTask, Some("ambiguous-kind")),
        ("start-task/job.json", open, Options::default(), DocumentKind::RunTask, Some("ambiguous-kind")),
        ("a/web.start-task.json", open, Options::default(), DocumentKind::StartTask, Some("missing-member")),
        ("start_task.json", open, Options::default(), DocumentKind::StartTask, Some("missing-member")),
        ("webStartTask.json", open, Options::default(), DocumentKind::StartTask, Some("missing-member")),
        ("job.json", open, Options { partial: true, ..Options::default() }, DocumentKind::RunTask, None),
        (
            "job.json",
            open,
            Options { kind: Some(DocumentKind::RunTask), ..Options::default() },
            DocumentKind::RunTask,
            None,
        ),
        (
            "start-task.json",
            r#"{"cluster": "prod", "taskDefinition": "web:12", "count": 1}"#,
            Options::default(),
            DocumentKind::RunTask,
            None,
        ),
        (
            "base.json",
            r#"{"containerInstances": ["0123456789abcdef0123456789abcdef"]}"#,
            Options { partial: true, ..Options::default() },
            DocumentKind::StartTask,
            None,
        ),
    ] {
        let checked = check(&Source::new(name, text.as_bytes().to_vec()), &options);
        assert_eq!(checked.document.map(|it| it.kind), Some(kind), "{name}");
        let rules: Vec<_> = checked.diagnostics.iter().map(|it| &*it.rule).collect();
        assert_eq!(rules, rule.into_iter().collect::<Vec<_>>(), "{name}");
    }
}
