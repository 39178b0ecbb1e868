//! Two overrides are for the same container.
//!
//! Nothing documents what ECS makes of that: it may take the first, the last, a mixture, or refuse
//! the call. Names are compared with case, as ECS does.
//!
//! Merge them into one override.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html>

use crate::{json::repeated, rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(&[Request("/overrides/containerOverrides")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    repeated(node, "name").iter().for_each(|it| overridden_again(it, cx));
}

#[cold]
fn overridden_again(names: &[Node<'_>], cx: &mut Cx<'_>) {
    let [first, more @ ..] = names else { return };
    // A blank name is `override-name-missing`'s.
    let Some(name) = first.as_str().filter(|it| !it.trim().is_empty()) else { return };
    for again in more {
        let report = cx.report(*again, format!("container {} is overridden more than once", quoted(&name)));
        report.label("again").also(*first, "first here");
        report.help("merge the overrides of one container into one");
    }
}
