//! A typographic dash, quote or space is used instead of the ASCII character.
//!
//! Word processors, wikis and chats replace `--` with a dash and quotes with curly ones, and copied text contains
//! no-break spaces. To a shell and to the AWS CLI these are ordinary letters: `–cluster` is not an option, `“a b”` is two
//! words, and a no-break space joins two words into one.
//!
//! Write two hyphens, `"` or `'`, and a space. Turn off smart punctuation where commands are documented.
//!
//! AWS says:
//! - `Unknown options: –*`
//!
//! Source: <https://github.com/aws/aws-cli/issues/2261>

use crate::{
    diagnostic::fault::{
        command::CommandFaultKind,
        mangled::{Cause, Meant},
    },
    lint::rule::prelude::*,
    text::typography::called,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::Mangled(it) = &mistake.kind else { return };
    let Cause::Character { found, meant } = it.cause else { return };
    let name = called(found);
    let code = format!("U+{:04X}", u32::from(found));
    let bare = name.split_once(' ').map_or(name, |it| it.1);
    let word = it.receives.first().map_or_else(String::new, |it| quoted(it));
    let (message, title) = match meant {
        Meant::Dash => {
            (format!("{word} is not an option: it starts with {name} ({code})"), "write `--`".to_owned())
        }
        Meant::Hyphen => {
            (format!("{word} is not an option: it contains {name} ({code})"), "write `-`".to_owned())
        }
        Meant::Quote { sign, .. } => {
            let found = quoted(&found.to_string());
            (format!("{found} ({bare}, {code}) is not a quote to the shell"), format!("write `{sign}`"))
        }
        Meant::Space => (format!("{name} ({code}) does not separate words"), "write a space".to_owned()),
    };
    let report = cx.report(place, message);
    report.label(bare);
    if let Meant::Quote { is_sent: true, .. } = meant {
        report.rejected_by(Service);
    }
    if it.edits.is_empty() {
        report.help(title);
    } else {
        report.fix(Safe, title, it.edits.clone());
    }
}
