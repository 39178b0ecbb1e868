//! Policies: rules that a team states in its configuration.

use crate::support::scratch::{Folder, Ran};

const REQUEST: &str = r#"{
  "cluster": "test-blue",
  "taskDefinition": "web:12",
  "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"],
  "overrides": {
    "cpu": "2 vCPU",
    "containerOverrides": [
      {"name": "app", "memory": 8192, "environment": [{"name": "STAGE", "value": "sandbox"}]},
      {"name": "proxy", "environment": [{"name": "TOKEN", "value": "s3cret"}]},
      {"name": "log"}
    ]
  },
  "networkConfiguration": {
    "awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"], "assignPublicIp": "DISABLED"}
  }
}
"#;

fn checked(test: &str, policy: &str) -> Ran {
    let files = [("ecs-preflight.toml", policy), ("jobs/a.json", REQUEST)];
    Folder::new(&format!("policy-{test}"), &files).run(&["check", "--only", "policy", "--format", "concise"])
}

#[test]
fn every_demand_is_held_against_its_place() {
    for (at, (demand, expected)) in [
        // Nothing to object to.
        ("at = \"/cluster\"\npresent = true", ""),
        ("at = \"/cluster\"\nlike = [\"prod-*\", \"test-*\"]", ""),
        ("at = \"/cluster\"\nmatch = \"^test\"", ""),
        ("at = \"/group\"\nabsent = true", ""),
        ("at = \"/group\"\nlike = \"x\"", ""),
        ("at = \"/tags/*/key\"\npresent = true", ""),
        ("at = \"/containerInstances\"\nat-most = 1", ""),
        ("at = \"/overrides/cpu\"\nat-most = 2048", ""),
        ("at = \"/overrides/containerOverrides/name=app/environment/name=STAGE/value\"\npresent = true", ""),
        // And something.
        ("at = \"/group\"\npresent = true", "1:1 `group` is missing"),
        ("at = \"/cluster\"\nabsent = true", "2:3 `cluster` is not allowed here (at /cluster)"),
        ("at = \"/cluster\"\nlike = \"prod-*\"", "2:14 `cluster` must match `prod-*` (at /cluster)"),
        ("at = \"/cluster\"\nmatch = \"^prod\"", "2:14 `cluster` must match the regular expression `^prod` (at /cluster)"),
        ("at = \"/cluster\"\none-of = [\"test-blu\", \"x\"]", "2:14 `cluster` must be `test-blu` or `x` (at /cluster)"),
        ("at = \"/overrides/cpu\"\nat-most = 1024", "6:12 `cpu` must be at most 1024 (at /overrides/cpu)"),
        ("at = \"/overrides/containerOverrides/*/memory\"\nat-most = 4096", "8:33 `memory` must be at most 4096 (at /overrides/containerOverrides/0/memory)"),
        ("at = \"/overrides/containerOverrides\"\nat-least = 4", "7:27 `containerOverrides` must have at least 4 entries (at /overrides/containerOverrides)"),
        ("at = \"/networkConfiguration/awsvpcConfiguration/subnets/*\"\none-of = [\"subnet-0a1b2c3d\"]", "14:60 an entry of `subnets` must be `subnet-0a1b2c3d` (at /networkConfiguration/awsvpcConfiguration/subnets/1)"),
        ("at = \"/overrides/containerOverrides/*/environment/name=STAGE\"\npresent = true", "9:40 `environment` is missing an entry whose `name` is `STAGE` (at /overrides/containerOverrides/1/environment)|10:7 an entry of `containerOverrides` is missing `environment` (at /overrides/containerOverrides/2)"),
        ("at = \"/overrides/containerOverrides/*/environment/name=TOKEN/value\"\nabsent = true", "9:59 `value` is not allowed here (at /overrides/containerOverrides/1/environment/0/value)"),
        ("at = \"/overrides/containerOverrides/*/environment/*/value\"\none-of = [\"sandbox\"]", "9:68 `value` must be `sandbox` (at /overrides/containerOverrides/1/environment/0/value)"),
    ]
    .into_iter()
    .enumerate()
    {
        let ran = checked(&at.to_string(), &format!("[policy.own]\n{demand}\n"));
        let found: Vec<_> = ran.out.lines().filter_map(|it| it.strip_prefix("jobs/a.json:")).collect();
        let expected: Vec<_> = expected.split('|').filter(|it| !it.is_empty()).collect();
        let expected: Vec<_> =
            expected.iter().map(|it| it.replacen(' ', ": error[policy/own]: ", 1)).collect();
        assert_eq!(found, expected, "{demand}\n{}", ran.err);
        assert_eq!(ran.code, i32::from(!expected.is_empty()), "{demand}");
        assert!(!ran.out.contains("s3cret"), "{}", ran.out);
    }
}

#[test]
fn a_policy_brings_its_words_its_page_and_its_level() {
    let toml = "[policy.own]\nat = \"/cluster\"\nlike = \"prod-*\"\nlevel = \"warning\"\nmessage = \"production\\nruns on `prod-*`\"\n\
                help = \"ask for a cluster\"\ndocs = \"https://wiki.example.com/x\"\n";
    let folder = Folder::new("policy-words", &[("ecs-preflight.toml", toml), ("a.json", REQUEST)]);
    let json = folder.run(&["check", "--format", "json"]).exits(0).json();
    let found = &json["diagnostics"][0];
    for (member, expected) in [
        ("rule", "policy/own"),
        ("severity", "warning"),
        ("rejected_by", "nobody"),
        ("message", "production runs on `prod-*`"),
        ("help", "ask for a cluster"),
        ("pointer", "/cluster"),
        ("url", "https://wiki.example.com/x"),
    ] {
        assert_eq!(found[member], expected, "{member} of {found}");
    }
    folder.run(&["check"]).exits(0).says("warning[policy/own]").says("docs: https://wiki.example.com/x");
    folder.run(&["check", "--error", "policy/own"]).exits(1);
    folder.run(&["check", "--ignore", "policy,secret-environment-value"]).exits(0).says("no findings");
    folder.run(&["check", "--ignore", "own"]).exits(2).notes("did you mean `policy/own`?");
}

#[test]
fn a_policy_knows_its_files_and_its_kinds() {
    let toml = "[policy.own]\nfiles = \"prod/\"\nat = \"/overrides/containerOverrides/*/memory\"\nat-most = 512\n\
                [policy.cluster]\nat = \"/cluster\"\npresent = true\n[policy.answer]\nkind = \"response\"\nat = \"/failures/*\"\nabsent = true\n";
    let request =
        r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"]}"#;
    let folder = Folder::new(
        "policy-files",
        &[
            ("ecs-preflight.toml", toml),
            ("prod/whole.json", REQUEST),
            (
                "prod/overrides.json",
                r#"{"containerOverrides": [{"name": "a", "memory": 600, "command": []}]}"#,
            ),
            ("prod/list.json", r#"[{"name": "a", "memory": 700, "command": []}]"#),
            ("test/list.json", r#"[{"name": "a", "memory": 700, "command": []}]"#),
            ("test/request.json", request),
            ("test/answer.json", r#"{"tasks": [], "failures": [{"arn": "x", "reason": "MISSING"}]}"#),
        ],
    );
    let ran = folder.run(&["check", "--only", "policy", "--format", "concise"]).exits(1);
    let found: Vec<_> = ran.out.lines().filter_map(|it| Some(it.split_once(": error[")?.0)).collect();
    let expected = [
        "prod/list.json:1:26",
        "prod/overrides.json:1:49",
        "prod/whole.json:8:33",
        "test/answer.json:1:28",
        "test/request.json:1:1",
    ];
    assert_eq!(found, expected, "{}", ran.out);
}

#[test]
fn unreadable_documents_are_not_missing() {
    let toml = "[policy.own]\nat = \"/cluster\"\npresent = true\n[policy.other]\nat = \"/startedBy\"\nlike = \"x*\"\n";
    let broken = r#"{"taskDefinition": "a", "containerInstances": ["i-1"], "startedBy": "b", "cluster: "x"}"#;
    let folder = Folder::new("policy-broken", &[("ecs-preflight.toml", toml), ("a.json", broken)]);
    let ran = folder.run(&["check", "a.json", "--format", "concise"]).exits(1).says("error[syntax]");
    assert!(!ran.out.contains("policy/own"), "{}", ran.out);
    ran.says("error[policy/other]");
}

const SCHEMA: &str = r##"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "required": ["cluster", "startedBy"],
  "properties": {
    "cluster": {"$ref": "#/$defs/cluster"},
    "overrides": {"properties": {"containerOverrides": {"maxItems": 2, "items": {
      "properties": {"name": true, "memory": {"maximum": 512}, "environment": true},
      "additionalProperties": false
    }}}}
  },
  "$defs": {"cluster": {"pattern": "^prod-"}}
}"##;

#[test]
fn a_schema_is_a_policy_with_places() {
    let toml = "[policy.team]\nfiles = \"prod/*.json\"\nschema = \"schemas/team.schema.json\"\n";
    let request = REQUEST.replace("{\"name\": \"log\"}", "{\"name\": \"log\", \"command\": [\"s3cret\"]}");
    let folder = Folder::new(
        "policy-schema",
        &[
            ("ecs-preflight.toml", toml),
            ("schemas/team.schema.json", SCHEMA),
            ("prod/a.json", &request),
            ("test/a.json", &request),
        ],
    );
    let ran = folder.run(&["check", "--only", "policy", "--format", "concise"]).exits(1);
    let found: Vec<_> = ran.out.lines().filter_map(|it| it.strip_prefix("prod/a.json:")).collect();
    assert_eq!(
        found,
        [
            "1:1: error[policy/team]: `startedBy` is missing",
            "2:14: error[policy/team]: `cluster` must match `^prod-` (at /cluster)",
            "7:27: error[policy/team]: `containerOverrides` must have at most 2 entries (at /overrides/containerOverrides)",
            "8:33: error[policy/team]: `memory` must be at most 512 (at /overrides/containerOverrides/0/memory)",
            "10:23: error[policy/team]: `command` is not allowed here (at /overrides/containerOverrides/2/command)",
        ]
    );
    assert!(!ran.out.contains("test/a.json") && !ran.out.contains("s3cret"), "{}", ran.out);
    let human = folder.run(&["check", "--only", "policy", "prod"]).exits(1);
    human.says("`schemas/team.schema.json` requires this at `/$defs/cluster/pattern`");
}

#[test]
fn of_several_alternatives_the_one_that_was_meant_is_explained() {
    let toml = "[policy.team]\nfiles = \"a.json\"\nschema = \"s.json\"\n";
    let of = |alternatives: &str| {
        format!(r#"{{"properties": {{"networkConfiguration": {{"anyOf": [{alternatives}]}}}}}}"#)
    };
    let close = of(
        r#"{"type": "null"}, {"properties": {"awsvpcConfiguration": {"properties": {"assignPublicIp": {"const": "ENABLED"}}}}}"#,
    );
    let far = of(r#"{"type": "null"}, {"type": "string"}"#);
    for (at, (schema, expected)) in [
        (close, "14:98: error[policy/team]: `assignPublicIp` must be `\"ENABLED\"`"),
        (far, "13:27: error[policy/team]: `networkConfiguration` must match one of several alternatives"),
    ]
    .into_iter()
    .enumerate()
    {
        let files = [("ecs-preflight.toml", toml), ("s.json", schema.as_str()), ("a.json", REQUEST)];
        let folder = Folder::new(&format!("policy-alternatives-{at}"), &files);
        folder.run(&["check", "--only", "policy", "--format", "concise", "a.json"]).exits(1).says(expected);
    }
}

#[test]
fn an_invalid_schema_is_reported_where_it_is_named() {
    let toml = "[policy.team]\nfiles = \"a.json\"\nschema = \"team.schema.json\"\n";
    for (at, (schema, why)) in [
        ("{", "it is not valid JSON"),
        ("[]", "it is not a JSON Schema"),
        (r#"{"type": "strin"}"#, "it is not a valid JSON Schema at `/type`"),
        (r#"{"$ref": "https://example.com/x.json"}"#, "cannot be used"),
    ]
    .into_iter()
    .enumerate()
    {
        let files = [("ecs-preflight.toml", toml), ("team.schema.json", schema), ("a.json", REQUEST)];
        let folder = Folder::new(&format!("policy-schema-{at}"), &files);
        folder.run(&["check"]).exits(2).notes("ecs-preflight.toml:3:10]").notes(why);
    }
    let folder = Folder::new(
        "policy-schema-gone",
        &[("ecs-preflight.toml", toml), ("teams.schema.json", "{}"), ("a.json", REQUEST)],
    );
    folder.run(&["check"]).exits(2).notes("did you mean `teams.schema.json`?");
}

#[test]
fn examples_are_run() {
    let toml = "[policy.good]\nat = \"/cluster\"\nlike = \"prod-*\"\npresent = true\nok = ['{\"cluster\": \"prod-a\"}', { cluster = \"prod-b\" }]\n\
                bad = [\"{}\", '{\"cluster\": \"x\"}']\n[policy.parts]\nat = \"/overrides/containerOverrides/*/memory\"\nat-most = 512\n\
                ok = '{\"containerOverrides\": [{\"memory\": 512}]}'\nbad = '[{\"name\": \"a\", \"memory\": 513, \"command\": []}]'\n\
                [policy.untested]\nat = \"/group\"\nabsent = true\n";
    let folder = Folder::new("policy-test", &[("ecs-preflight.toml", toml)]);
    let ran = folder.run(&["policy", "test"]).exits(0);
    assert_eq!(
        ran.out,
        "policy/good      passed    2 documents accepted, 2 rejected\n\
         policy/parts     passed    1 document accepted, 1 rejected\n\
         policy/untested  untested  no `ok` or `bad` examples\n"
    );
    let wrong = "[policy.own]\nat = \"/cluster\"\nlike = \"prod-*\"\nok = ['{\"cluster\": \"x\"}', '{']\nbad = '{\"cluster\": \"prod-a\"}'\n";
    let folder = Folder::new("policy-test-wrong", &[("ecs-preflight.toml", wrong)]);
    let ran = folder.run(&["policy", "test"]).exits(1).says("policy/own  failed    3 examples");
    ran.notes("ecs-preflight.toml:4:7]")
        .notes("this `ok` example is rejected")
        .notes("`cluster` must match `prod-*` (at `/cluster`)")
        .notes("the example is not valid JSON")
        .notes("ecs-preflight.toml:5:7]")
        .notes("this `bad` example is accepted");
    let files =
        [("ecs-preflight.toml", "[policy.s]\nfiles = \"*.json\"\nschema = \"s.json\"\n"), ("s.json", "[]")];
    Folder::new("policy-test-schema", &files)
        .run(&["policy", "test"])
        .exits(2)
        .notes("it is not a JSON Schema");
    let folder = Folder::new("policy-test-none", &[(".git/x", "")]);
    folder.run(&["policy", "test"]).exits(2).notes("config init");
}

/// The policies of the documentation are policies, and its examples hold.
#[test]
fn the_documented_policies_hold() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    let text = std::fs::read_to_string(path).expect("docs/configuration.md");
    let block = text.split("```toml\n").nth(1).and_then(|it| it.split("```").next()).expect("a block");
    let files = [("ecs-preflight.toml", block), ("team.schema.json", "{}"), ("launch/prod/a.json", REQUEST)];
    let folder = Folder::new("policy-documented", &files);
    folder.run(&["policy", "test"]).exits(0).says("production-cluster  passed");
    folder.run(&["check", "--only", "policy"]).exits(1).says("production runs on clusters named `prod-*`");
}

#[test]
fn policies_look_at_launch_documents_where_they_stand() {
    let toml = "[policy.cluster]\nat = \"/cluster\"\npresent = true\nlike = \"prod-*\"\n[policy.memory]\nat = \"/overrides/containerOverrides/*/memory\"\nat-most = 512\n";
    let machine = r#"{"StartAt": "Run", "States": {"Run": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::ecs:runTask.sync",
  "Parameters": {"TaskDefinition": "web:12", "Cluster": "test",
  "Overrides": {"ContainerOverrides": [{"Name": "app", "Memory": 600}]}}}}}"#;
    let later = machine.replace(r#""Cluster": "test""#, r#""Cluster.$": "$.cluster""#);
    let none = machine.replace(r#""Cluster": "test","#, "");
    let target = r#"{"Targets": [{"Id": "1", "Arn": "arn:aws:ecs:eu-west-1:123456789012:cluster/prod-a",
  "RoleArn": "arn:aws:iam::123456789012:role/events", "EcsParameters": {"TaskDefinitionArn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1"}}]}"#;
    let template = REQUEST.replace("test-blue", "${CLUSTER}").replace("8192", "${MEMORY}");
    let folder = Folder::new(
        "policy-embedded",
        &[
            ("ecs-preflight.toml", toml),
            ("later.json", &later),
            ("machine.json", machine),
            ("none.json", &none),
            ("request.json.tpl", &template),
            ("target.json", target),
        ],
    );
    let paths = ["machine.json", "later.json", "none.json", "target.json", "request.json.tpl"];
    let args = [&["check", "--only", "policy", "--format", "concise"][..], &paths].concat();
    let ran = folder.run(&args).exits(1);
    let found: Vec<_> = ran.out.lines().filter(|it| it.contains("error[")).collect();
    let memory = "3:66: error[policy/memory]: `Memory` must be at most 512 (at /States/Run/Parameters/Overrides/ContainerOverrides/0/Memory)";
    assert_eq!(
        found,
        [
            format!("later.json:{memory}"),
            "machine.json:2:57: error[policy/cluster]: `Cluster` must match `prod-*` (at /States/Run/Parameters/Cluster)".to_owned(),
            format!("machine.json:{memory}"),
            "none.json:2:17: error[policy/cluster]: `Parameters` is missing `Cluster` (at /States/Run/Parameters)".to_owned(),
            format!("none.json:{memory}"),
        ],
        "{}",
        ran.err
    );
}
