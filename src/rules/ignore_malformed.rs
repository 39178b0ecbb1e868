//! An entry of `ecs-preflight.ignore.toml` is not valid or is missing a required key.
//!
//! Such an entry suppresses nothing. Each entry needs its own `[[ignore]]` line:
//!
//! | key | value |
//! | --- | --- |
//! | `path` | the file, relative to the folder of the ignore file, or a pattern (`jobs/**/*.json`) |
//! | `rule` | the id of the rule, as shown in brackets in a report |
//! | `pointer` | the place: a JSON Pointer, in which `name=app` selects an element of a list by name |
//! | `reason` | why the finding is suppressed |
//! | `value` | optional: the fingerprint of the value, as written by `--pin`; other values are reported again |
//! | `expires` | optional: the last day on which the entry applies |
//!
//! `ecs-preflight check --add-ignore --reason "…"` writes valid entries.

use crate::{diagnostic::fault::suppression::SuppressionFault, lint::rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Ignore { place, mistake } = fault else { return };
    let (message, label, help) = match mistake {
        SuppressionFault::NoToml(why) => ("the ignore file is not valid TOML".to_owned(), why.clone(), None),
        SuppressionFault::Encoding => {
            ("the ignore file must be UTF-8 without a byte-order mark".to_owned(), String::new(), None)
        }
        SuppressionFault::Missing(keys) => {
            let help = match keys.as_slice() {
                keys if keys.contains(&"reason") => "explain in `reason` why the finding is suppressed",
                [_] => "add it",
                _ => "add them",
            };
            let keys = join(keys.iter().map(|it| quoted(it)), "and");
            (format!("an entry is missing {keys}"), "missing here".to_owned(), Some(help))
        }
        SuppressionFault::Wants(key, wanted) => (format!("`{key}` must be {wanted}"), String::new(), None),
        SuppressionFault::NoReason => {
            ("`reason` is empty".to_owned(), String::new(), Some("explain why the finding is suppressed"))
        }
        SuppressionFault::Unusable(key, why) => (format!("`{key}` is not valid"), why.clone(), None),
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
