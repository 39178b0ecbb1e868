//! The name of a volume contains a character that ECS does not allow, or appears twice.
//!
//! The name has up to 255 letters, digits, hyphens and underscores; dots are not allowed, as in `docker.sock`. It is not
//! documented which of two volumes with the same name is mounted, so a duplicate is a warning.
//!
//! Rename the volume, and update the `mountPoints` that use it.
//!
//! AWS says:
//! - `volume.name contains invalid characters.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html>

use crate::{json::repeated, lint::rule::prelude::*, rules::shared::containers};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[TaskDefinition("/volumes")], check) };

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    for name in list.elements().filter_map(|volume| volume.get("name")) {
        if cx.is_full() {
            return;
        }
        containers::check_name(name, "volume name", &limits::DEFINITION_NAME_LENGTH, cx);
    }
    repeated(list, "name").iter().for_each(|names| named_again(names, cx));
}

#[cold]
fn named_again(names: &[Node<'_>], cx: &mut RuleContext<'_>) {
    let [first, more @ ..] = names else { return };
    let Some(name) = first.as_str().filter(|name| !name.trim().is_empty()) else { return };
    for again in more {
        let report = cx.report(*again, format!("duplicate volume name {}", quoted(&name)));
        report.severity(Warning).rejected_by(Nobody).label("duplicate").also(*first, "first used here");
        report.help("give each volume a unique name");
    }
}
