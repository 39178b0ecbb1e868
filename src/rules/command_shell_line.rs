//! A command is written as a line for a shell, and no shell reads it.
//!
//! Each argument of a command is an element of the list. `["python app.py"]` is the one program
//! `python app.py`, blank and all; `&&`, `|` and `>` are plain arguments. That is as it should be only where
//! the image's entry point hands the command to a shell, which this file does not show.
//!
//! Split the line into its arguments, or hand it to a shell: `["sh", "-c", "…"]`.
//!
//! AWS says:
//! - `executable file not found in $PATH`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::rule::prelude::*;

pub const CONFIDENCE: Confidence = Heuristic;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Runtime,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/command"),
            TaskDefinition("/containerDefinitions/*/command"),
        ],
        check,
    ),
};

const OPERATORS: [&str; 9] = ["&&", "||", "|", ";", ">", ">>", "<", "2>&1", "&"];
/// Text with more words is no line for a shell.
const WORDS_MAX: usize = 24;
const SHELLS: [&str; 8] = ["sh", "bash", "ash", "dash", "zsh", "ksh", "cmd", "powershell"];

fn check(list: Node<'_>, cx: &mut Cx<'_>) {
    let mut words = list.elements();
    let (Some(first), second) = (words.next(), words.next()) else { return };
    let found = list.elements().skip(1).find(|it| may_be_operator(*it) && is_operator(*it));
    if second.is_none() || found.is_some() {
        look_closely(list, first, found, cx);
    }
}

/// Whether it begins like one of [`OPERATORS`], which nearly no argument does.
fn may_be_operator(argument: Node<'_>) -> bool {
    let begins = |it: &[u8]| matches!(it, [b'&' | b'|' | b';' | b'>' | b'<', ..] | [b'2', b'>', ..]);
    argument.plain_bytes().is_none_or(begins)
}

#[cold]
fn is_operator(argument: Node<'_>) -> bool {
    OPERATORS.iter().any(|it| argument.is(it))
}

#[cold]
fn look_closely(list: Node<'_>, first: Node<'_>, found: Option<Node<'_>>, cx: &mut Cx<'_>) {
    if handed_to_a_shell(list, first) {
        return;
    }
    if let Some(operator) = found {
        let word = operator.as_str().unwrap_or_default();
        let report = cx.report(
            operator,
            format!("{} is an argument here, as no shell reads the command", quoted(&word)),
        );
        report.label("for a shell").help("write `[\"sh\", \"-c\", \"…\"]` with the line as one argument");
        return;
    }
    let Some(line) = first.as_str() else { return };
    let Some((program, rest)) = line.trim().split_once(' ') else { return };
    // The name of a program with a blank in it is seldom, but paths and whole scripts are common.
    let is_name = |it: char| it.is_ascii_alphanumeric() || "._-/".contains(it);
    if program.is_empty() || !program.chars().all(is_name) || rest.split_whitespace().nth(WORDS_MAX).is_some()
    {
        return;
    }
    let report = cx.report(first, "a command of one element is one program, with its blanks");
    report.severity(Info).rejected_by(Nobody).label("a whole line");
    report.help("make each argument an element, unless the entry point of the image is a shell");
}

/// Whether a shell reads the command: it begins with one, or the entry point of its definition is one.
fn handed_to_a_shell(list: Node<'_>, first: Node<'_>) -> bool {
    let is_shell = |it: Node<'_>| {
        let name = it.as_str().unwrap_or_default();
        let name = name.rsplit('/').next().unwrap_or_default();
        SHELLS.contains(&name) || name.starts_with('-')
    };
    let entry = list.parent().and_then(|it| it.get("entryPoint"));
    is_shell(first) || entry.is_some_and(|it| it.elements().any(is_shell))
}
