//! Requests with known answers: what botocore says of them, and what the documentation and error
//! reports say of the service. The data are in `tests/data/requests.jsonl`.

use ecs_preflight::{DocumentKind, Options, Requested, Severity, Source, check};
use serde_json::Value;

/// Cases in which the answer differs, and why.
const DIFFERENT: &[(&str, &str)] =
    &[("J037-negzero", "it is about `-0`, and its container instance `i` is a dummy that ECS would refuse")];

fn errors(text: &str, revision: Requested) -> Vec<String> {
    let source = Source::new("case.json", text.as_bytes().to_vec());
    let options = Options { kind: Some(DocumentKind::StartTask), revision, ..Options::default() };
    let found = check(&source, &options).diagnostics;
    found
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .map(|it| format!("{}: {}", it.rule, it.message))
        .collect()
}

#[test]
fn requests_with_known_answers() {
    let data = include_str!("../data/requests.jsonl");
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for line in data.lines() {
        let case: Value = serde_json::from_str(line).expect("a line of JSON");
        let text = |name: &str| case[name].as_str().unwrap_or_default();
        let request =
            if case["raw"] == true { text("request").to_owned() } else { case["request"].to_string() };
        let latest = errors(&request, Requested::Latest);
        let accepted = text("service_expectation") == "accept";
        let rejected = text("service_expectation") == "reject" || text("botocore_verdict") != "ok";
        let auto = errors(&request, Requested::Auto);
        let complaint = match () {
            () if accepted && latest.is_empty() && !auto.is_empty() => {
                format!("under auto {auto:?}")
            }
            () if accepted && !latest.is_empty() => format!("is accepted, but {latest:?}"),
            () if rejected && latest.is_empty() => "is refused, but no error".to_owned(),
            () => String::new(),
        };
        seen += 1;
        let excused = DIFFERENT.iter().any(|(id, _)| *id == text("id"));
        if complaint.is_empty() == excused {
            wrong.push(format!(
                "{} {complaint}: {}\n    {}",
                text("id"),
                text("why"),
                request.chars().take(300).collect::<String>()
            ));
        }
    }
    assert!(seen > 150, "only {seen} cases");
    assert!(wrong.is_empty(), "{} of {seen} cases:\n{}", wrong.len(), wrong.join("\n"));
}
