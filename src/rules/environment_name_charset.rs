//! The name of an environment variable contains a character that names cannot contain.
//!
//! The environment of a process consists of strings of the form `NAME=value`. A name with `=` is split there, so
//! the container gets a different variable from the one in the file. NUL ends the string.
//!
//! Move the text after the character to `value`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html>

use crate::{lint::rule::prelude::*, text::display::character};

pub const CONFIDENCE: Confidence = Certain;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Runtime,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/environment/*/name"),
            TaskDefinition("/containerDefinitions/*/environment/*/name"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    // An escape can encode either character.
    if node.plain_bytes().is_some_and(|it| !it.contains(&b'=')) {
        return;
    }
    let Some(name) = node.as_str() else { return };
    let Some(at) = name.find(['=', '\0']).filter(|_| !name.trim().is_empty()) else { return };
    let (place, c) = (node.part(at..at + 1), name[at..].chars().next().unwrap_or('='));
    let report = cx.report(place, format!("the name of an environment variable contains {}", character(c)));
    report
        .label("the name ends here")
        .help("name and value are separate members: move the text after this character to `value`");
}
