//! One container's environment sets a variable more than once.
//!
//! Nothing documents which of the values the container gets. Names are compared with case, as
//! Linux does.
//!
//! Keep one of the entries.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html>

use crate::{json::repeated, rule::prelude::*};

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

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    repeated(node, "name").iter().for_each(|it| set_again(it, cx));
}

#[cold]
fn set_again(names: &[Node<'_>], cx: &mut Cx<'_>) {
    let [first, between @ .., last] = names else { return };
    // A blank name is `environment-name-blank`'s.
    let Some(name) = last.as_str().filter(|it| !it.trim().is_empty()) else { return };
    let again = match names.len() {
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    let earlier = || std::iter::once(first).chain(between);
    let edits = earlier().filter_map(|it| Some(it.parent()?.removal())).collect();
    let report = cx.report(*last, format!("environment variable {} is set {again}", quoted(&name)));
    report.label("again").also(*first, "first here");
    for it in between.iter().take(16) {
        report.also(*it, "and here");
    }
    report.help("keep one of them");
    report.fix(Unsafe, "keep the last one", edits);
}
