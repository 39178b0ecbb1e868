//! The name of an environment variable holds a character that no name can hold.
//!
//! The environment of a process is text of the form `NAME=value`. A name with `=` is cut at it, so the
//! container gets another variable than the file says; NUL ends the text.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html>

use crate::{identifier::character, rule::prelude::*};

pub const CONFIDENCE: Confidence = Certain;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Runtime,
    check: OddStrings(
        &[
            Request("/overrides/containerOverrides/*/environment/*/name"),
            TaskDefinition("/containerDefinitions/*/environment/*/name"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    // Escapes may stand for either.
    if node.plain_bytes().is_some_and(|it| !it.contains(&b'=')) {
        return;
    }
    let Some(name) = node.as_str() else { return };
    let Some(at) = name.find(['=', '\0']).filter(|_| !name.trim().is_empty()) else { return };
    let (place, c) = (node.part(at..at + 1), name[at..].chars().next().unwrap_or('='));
    let report = cx.report(place, format!("the name of an environment variable holds {}", character(c)));
    report
        .label("cut here")
        .help("name and value are members of their own: put what is behind it into `value`");
}
