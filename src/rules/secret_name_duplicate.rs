//! A container has a duplicate variable, at least once in `secrets`.
//!
//! The names in `secrets` become environment variables. Each name must be unique in `secrets`, and must not also appear in
//! `environment`.
//!
//! Keep the secret and remove the plain value.
//!
//! AWS says:
//! - `The secret name must be unique and not shared with any new or existing environment variables set on the container`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::{json::repeated, lint::rule::prelude::*};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/secrets")], check),
};

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    repeated(list, "name").iter().for_each(|names| secret_again(names, cx));
    let environment = list.parent().and_then(|container| container.get("environment"));
    if let Some(environment) = environment.filter(|variables| variables.element(0).is_some()) {
        compare(list, environment, cx);
    }
}

#[cold]
fn secret_again(names: &[Node<'_>], cx: &mut RuleContext<'_>) {
    let [first, more @ ..] = names else { return };
    let Some(name) = first.as_str().filter(|name| !name.trim().is_empty()) else { return };
    for again in more {
        let report = cx.report(*again, format!("duplicate secret {}", quoted(&name)));
        report.label("duplicate").also(*first, "first secret with this name").help("remove one of them");
    }
}

fn compare(secrets: Node<'_>, environment: Node<'_>, cx: &mut RuleContext<'_>) {
    let names = secrets.elements().filter_map(|secret| secret.get("name"));
    let known: BTreeMap<_, _> = names.filter_map(|name| Some((name.as_str()?, name))).collect();
    for name in environment.elements().filter_map(|variable| variable.get("name")) {
        let Some(text) = name.as_str().filter(|text| !text.trim().is_empty() && !cx.is_full()) else {
            continue;
        };
        let Some(secret) = known.get(&text) else { continue };
        let report = cx.report(name, format!("{} is in both `environment` and `secrets`", quoted(&text)));
        report.label("plain value").also(*secret, "secret").help("remove one of them");
        if let Some(variable) = name.parent() {
            report.fix(Unsafe, "remove the plain value", vec![variable.removal()]);
        }
    }
}
