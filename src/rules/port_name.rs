//! The name of a port mapping is not valid, or is a duplicate.
//!
//! Service Connect and VPC Lattice find a port by its name. A name has up to 64 lowercase letters, digits, underscores and
//! hyphens, and must not start with a hyphen. If two mappings of a task share a name, it is ambiguous, which is a warning.
//!
//! Choose another name, and change it in the service that uses it, too.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>

use crate::{lint::rule::prelude::*, text::display::character};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions")], check),
};

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let mappings = list.elements().filter_map(|container| container.get("portMappings"));
    let names = mappings.flat_map(Node::elements).filter_map(|mapping| mapping.get("name"));
    if names.clone().next().is_some() {
        let mut seen = BTreeMap::new();
        names.for_each(|name| check_name(name, &mut seen, cx));
    }
}

fn check_name<'t>(
    node: Node<'t>,
    seen: &mut BTreeMap<std::borrow::Cow<'t, str>, Node<'t>>,
    cx: &mut RuleContext<'_>,
) {
    // An empty name belongs to `skeleton-placeholder`.
    let Some(name) = node.as_str().filter(|name| !name.trim().is_empty() && !cx.is_full()) else { return };
    let most = cx.limit(&limits::PORT_NAME_LENGTH) as usize;
    let is_wrong = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_');
    let help =
        format!("use up to {most} lowercase letters, digits, `-` and `_`, starting with a letter or digit");
    if let Some((at, c)) = name.char_indices().find(|(_, c)| is_wrong(*c)) {
        let message =
            format!("port name {} contains {}, which ECS does not allow", quoted(&name), character(c));
        let report = cx.report(node.part(at..at + c.len_utf8()), message).label("not allowed").help(help);
        let lower = name.to_ascii_lowercase();
        if !lower.contains(is_wrong) && !lower.starts_with('-') && lower.len() <= most {
            report.fix(Unsafe, "convert it to lowercase", vec![node.replace_str(&lower)]);
        }
    } else if name.starts_with('-') {
        cx.report(
            node.part(0..1),
            format!("port name {} starts with a hyphen, which ECS does not allow", quoted(&name)),
        )
        .help(help);
    } else if name.len() > most {
        let message = format!("a port name is {} long; the limit is {most}", count(name.len(), "character"));
        cx.report(node.part(most..name.len()), message).help(help);
    } else if let Some(first) = seen.get(&name) {
        let report = cx
            .report(node, format!("duplicate port name {}", quoted(&name)))
            .severity(Warning)
            .rejected_by(Nobody);
        report.label("used again").also(*first, "first used here").help("give each port a unique name");
    } else {
        seen.insert(name, node);
    }
}
