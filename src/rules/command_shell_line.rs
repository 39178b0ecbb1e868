//! A command is written as a shell command line, but no shell interprets it.
//!
//! Each element of the list is one argument. `["python app.py"]` runs a program literally named `python app.py`, and
//! `["cd /srv", "make"]` runs one named `cd /srv`; `&&`, `|` and `>` are ordinary arguments. A JSON list inside a string
//! is one argument too, and `CMD` and `CMD-SHELL`, with which the command of a health check starts, are programs that do
//! not exist. The container stops with
//! `exec: "python app.py": executable file not found in $PATH`.
//!
//! The rule is a heuristic. It does not report commands whose entry point is a shell in the known task definition, or
//! arguments such as messages, queries and JSON. The image may define an entry point that accepts command lines, which
//! the files do not show. In that case, turn the rule off.
//!
//! Split the line into arguments, or run it in a shell: `["sh", "-c", "…"]`.
//!
//! AWS says:
//! - `*exec: *: executable file not found in $PATH*`
//! - `*exec: *: stat *: no such file or directory*`
//!
//! AWS says:
//! - `executable file not found in $PATH`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{
    json::{self, ValueKind as Json, quote_json},
    lint::rule::prelude::*,
    rules::shared::argv::{self, Reader},
};

pub const CONFIDENCE: Confidence = Heuristic;
pub const ANSWERED_BY: Answer = argv::goes_to_a_shell;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Runtime,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/command"),
            TaskDefinition("/containerDefinitions/*/command"),
            TaskDefinition("/containerDefinitions/*/entryPoint"),
        ],
        check,
    ),
};

/// What the command of a health check starts with, and no other.
const KEYWORD: &str = "CMD";

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(first) = list.elements().next() else { return };
    let found = list.elements().skip(1).find(|it| may_be_operator(*it) && is_operator(*it));
    let is_odd = first
        .plain_bytes()
        .is_none_or(|it| it.starts_with(KEYWORD.as_bytes()) || memchr::memchr2(b' ', b'[', it).is_some());
    if is_odd || found.is_some() {
        look_closely(list, first, cx);
    }
}

/// Whether it begins like an operator. Few arguments do.
fn may_be_operator(argument: Node<'_>) -> bool {
    let begins = |it: &[u8]| matches!(it, [b'&' | b'|' | b';' | b'>' | b'<', ..] | [b'2', b'>', ..]);
    argument.plain_bytes().is_none_or(begins)
}

#[cold]
fn is_operator(argument: Node<'_>) -> bool {
    argv::OPERATORS.iter().any(|it| argument.is(it))
}

#[cold]
fn look_closely(list: Node<'_>, first: Node<'_>, cx: &mut RuleContext<'_>) {
    let mut words = argv::entry_point(list).map(argv::words).unwrap_or_default();
    // The program of an entry point may interpret its arguments in any way.
    let is_program = words.is_empty() || argv::hands_on(&words);
    if is_program && (first.is(KEYWORD) || first.is("CMD-SHELL")) {
        return keyword(list, first, cx);
    }
    words.extend(argv::words(list));
    if argv::reader(&words) != Reader::Nobody || words.iter().flatten().any(|it| argv::is_shell(it)) {
        return;
    }
    if let Some(operator) = operator(list) {
        let word = operator.as_str().unwrap_or_default();
        let message = format!(
            "{} is an ordinary argument here, because no shell interprets the command",
            quoted(&word)
        );
        let report = cx.report(operator, message);
        report.label("a shell operator").help("use `[\"sh\", \"-c\", \"…\"]` with the line as one argument");
        return;
    }
    let Some(text) = first.as_str().filter(|_| is_program) else { return };
    if let Some(elements) = json_list(&text) {
        let report =
            cx.report(first, "the command is a JSON list inside a string, so it is a single argument");
        report.label("a string, not a list").help("remove the quotes around the list");
        if !list.has_several() {
            report.fix(Unsafe, "replace the string with the list", vec![list.replace(elements)]);
        }
    } else if argv::is_line(&text) {
        line(list, first, &text, cx);
    }
}

/// A command written like that of a health check.
fn keyword(list: Node<'_>, first: Node<'_>, cx: &mut RuleContext<'_>) {
    let word = if first.is(KEYWORD) { KEYWORD } else { "CMD-SHELL" };
    let report =
        cx.report(first, format!("`{word}` is a keyword of health checks, but here it is the program"));
    report.label("not a program");
    match (word, list.element(1)) {
        (KEYWORD, Some(_)) => report.fix(Unsafe, "remove it", vec![first.removal()]),
        ("CMD-SHELL", Some(script)) if list.element(2).is_none() => {
            let shell = format!("[\"sh\", \"-c\", {}]", script.raw());
            report.fix(Unsafe, "run the line in a shell", vec![list.replace(shell)])
        }
        _ => report.help("write the program and its arguments"),
    };
}

/// An operator among the arguments. Some programs take one themselves: after an option, or to end `-exec`.
fn operator<'t>(list: Node<'t>) -> Option<Node<'t>> {
    const WANTED: [&str; 6] = ["find", "test", "[", "expr", "awk", "jq"];
    let program = list.elements().next()?.as_str()?;
    if WANTED.contains(&argv::program(&program)) {
        return None;
    }
    let is_option = |it: Node<'_>| it.as_str().is_none_or(|it| it.starts_with('-'));
    let pairs = list.elements().zip(list.elements().skip(1));
    let sure = |it: Node<'_>| ["&&", "||", "2>&1", ">>"].iter().any(|word| it.is(word));
    pairs.filter(|it| is_operator(it.1) && (sure(it.1) || !is_option(it.0))).map(|it| it.1).next()
}

/// The text of a JSON list of strings that is inside a string.
fn json_list(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.starts_with('[') || !text.ends_with(']') || !json::is_strict(text) {
        return None;
    }
    let parsed = json::parse(text);
    let mut elements = parsed.tree.root().elements().peekable();
    elements.peek()?;
    elements.all(|it| it.kind() == Json::String).then(|| text.to_owned())
}

fn line(list: Node<'_>, first: Node<'_>, text: &str, cx: &mut RuleContext<'_>) {
    let several = list.has_several();
    let lines: Option<Vec<_>> =
        list.elements().map(|it| it.as_str().filter(|it| argv::is_line(it))).collect();
    let message = match &lines {
        Some(lines) if lines.len() > 1 => {
            "the arguments are shell command lines, but no shell interprets them"
        }
        _ => "the whole command line is one argument, so it is the name of one program",
    };
    let report = cx.report(first, message);
    report.label("a whole command line");
    report.help(
        "write each argument as its own element, or use `[\"sh\", \"-c\", \"…\"]` with the line as one argument",
    );
    let shell = |line: &str| format!("[\"sh\", \"-c\", {}]", quote_json(line));
    let begins_shell = text.split_whitespace().next().is_some_and(argv::is_shell);
    match lines {
        Some(lines) if several && lines.iter().all(|it| argv::dangling(it).is_none()) => {
            let title = "run the lines one after another in a shell";
            report.fix(Unsafe, title, vec![list.replace(shell(&lines.join(" && ")))]);
        }
        _ if begins_shell || argv::dangling(text).is_some() => {}
        _ if !argv::needs_shell(text) => {
            let words: Vec<_> = text.split_whitespace().map(quote_json).collect();
            report.fix(Unsafe, "split into one element per argument", vec![first.replace(words.join(", "))]);
        }
        _ if !several => {
            report.fix(Unsafe, "run the line in a shell", vec![list.replace(shell(text))]);
        }
        _ => {}
    }
}
