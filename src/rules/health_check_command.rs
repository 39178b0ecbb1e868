//! A health check command does not start with `CMD` or `CMD-SHELL`.
//!
//! The first element sets how the rest is run: `CMD` runs it as a program with its arguments, `CMD-SHELL` passes the
//! string after it to the shell of the container, and `NONE` turns off the health check of the image. With
//! `CMD-SHELL`, the shell runs only the first string as its script; further strings become its parameters.
//!
//! The documentation requires one of these keywords. ECS does register a task definition without them, as an example
//! of the OpenTelemetry collector with `["/healthcheck"]` shows, so this is a warning.
//!
//! Write `["CMD-SHELL", "curl -f http://localhost/ || exit 1"]`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html>

use crate::{json::ValueKind::Array, lint::rule::prelude::*, rules::shared::containers::known_text};

pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/healthCheck/command")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(first) = node.element(0) else {
        if node.kind() == Array && cx.complete(node) {
            cx.report(node, "the command of the health check is empty")
                .help("write `[\"CMD-SHELL\", \"…\"]`, or remove `healthCheck`");
        }
        return;
    };
    if first.is("CMD") || first.is("NONE") {
        return;
    }
    if first.is("CMD-SHELL") {
        split(node, cx);
    } else {
        without_keyword(node, first, cx);
    }
}

/// The shell's script is one string; it can use the others as `$0` and `$1`.
fn split(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let (Some(script), Some(other)) = (node.element(1), node.element(2)) else { return };
    let uses = script.as_str().is_none_or(|script| script.contains('$'));
    if !uses {
        split_script(script, other, cx);
    }
}

#[cold]
fn split_script(script: Node<'_>, other: Node<'_>, cx: &mut RuleContext<'_>) {
    let report = cx.report(other, "`CMD-SHELL` runs only the first string after it");
    report.label("passed as a parameter, not run").also(script, "the script that runs");
    report.help("write the script as one string, or use `CMD`");
}

#[cold]
fn without_keyword(node: Node<'_>, first: Node<'_>, cx: &mut RuleContext<'_>) {
    // A command may contain secrets; this is only its first word. Unknown text is not reported.
    let Some(word) = known_text(first) else { return };
    let upper = word.trim().to_ascii_uppercase().replace('_', "-");
    let keyword = ["CMD", "CMD-SHELL", "NONE"].into_iter().find(|keyword| *keyword == upper);
    let report = cx.report(first, "the command of the health check does not start with `CMD` or `CMD-SHELL`");
    if let Some(keyword) = keyword {
        report.label(format!("did you mean `{keyword}`?"));
        report.fix(Unsafe, format!("write `{keyword}`"), vec![first.replace_str(keyword)]);
        return;
    }
    report.label("expected `CMD`, `CMD-SHELL` or `NONE`");
    let is_line = node.element(1).is_none();
    report.help(if is_line {
        "insert `\"CMD-SHELL\"` before the script"
    } else {
        "insert `\"CMD\"` before the program"
    });
}
