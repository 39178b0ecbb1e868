//! A limit in `ulimits` has a soft value above its hard value, or appears twice.
//!
//! A process can raise its soft limit up to the hard one, so the soft limit must not be higher; Docker does not create such
//! a container. It is not documented which of two entries for one limit is used, so a duplicate is a warning.
//!
//! Raise `hardLimit`, or lower `softLimit`.
//!
//! AWS says:
//! - `ulimit soft limit must be less than or equal to hard limit: * > *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html>

use crate::{json::repeated, lint::rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Runtime,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/ulimits")], check),
};

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    for entry in list.elements() {
        let limit = |name: &str| entry.get(name).and_then(|node| Some((node, node.as_integer()?)));
        let (Some((soft, least)), Some((hard, most))) = (limit("softLimit"), limit("hardLimit")) else {
            continue;
        };
        // -1 means no limit.
        if most >= 0 && least > most && !cx.is_full() {
            let report = cx.report(soft, format!("`softLimit` {least} is higher than `hardLimit` {most}"));
            report
                .label("too high")
                .also(hard, "the hard limit")
                .help("raise `hardLimit`, or lower `softLimit`");
        }
    }
    repeated(list, "name").iter().for_each(|names| limited_again(names, cx));
}

#[cold]
fn limited_again(names: &[Node<'_>], cx: &mut RuleContext<'_>) {
    let [first, more @ ..] = names else { return };
    let Some(name) = first.as_str() else { return };
    for again in more {
        let report = cx.report(*again, format!("duplicate limit {}", quoted(&name)));
        report.severity(Warning).rejected_by(Nobody);
        report.label("duplicate").also(*first, "first set here").help("keep one of them");
    }
}
