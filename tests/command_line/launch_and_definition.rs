//! A launch and its task definition, as the program brings them together.

use crate::support::scratch::Folder;
use ecs_preflight::{
    Definition, Definitions, Options, Source, check, check_with, document::task_definition::Discovery,
};

const DEFINITION: &str = r#"{"family": "web", "networkMode": "awsvpc",
  "containerDefinitions": [{"name": "app", "image": "web:1", "memory": 512}]}"#;
const NETWORK: &str = r#""networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d"]}}"#;

fn request(definition: &str, container: &str) -> String {
    format!(
        r#"{{"taskDefinition": "{definition}", "count": 1, {NETWORK},
  "overrides": {{"containerOverrides": [{{"name": "{container}"}}]}}}}"#
    )
}

#[test]
fn the_definition_of_the_family_is_found_among_the_checked_files() {
    let (bad, other) = (request("web", "ap-p"), request("api", "ap-p"));
    let folder = Folder::new(
        "pairs-found",
        &[("run.json", &bad), ("deploy/task.json", DEFINITION), ("other.json", &other)],
    );
    let found = folder.run(&["check", "--format", "concise"]).exits(1);
    let found = found
        .says("run.json:2:49: error[container-not-in-definition]")
        .says("; see deploy/task.json:2:37 (at ");
    assert_eq!(found.paths().iter().filter(|it| **it == "other.json").count(), 0, "{}", found.out);
    folder.run(&["check", "--no-discover"]).exits(0);
    folder.run(&["check", "run.json"]).exits(0);
    folder.run(&["check", "run.json", "--task-definition", "deploy/task.json"]).exits(1);
    let human = folder.run(&["check"]).exits(1);
    human.says("╭─[run.json:2:49]").says("╭─[deploy/task.json:2:37]").says("the definition has `app`");
    let json = folder.run(&["check", "--format", "json"]).exits(1).json();
    let label = &json["diagnostics"][0]["labels"][0];
    assert_eq!((&label["path"], &label["start"]["line"]), (&"deploy/task.json".into(), &2.into()));
}

#[test]
fn the_file_may_be_newer_than_the_revision_that_a_launch_is_pinned_to() {
    let numbered = DEFINITION.replacen('{', r#"{"revision": 3, "#, 1);
    let pinned = request("web:3", "ap-p");
    let check = |definition: &str, args: &[&str]| {
        let folder = Folder::new("pairs-pinned", &[("run.json", &pinned), ("task.json", definition)]);
        folder.run(&[&["check"], args].concat())
    };
    let found = check(DEFINITION, &[]).exits(0);
    found
        .says("warning[container-not-in-definition]")
        .says("help: the file may differ from revision 3; if it does not, pass it with `--task-definition`");
    check(DEFINITION, &["--task-definition", "task.json"])
        .exits(1)
        .says("error[container-not-in-definition]");
    check(&numbered, &[]).exits(1).says("error[container-not-in-definition]");
}

#[test]
fn launches_inside_strings_are_held_against_definitions_too() {
    let request = r#"{\"TaskDefinition\": \"web\", \"LaunchType\": \"EC2\", \"NetworkConfiguration\": {\"AwsvpcConfiguration\": {\"Subnets\": [\"subnet-0a1b2c3d\"]}}, \"Overrides\": {\"ContainerOverrides\": [{\"Name\": \"ap-p\"}]}}"#;
    let schedule = format!(
        r#"{{"Arn": "arn:aws:scheduler:::aws-sdk:ecs:runTask", "RoleArn": "arn:aws:iam::111122223333:role/s", "Input": "{request}"}}"#
    );
    let machine = format!(
        r#"{{"name": "m", "definition": "{{\"StartAt\": \"A\", \"States\": {{\"A\": {{\"Resource\": \"arn:aws:states:::ecs:runTask\", \"Parameters\": {request}}}}}}}"}}"#
    );
    let folder = Folder::new(
        "pairs-strings",
        &[("machine.json", &machine), ("schedule.json", &schedule), ("task.json", DEFINITION)],
    );
    let found = folder.run(&["check", "--format", "concise"]).exits(1);
    let found =
        found.says("2 errors in 3 files").says("no container `ap-p`; see task.json:2:37 (at /definition)");
    found.says("no container `ap-p`; see task.json:2:37 (at /Input)");
}

#[test]
fn what_is_wrong_with_a_definition_is_reported_once() {
    let fargate =
        DEFINITION.replace(r#""networkMode""#, r#""requiresCompatibilities": ["FARGATE"], "networkMode""#);
    let launch = format!(r#"{{"taskDefinition": "web", "launchType": "FARGATE", {NETWORK}}}"#);
    let folder = Folder::new("pairs-once", &[("run.json", &launch), ("task.json", &fargate)]);
    let both = |args: &[&str]| folder.run(&[&["check", "--format", "concise"], args].concat()).exits(1);
    both(&[]).says("task.json:1:47: error[fargate-size-missing]").says("1 error in 2 files");
    let alone = both(&["run.json", "--task-definition", "task.json"]);
    alone.says("run.json:1:41: error[launch-type-unsupported]").says("1 error in 1 file");
    both(&["--task-definition", "task.json"]).says("1 error in 2 files");
}

#[test]
fn of_several_definitions_the_nearest_counts_or_none() {
    let worker = DEFINITION.replace("\"app\"", "\"worker\"");
    let good = request("web", "app");
    let folder = Folder::new(
        "pairs-nearest",
        &[("a/run.json", &good), ("a/task.json", DEFINITION), ("b/task.json", &worker)],
    );
    folder.run(&["check"]).exits(0);
    folder.run(&["check", "--task-definition", "b/task.json"]).exits(1).says("the definition has `worker`");
    std::fs::rename(folder.0.join("a/run.json"), folder.0.join("run.json")).expect("a file");
    folder.run(&["check"]).exits(0).notes("several have the family `web` (a/task.json and b/task.json)");
}

#[test]
fn launches_with_the_same_problem_are_one_note() {
    let launch = request("web", "app");
    let files: Vec<_> = (1..=8).map(|number| (format!("run-{number}.json"), launch.as_str())).collect();
    let mut files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    files.extend([("a/task.json", DEFINITION), ("b/task.json", DEFINITION)]);
    let folder = Folder::new("pairs-one-note", &files);
    let ran = folder.run(&["check"]).exits(0);
    assert_eq!(
        ran.err,
        "note: run-1.json and 7 more files: not checked against a task definition, because several have the family \
         `web` (a/task.json and b/task.json); choose one with `--task-definition`\n"
    );
}

/// Files are checked while folders are still being searched, so a configuration may be found late.
#[test]
fn a_task_definition_that_is_configured_in_a_folder_counts_for_files_that_were_checked_before() {
    let configuration = "task-definitions = [\"web.json\"]\n";
    let launch = request("web", "sidekick");
    let files: Vec<_> = (0..100).map(|number| (format!("a/{number:03}.json"), launch.as_str())).collect();
    let mut files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    files.extend([
        ("z/ecs-preflight.toml", configuration),
        ("z/web.json", DEFINITION),
        ("z/run.json", &launch),
    ]);
    let folder = Folder::new("pairs-late", &files);
    let all = folder.run(&["check", "--no-discover", "--format", "concise"]).exits(1);
    let all = all.says("101 errors in 102 files").says("a/000.json:").says("a/099.json:").says("z/run.json:");
    assert_eq!(all.out, folder.run(&["check", "a", "z", "--no-discover", "--format", "concise"]).out);
}

#[test]
fn a_definition_that_is_none_is_wrong_usage() {
    let good = request("web", "app");
    let broken = &DEFINITION[..DEFINITION.len() - 1];
    let folder = Folder::new(
        "pairs-usage",
        &[("run.json", &good), ("task.json", DEFINITION), ("broken.json", broken)],
    );
    let with = |file| folder.run(&["check", "run.json", "--task-definition", file]);
    with("task.json").exits(0);
    with("tsk.json").exits(2).notes("did you mean `task.json`?");
    with("run.json").exits(2).notes("the file is a RunTask request");
    with("broken.json").exits(2).notes("not valid JSON");
}

#[test]
fn the_configuration_names_definitions_and_turns_discovery_off() {
    let bad = request("web", "ap-p");
    let part = r#"{"containerOverrides": [{"name": "ap-p", "cpu": 64}]}"#;
    let files = [("run.json", bad.as_str()), ("overrides.json", part), ("task.json", DEFINITION)];
    let folder = Folder::new("pairs-config", &files);
    let configure = |text: &str| std::fs::write(folder.0.join("ecs-preflight.toml"), text).expect("a file");
    configure("discover = false\n");
    folder.run(&["check"]).exits(0);
    configure("task-definitions = [\"task.json\"]\n");
    let found = folder.run(&["check", "--format", "concise", "run.json", "overrides.json"]).exits(1);
    assert_eq!(found.paths()[..2], ["overrides.json", "run.json"], "{}", found.out);
    folder.run(&["config", "show", "run.json"]).exits(0).says("task.json");
    configure("task-definitions = [\"tusk.json\"]\n");
    folder.run(&["check", "run.json"]).exits(2).notes("tusk.json: no such file");
}

#[test]
fn states_and_templates_are_held_against_definitions_too() {
    let state = r#"{"StartAt": "Run", "States": {"Run": {"Type": "Task", "End": true,
      "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": {"TaskDefinition": "web", "LaunchType": "EC2",
      "Overrides": {"ContainerOverrides": [{"Name": "ap-p"}]}}}}}"#;
    let template = request("web:${REVISION}", "ap-p").replace("1,", "${COUNT},");
    let files = [("state.json", state), ("run.json.tftpl", template.as_str()), ("task.json", DEFINITION)];
    let folder = Folder::new("pairs-dialects", &files);
    let found = folder.run(&["check", "--format", "concise"]).exits(1);
    let found = found.says("run.json.tftpl:2:49: error[container-not-in-definition]");
    found
        .says("state.json:3:53: error[container-not-in-definition]")
        .says("(at /States/Run/Parameters/Overrides/ContainerOverrides/0/Name)")
        .says("error[network-mode]");
}

/// `--fix` fixes what contradicts the definition, and the fixed file is checked against it again.
#[test]
fn fixes_know_the_definition() {
    let bad = request("web", "ap-p");
    let folder = Folder::new("pairs-fix", &[("run.json", &bad), ("task.json", DEFINITION)]);
    folder.run(&["check", "--fix", "--unsafe-fixes"]).exits(0);
    let fixed = std::fs::read_to_string(folder.0.join("run.json")).expect("a file");
    assert_eq!(fixed, request("web", "app"));
}

/// A launch without a definition is checked as if there were no such rules.
#[test]
fn without_definitions_nothing_changes() {
    let source = Source::new("run.json", request("web", "anything").into_bytes());
    let (alone, with) = (
        check(&source, &Options::default()),
        check_with(&source, &Options::default(), &Definitions::default()),
    );
    assert!(alone.diagnostics.is_empty() && with.diagnostics.is_empty(), "{alone:#?}");
}

/// Files of any size are checked against each other in a time that grows with their size, not with their product.
#[test]
fn large_launches_and_definitions_end() {
    let many = |entry: &dyn Fn(usize) -> String| (0..30_000).map(entry).collect::<Vec<_>>().join(",");
    let containers = many(&|at| format!(r#"{{"name": "c{at}", "image": "i", "memory": 64, "cpu": 1}}"#));
    let secrets = many(&|at| {
        format!(r#"{{"name": "S{at}", "valueFrom": "arn:aws:ssm:eu-west-1:123456789012:parameter/s"}}"#)
    });
    let volumes = many(&|at| format!(r#"{{"name": "v{at}", "configuredAtLaunch": true}}"#));
    let overrides = many(&|at| {
        format!(r#"{{"name": "{}{at}", "memory": 32, "cpu": 2}}"#, if at % 2 == 0 { "x" } else { "c" })
    });
    let again = many(&|_| {
        r#"{"name": "app", "memory": 8192, "environment": [{"name": "S1", "value": "v"}]}"#.to_owned()
    });
    let wanted = many(&|at| format!(r#"{{"name": "w{at}"}}"#));
    let definition = format!(
        r#"{{"family": "web", "networkMode": "awsvpc", "cpu": "256", "memory": "512", "volumes": [{volumes}],
            "containerDefinitions": [{{"name": "app", "image": "i", "secrets": [{secrets}]}}, {containers}]}}"#
    );
    let definition = Definition::read(Source::new("task.json", definition.into_bytes()), Discovery::Named);
    let definitions = Definitions::new(definition.into_iter().collect());
    for list in [overrides, again] {
        let launch = format!(
            r#"{{"taskDefinition": "web", "launchType": "EC2", {NETWORK}, "volumeConfigurations": [{wanted}],
                "overrides": {{"containerOverrides": [{list}]}}}}"#
        );
        let source = Source::new("run.json", launch.into_bytes());
        let begun = std::time::Instant::now();
        let found = check_with(&source, &Options::default(), &definitions);
        assert!(found.diagnostics.len() <= ecs_preflight::diagnostic::FINDINGS_MAX && found.cut > 0);
        // Seconds, where a product of the two would take hours.
        assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    }
}
