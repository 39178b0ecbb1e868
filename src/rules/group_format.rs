//! `group` uses a reserved name, is too long, or contains an unusual character.
//!
//! A task group is a name of up to 255 characters, under which ECS counts tasks for placement. Names that begin with
//! `service:` are reserved for the tasks of services; ECS rejects them with `Invalid namespace for group`. Without
//! `group`, the name is `family:` followed by the family of the task definition.
//!
//! AWS does not document which characters a name may contain. Letters, digits, hyphens and underscores are safe. A
//! colon turns the text before it into a namespace, which ECS may not recognize.
//!
//! AWS says:
//! - `Invalid namespace for group`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-groups.html>

use crate::{
    lint::rule::prelude::*,
    rules::shared::format::report_too_long,
    text::{charset, display::character},
};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/group")], check) };

const RESERVED: &str = "service:";
/// The prefix that ECS itself puts before the name of a family.
const FAMILY: &str = "family:";

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let limit = cx.limit(&limits::GROUP_LENGTH) as usize;
    let right = |value: &[u8]| {
        let name = value.strip_prefix(FAMILY.as_bytes()).unwrap_or(value);
        value.len() <= limit && !name.is_empty() && charset::GROUP.has_all(name)
    };
    if !node.plain_bytes().is_some_and(right) {
        wrong(node, limit, cx);
    }
}

#[cold]
fn wrong(node: Node<'_>, limit: usize, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_str() else { return };
    if let Some(report) = report_too_long(node, &value, limit, "`group`", cx) {
        report.help(format!("shorten it to {limit} characters"));
    }
    let own = value.trim_start_matches(RESERVED);
    if own.len() < value.len() {
        let prefix = node.part(0..value.len() - own.len());
        let report =
            cx.report(prefix, "`group` starts with `service:`, which ECS reserves for the tasks of services");
        report.label("reserved for services").help("use another name, without a colon");
        if !own.is_empty() {
            report.fix(Unsafe, "remove `service:`", vec![prefix.replace("")]);
        }
        return;
    }
    unusual(node, &value, cx);
}

/// Names that the documentation neither allows nor forbids.
fn unusual(node: Node<'_>, value: &str, cx: &mut RuleContext<'_>) {
    let usual = |it: char| u8::try_from(it).is_ok_and(|it| charset::GROUP.has(it));
    let name = value.strip_prefix(FAMILY).unwrap_or(value);
    let start = value.len() - name.len();
    let (place, message, help) = match name.char_indices().find(|(_, it)| !usual(*it)) {
        None if !name.is_empty() => return,
        _ if name.trim().is_empty() => {
            (node.into(), "`group` does not contain a name".to_owned(), "remove `group`, or set a name")
        }
        Some((at, ':')) => {
            let message = format!(
                "`group` starts with the namespace {}, which ECS may not recognize",
                quoted(&name[..=at])
            );
            (node.part(start..start + at + 1), message, "replace the colon with `-`")
        }
        Some((at, c)) => (
            node.part(start + at..start + at + c.len_utf8()),
            format!("`group` contains {}, which is not documented as allowed", character(c)),
            "use only letters, digits, `-` and `_`",
        ),
        None => return,
    };
    cx.report(place, message).severity(Warning).rejected_by(Nobody).help(help);
}
