//! The environment of a container sets a variable more than once.
//!
//! AWS does not document which of the values the container gets. Names are case-sensitive, as on Linux.
//!
//! Keep one of the entries.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html>

use crate::{json::repeated, lint::rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/environment"),
            TaskDefinition("/containerDefinitions/*/environment"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    repeated(node, "name").iter().for_each(|it| set_again(it, cx));
}

#[cold]
fn set_again(names: &[Node<'_>], cx: &mut RuleContext<'_>) {
    let [first, between @ .., last] = names else { return };
    // An empty name is `environment-name-blank`'s.
    let Some(name) = last.as_str().filter(|it| !it.trim().is_empty()) else { return };
    let earlier = || std::iter::once(first).chain(between);
    let edits = earlier().filter_map(|it| Some(it.parent()?.removal())).collect();
    let report = cx.report(*last, format!("duplicate environment variable {}", quoted(&name)));
    report.label("set again").also(*first, "first set here");
    for it in between.iter().take(16) {
        report.also(*it, "also set here");
    }
    report.help("keep one of the entries");
    report.fix(Unsafe, "remove all but the last entry", edits);
}
