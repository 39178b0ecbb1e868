//! A placeholder was not replaced in a file that is ready to be sent.
//!
//! `${NAME}`, `{{ name }}`, `<name>`, `__NAME__` and `%NAME%` are replaced by a program before the file is used. If that
//! did not happen, or missed one of them, the AWS CLI sends the text unchanged: neither it nor ECS knows variables. This is
//! only checked with `--final`, after the template was rendered. `$NAME` and `${NAME}` in the argument of `sh -c` belong
//! to the shell and are fine.
//!
//! Replace it with a value.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html>

use crate::{lint::rule::prelude::*, text::placeholder};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Placeholder { node } = *fault else { return };
    let raw = node.raw();
    let shell = is_shell_line(node);
    let all = placeholder::holes(raw);
    let foreign = |it: &&std::ops::Range<usize>| !(shell && raw[(*it).clone()].starts_with(['$', '<', '%']));
    let holes: Vec<_> = all.iter().filter(foreign).cloned().collect();
    let [first, more @ ..] = holes.as_slice() else { return };
    let start = node.span().start as usize;
    let place = |it: &std::ops::Range<usize>| {
        node.tree().place(crate::text::span::Span::new(start + it.start, start + it.end))
    };
    let report =
        cx.report(place(first), format!("placeholder {} was not replaced", quoted(&raw[first.clone()])));
    report.label("placeholder").help("replace it with a value before you use the file");
    if raw[first.clone()].starts_with('<') {
        report.severity(Warning);
    }
    for it in more.iter().take(16) {
        report.also(place(it), "also not replaced");
    }
}

/// Whether it is a script for a shell: `["sh", "-c", "…"]`.
fn is_shell_line(node: Node<'_>) -> bool {
    let Some(list) = node.parent() else { return false };
    let mut words = list.elements().take_while(|it| *it != node).filter_map(Node::as_str);
    let is_shell = words.next().is_some_and(|it| it.rsplit('/').next().is_some_and(|it| it.ends_with("sh")));
    is_shell && words.any(|it| it.starts_with('-') && it.ends_with('c'))
}
