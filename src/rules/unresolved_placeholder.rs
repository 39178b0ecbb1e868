//! A placeholder is left in a file that is to be sent as it is.
//!
//! `${NAME}`, `{{ name }}`, `<name>`, `__NAME__` and `%NAME%` are filled in by a program before the file
//! is used. Where that did not happen, or went past one of them, the AWS CLI sends it as it stands:
//! neither it nor ECS knows variables. This is looked for with `--final` only, after the template was
//! filled in. `$NAME` and `${NAME}` in the argument of `sh -c` are the shell's, and fine.
//!
//! Fill it in.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html>

use crate::{rule::prelude::*, template};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Placeholder { node } = *fault else { return };
    let raw = node.raw();
    let shell = is_shell_line(node);
    let all = template::holes(raw);
    let foreign = |it: &&std::ops::Range<usize>| !(shell && raw[(*it).clone()].starts_with(['$', '<', '%']));
    let holes: Vec<_> = all.iter().filter(foreign).cloned().collect();
    let [first, more @ ..] = holes.as_slice() else { return };
    let start = node.span().start as usize;
    let place =
        |it: &std::ops::Range<usize>| node.tree().place(crate::Span::new(start + it.start, start + it.end));
    let report = cx.report(place(first), format!("{} was not filled in", quoted(&raw[first.clone()])));
    report.label("a placeholder").help("fill it in before the file is used");
    if raw[first.clone()].starts_with('<') {
        report.severity(Warning);
    }
    for it in more.iter().take(16) {
        report.also(place(it), "another");
    }
}

/// Whether it is what a shell is to run: `["sh", "-c", "…"]`.
fn is_shell_line(node: Node<'_>) -> bool {
    let Some(list) = node.parent() else { return false };
    let mut words = list.elements().take_while(|it| *it != node).filter_map(Node::as_str);
    let is_shell = words.next().is_some_and(|it| it.rsplit('/').next().is_some_and(|it| it.ends_with("sh")));
    is_shell && words.any(|it| it.starts_with('-') && it.ends_with('c'))
}
