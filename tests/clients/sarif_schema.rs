//! The official schema of SARIF.

use crate::support::{
    clients, root,
    sarif::{results, suits_github},
};
use serde_json::Value;
use std::fs;

/// Every fixture of every rule in one file.
#[test]
fn the_official_schema_accepts_it() {
    let program = env!("CARGO_BIN_EXE_ecs-preflight");
    let mut command = std::process::Command::new(program);
    let command = command.args(["check", "--format", "sarif", "fixtures"]).current_dir(root());
    let output = command.env_clear().output().expect("the program starts");
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    suits_github(&log);
    assert!(results(&log).len() > 300);
    // The package of SARIF's own makers that carries the schema.
    let at = clients::npm("reports-sarif", &["@microsoft/jest-sarif@1.0.0-beta.0"]);
    let schema = at.join("node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    let mut schema: Value = serde_json::from_slice(&fs::read(schema).expect("a schema")).expect("JSON");
    // The pattern of an absent member is not a regular expression.
    for owner in ["run", "toolComponent"] {
        let language = schema["definitions"][owner]["properties"]["language"].as_object_mut();
        assert!(language.expect("a member").remove("pattern").is_some());
    }
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<_> =
        validator.iter_errors(&log).map(|it| format!("{}: {it}", it.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let mut broken = log.clone();
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    assert!(!validator.is_valid(&broken), "the schema would accept anything");
}
