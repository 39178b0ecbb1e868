//! An entry of `ecs-preflight.ignore.toml` names something that there is not: a rule, a file, a place, a key.
//!
//! It was misspelled, or what it was about has gone or changed its name: an element that is named by
//! its natural key, as in `/overrides/containerOverrides/name=app`, is another one under another name.
//! A place is only missed in files that were checked in the same run and could be read as a whole.
//!
//! Mend the name, or take the entry out. `--prune-ignores` takes out entries for files and places
//! that are gone, and leaves alone what may be a slip of a rule or a key.

use crate::{rule::prelude::*, suppress::Flaw};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Ignore { place, flaw } = fault else { return };
    let (message, near) = match flaw {
        Flaw::UnknownKey(key, near, all) => {
            let owner = if all.len() == 1 { "the side-car" } else { "an entry" };
            (format!("{owner} has no key {}", quoted(key)), near.map(quoted))
        }
        Flaw::UnknownRule(rule, near) => (format!("there is no rule {}", quoted(rule)), near.map(quoted)),
        Flaw::UnknownFile(path, near) => {
            (format!("there is no file {}", quoted(path)), near.as_deref().map(quoted))
        }
        Flaw::Nowhere { path, near, .. } => {
            (format!("the pointer leads nowhere in {}", quoted(path)), near.as_deref().map(quoted))
        }
        _ => return,
    };
    let report = cx.report(*place, message);
    match (&near, flaw) {
        (Some(near), _) => drop(report.label(format!("did you mean {near}?"))),
        (None, Flaw::Nowhere { step, .. }) => drop(report.label(format!("{} is not there", quoted(step)))),
        (None, _) => {}
    }
    match flaw {
        Flaw::UnknownKey(_, None, all) => {
            report.help(format!("use {}", join(all.iter().map(|it| quoted(it)), "or")))
        }
        Flaw::UnknownRule(_, None) => report.help("`ecs-preflight rules` lists them"),
        Flaw::UnknownKey(..) | Flaw::UnknownRule(..) => report,
        Flaw::Nowhere { others, near: None, .. } if !others.is_empty() => {
            report.help(format!(
                "take one that is there, such as {}",
                join(others.iter().map(|it| quoted(it)), "or")
            ));
            report.help("if it is gone, take the entry out; `--prune-ignores` does")
        }
        _ => report.help("if it is gone, take the entry out; `--prune-ignores` does"),
    };
}
