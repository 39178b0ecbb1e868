//! An EBS volume type does not exist.
//!
//! The types are gp2, gp3, io1, io2, st1, sc1 and standard, in lowercase. The API model allows any string, so the
//! AWS CLI sends it, but ECS rejects it.
//!
//! Use one of the types, or remove `volumeType`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::{lint::rule::prelude::*, text::edit_distance};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume/volumeType")], check),
};

const TYPES: [&str; 7] = ["gp2", "gp3", "io1", "io2", "st1", "sc1", "standard"];

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(text) = node.as_str() else { return };
    // An empty one is `skeleton-placeholder`'s.
    if TYPES.contains(&&*text) || text.is_empty() {
        return;
    }
    let report = cx.report(node, format!("{} is not an EBS volume type", quoted(&text)));
    match edit_distance::word(text.trim(), TYPES) {
        Some(word) => {
            let sure = if text.trim().eq_ignore_ascii_case(word) { Safe } else { Unsafe };
            report.fix(sure, format!("replace with `{word}`"), vec![node.replace_str(word)]);
        }
        None => {
            let types = join(TYPES.map(|it| format!("`{it}`")), "or");
            report.help(format!("use {types}, or remove `volumeType`"));
        }
    }
}
