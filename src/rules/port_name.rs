//! The name of a port mapping contains what ECS does not allow, or appears twice.
//!
//! Service Connect and VPC Lattice find a port by its name. It has up to 64 lower-case letters, digits, underscores and
//! hyphens, and does not start with a hyphen. A name that two mappings of a task share cannot tell which is meant; that is
//! a warning.
//!
//! Write another name, also in the service that uses it.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>

use crate::{identifier::character, rule::prelude::*};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions")], check),
};

fn check(list: Node<'_>, cx: &mut Cx<'_>) {
    let mappings = list.elements().filter_map(|container| container.get("portMappings"));
    let names = mappings.flat_map(Node::elements).filter_map(|mapping| mapping.get("name"));
    if names.clone().next().is_some() {
        let mut seen = BTreeMap::new();
        names.for_each(|name| check_name(name, &mut seen, cx));
    }
}

fn check_name<'t>(node: Node<'t>, seen: &mut BTreeMap<std::borrow::Cow<'t, str>, Node<'t>>, cx: &mut Cx<'_>) {
    // An empty name is `skeleton-placeholder`'s.
    let Some(name) = node.as_str().filter(|name| !name.trim().is_empty() && !cx.is_full()) else { return };
    let most = cx.limit(&facts::PORT_NAME_LENGTH) as usize;
    let is_wrong = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_');
    let help =
        format!("use up to {most} lower-case letters, digits, `-` and `_`, and a letter or digit first");
    if let Some((at, c)) = name.char_indices().find(|(_, c)| is_wrong(*c)) {
        let message = format!("port name {} contains {}", quoted(&name), character(c));
        let report =
            cx.report(node.part(at..at + c.len_utf8()), message).label("not allowed here").help(help);
        let lower = name.to_ascii_lowercase();
        if !lower.contains(is_wrong) && !lower.starts_with('-') && lower.len() <= most {
            report.fix(Unsafe, "write it in lower case", vec![node.replace_str(&lower)]);
        }
    } else if name.starts_with('-') {
        cx.report(node.part(0..1), format!("port name {} starts with a hyphen", quoted(&name))).help(help);
    } else if name.len() > most {
        let message =
            format!("port name has {}, but at most {most} are allowed", count(name.len(), "character"));
        cx.report(node.part(most..name.len()), message).help(help);
    } else if let Some(first) = seen.get(&name) {
        let report = cx
            .report(node, format!("duplicate port name {}", quoted(&name)))
            .severity(Warning)
            .rejected_by(Nobody);
        report.label("used again").also(*first, "first used here").help("give each port a name of its own");
    } else {
        seen.insert(name, node);
    }
}
