//! No false alarms on files as projects keep them.

use crate::support::fixtures::cases;
use ecs_preflight::{Options, Severity, Source, check};
use std::{fs, path::Path};

/// Files of the field with an error that is right, and why.
const RIGHT: &[(&str, &str, &str)] = &[(
    "task-definition-bom.json",
    "encoding",
    "`file://` does not take a byte-order mark: the AWS CLI answers `Unexpected UTF-8 BOM`",
)];

/// Thirty files as projects keep them.
#[test]
fn files_of_the_field_have_no_errors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/field");
    let mut wrong = Vec::new();
    let files = cases(&folder);
    assert!(files.len() >= 30, "{} files", files.len());
    for path in &files {
        let name = path.file_name().and_then(|it| it.to_str()).expect("a UTF-8 name");
        let source = Source::new(name.to_owned(), fs::read(path).expect("a readable file"));
        let partial = name.contains("-partial");
        let found = check(&source, &Options { partial, ..Options::default() });
        if found.document.is_none() {
            wrong.push(format!("{name}: taken for {:?}", found.recognized));
        }
        let errors = found.diagnostics.iter().filter(|it| it.severity == Severity::Error);
        let errors =
            errors.filter(|it| !RIGHT.iter().any(|right| (right.0, right.1) == (name, it.rule.as_ref())));
        wrong.extend(errors.map(|it| format!("{name}: {}: {}", it.rule, it.message)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
