//! `platformVersion` is not a Fargate platform version.
//!
//! A version is three numbers, such as `1.4.0`, or `LATEST`, which is the default.
//!
//! Use such a version, or remove `platformVersion`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html>

use crate::lint::rule::prelude::*;

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Service, check: Nodes(&[RunTask("/platformVersion")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(text) = node.as_str().filter(|it| !it.is_empty() && *it != "LATEST") else { return };
    let numbers = text.split('.').filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
    if numbers.count() == 3 && text.bytes().filter(|it| *it == b'.').count() == 2 {
        return;
    }
    let report = cx.report(node, format!("{} is not a Fargate platform version", quoted(&text)));
    report.help("use a version such as `1.4.0`, or `LATEST`");
    if text.trim().eq_ignore_ascii_case("latest") {
        report.fix(Safe, "change to `LATEST`", vec![node.replace_str("LATEST")]);
    }
}
