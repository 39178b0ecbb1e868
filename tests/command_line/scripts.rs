//! Scripts on disk, with the files that their command lines name.

use crate::support::scratch::Folder;
use std::fs;

const WORKFLOW: &str = "jobs:\n  a:\n    steps:\n      # ecs-preflight: ignore[task-definition-format] made later\n      - run: |\n          aws ecs run-task --task-definition web:latest\n      - run: aws ecs run-task --task-definition web:newest\n";

#[test]
fn a_repository_is_checked_with_its_scripts() {
    let request = r#"{"cluster": "prod", "startedBy": "a b", "count": 1}"#;
    let folder = Folder::new(
        "scripts",
        &[
            (".git/HEAD", ""),
            (".github/workflows/deploy.yml", WORKFLOW),
            ("jobs/request.json", request),
            (
                "jobs/run.sh",
                "aws ecs run-task --cli-input-json file://jobs/request.json --task-definition web:1\naws ecs run-task --cli-input-json file://../secret.json --task-definition web\n",
            ),
            ("jobs/other.sh", "echo nothing\n"),
            ("README", "aws ecs run-task is what we run.\n"),
            ("LICENSE", "free\n"),
        ],
    );
    fs::write(folder.0.join("../secret.json"), "{\"a\": 1}").expect("a file outside");
    let ran = folder.run(&["check", "--format", "concise"]);
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(ran.code, 1);
    assert!(
        lines
            .iter()
            .any(|it| it.starts_with(".github/workflows/deploy.yml:7:53: error[task-definition-format]")),
        "{lines:#?}"
    );
    assert!(
        lines.iter().any(|it| it.starts_with("jobs/request.json:1:36: error[started-by-charset]")),
        "{lines:#?}"
    );
    assert!(
        lines.iter().any(|it| it.starts_with("jobs/run.sh:2:") && it.contains("parameter-file")),
        "{lines:#?}"
    );
    assert!(!ran.out.contains("missing-member") && !ran.out.contains("secret.json:"), "{lines:#?}");
    assert!(!ran.out.contains("skipped"), "{lines:#?}");
    let alone = folder.run(&["check", "jobs/request.json"]);
    assert!(alone.out.contains("missing-member"), "{}", alone.out);
    let other = folder.run(&["check", "jobs/other.sh", "--allow-none"]);
    assert_eq!((other.code, other.out.as_str()), (0, ""));
}

const DEFINITION: &str =
    r#"{"family": "worker", "containerDefinitions": [{"name": "app", "image": "app:1", "memory": 512}]}"#;
const NO_SUCH_CONTAINER: &str = "#!/bin/sh\naws ecs run-task --task-definition worker --cluster prod \\\n  --overrides '{\"containerOverrides\": [{\"name\": \"ap\"}]}'\n";

/// A command in a script is checked against the task definition of its family, as a file is.
#[test]
fn a_command_is_held_against_its_task_definition() {
    let with_file =
        "#!/bin/sh\naws ecs run-task --task-definition worker --cluster prod --overrides file://o.json\n";
    let folder = Folder::new(
        "scripts-definition",
        &[
            ("run.sh", NO_SUCH_CONTAINER),
            ("two.sh", with_file),
            ("o.json", r#"{"containerOverrides": [{"name": "ap", "command": ["x"]}]}"#),
            ("deploy/task-definition.json", DEFINITION),
            ("ecs-preflight.toml", "[policy.test-only]\nat = \"/cluster\"\nlike = \"test-*\"\n"),
        ],
    );
    let concise = |more: &[&str]| folder.run(&[&["check", "--format", "concise"], more].concat()).exits(1);
    let ran = concise(&["run.sh", "--no-config", "--task-definition", "deploy/task-definition.json"])
        .says("run.sh:3:49: error[container-not-in-definition]")
        .says("1 error in 1 file");
    assert!(ran.out.contains("deploy/task-definition.json:1:"), "{}", ran.out);
    let found = concise(&["--no-config", "."]);
    let lines: Vec<_> = found.out.lines().filter(|it| it.contains("container-not-in-definition")).collect();
    assert_eq!(lines.len(), 2, "{}", found.out);
    assert!(lines[0].starts_with("o.json:1:") && lines[1].starts_with("run.sh:3:"), "{}", found.out);
    folder.run(&["check", "--no-config", "--no-discover", "."]).exits(0);
    // A team's rules hold in scripts too, once for each command.
    let ran = concise(&["--no-discover", "."]);
    assert_eq!(ran.out.matches("[policy/test-only]").count(), 2, "{}", ran.out);
    ran.says("run.sh:2:53: error[policy/test-only]");
}

/// The commands that replace `aws ecs …` get the file by an option of their own: their `--task-definition` is the
/// client's.
#[test]
fn a_command_line_is_held_against_its_task_definition() {
    let folder = Folder::new("line-definition", &[("task-definition.json", DEFINITION)]);
    let line = ["run-task", "--format", "concise", "--task-definition", "worker", "--overrides"];
    let run = |overrides: &str, more: &[&str]| folder.run(&[&line, &[overrides][..], more].concat());
    let against = ["--against", "task-definition.json"];
    run("containerOverrides=[{name=ap}]", &against)
        .exits(1)
        .notes("--overrides:1:27: error[container-not-in-definition]");
    run("containerOverrides=[{name=ap}]", &[]).exits(0);
    let sound = run("containerOverrides=[{name=app}]", &against).exits(0);
    assert!(sound.err.is_empty() && sound.out.contains("\"app\""), "{}", sound.err);
    run("containerOverrides=[{name=app}]", &["--against", "none.json"]).exits(2).notes("no such file");
}

/// A file that Git ignores is made before the script runs.
#[test]
fn files_that_git_ignores_need_not_exist() {
    let script = "#!/bin/sh\naws ecs run-task --cluster c --cli-input-json file://made.json\naws ecs run-task --cluster c --cli-input-json file://../out/made.json\naws ecs run-task --cluster c --cli-input-json file://missing.json\n";
    let folder = Folder::new(
        "scripts-ignored",
        &[
            (".git/HEAD", ""),
            (".gitignore", "/out\n"),
            ("jobs/.gitignore", "made.json\n"),
            ("jobs/run.sh", script),
        ],
    );
    let ran = folder.run(&["check", "--format", "concise"]).exits(1);
    let found: Vec<_> = ran.out.lines().filter(|line| line.contains("parameter-file")).collect();
    assert!(found.len() == 1 && found[0].starts_with("jobs/run.sh:4:"), "{}", ran.out);
}
