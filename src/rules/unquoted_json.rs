//! JSON on a command line without quotes around it.
//!
//! The shell reads a command line before the AWS CLI does. Outside of quotes it takes the double quotes of JSON
//! away, makes a word of whatever stands between two blanks, and bash makes several words of `{a,b}`. The AWS CLI
//! gets `{name:app}`, which is no JSON, and words that belong to no option.
//!
//! Put single quotes around the JSON. Where a variable is to be put in, use double quotes and write `\"`
//! inside, or keep the JSON in a file and write `file://`.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-quoting-strings.html>

use crate::{command::slip::SlipKind, rule::prelude::*, text};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

/// So much of a value is shown quoted as it should be.
const SHOWN: usize = 160;

/// Whether bash makes several words of one: `{a,b}`.
fn splits(word: &str) -> bool {
    word.split('{').skip(1).any(|it| it.split('}').next().is_some_and(|it| it.contains(',')))
}

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    let SlipKind::Unquoted { words, json } = &slip.kind else { return };
    let of = if slip.option.is_empty() { String::new() } else { format!(" of {}", quoted(&slip.option)) };
    let message = format!("the JSON{of} has no quotes around it, and the shell takes it apart");
    let label = match words.as_slice() {
        [one] if splits(one) => "the quotes go, and bash splits it at its commas".to_owned(),
        [one] => format!("the AWS CLI gets {}", quoted(one)),
        words => {
            let shown: Vec<_> = words.iter().take(3).map(|it| quoted(it)).collect();
            let more = if words.len() > 3 { " …" } else { "" };
            format!("the AWS CLI gets {}: {}{more}", count(words.len(), "word"), shown.join(" "))
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
        Some(form) => report.help(format!("write `{}`", form.chars().map(text::visible).collect::<String>())),
        None if json.contains(['\'', '$']) => report.help("keep it in a file, and write `file://`"),
        None => report.help("put single quotes around it, or keep it in a file and write `file://`"),
    };
}
