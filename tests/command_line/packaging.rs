//! What is packaged and offered: versions, platforms, hooks, schemas.

use crate::support::{
    clients::{self, must},
    root,
};
use std::{fmt::Write, fs, path::Path, process::Command};

const VERSION: &str = env!("CARGO_PKG_VERSION");
const PROGRAM: &str = env!("CARGO_BIN_EXE_ecs-preflight");

#[test]
fn every_manifest_has_the_version() {
    let script = root().join("packaging/version.sh");
    must(Command::new(&script).arg(format!("v{VERSION}")));
    let wrong = Command::new(&script).arg("v99.0.0").output().expect("the script starts");
    assert!(!wrong.status.success() && clients::text(&wrong).contains("the tag is v99.0.0"));
}

/// The packages that the main one lists are those that the release builds.
#[test]
fn every_platform_is_released() {
    let package = fs::read_to_string(root().join("packaging/npm/package.json")).expect("the package");
    let package: serde_json::Value = serde_json::from_str(&package).expect("JSON");
    let workflow = fs::read_to_string(root().join(".github/workflows/release.yml")).expect("the workflow");
    let listed = package["optionalDependencies"].as_object().expect("packages");
    assert_eq!(listed.len(), workflow.matches(", npm: ").count());
    for name in listed.keys() {
        let platform = name.trim_start_matches("@ecs-preflight/");
        assert!(workflow.contains(&format!("npm: {platform}}}")), "{platform}");
    }
}

/// Schemas that editors can be pointed at: SchemaStore's entry, and its examples.
#[test]
fn the_entry_of_schemastore_is_ready() {
    let at = root().join("packaging/schemastore");
    let read = |path: &Path| -> serde_json::Value {
        serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON")
    };
    let entries = read(&at.join("catalog-entries.json"));
    let entries = entries.as_array().expect("entries");
    assert_eq!(entries.len(), 2);
    for entry in entries {
        let url = entry["url"].as_str().expect("an address");
        let kind = url.rsplit('/').next().and_then(|it| it.strip_suffix(".json")).expect("a name");
        assert!(url.starts_with("https://") && ecs_preflight::DocumentKind::named(kind).is_some(), "{url}");
        for glob in entry["fileMatch"].as_array().expect("globs") {
            let glob = glob.as_str().expect("a glob");
            // The catalogue wants simple ones that name what they are about.
            assert!(
                !glob.contains(['{', '!']) && (glob.contains("ecs-") || glob.contains("start-task")),
                "{glob}"
            );
        }
        let schema = must(Command::new(PROGRAM).args(["schema", kind]));
        let schema = serde_json::from_str(&schema).expect("JSON");
        let validator = jsonschema::draft7::new(&schema).expect("a schema");
        for (folder, good) in [("test", true), ("negative_test", false)] {
            let examples = at.join(folder).join(format!("ecs-{kind}"));
            let mut seen = 0;
            for example in fs::read_dir(&examples).expect("examples") {
                let path = example.expect("an example").path();
                assert_eq!(validator.is_valid(&read(&path)), good, "{}", path.display());
                seen += 1;
            }
            assert!(seen > 0, "{}", examples.display());
        }
    }
}

/// What must hold stands where users do not replace it, and the three differ in nothing else.
#[test]
fn the_three_hooks_are_one() {
    let manifest = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).expect("the hooks");
    let hooks: Vec<_> = manifest.split("\n- id: ").skip(1).collect();
    let mut ids = String::new();
    for hook in &hooks {
        let _ = write!(ids, "{} ", hook.lines().next().unwrap_or_default());
        for line in [
            "entry: ecs-preflight check --force-exclude --allow-none --skip-unrecognized",
            "types: [json]",
            "require_serial: true",
        ] {
            assert!(hook.lines().any(|it| it.trim() == line), "{line} in {hook}");
        }
        assert!(!hook.contains("  args:"), "{hook}");
    }
    assert_eq!(ids, "ecs-preflight ecs-preflight-py ecs-preflight-system ");
}
