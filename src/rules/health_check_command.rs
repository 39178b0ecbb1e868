//! A health check command does not start with `CMD` or `CMD-SHELL`, or has the wrong one of them.
//!
//! The first element sets how the rest is run: `CMD` runs it as a program with its arguments, `CMD-SHELL` passes the
//! string after it to the shell of the container, and `NONE` turns off the health check of the image. With
//! `CMD-SHELL`, the shell runs only the first string as its script; further strings become its parameters.
//!
//! With `CMD`, no shell is involved: `["CMD", "curl -f http://localhost/"]` looks for a program with this whole line as its
//! name, `||` is an argument, and the check always fails.
//!
//! The documentation requires one of these keywords. ECS does register a task definition without them, as an example
//! of the OpenTelemetry collector with `["/healthcheck"]` shows, so this is a warning.
//!
//! Write `["CMD-SHELL", "curl -f http://localhost/ || exit 1"]`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html>

use crate::{
    json::{ValueKind::Array, quote_json},
    lint::rule::prelude::*,
    rules::shared::{argv, containers::known_text},
};

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
    if first.is("NONE") {
        return;
    }
    if first.is("CMD") {
        program(node, cx);
    } else if first.is("CMD-SHELL") {
        split(node, cx);
    } else {
        without_keyword(node, first, cx);
    }
}

/// `CMD` runs a program with its arguments. Few of them have what makes a line for a shell.
fn program(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let is_odd = |word: Node<'_>| {
        word.plain_bytes().is_none_or(|bytes| memchr::memchr3(b' ', b'|', b'&', bytes).is_some())
    };
    if node.elements().skip(1).any(is_odd) {
        line_without_shell(node, cx);
    }
}

#[cold]
fn line_without_shell(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let mut words = argv::words(node);
    words.remove(0);
    let line = node.element(1).filter(|_| words.first().is_some_and(|it| is_whole_line(it.as_deref())));
    let is_read_by_a_shell = argv::reader(&words) != argv::Reader::Nobody;
    let operator =
        || node.elements().skip(2).find(|word| has_operator(*word)).filter(|_| !is_read_by_a_shell);
    let (report, label) = match (line, operator()) {
        (Some(line), _) => (
            cx.report(line, "`CMD` runs a program, but this is a whole command line"),
            "not the name of a program",
        ),
        (None, Some(operator)) => (
            cx.report(operator, "`CMD` does not involve a shell, so this operator is an argument"),
            "a shell operator",
        ),
        _ => return,
    };
    report.rejected_by(Runtime).label(label);
    let script = words.into_iter().collect::<Option<Vec<_>>>();
    match script.filter(|words| words.len() == 1 || words.iter().skip(1).all(|word| is_plain(word))) {
        Some(words) => {
            let list = format!("[\"CMD-SHELL\", {}]", quote_json(&words.join(" ")));
            report.fix(Unsafe, "write it as one script after `CMD-SHELL`", vec![node.replace(list)]);
        }
        None => drop(report.help("write it as one script: `[\"CMD-SHELL\", \"…\"]`")),
    }
}

/// Whether a word has spaces in it and is not the path of a program.
fn is_whole_line(word: Option<&str>) -> bool {
    let Some(word) = word.map(str::trim).filter(|it| it.contains(' ') && !it.contains('\\')) else {
        return false;
    };
    argv::is_line(word) || !word.starts_with(['/', '.'])
}

fn has_operator(word: Node<'_>) -> bool {
    argv::OPERATORS.iter().any(|operator| word.is(operator))
        || word
            .as_str()
            .is_some_and(|text| ["|| exit 1", "|| exit 0"].iter().any(|end| text.trim_end().ends_with(end)))
}

/// Whether a word means the same to a shell, or is one of its operators.
fn is_plain(word: &str) -> bool {
    argv::OPERATORS.contains(&word) || !argv::needs_shell(word) && !word.contains(' ')
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
