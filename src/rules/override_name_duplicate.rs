//! Two overrides have the same container name.
//!
//! The ECS documentation does not define the result: ECS may use the first, the last, or a mixture, or
//! reject the call. Names are case-sensitive, as in ECS.
//!
//! Merge the overrides into one.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html>

use crate::{json::repeated, lint::rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(&[Request("/overrides/containerOverrides")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    repeated(node, "name").iter().for_each(|it| overridden_again(it, cx));
}

#[cold]
fn overridden_again(names: &[Node<'_>], cx: &mut RuleContext<'_>) {
    let [first, more @ ..] = names else { return };
    // An empty name belongs to `override-name-missing`.
    let Some(name) = first.as_str().filter(|it| !it.trim().is_empty()) else { return };
    for again in more {
        let report = cx.report(*again, format!("duplicate override for container {}", quoted(&name)));
        report.label("duplicate").also(*first, "first override");
        report.help("merge them into one override");
    }
}
