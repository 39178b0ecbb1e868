//! An entry of `ecs-preflight.ignore.toml` refers to a rule, file, place or key that does not exist.
//!
//! It is a typo, or its target was removed or renamed. An element that is selected by name, as in
//! `/overrides/containerOverrides/name=app`, no longer matches once it has another name. Places are only checked in
//! files that were checked in the same run and could be read completely.
//!
//! Correct the name, or remove the entry. `--prune-ignores` removes entries for files and places that no longer exist,
//! and keeps entries in which a rule or a key may be a typo.

use crate::{diagnostic::fault::suppression::SuppressionFault, lint::rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Ignore { place, mistake } = fault else { return };
    let (message, near) = match mistake {
        SuppressionFault::UnknownKey(key, near, all) => {
            let owner = if all.len() == 1 { "the ignore file" } else { "an entry" };
            (format!("unknown key {} in {owner}", quoted(key)), near.map(quoted))
        }
        SuppressionFault::UnknownRule(rule, near) => {
            (format!("unknown rule {}", quoted(rule)), near.map(quoted))
        }
        SuppressionFault::UnknownFile(path, near) => {
            (format!("no file matches {}", quoted(path)), near.as_deref().map(quoted))
        }
        SuppressionFault::Nowhere { path, near, .. } => {
            (format!("`pointer` does not match anything in {}", quoted(path)), near.as_deref().map(quoted))
        }
        _ => return,
    };
    let report = cx.report(*place, message);
    match (&near, mistake) {
        (Some(near), _) => {
            report.label(format!("did you mean {near}?"));
        }
        (None, SuppressionFault::Nowhere { step, .. }) => {
            report.label(format!("{} does not exist", quoted(step)));
        }
        (None, _) => {}
    }
    match mistake {
        SuppressionFault::UnknownKey(_, None, all) => {
            report.help(format!("use {}", join(all.iter().map(|it| quoted(it)), "or")))
        }
        SuppressionFault::UnknownRule(_, None) => report.help("run `ecs-preflight rules` for a list"),
        SuppressionFault::UnknownKey(..) | SuppressionFault::UnknownRule(..) => report,
        SuppressionFault::Nowhere { others, near: None, .. } if !others.is_empty() => {
            report.help(format!(
                "use one that exists, such as {}",
                join(others.iter().map(|it| quoted(it)), "or")
            ));
            report.help("if it no longer exists, remove the entry (`--prune-ignores` does this)")
        }
        _ => report.help("if it no longer exists, remove the entry (`--prune-ignores` does this)"),
    };
}
