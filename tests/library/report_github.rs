//! The limits of GitHub: annotations, results, summaries.

use crate::{reports::Case, support::github::GitHubCommand};
use ecs_preflight::{Severity, Span, report::RenderOptions};
use serde_json::Value;

/// A document with a number of findings of each severity.
fn many(errors: usize, warnings: usize, infos: usize) -> String {
    let mut case = Case::new("t.json", " \n".repeat(100));
    let severities = [(Severity::Info, infos), (Severity::Warning, warnings), (Severity::Error, errors)];
    for (severity, number) in severities {
        for at in 0..number {
            case.find("sample", Span::new(at * 2, at * 2 + 1), "", "m").severity = severity;
        }
    }
    case.report("github", &RenderOptions::default())
}

#[test]
fn the_worst_annotations_come_first_and_a_cut_is_reported() {
    let names = |out: &str| {
        let read = out.lines().map(|it| GitHubCommand::read(it).expect("a command"));
        read.map(|it| (it.name, it.data)).collect::<Vec<_>>()
    };
    let few = names(&many(10, 10, 10));
    assert_eq!(few.len(), 30);
    assert!(few[..10].iter().all(|it| it.0 == "error") && few[10..20].iter().all(|it| it.0 == "warning"));
    assert!(few.iter().all(|it| it.1 == "m"));
    for (errors, warnings, infos) in [(11, 0, 0), (1, 11, 2), (0, 0, 11)] {
        let lines = names(&many(errors, warnings, infos));
        assert_eq!(lines.len(), errors + warnings + infos + 1);
        // The notice stands before all other notices: after ten of them it would be cut itself.
        let notice = &lines[errors + warnings];
        assert_eq!(notice.0, "notice");
        assert!(notice.1.contains("at most 10 errors") && notice.1.contains("in the log"), "{}", notice.1);
    }
    assert!(names(&many(11, 1, 0))[12].1.contains("found were 11 errors and 1 warning"));
}

/// GitHub rejects a file of more results, and drops a summary that is larger: both say what they leave out.
#[test]
fn the_limits_of_github_are_kept() {
    let mut case = Case::new("t.json", "{\n}\n");
    for at in 0..25_003 {
        let severity = if at > 25_000 { Severity::Error } else { Severity::Warning };
        case.find("sample", Span::new(0, 1), &format!("/{at}"), "something is wrong here").severity =
            severity;
    }
    let log: Value = serde_json::from_str(&case.report("sarif", &RenderOptions::default())).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 25_000);
    assert_eq!(results.iter().filter(|it| it["level"] == "error").count(), 2);
    let said = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(said, "3 more findings than a SARIF file may hold");

    let summary = case.report("markdown", &RenderOptions::default());
    assert!(summary.len() < 1 << 20, "{} bytes", summary.len());
    let rows = summary.lines().filter(|it| it.starts_with("| error") || it.starts_with("| warning")).count();
    let more = summary.lines().last().and_then(|it| it.strip_prefix("There is no room for "));
    let more: String = more.expect("what is left out").chars().filter(char::is_ascii_digit).collect();
    assert_eq!(rows + more.parse::<usize>().expect("a number"), 25_003);
}
