//! An entry of `ecs-preflight.ignore.toml` cannot be read, or lacks what every entry must have.
//!
//! Such an entry suppresses nothing. Each entry stands under a line `[[ignore]]` of its own:
//!
//! | key | what |
//! | --- | --- |
//! | `path` | the file, from the folder of the side-car, or a pattern (`jobs/**/*.json`) |
//! | `rule` | the id of the rule, as it stands in brackets in a report |
//! | `pointer` | the place: a JSON Pointer, in which an element of a list may be named as `name=app` |
//! | `reason` | why it is accepted |
//! | `value` | optional: the fingerprint that the value there must have, as `--pin` writes it |
//! | `expires` | optional: the last day on which it holds |
//!
//! `ecs-preflight check --add-ignore --reason "…"` writes entries as they should be.

use crate::{rule::prelude::*, suppress::Flaw};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Ignore { place, flaw } = fault else { return };
    let (message, label, help) = match flaw {
        Flaw::NoToml(why) => ("the side-car is no TOML".to_owned(), why.clone(), None),
        Flaw::Encoding => {
            ("the side-car is no UTF-8 without a byte-order mark".to_owned(), String::new(), None)
        }
        Flaw::Missing(keys) => {
            let help =
                if keys.contains(&"reason") { "say in it why the finding is accepted" } else { "add it" };
            let keys = join(keys.iter().map(|it| quoted(it)), "and");
            (format!("an entry needs a {keys}"), "has none".to_owned(), Some(help))
        }
        Flaw::Wants(key, wanted) => (format!("`{key}` must be {wanted}"), String::new(), None),
        Flaw::NoReason => {
            ("the `reason` says nothing".to_owned(), String::new(), Some("say why the finding is accepted"))
        }
        Flaw::Unusable(key, why) => (format!("`{key}` cannot be used"), why.clone(), None),
        _ => return,
    };
    let report = cx.report(*place, message);
    if !label.is_empty() {
        report.label(label);
    }
    if let Some(help) = help {
        report.help(help);
    }
}
