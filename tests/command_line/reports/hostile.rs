//! Whatever a file or its name holds: every report stays what it is, and nothing in it is obeyed.

use crate::support::{github::GitHubCommand, hostile::folder};
use ecs_preflight::report::REPORTS;
use serde_json::Value;
use std::fs;

#[test]
fn nothing_in_a_report_is_obeyed() {
    let folder = folder("hostile");
    for report in REPORTS {
        for statistics in [false, true] {
            let mut arguments = vec!["--format", report.name, "--annotations", "never", "."];
            arguments.extend(statistics.then_some("--statistics"));
            let ran = folder.run_in_github(1, &arguments);
            for line in ran.out.lines().chain(ran.err.lines()) {
                assert!(!line.contains(ecs_preflight::text::display::is_unsafe), "{}: {line:?}", report.name);
                if let Some(it) = GitHubCommand::read(line) {
                    assert_eq!(report.name, "github", "{line}");
                    assert!(["error", "warning", "notice"].contains(&it.name.as_str()), "{line}");
                    assert!(!it.property("title").is_empty() && !it.data.starts_with("pwned"), "{line}");
                }
            }
            fs::write(folder.0.join(format!("report.{}", report.name)), ran.out).expect("a writable file");
        }
    }
    assert!(!folder.read("report.json").is_empty());
}

/// The annotations say what the JSON report says, once the runner has read them.
#[test]
fn annotations_survive_the_runner() {
    let folder = folder("hostile-annotations");
    let json = folder.run(1, &["--format", "json", "."]).json();
    let out = folder.run(1, &["--format", "github", "."]).out;
    let read: Vec<_> = out.lines().map(|it| GitHubCommand::read(it).expect("a command")).collect();
    let of_rules: Vec<_> = read.iter().filter(|it| it.property("title") != "ecs-preflight").collect();
    let found = json["diagnostics"].as_array().expect("findings");
    assert_eq!(of_rules.len(), found.len());
    let visible = |it: &Value| {
        let text = it.as_str().unwrap_or_default();
        text.chars()
            .map(|c| if "\r\n".contains(c) { c } else { ecs_preflight::text::display::visible(c) })
            .collect()
    };
    for it in found {
        let (path, message): (String, String) = (visible(&it["path"]), visible(&it["message"]));
        let (line, column) = (it["start"]["line"].to_string(), it["start"]["column"].to_string());
        assert!(
            of_rules.iter().any(|command| {
                command.property("file") == path
                    && command.property("line") == line
                    && command.property("col") == column
                    && command.data.lines().next() == Some(message.as_str())
            }),
            "{path}:{line}: {message}\n{out}"
        );
    }
}
