//! There is no such type of EBS volume.
//!
//! The types are gp2, gp3, io1, io2, st1, sc1 and standard, in lower case. The model takes any
//! string, so the AWS CLI sends it; ECS refuses it.
//!
//! Take one of the types, or leave `volumeType` out.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::{rule::prelude::*, suggest};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume/volumeType")], check),
};

const TYPES: [&str; 7] = ["gp2", "gp3", "io1", "io2", "st1", "sc1", "standard"];

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(text) = node.as_str() else { return };
    // An empty one is `skeleton-placeholder`'s.
    if TYPES.contains(&&*text) || text.is_empty() {
        return;
    }
    let report = cx.report(node, format!("there is no EBS volume type {}", quoted(&text)));
    match suggest::word(text.trim(), TYPES) {
        Some(word) => {
            let sure = if text.trim().eq_ignore_ascii_case(word) { Safe } else { Unsafe };
            report.help(format!("write `{word}`"));
            report.fix(sure, format!("write `{word}`"), vec![node.replace_str(word)]);
        }
        None => {
            let types = join(TYPES.map(|it| format!("`{it}`")), "or");
            report.help(format!("write {types}, or leave `volumeType` out"));
        }
    }
}
