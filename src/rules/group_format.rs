//! `group` is a name that ECS keeps for itself, is too long, or is an unusual one.
//!
//! A task group is a name of up to 255 characters under which tasks are counted for placement.
//! Names that begin with `service:` belong to the tasks of services; ECS answers them with
//! `Invalid namespace for group`. Without `group` the name is `family:` and the family of the task
//! definition.
//!
//! Which characters a name may hold is documented nowhere. Letters, digits, hyphens and underscores
//! are safe; a colon makes what stands before it a namespace, and ECS may know none of that name.
//!
//! AWS says:
//! - `Invalid namespace for group`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-groups.html>

use crate::{characters, identifier::character, rule::prelude::*};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/group")], check) };

const RESERVED: &str = "service:";
/// What ECS itself puts before the name of a family.
const FAMILY: &str = "family:";

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let limit = cx.limit(&facts::GROUP_LENGTH) as usize;
    let right = |value: &[u8]| {
        let name = value.strip_prefix(FAMILY.as_bytes()).unwrap_or(value);
        value.len() <= limit && !name.is_empty() && characters::GROUP.has_all(name)
    };
    if !node.plain_bytes().is_some_and(right) {
        wrong(node, limit, cx);
    }
}

#[cold]
fn wrong(node: Node<'_>, limit: usize, cx: &mut Cx<'_>) {
    let Some(value) = node.as_str() else { return };
    if let Some((beyond, _)) = value.char_indices().nth(limit) {
        let number = value.chars().count();
        cx.report(
            node.part(beyond..value.len()),
            format!("`group` has {}, and {limit} is the most", count(number, "character")),
        )
        .label("too much")
        .help("shorten it");
    }
    let own = value.trim_start_matches(RESERVED);
    if own.len() < value.len() {
        let prefix = node.part(0..value.len() - own.len());
        let report =
            cx.report(prefix, "`group` begins with `service:`, which is kept for the tasks of services");
        report.label("kept for services").help("choose another name, without a colon");
        if !own.is_empty() {
            report.fix(Unsafe, "leave out `service:`", vec![prefix.replace("")]);
        }
        return;
    }
    unusual(node, &value, cx);
}

/// What is allowed nowhere and forbidden nowhere.
fn unusual(node: Node<'_>, value: &str, cx: &mut Cx<'_>) {
    let usual = |it: char| u8::try_from(it).is_ok_and(|it| characters::GROUP.has(it));
    let name = value.strip_prefix(FAMILY).unwrap_or(value);
    let start = value.len() - name.len();
    let (place, message, help) = match name.char_indices().find(|(_, it)| !usual(*it)) {
        None if !name.is_empty() => return,
        _ if name.trim().is_empty() => {
            (node.into(), "`group` names no group".to_owned(), "leave `group` out, or name one")
        }
        Some((at, ':')) => {
            let message =
                format!("`group` begins with a namespace that ECS may not know, {}", quoted(&name[..=at]));
            (node.part(start..start + at + 1), message, "put `-` in the place of the colon")
        }
        Some((at, c)) => (
            node.part(start + at..start + at + c.len_utf8()),
            format!("`group` holds {}, which no page of ECS allows", character(c)),
            "use letters, digits, `-` and `_`",
        ),
        None => return,
    };
    cx.report(place, message).severity(Warning).rejected_by(Nobody).help(help);
}
