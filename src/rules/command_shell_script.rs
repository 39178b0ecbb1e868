//! `sh -c` runs only part of the command, or has no complete script.
//!
//! `sh -c` runs the one argument after it. Arguments after the script are not part of it: they become `$0`, `$1` and so
//! on, so `["sh", "-c", "npm", "run", "migrate"]` runs only `npm`. A script that ends with `&&`, `||` or `|` is a syntax
//! error, and so is `sh -c` without a script.
//!
//! The rule does not report scripts that use their arguments (`$1`, `"$@"`), or scripts followed by an argument that is
//! only a name for the shell (`sh`, `--`).
//!
//! Write the whole command line as one element.
//!
//! Source: <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html>

use crate::{
    json::quote_json,
    lint::rule::prelude::*,
    rules::shared::argv::{self, Reader},
    text::span::Span,
};
use std::borrow::Cow;

pub const CONFIDENCE: Confidence = Heuristic;
pub const ANSWERED_BY: Answer = argv::goes_to_a_shell;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/command"),
            TaskDefinition("/containerDefinitions/*/command"),
            TaskDefinition("/containerDefinitions/*/entryPoint"),
        ],
        check,
    ),
};

/// Common values for an unused `$0`.
const NAMES: [&str; 6] = ["--", "-", "_", "", "argv0", "$0"];

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let is_shell = |it: Node<'_>| it.plain_bytes().is_none_or(|it| it.ends_with(b"sh"));
    let entry = if cx.kind() == DocumentKind::TaskDefinition { argv::entry_point(list) } else { None };
    if list.elements().any(is_shell) || entry.is_some_and(|it| it.elements().any(is_shell)) {
        let mut words = list.elements();
        let usual = words.next().is_some_and(is_shell) && entry.is_none() && words.next().is_some();
        let script = if usual { words.next().and_then(Node::plain_bytes) } else { None };
        let ends = |it: &[u8]| it.last().is_some_and(|it| !matches!(it, b'&' | b'|' | b' ' | b'\n'));
        // The usual form: a shell, its option, and the script.
        if words.next().is_some() || !script.is_some_and(ends) {
            look_closely(list, entry, cx);
        }
    }
}

#[cold]
fn look_closely(list: Node<'_>, entry: Option<Node<'_>>, cx: &mut RuleContext<'_>) {
    let mut words = entry.map(argv::words).unwrap_or_default();
    let before = words.len();
    words.extend(argv::words(list));
    let Reader::Shell { shell, script: at } = argv::reader(&words) else { return };
    let node = |at: usize| list.elements().nth(at.checked_sub(before)?);
    let shell = words[shell].as_deref().map(argv::program).unwrap_or_default().to_owned();
    let Some(script) = words.get(at) else {
        // The command of the image may be the script.
        let is_entry = list.key().is_some_and(|it| it.is("entryPoint"));
        if let (false, Some(option)) = (is_entry, node(at - 1)) {
            let report = cx.report(option, format!("`{shell} -c` has no script")).rejected_by(Runtime);
            report.label("expected a script after this").help("add the script as the next element");
        }
        return;
    };
    let Some(text) = script.as_deref().filter(|it| !argv::uses_arguments(it)) else { return };
    let is_name = |it: &str| NAMES.contains(&it) || argv::is_shell(it);
    match &words[at + 1..] {
        [] => dangling(node(at), text, cx),
        // An author who sets `$0` knows how arguments after the script work.
        [Some(name), ..] if is_name(name) => {}
        rest if rest.iter().all(Option::is_some) => {
            let Some(first) = node(at + 1) else { return };
            let message = format!("the arguments after the script of `{shell} -c` are not part of it");
            let report = cx.report(first, message).label("only sets `$0` of the script");
            if let Some(script) = node(at) {
                report.also(script, "only this runs");
            }
            report.help("write the whole command line as one element");
            if let (Some(line), Some(script)) = (line(&words[at..]), node(at)) {
                let end = list.elements().last().unwrap_or(script).span().end;
                let place = list.tree().place(Span { end, ..script.span() });
                let edits = vec![place.replace(quote_json(&line))];
                report.fix(Unsafe, "move the arguments into the script", edits);
            }
        }
        _ => {}
    }
}

fn dangling(script: Option<Node<'_>>, text: &str, cx: &mut RuleContext<'_>) {
    let (Some(script), Some(operator)) = (script, argv::dangling(text)) else { return };
    let Some(at) = text.rfind(operator) else { return };
    let place = script.part(at..at + operator.len());
    let report =
        cx.report(place, format!("the script ends with `{operator}`, which needs a command after it"));
    report.rejected_by(Runtime).label("no command after this").help("remove it, or add the command after it");
}

/// Joins the script and the arguments after it into one script; `None` if joining with spaces is not enough.
fn line(words: &[Option<Cow<'_, str>>]) -> Option<String> {
    let is_plain = |it: &str| {
        !it.is_empty() && it.chars().all(|it| it.is_ascii_alphanumeric() || "_./:=@%+,-".contains(it))
    };
    let words: Vec<_> =
        words.iter().flatten().map(|it| it.trim_end().trim_end_matches('\\').trim_end()).collect();
    let goes_on = |it: &&str| argv::dangling(it).is_some();
    let (last, lines) = words.split_last()?;
    let is_list = !lines.is_empty() && lines.iter().all(goes_on);
    (is_list && !goes_on(last) || words.iter().all(|it| is_plain(it))).then(|| words.join(" "))
}
