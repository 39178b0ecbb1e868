//! Documents of other programs are passed over and named.

use crate::support::scratch::Folder;
use std::{fs, path::Path};

/// Documents that share names with launches, as the program says what they are.
const OTHERS: [(&str, &str); 28] = [
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
    ("service-without-count.json", "a part of an ECS request"),
    ("service-part.json", "a part of an ECS request"),
    ("settings-with-file.json", "a configuration of another program"),
    ("run-task-with-schedule.json", "a configuration of another program"),
    ("list-with-strings.json", "a list of commands of another program"),
    ("list-with-kubernetes-sizes.json", "not an ECS launch document"),
    ("list-with-cores.json", "not an ECS launch document"),
    ("batch-overrides.json", "not an ECS launch document"),
    ("role-names.json", "not an ECS launch document"),
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
    for (name, what) in OTHERS {
        // A part of a request is for RunTask if the user says so.
        let is_part = what == "a part of an ECS request";
        for kind in [None, Some("run-task").filter(|_| !is_part)] {
            let args = ["check", "--fix", "--unsafe-fixes", name].into_iter();
            folder.raw(&args.chain(kind.iter().flat_map(|it| ["--kind", *it])).collect::<Vec<_>>());
        }
    }
    OTHERS.iter().zip(before).for_each(|((name, _), before)| assert_eq!(folder.text(name), before, "{name}"));
}

#[test]
fn fixes_wait_for_a_member_that_belongs_to_no_launch() {
    let typos = r#"{"cluster": "c", "taskDefinitoin": "web:1", "count": 1, "launchType": "EC2"}"#;
    let overrides = r#""overrides": {"containerOverrides": [{"name": "web", "cpu": 10}]}"#;
    let foreign_member =
        typos.replace("\"count\"", &format!("\"region\": \"eu-west-1\", {overrides}, \"count\""));
    let folder = Folder::new("recognize-typos", &[("a.json", typos), ("b.json", &foreign_member)]);
    folder.run(&["check", "--fix", "--unsafe-fixes", "a.json"]).exits(0);
    assert!(folder.text("a.json").contains("\"taskDefinition\""));
    let ran = folder.run(&["check", "--fix", "--unsafe-fixes", "b.json"]).exits(1);
    ran.notes("b.json: not fixed: `region` is not a member of any launch document");
    folder.run(&["check", "--diff", "--unsafe-fixes", "b.json"]).exits(1);
    assert_eq!(folder.text("b.json"), foreign_member);
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
