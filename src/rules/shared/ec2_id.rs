//! Ids of EC2, as elements of a list.

use crate::{
    json::Node,
    lint::rule::RuleContext,
    model::resource_id::is_ec2_id,
    rules::shared::format::{Format, named, report_common_mistake},
    text::{
        display::{character, count, quoted},
        edit::Applicability::{Safe, Unsafe},
    },
};
use std::borrow::Cow;

/// The kind of id that a rule expects.
pub struct Ec2Id {
    /// `subnet`, `security group`.
    pub kind: &'static str,
    /// What it begins with.
    pub prefix: &'static str,
    /// Its format.
    pub format: Format,
}

/// The value of a string that is not such an id, unless the mistake is one that any id can have. That is reported.
pub fn unexplained<'t>(node: Node<'t>, id: &Ec2Id, cx: &mut RuleContext<'_>) -> Option<Cow<'t, str>> {
    let value = node.as_str().filter(|value| !is_ec2_id(value, id.prefix))?;
    let is_reported =
        report_common_mistake(node, &value, &id.format, cx) || report_near_id(node, &value, id, cx);
    (!is_reported).then_some(value)
}

/// Reports a string that is nearly an id of the wanted kind.
#[cold]
fn report_near_id(node: Node<'_>, value: &str, id: &Ec2Id, cx: &mut RuleContext<'_>) -> bool {
    let Ec2Id { kind, prefix, .. } = *id;
    let name = value.rsplit('/').next().unwrap_or_default();
    if value.starts_with("arn:") && is_ec2_id(name, prefix) {
        let rest = node.part(0..value.len() - name.len());
        cx.report(rest, format!("{} is the ARN of a {kind}, not its id", named(node))).fix(
            Safe,
            "keep only the id",
            vec![rest.replace("")],
        );
        return true;
    }
    let Some(digits) = value.strip_prefix(prefix) else { return false };
    let help = format!("use `{prefix}` followed by 8 or 17 hexadecimal digits (`0` to `9` and `a` to `f`)");
    let (start, shown, lower) = (prefix.len(), quoted(value), value.to_ascii_lowercase());
    let wrong = digits.char_indices().find(|(_, it)| !it.is_ascii_hexdigit());
    if is_ec2_id(&lower, prefix) {
        cx.report(node, format!("the id {shown} contains uppercase letters")).help(help).fix(
            Unsafe,
            "convert it to lowercase",
            vec![node.replace_str(&lower)],
        );
    } else if wrong.is_none() && !digits.is_empty() {
        let digits = count(digits.len(), "digit");
        let place = node.part(start..value.len());
        cx.report(place, format!("the id {shown} has {digits} instead of 8 or 17")).help(help);
    } else if let Some((at, c)) = wrong.filter(|_| matches!(digits.len(), 8 | 17)) {
        let place = node.part(start + at..start + at + c.len_utf8());
        cx.report(
            place,
            format!("the id {shown} contains {}, which is not a hexadecimal digit", character(c)),
        )
        .help(help);
    } else {
        return false;
    }
    true
}
