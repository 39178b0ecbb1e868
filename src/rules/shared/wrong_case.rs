//! Members that are known, but begin with the wrong case: several of one structure are one finding.

use crate::{
    json::Node,
    lint::rule::RuleContext,
    text::{
        display::{join, quoted},
        edit::Applicability::Safe,
    },
};

/// More members than any structure of the model has.
const MEMBERS_MAX: usize = 500;

/// The members of states that are spelled as for the AWS CLI are one finding, at the first.
pub fn camel_case(members: &[(Node<'_>, String)], cx: &mut RuleContext<'_>) {
    let [(first, _), more @ ..] = members else { return };
    let name = quoted(&first.as_str().unwrap_or_default());
    let message = match more.len() {
        0 => format!("{name} is camelCase, but Step Functions expects PascalCase"),
        1 => format!("{name} and one more member are camelCase, but Step Functions expects PascalCase"),
        others => {
            format!("{name} and {others} more members are camelCase, but Step Functions expects PascalCase")
        }
    };
    let report = cx.report(*first, message);
    report.label("unknown in this spelling");
    for (key, _) in more.iter().take(16) {
        report.also(*key, "this one too");
    }
    let edits = members.iter().map(|(key, meant)| key.replace_str(meant)).collect();
    report.fix(Safe, "write them in PascalCase", edits);
}

/// The members of an object that only begin with the wrong case, each with its right name.
pub fn capitalized<'t>(object: Node<'t>) -> Vec<(Node<'t>, &'static str)> {
    let keys = object.members().take(MEMBERS_MAX).map(|(key, _)| key);
    let meant = |key: Node<'t>| {
        let name = key.as_str()?;
        let meant = object.shape().members().find(|member| member.name.eq_ignore_ascii_case(&name))?.name;
        let is_first_letter = *meant != *name && meant.get(1..) == name.get(1..);
        (is_first_letter && object.get(meant).is_none()).then_some((key, meant))
    };
    keys.filter_map(meant).collect()
}

/// Members of one structure in PascalCase are one finding, at the first.
pub fn several_capitalized(
    key: Node<'_>,
    object: Node<'_>,
    members: &[(Node<'_>, &'static str)],
    cx: &mut RuleContext<'_>,
) {
    let [(first, _), others @ ..] = members else { return };
    if *first != key {
        return;
    }
    let names = members.iter().map(|(key, _)| quoted(&key.as_str().unwrap_or_default()));
    let message = format!("unknown members {} in {}", join(names, "and"), cx.called(object));
    let report = cx.report(key, message);
    report.label("begins with the wrong case");
    for (other, _) in others.iter().take(16) {
        report.also(*other, "this one too");
    }
    let meant = join(members.iter().map(|(_, meant)| format!("`{meant}`")), "and");
    let edits = members.iter().map(|(key, meant)| key.replace_str(meant)).collect();
    report.fix(Safe, format!("rename them to {meant}"), edits);
}
