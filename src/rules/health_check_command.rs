//! A health check's command does not begin with `CMD` or `CMD-SHELL`.
//!
//! The first element says how the rest is run: `CMD` runs it as a program with its arguments, `CMD-SHELL` gives the
//! one string after it to the shell of the container, `NONE` turns off the check of the image. With `CMD-SHELL` the
//! shell takes only the first string as its script; the others become its parameters.
//!
//! The documentation demands one of them. ECS registers a task definition without it, though, as an example of the
//! OpenTelemetry collector with `["/healthcheck"]` shows, so this is a warning.
//!
//! Write `["CMD-SHELL", "curl -f http://localhost/ || exit 1"]`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html>

use crate::{containers::known_text, json::Kind::Array, rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/healthCheck/command")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(first) = node.element(0) else {
        if node.kind() == Array && cx.complete(node) {
            cx.report(node, "the health check has no command")
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

/// A shell's script is one string; `$0` and `$1` in it are the others.
fn split(node: Node<'_>, cx: &mut Cx<'_>) {
    let (Some(script), Some(other)) = (node.element(1), node.element(2)) else { return };
    let uses = script.as_str().is_none_or(|script| script.contains('$'));
    if !uses {
        split_script(script, other, cx);
    }
}

#[cold]
fn split_script(script: Node<'_>, other: Node<'_>, cx: &mut Cx<'_>) {
    let report = cx.report(other, "`CMD-SHELL` runs only the first string after it as its script");
    report.label("not run").also(script, "the whole script");
    report.help("write the script in one string, or use `CMD`");
}

#[cold]
fn without_keyword(node: Node<'_>, first: Node<'_>, cx: &mut Cx<'_>) {
    // A command may be secret; this is its first word. Of unknown text nothing is said.
    let Some(word) = known_text(first) else { return };
    let upper = word.trim().to_ascii_uppercase().replace('_', "-");
    let keyword = ["CMD", "CMD-SHELL", "NONE"].into_iter().find(|keyword| *keyword == upper);
    let report = cx.report(first, "a health check's command should begin with `CMD` or `CMD-SHELL`");
    if let Some(keyword) = keyword {
        report.label(format!("did you mean `{keyword}`?"));
        report.fix(Unsafe, format!("write `{keyword}`"), vec![first.replace_str(keyword)]);
        return;
    }
    report.label("not a keyword");
    let is_line = node.element(1).is_none();
    report.help(if is_line {
        "put `\"CMD-SHELL\"` before the script"
    } else {
        "put `\"CMD\"` before the program"
    });
}
