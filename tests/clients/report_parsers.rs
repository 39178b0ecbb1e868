//! Reports are what they should be, whatever a file or its name contains.

use crate::support::{
    clients,
    hostile::{MEMBERS, NAMES, folder},
    repository::python,
};
use ecs_preflight::report::REPORTS;
use std::{fs, path::Path};

/// Python's readers of JSON, XML and HTML, and GitHub's of Markdown, all agree that it is what it should be.
#[test]
fn parsers_read_every_report() {
    let folder = folder("hostile-parsers");
    let json = folder.run(1, &["--format", "json", "."]).json();
    for report in REPORTS {
        let ran = folder.run(1, &["--format", report.name, "."]);
        fs::write(folder.0.join(format!("report.{}", report.name)), ran.out).expect("a writable file");
    }
    let at = |name: &str| folder.0.join(format!("report.{name}"));
    let files = ["json", "jsonl", "sarif", "gitlab", "junit", "html"].map(at);
    let files: Vec<_> = files.iter().map(|it| it.as_path()).collect();
    let found = json["diagnostics"].as_array().map_or(0, Vec::len);
    assert!(found > MEMBERS.len() + NAMES.len());
    assert_eq!(python(Path::new("python3"), "parse.py", &files).trim(), format!("{found} findings each"));

    let bin = clients::python("reports-cmark", &["cmarkgfm==2025.10.22"]);
    let read = python(&bin.join("python"), "markdown.py", &[&at("markdown")]);
    assert_eq!(read.trim(), format!("{found} findings"));
}
