//! JSON on a command line is not in quotes.
//!
//! The shell processes a command line before the AWS CLI does. Outside quotes, it removes the double quotes of the JSON and
//! splits it at spaces, and bash expands `{a,b}` into several words. The AWS CLI receives `{name:app}`, which is not JSON,
//! and unexpected arguments.
//!
//! Put the JSON in single quotes. To use a variable inside, use double quotes and write `\"` inside, or keep the JSON in a
//! file and pass `file://`.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-quoting-strings.html>

use crate::{diagnostic::fault::command::CommandFaultKind, lint::rule::prelude::*, text::display};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

/// The maximum length of a value that is shown in quotes.
const SHOWN: usize = 160;

/// Whether bash makes several words of one: `{a,b}`.
fn splits(word: &str) -> bool {
    word.split('{').skip(1).any(|it| it.split('}').next().is_some_and(|it| it.contains(',')))
}

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::Unquoted { words, json } = &mistake.kind else { return };
    let of =
        if mistake.option.is_empty() { String::new() } else { format!(" of {}", quoted(&mistake.option)) };
    let message = format!("the JSON{of} is not in quotes, so the shell changes it");
    let label = match words.as_slice() {
        [one] if splits(one) => {
            "the shell removes the double quotes, and bash splits it at the commas".to_owned()
        }
        [one] => format!("the AWS CLI receives {}", quoted(one)),
        words => {
            let shown: Vec<_> = words.iter().take(3).map(|it| quoted(it)).collect();
            let more = if words.len() > 3 { " …" } else { "" };
            format!("the AWS CLI receives {}: {}{more}", count(words.len(), "argument"), shown.join(" "))
        }
    };
    let report = cx.report(place, message);
    report.label(label);
    let escaped = || json.replace('\\', "\\\\").replace('"', "\\\"");
    let form = match json {
        it if it.contains('\'') => None,
        it if it.contains(['$', '`']) => Some(format!("\"{}\"", escaped())),
        it => Some(format!("'{it}'")),
    };
    match form.filter(|it| it.chars().count() <= SHOWN) {
        Some(form) => {
            report.help(format!("write `{}`", form.chars().map(display::visible).collect::<String>()))
        }
        None if json.contains(['\'', '$']) => report.help("keep it in a file, and pass `file://`"),
        None => report.help("put it in single quotes, or keep it in a file and pass `file://`"),
    };
}
