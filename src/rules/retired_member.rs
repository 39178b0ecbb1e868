//! A member is obsolete, or was never intended for customers.
//!
//! Amazon Elastic Inference ended on 2024-04-15, so `inferenceAccelerators` and
//! `inferenceAcceleratorOverrides` no longer have a purpose. AWS documents `referenceId` as not intended for
//! customers.
//!
//! Remove the member. To request accelerators, use `resourceRequirements`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InferenceAccelerator.html>

use crate::{json, lint::rule::prelude::*, model::revision::Date};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(&[Request("/overrides/inferenceAcceleratorOverrides"), Request("/referenceId")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let name = node.shape().get().name;
    let Some(key) = node.key() else { return };
    if name == "referenceId" {
        if node.kind() == json::ValueKind::String && !node.is_blank() {
            let report =
                cx.report(key, "`referenceId` is not intended for customers").label("only used by ECS");
            report.fix(Unsafe, "remove `referenceId`", vec![node.removal()]);
        }
    } else if node.elements().next().is_some() && cx.date() >= END {
        let report = cx.report(key, format!("`{name}` is for Elastic Inference, which ended on {END}"));
        report.label("obsolete").help("remove it; request a GPU or NeuronDevice with `resourceRequirements`");
    }
}

/// The last day of Elastic Inference.
const END: Date = Date::from_number(20_240_415);
