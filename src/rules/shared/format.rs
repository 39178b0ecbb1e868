//! Mistakes that any string with a format can have: whitespace, invisible characters, placeholders, several ids in one
//! string.

use crate::{
    diagnostic::{Diagnostic, fault::Fault},
    json::{Node, ValueKind, quote_json},
    lint::rule::RuleContext,
    model::{
        arn::{Arn, ArnError, Part, is_account_stand_in},
        resource_id::{NAME_MAX, is_name_char},
    },
    text::{
        display::{character, count, is_unsafe, quoted},
        edit::Applicability::{Safe, Unsafe},
    },
};
use std::ops::Range;

/// The format that a rule expects.
pub struct Format {
    /// With an article: `the id of one subnet`.
    pub noun: &'static str,
    /// Whether a string is one.
    pub is_valid: fn(&str) -> bool,
}

/// The subject of a message about a string: its member, or an element of a list.
pub fn named(node: Node<'_>) -> String {
    let name = |it: Option<Node<'_>>| it.map_or("", |it| it.shape().get().name);
    let parent = node.parent();
    match (name(Some(node)), name(parent), name(parent.and_then(Node::parent))) {
        ("", list, _) => format!("an element of `{list}`"),
        (own, "", list) if !list.is_empty() => format!("`{own}` in `{list}`"),
        (own, ..) => format!("`{own}`"),
    }
}

/// Reports a string that does not match its format, if the mistake is one that any string can have.
/// A rule that gets `false` checks the format itself.
#[cold]
pub fn report_common_mistake(node: Node<'_>, value: &str, format: &Format, cx: &mut RuleContext<'_>) -> bool {
    let named = named(node);
    if value.trim().is_empty() {
        let empty = if value.is_empty() { "is empty" } else { "contains only whitespace" };
        let or = if is_element(node) { ", or remove the element" } else { "" };
        cx.report(node, format!("{named} {empty}")).help(format!("use {}{or}", format.noun));
        return true;
    }
    if let Some(range) = template(value) {
        let shown = quoted(&value[range.clone()]);
        cx.report(node.part(range), format!("{named} contains the unresolved placeholder {shown}"))
            .label("not filled in")
            .help("check the file after its placeholders are filled in");
        return true;
    }
    report_joined(node, value, format, cx)
        || report_padding(node, value, cx)
        || report_invisible(node, value, cx)
        || report_wrapped(node, value, format, cx)
}

/// The first variable of a template: `${NAME}`, `{{ name }}`, `<name>`, `{name}`, `$NAME`, `%NAME%`.
fn template(text: &str) -> Option<Range<usize>> {
    let bracketed = [("${", "}"), ("{{", "}}"), ("<", ">"), ("{", "}")].iter().find_map(|(open, close)| {
        let start = text.find(open)?;
        let end = start + text[start..].find(close)? + close.len();
        Some(start..end)
    });
    let plain = |sign: char| {
        let start = text.find(sign)?;
        let name = &text[start + 1..];
        let length = name.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(name.len());
        let begins = name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
        // `$LATEST` is not a variable: other AWS services use it for the newest version.
        (begins && &name[..length] != "LATEST").then_some(start..start + 1 + length)
    };
    let percent = || plain('%').filter(|it| text[it.end..].starts_with('%')).map(|it| it.start..it.end + 1);
    bracketed.or_else(|| plain('$')).or_else(percent)
}

fn is_element(node: Node<'_>) -> bool {
    node.parent().is_some_and(|it| it.kind() == ValueKind::Array)
}

/// Several ids in one element of a list.
fn report_joined(node: Node<'_>, value: &str, format: &Format, cx: &mut RuleContext<'_>) -> bool {
    if !is_element(node) {
        return false;
    }
    let separates = |it: char| matches!(it, ',' | ';') || it.is_whitespace();
    let parts: Vec<_> = value.split(separates).map(bare).filter(|it| !it.is_empty()).collect();
    let valid = parts.iter().filter(|it| (format.is_valid)(it)).count();
    if parts.len() < 2 || valid == 0 {
        return false;
    }
    let (named, strings) = (named(node), count(parts.len(), "string"));
    let elements: Vec<_> = parts.iter().map(|it| quote_json(it)).collect();
    let applicability = if valid == parts.len() { Safe } else { Unsafe };
    cx.report(node, format!("{named} contains {} values in one string", parts.len()))
        .label("expected one value")
        .help(format!("each element must be {}", format.noun))
        .fix(applicability, format!("split it into {strings}"), vec![node.replace(elements.join(", "))]);
    true
}

/// Whitespace around it.
fn report_padding(node: Node<'_>, value: &str, cx: &mut RuleContext<'_>) -> bool {
    let (start, end) = (value.len() - value.trim_start().len(), value.trim_end().len());
    let (lead, tail) = (0..start, end..value.len());
    let (verb, range) =
        if tail.is_empty() { ("begins with", lead.clone()) } else { ("ends with", tail.clone()) };
    let Some(white) = value[range.clone()].chars().next() else { return false };
    let named = named(node);
    let ranges = [lead, tail].into_iter().filter(|it| !it.is_empty());
    let edits = ranges.map(|it| node.part(it).replace("")).collect();
    let report = cx.report(node.part(range), format!("{named} {verb} {}", character(white)));
    if matches!(white, '\n' | '\r') {
        report.help("remove it; `file://` keeps the line break at the end of a text file");
    }
    report.fix(Safe, "remove the surrounding whitespace", edits);
    true
}

/// Invisible characters inside it.
fn report_invisible(node: Node<'_>, value: &str, cx: &mut RuleContext<'_>) -> bool {
    let unseen = |it: char| is_unsafe(it) || it == '\u{ad}';
    let Some(first) = value.chars().find(|it| unseen(*it)) else { return false };
    let parts: Vec<_> = value.match_indices(unseen).map(|(at, it)| node.part(at..at + it.len())).collect();
    let named = named(node);
    cx.report(parts[0], format!("{named} contains {}", character(first)))
        .label("not visible in most editors")
        .help("remove it; it was probably copied along from a web page or a document")
        .fix(Safe, "remove the invisible characters", parts.iter().map(|it| it.replace("")).collect());
    true
}

/// Extra quotation marks or brackets around it.
fn report_wrapped(node: Node<'_>, value: &str, format: &Format, cx: &mut RuleContext<'_>) -> bool {
    let inner = bare(value);
    if inner == value || !(format.is_valid)(inner) {
        return false;
    }
    let named = named(node);
    cx.report(node, format!("{named} has extra quotation marks or brackets around its value"))
        .help("remove them; they usually come from a shell or a template")
        .fix(Safe, "remove the characters around the value", vec![node.replace_str(inner)]);
    true
}

fn bare(text: &str) -> &str {
    text.trim_matches(['[', ']', '"', '\'', '`', ' '])
}

/// Reports an ARN whose account is a placeholder. Nothing else is reported about such an ARN.
#[cold]
pub fn report_account_placeholder(node: Node<'_>, arn: &Arn<'_>, cx: &mut RuleContext<'_>) -> bool {
    let is_one = is_account_stand_in(arn.account.text);
    if is_one {
        let place = node.part(arn.account.range());
        cx.fault(&Fault::AccountPlaceholder { place, text: arn.account.text });
    }
    is_one
}

/// Reports the characters beyond a limit, unless there are none. `noun`: `the key of a tag`.
pub fn report_too_long<'c>(
    node: Node<'_>,
    value: &str,
    limit: usize,
    noun: &str,
    cx: &'c mut RuleContext<'_>,
) -> Option<&'c mut Diagnostic> {
    if value.len() <= limit {
        return None;
    }
    let (beyond, _) = value.char_indices().nth(limit)?;
    let length = value.chars().count();
    let message = format!("{noun} is {length} characters long; the limit is {limit}");
    let report = cx.report(node.part(beyond..value.len()), message);
    Some(report.label(format!("{} too many", count(length - limit, "character"))))
}

/// Parses the ARN of an ECS resource. Anything else is reported, and the result is `None`.
#[cold]
pub fn ecs_arn<'a>(node: Node<'_>, value: &'a str, kind: &str, cx: &mut RuleContext<'_>) -> Option<Arn<'a>> {
    let (named, noun) = (named(node), kind.replace('-', " "));
    let Some(arn) = Arn::parse(value) else {
        let parts = value.split(':').count();
        cx.report(node, format!("{named} is an ARN with {} instead of 6", count(parts, "part")))
            .help(format!("write it as `arn:aws:ecs:REGION:ACCOUNT:{kind}/…`"));
        return None;
    };
    // A missing part moves the resource to the left.
    let moved = matches!(arn.error(), Some(ArnError::RegionMissing(_) | ArnError::AccountMissing(_)));
    if !(arn.is("ecs", kind) || arn.service.text == "ecs" && moved) {
        let part = if arn.service.text == "ecs" { arn.kind() } else { arn.service };
        cx.report(node.part(part.range()), format!("{named} is {}, not a {noun} ARN", arn.described()))
            .help(format!("use the ARN of a {noun}: `arn:aws:ecs:REGION:ACCOUNT:{kind}/…`"));
        return None;
    }
    if report_account_placeholder(node, &arn, cx) {
        return None;
    }
    if let Some(error) = arn.error() {
        cx.report(node.part(error.part().range()), format!("{named} is an ARN {}", error.clause()))
            .help(error.help());
        return None;
    }
    Some(arn)
}

/// Reports why a part of a string is not a name. `noun`: `the cluster name`.
#[cold]
pub fn report_name(node: Node<'_>, name: Part<'_>, noun: &str, cx: &mut RuleContext<'_>) {
    let range = name.range();
    let wrong = name.text.char_indices().find(|(_, it)| !is_name_char(*it));
    let (place, message, label) = match wrong {
        Some((at, c)) => {
            let place = node.part(range.start + at..range.start + at + c.len_utf8());
            (
                place,
                format!("{noun} contains {}, which ECS does not allow", character(c)),
                "not allowed".to_owned(),
            )
        }
        None if range.is_empty() => {
            (node.part(range), format!("{noun} is missing"), "missing here".to_owned())
        }
        None => {
            let (length, excess) = (name.text.len(), name.text.len() - NAME_MAX);
            let message = format!("{noun} is {length} characters long; the limit is {NAME_MAX}");
            let label = format!("{} too many", count(excess, "character"));
            (node.part(range.start + NAME_MAX..range.end), message, label)
        }
    };
    let help = format!("use 1 to {NAME_MAX} letters, digits, `-` and `_`");
    cx.report(place, message).label(label).help(help);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        for (text, variable) in [
            ("web:${REVISION}", Some("${REVISION}")),
            ("{{ cluster }}", Some("{{ cluster }}")),
            ("family:<revision>", Some("<revision>")),
            ("$TASK:3", Some("$TASK")),
            ("web:%BUILD%", Some("%BUILD%")),
            ("{CLUSTER}", Some("{CLUSTER}")),
            ("web:$LATEST", None),
            ("100%", None),
            ("web:12", None),
        ] {
            assert_eq!(template(text).map(|it| &text[it]), variable, "{text}");
        }
    }
}
