//! One element of a command contains several arguments.
//!
//! Each element is one argument, including its spaces. With `["python", "job.py --days 30"]`, Python looks for a file
//! named `job.py --days 30`, and no program has an option `"--days 30"`. Only a shell splits arguments at spaces.
//!
//! The rule is a heuristic. It reports a script followed by more words where a script is expected, and an option followed
//! by a space and its value. Other arguments with spaces are not reported. Neither are arguments of a shell or another
//! interpreter (`sh -c`, `python -c`), or commands whose entry point is a shell in the known task definition.
//!
//! Write each argument as its own element.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html>

use crate::{
    json::quote_json,
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

/// Programs whose arguments are in a language of their own, or that split their arguments themselves.
const OWN: [&str; 8] = ["awk", "gawk", "jq", "sed", "curl", "find", "xargs", "echo"];
/// Programs with subcommands, and those subcommands.
const COMMANDS: [(&str, &[&str]); 5] = [
    ("npm", &["run", "exec"]),
    ("yarn", &["run"]),
    ("pnpm", &["run", "exec"]),
    ("bundle", &["exec"]),
    ("poetry", &["run"]),
];
/// An option with more words is prose.
const WORDS_MAX: usize = 6;

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let mut words = list.elements();
    let is_shell = words.next().is_some_and(|it| it.plain_bytes().is_some_and(|it| it.ends_with(b"sh")));
    let is_option = |it: Node<'_>| it.plain_bytes().is_some_and(|it| it.starts_with(b"-"));
    if is_shell && words.next().is_some_and(is_option) {
        return;
    }
    if list.elements().any(|it| memchr::memchr(b' ', it.raw_bytes()).is_some()) {
        look_closely(list, cx);
    }
}

#[cold]
fn look_closely(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let mut words = argv::entry_point(list).map(argv::words).unwrap_or_default();
    let before = words.len();
    words.extend(argv::words(list));
    if argv::reader(&words) != Reader::Nobody
        || words.iter().flatten().take(2).any(|it| OWN.contains(&argv::program(it)))
    {
        return;
    }
    let is_joined = |at: usize| {
        let previous = words.get(at.checked_sub(1)?)?.as_deref()?;
        let text = words.get(at)?.as_deref()?;
        is_joined(previous, text).then_some(())
    };
    let mut joined =
        list.elements().enumerate().filter(|(at, _)| is_joined(at + before).is_some()).map(|it| it.1);
    let Some(first) = joined.next() else { return };
    let report = cx.report(first, "one element of the command contains several arguments");
    report.label("passed as one argument, including the spaces");
    let mut all = vec![first];
    for node in joined.take(16) {
        report.also(node, "and here");
        all.push(node);
    }
    report.help("write each argument as its own element");
    let split = |node: &Node<'_>| {
        let text = node.as_str().filter(|it| !argv::needs_shell(it))?;
        let words: Vec<_> = text.split_whitespace().map(quote_json).collect();
        Some(node.replace(words.join(", ")))
    };
    if let Some(edits) = all.iter().map(split).collect() {
        report.fix(Unsafe, "split into one element per argument", edits);
    }
}

/// Whether an element contains several arguments, judged also by the one before it.
fn is_joined(previous: &str, text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), Some(_)) = (words.next(), words.next()) else { return false };
    if text.contains('\n') || text.starts_with(' ') {
        return false;
    }
    if let Some(name) = first.strip_prefix('-') {
        let name = name.strip_prefix('-').unwrap_or(name);
        let is_name = name.starts_with(|it: char| it.is_ascii_alphabetic())
            && name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'));
        // The value of an option may be options for another program.
        return is_name && !previous.starts_with('-') && text.split_whitespace().nth(WORDS_MAX).is_none();
    }
    let is_module =
        previous == "-m" && first.chars().all(|it| it.is_ascii_alphanumeric() || "._".contains(it));
    let has_command =
        |(name, all): &(&str, &[&str])| argv::program(previous) == *name && all.contains(&first);
    let runs = argv::is_interpreter(previous) && argv::is_script(first)
        || is_module && text.split_whitespace().skip(1).any(|it| it.starts_with('-'))
        || COMMANDS.iter().any(has_command);
    runs && text.split_whitespace().nth(24).is_none()
}
