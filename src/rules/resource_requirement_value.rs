//! A resource requirement has no `value`, or one that is not valid for its type.
//!
//! - `GPU` takes a number of GPUs or `ALL` in `value`, or since 2026-10-27 a `sharingStrategy`
//!   instead, never both.
//! - `NeuronDevice` takes only `ALL`.
//! - `InferenceAccelerator` takes the name of a device in the task definition.
//!
//! Until 2026-10-27 `value` was required in the API model, and the AWS CLI rejected a request without
//! it. Since then ECS rejects it.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResourceRequirement.html>

use crate::{json, lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/resourceRequirements/*"),
            TaskDefinition("/containerDefinitions/*/resourceRequirements/*"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let known = |it: &Node<'_>| it.shape().get().known_on(cx.date());
    let sharing = node.member("sharingStrategy").filter(|(_, it)| known(it));
    let kind = node.get("type").filter(|it| it.kind() == json::ValueKind::String);
    let is_gpu = kind.is_some_and(|it| it.is("GPU"));
    match (node.get("value"), sharing) {
        // A strategy that the day does not know is an unknown member.
        (None, None) if node.get("sharingStrategy").is_some() => {}
        (None, None) => missing(node, kind, cx),
        (Some(value), Some((key, _))) => {
            let report = cx.report(key, "`sharingStrategy` cannot be combined with `value`");
            report.also(value, "`value` is set here").help("remove one of them");
        }
        (None, Some((key, _))) if kind.is_some() && !is_gpu => {
            let report = cx.report(key, "`sharingStrategy` is only valid for type `GPU`");
            report.help("write `value` instead");
        }
        (Some(value), None) => match kind {
            Some(kind) if is_gpu || kind.is("NeuronDevice") => amount(value, is_gpu, cx),
            _ => {}
        },
        _ => {}
    }
}

fn missing(node: Node<'_>, kind: Option<Node<'_>>, cx: &mut RuleContext<'_>) {
    // `missing-member` reports it where the model requires it, `unknown-member` where it is misspelled.
    let required = node.shape().member("value").is_some_and(|it| it.get().required_on(cx.date()));
    if node.kind() != json::ValueKind::Object || required || !cx.complete(node) {
        return;
    }
    if member_suggestion::is_misspelled("value", node)
        || member_suggestion::is_misspelled("sharingStrategy", node)
    {
        return;
    }
    let report = cx.report(node.opening_bracket(), "an entry of `resourceRequirements` is missing `value`");
    let help = match kind {
        Some(kind) if kind.is("GPU") => {
            "add `value` with a number of GPUs or `ALL`, or add `sharingStrategy`"
        }
        Some(kind) if kind.is("NeuronDevice") => "add `\"value\": \"ALL\"`",
        _ => "add `value`",
    };
    report.label("missing here").help(help);
}

fn amount(value: Node<'_>, is_gpu: bool, cx: &mut RuleContext<'_>) {
    let Some(text) = value.as_str() else { return };
    let number =
        if is_gpu && text.bytes().all(|it| it.is_ascii_digit()) { text.parse::<u32>().ok() } else { None };
    if &*text == "ALL" || number.is_some_and(|it| it > 0) {
        return;
    }
    let found = if text.is_empty() { "an empty string".to_owned() } else { quoted(&text) };
    let (message, help) = if is_gpu {
        ("`value` for type `GPU` must be a positive number or `ALL`", "write the number of GPUs, or `ALL`")
    } else {
        ("`value` for type `NeuronDevice` must be `ALL`", "write `\"ALL\"`")
    };
    let report = cx.report(value, format!("{message}, not {found}"));
    report.help(help);
    if number == Some(0) {
        report.severity(Warning).rejected_by(Nobody).label("requests no GPU");
    } else if text.trim().eq_ignore_ascii_case("all") {
        report.fix(Safe, "change it to `ALL`", vec![value.replace_str("ALL")]);
    }
}
