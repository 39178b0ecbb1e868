//! A member that is of no use any more, or never was for customers.
//!
//! Amazon Elastic Inference ended on 2024-04-15, and with it `inferenceAcceleratorOverrides`. `referenceId` is documented as not for use.
//!
//! Leave it out; accelerators are asked for by `resourceRequirements`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InferenceAccelerator.html>

use crate::{json, revision::Date, rule::prelude::*};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(
        &[
            Request("/overrides/inferenceAcceleratorOverrides"),
            Request("/referenceId"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let name = node.shape().get().name;
    let Some(key) = node.key() else { return };
    if name == "referenceId" {
        if node.kind() == json::Kind::String && !node.is_blank() {
            let report = cx.report(key, "`referenceId` is not for customers").label("of no use");
            report.help("remove it").fix(Unsafe, "remove `referenceId`", vec![node.removal()]);
        }
    } else if node.elements().next().is_some() && cx.date() >= END {
        let report = cx.report(key, format!("`{name}` is for Elastic Inference, which ended on {END}"));
        report
            .label("of no use")
            .help("remove it, and ask for a GPU or NeuronDevice by `resourceRequirements`");
    }
}

/// The last day of Elastic Inference.
const END: Date = Date::from_number(20_240_415);
