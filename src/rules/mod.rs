//! The rules: one file each. A file in this folder is a rule; the build script makes the list.
//!
//! Layer 8: may import `text` to `lint`.

pub(crate) mod shared;

use crate::{
    diagnostic::{Confidence, Diagnostic, fault::Fault},
    json::Node,
    lint::{
        from_text,
        rule::{Check::Faults, On, OnFault, OnNode, RuleContext, RuleEntry},
    },
    model::shape::Shape,
    secrets,
};

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The rule of that id.
pub fn named(id: &str) -> Option<&'static RuleEntry> {
    RULES.iter().find(|it| it.id == id)
}

/// Where to read on about a finding: the source of its rule's page, or what the finding itself names.
pub fn url_of(finding: &Diagnostic) -> Option<&str> {
    let page = || named(&finding.rule).and_then(RuleEntry::url);
    finding.reference.as_deref().or_else(page)
}

/// The address of the page of a finding's rule; a rule of a team has none.
pub fn page_of(finding: &Diagnostic) -> Option<String> {
    named(&finding.rule).map(|rule| page(rule.id))
}

/// The address of the page of a rule.
pub fn page(id: &str) -> String {
    format!("{}/blob/main/fixtures/{id}/README.md", env!("CARGO_PKG_REPOSITORY"))
}

/// The rule of that id with its check, if it reports faults.
pub(crate) fn on_fault(id: &str) -> Option<(&'static RuleEntry, OnFault)> {
    let registered = named(id)?;
    if let Faults(check) = registered.rule.check { Some((registered, check)) } else { None }
}

/// Reports a fault through the rule that describes it.
pub(crate) fn report_fault(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Some((rule, check)) = on_fault(fault.rule()) else { return };
    let own = std::mem::replace(&mut cx.rule, rule);
    check(fault, cx);
    cx.rule = own;
}

/// Runs the rules of a node's place on it, and if members are missing those on missing members.
#[inline]
pub(crate) fn look_at(cx: &mut RuleContext<'_>, node: Node<'_>, shape: &Shape, is_lacking: bool) {
    for &rule in shape.rules {
        run(cx, rule, node);
    }
    if !shape.on_secrets.is_empty() && secrets::may_hold(node) {
        run_all(cx, shape.on_secrets, node);
    }
    if is_lacking {
        look_for_lacking(cx, node, shape);
    }
}

#[cold]
fn run_all(cx: &mut RuleContext<'_>, rules: &[u8], node: Node<'_>) {
    rules.iter().for_each(|rule| run(cx, *rule, node));
}

#[cold]
fn look_for_lacking(cx: &mut RuleContext<'_>, node: Node<'_>, shape: &Shape) {
    let lacking = |it: &&(&str, u8)| node.get(it.0).is_none();
    shape.lacking.iter().filter(lacking).for_each(|it| run(cx, it.1, node));
}

/// Runs a rule on a node, by its index in [`RULES`].
#[inline]
fn run(cx: &mut RuleContext<'_>, rule: u8, node: Node<'_>) {
    let at = usize::from(rule);
    if let (Some(registered), Some(check)) = (RULES.get(at), CHECKS.get(at)) {
        cx.rule = registered;
        check(node, cx);
    }
}
