//! Documents are told apart by their content.

use crate::scratch::Folder;
use ecs_preflight::{DocumentKind, Foreign, Options, Recognized, Source, check, document::recognize, json};
use std::{fs, path::Path};

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
        (DocumentKind::RunTask, r#"{"cluster": "c", "launchType": "FARGATE", "networkConfiguration": {}}"#),
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

/// Documents that share names with launches, as the program says what they are.
const OTHERS: [(&str, &str); 19] = [
    ("update-service.json", "an ECS UpdateService request"),
    ("update-service-pascal.json", "an ECS UpdateService request"),
    ("create-task-set.json", "an ECS CreateTaskSet request"),
    ("describe-task-definition.json", "an ECS DescribeTaskDefinition request"),
    ("describe-tasks.json", "an ECS DescribeTasks request"),
    ("describe-container-instances.json", "an ECS DescribeContainerInstances request"),
    ("update-container-instances-state.json", "an ECS UpdateContainerInstancesState request"),
    ("list-tasks.json", "an ECS ListTasks request"),
    ("submit-job.json", "an AWS Batch SubmitJob request"),
    ("Dockerrun.aws.json", "an Elastic Beanstalk Dockerrun.aws.json"),
    ("ecspresso.json", "an ecspresso configuration"),
    ("ecspresso-run.json", "an ecspresso configuration"),
    ("app-settings.json", "a configuration of another program"),
    ("run-task-settings.json", "a configuration of another program"),
    ("settings-in-snake-case.json", "a configuration of another program"),
    ("list-of-commands.json", "a list of commands of another program"),
    ("list-with-maps.json", "a list of commands of another program"),
    ("ssm-targets.json", "not an ECS launch document"),
    ("endpoint-rule-set-1.json", "not an ECS launch document"),
];

fn others(test: &str) -> Folder {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/recognize");
    let folder = Folder::new(test, &[]);
    let text = |name: &str| fs::read_to_string(data.join(name)).expect("a document");
    OTHERS.iter().for_each(|(name, _)| folder.write(name, &text(name)));
    assert_eq!(fs::read_dir(data).expect("the documents").count(), OTHERS.len());
    folder
}

#[test]
fn documents_of_other_programs_are_skipped_and_named() {
    let ran = others("recognize-others").run(&["check", "--show-files"]).exits(0);
    for (name, what) in OTHERS {
        assert!(ran.out.contains(&format!("{name}: skipped, {what}\n")), "{name}: {what}\n{}", ran.out);
    }
}

#[test]
fn reports_list_what_was_skipped() {
    let folder = others("recognize-report");
    folder.write("run.json", r#"{"cluster": "c", "taskDefinition": "job:2", "count": 1}"#);
    let report = folder.run(&["check", "--format", "json"]).exits(0).json();
    let skipped = report["skipped"].as_array().expect("a list");
    assert_eq!(skipped.len(), OTHERS.len());
    for (name, what) in OTHERS {
        assert!(skipped.iter().any(|it| it["path"] == name && it["reason"] == what), "{name}: {report}");
    }
}

#[test]
fn fixes_change_no_document_of_another_program() {
    let folder = others("recognize-fix");
    let before = OTHERS.map(|(name, _)| folder.text(name));
    folder.run(&["check", "--fix", "--unsafe-fixes", "--allow-none", "."]).exits(0);
    for (name, _) in OTHERS {
        for kind in [None, Some("run-task")] {
            let args = ["check", "--fix", "--unsafe-fixes", name].into_iter();
            folder.raw(&args.chain(kind.iter().flat_map(|it| ["--kind", *it])).collect::<Vec<_>>());
        }
    }
    OTHERS.iter().zip(before).for_each(|((name, _), before)| assert_eq!(folder.text(name), before, "{name}"));
}

#[test]
fn fixes_wait_for_a_member_that_belongs_to_no_launch() {
    let typos = r#"{"cluster": "c", "taskDefinitoin": "web:1", "count": 1, "launchType": "EC2"}"#;
    let stranger = typos.replace("\"count\"", "\"region\": \"eu-west-1\", \"count\"");
    let folder = Folder::new("recognize-typos", &[("a.json", typos), ("b.json", &stranger)]);
    folder.run(&["check", "--fix", "--unsafe-fixes", "a.json"]).exits(0);
    assert!(folder.text("a.json").contains("\"taskDefinition\""));
    let ran = folder.run(&["check", "--fix", "--unsafe-fixes", "b.json"]).exits(1);
    ran.notes("b.json: not fixed: `region` is not a member of any launch document");
    folder.run(&["check", "--diff", "--unsafe-fixes", "b.json"]).exits(1);
    assert_eq!(folder.text("b.json"), stranger);
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

/// A command says what a file is for.
#[test]
fn a_script_settles_what_a_request_is_for() {
    let folder = Folder::new(
        "recognize-script",
        &[
            ("run.sh", "#!/bin/sh\naws ecs start-task --cli-input-json file://job.json\n"),
            ("job.json", r#"{"cluster": "prod", "taskDefinition": "web:12"}"#),
        ],
    );
    let ran = folder.run(&["check", "--format", "concise"]).exits(1);
    assert!(
        ran.out.contains("is missing `containerInstances`") && !ran.out.contains("ambiguous"),
        "{}",
        ran.out
    );
}

#[test]
fn what_is_not_json_is_skipped_as_what_it_is() {
    let files = [
        ("run.ps1", "$x = @{ a = 1 }\n", "a PowerShell script"),
        ("run.cmd", "@echo off\r\n", "a batch file"),
        ("Jenkinsfile", "pipeline { agent any }\n", "a Groovy script"),
        ("ci.groovy", "sh 'aws ecs run-task --cluster c'\n", "a Groovy script"),
        ("run.py", "import boto3\n", "a Python file"),
        ("main.tf", "resource \"x\" \"y\" {}\n", "an HCL file"),
        ("README.md", "# Title\n", "a Markdown file"),
        ("task.jsonnet", "{ family: 'job', }\n", "a Jsonnet file"),
        ("index.js", "export const x = 1;\n", "a JavaScript file"),
        ("index.ts", "export const x: number = 1;\n", "a TypeScript file"),
        ("request.yaml", "cluster: c\ntaskDefinition: job\n", "a YAML file"),
        ("request.json.py", "print('{}')\n", "a Python file"),
        ("values.yaml.tpl", "cluster: ${c}\n", "a YAML file"),
        ("noname", "#!/usr/bin/env python3\nprint(1)\n", "a Python file"),
        ("yaml", "cluster: c\ntaskDefinition: job\n", "a YAML file"),
    ];
    let folder = Folder::new("recognize-languages", &files.map(|(name, text, _)| (name, text)));
    for (name, _, what) in files {
        let ran = folder.run(&["check", "--no-discover", name]).exits(2);
        ran.notes(&format!("note: skipped {name}: {what}\n"));
        folder.run(&["check", "--allow-none", name]).exits(0);
    }
}

#[test]
fn what_may_be_json_is_read() {
    let broken = "{\"cluster\": \"c\", \"taskDefinition\": \"job:1\", \"count\": 1,}";
    let commented = format!("// for tests\n{broken}");
    let files = [
        ("a.json", broken),
        ("b", broken),
        ("c.txt", broken),
        ("d.json.tpl", broken),
        ("e.jsonc", &commented),
        ("f.conf", broken),
    ];
    let folder = Folder::new("recognize-json", &files);
    for (name, _) in files {
        folder.run(&["check", "--format", "concise", name]).exits(1).says("error[syntax]");
    }
    folder.write("g.py", broken);
    folder.run(&["check", "--kind", "run-task", "g.py"]).exits(1).says("error[syntax]");
}

#[test]
fn folders_are_searched_where_teams_keep_launches() {
    let bad = r#"{"cluster": "c", "taskDefinition": "job:1", "count": 20}"#;
    let state = r#"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
        "Parameters": {"TaskDefinition": "job", "Count": 20}, "End": true}}}"#;
    let script = "#!/bin/bash\naws ecs run-task --cluster ${cluster} --group ${upper(name)} --task-definition job:1 --count 20\n";
    let files = [
        (".aws/job.json", bad),
        (".ecs/job.json", bad),
        (".github/job.json", bad),
        (".gitlab/job.json", bad),
        (".circleci/job.json", bad),
        (".buildkite/job.json", bad),
        ("flow.asl", state),
        ("flow.asl.json", state),
        ("user_data.tpl", script),
        ("run.sh.tpl", script),
        ("run.sh.tftpl", script),
    ];
    let folder = Folder::new("recognize-folders", &files);
    folder.write(".cache/job.json", bad);
    let ran = folder.run(&["check", "--format", "concise", "--no-discover"]).exits(1);
    for (name, _) in files {
        assert!(ran.out.contains(&format!("{name}:")), "{name}\n{}", ran.out);
    }
    assert!(!ran.out.contains(".cache") && ran.out.lines().count() == files.len() + 1, "{}", ran.out);
}
