//! Ids and names of ECS and EC2, and what happens to them on their way into a file.
//!
//! The rules on formats share two things: what a well-formed id is, and the mistakes that any string can
//! have ([`report_slip`]): whitespace, invisible characters, templates, several ids in one string.

use crate::{
    arn::{Arn, Flaw, Part, is_account_stand_in, usual},
    blocks::Block,
    characters,
    edit::Applicability::{Safe, Unsafe},
    fault::Fault,
    json::{Kind, Node, quote_json},
    rule::Cx,
    text::{count, is_unsafe, quoted},
};
use std::{collections::BTreeMap, ops::Range};

/// The most characters in the name of a cluster or of a task definition's family.
pub const NAME_MAX: usize = 255;

/// The name of a cluster or of a task definition's family.
pub fn is_name(text: &str) -> bool {
    is_name_in_bytes(text.as_bytes())
}

/// The same, of text that is at hand as bytes.
pub(crate) fn is_name_in_bytes(text: &[u8]) -> bool {
    (1..=NAME_MAX).contains(&text.len()) && characters::NAME.has_all(text)
}

/// Letters, digits, hyphens and underscores.
pub fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// The id that ECS gives to a container instance: 32 hexadecimal digits, or a UUID in the form of before 2018.
pub fn is_instance_id(text: &str) -> bool {
    is_instance_id_in_bytes(text.as_bytes())
}

/// The same, of text that is at hand as bytes.
#[inline(never)]
pub(crate) fn is_instance_id_in_bytes(text: &[u8]) -> bool {
    // Thirty-two bytes are looked at in one step: a launch may name ten of these.
    let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) else { return false };
    let (first, last) = (Block::of(first), Block::of(last));
    match text.len() {
        32 => first.hex() == u32::MAX,
        36 => {
            const HYPHENS: u32 = 1 << 8 | 1 << 13 | 1 << 18 | 1 << 23;
            first.any_of([b'-']) == HYPHENS && first.hex() == !HYPHENS && last.hex() >> 28 == 0xf
        }
        _ => false,
    }
}

/// Where the id of an instance begins in the text after `container-instance/`, by its length alone.
pub(crate) fn start_of_id(names: &[u8]) -> Option<usize> {
    let start = |length: usize| names.len().checked_sub(length);
    let begins = |at: &usize| *at == 0 || names[*at - 1] == b'/';
    start(36).filter(begins).or_else(|| start(32).filter(begins))
}

/// An id of EC2: a prefix such as `subnet-` and 8 or 17 hexadecimal digits in lower case.
pub fn is_ec2_id(text: &str, prefix: &str) -> bool {
    let right = |it: u8| matches!(it, b'0'..=b'9' | b'a'..=b'f');
    let digits = text.strip_prefix(prefix);
    digits.is_some_and(|it| matches!(it.len(), 8 | 17) && it.bytes().all(right))
}

/// Whether a string is one, written without escapes. All digits are looked at in one step.
#[inline]
pub(crate) fn is_plain_ec2_id(node: Node<'_>, prefix: &str) -> bool {
    let text = node.plain_bytes().and_then(|it| it.strip_prefix(prefix.as_bytes()));
    text.is_some_and(|digits| {
        let start = node.span().start as usize + 1 + prefix.len();
        let block = Block::at(node.tree().text().as_bytes(), start);
        matches!(digits.len(), 8 | 17) && block.lower_hex().trailing_ones() as usize >= digits.len()
    })
}

/// A well-formed container instance: an id or an ARN.
#[derive(Clone, Copy)]
pub struct Instance<'a> {
    /// Its id.
    pub id: &'a str,
    /// The cluster that its ARN names; none in an id and in an ARN of the form of before 2018.
    pub cluster: Option<Part<'a>>,
    /// Its ARN, where it is one.
    pub arn: Option<Arn<'a>>,
}

impl<'a> Instance<'a> {
    /// Parses an element of `containerInstances`.
    pub fn parse(text: &'a str) -> Option<Instance<'a>> {
        if is_instance_id(text) {
            return Some(Instance { id: text, cluster: None, arn: None });
        }
        Arn::parse(text).and_then(Instance::of)
    }
    /// Where its id begins, in an ARN as nearly all are.
    pub fn usual(text: &[u8]) -> Option<usize> {
        let names = usual(text).and_then(|at| text[at..].strip_prefix(b"container-instance/"))?;
        let (cluster, id) = names.split_at_checked(start_of_id(names)?)?;
        let right = is_instance_id_in_bytes(id)
            && (cluster.is_empty() || cluster.strip_suffix(b"/").is_some_and(is_name_in_bytes));
        right.then(|| text.len() - id.len())
    }
    /// What an ARN names, if it is a container instance.
    pub fn of(arn: Arn<'a>) -> Option<Instance<'a>> {
        if !arn.is("ecs", "container-instance") || arn.flaw().is_some() {
            return None;
        }
        let (cluster, id) = match arn.name().rsplit_once(b'/') {
            Some((cluster, id)) => (Some(cluster), id),
            None => (None, arn.name()),
        };
        let right = is_instance_id(id.text) && cluster.is_none_or(|it| is_name(it.text));
        right.then_some(Instance { id: id.text, cluster, arn: Some(arn) })
    }
}

/// A list of single characters: what `--container-instances file://ids.txt` makes of plain text.
pub fn is_characters(list: Node<'_>) -> bool {
    let mut elements = list.elements();
    let single = |it: Node<'_>| it.as_str().is_some_and(|it| it.chars().count() == 1);
    elements.next().is_some_and(single) && elements.next().is_some() && elements.all(single)
}

/// Groups of two or more elements of a list with the same key, in the order of the list.
pub fn twins<'t, K: Ord>(list: Node<'t>, key: impl Fn(Node<'t>) -> Option<K>) -> Vec<Vec<Node<'t>>> {
    // So few are compared in place: a list without twins then costs no allocation.
    const FEW: usize = 16;
    if !list.has_several() {
        return Vec::new();
    }
    if list.elements().nth(FEW).is_none() {
        let mut keys = [const { None }; FEW];
        let twins = list.elements().enumerate().any(|(at, it)| {
            let own = key(it);
            let again = own.is_some() && keys.iter().take(at).any(|it| *it == own);
            if let Some(here) = keys.get_mut(at) {
                *here = own;
            }
            again
        });
        if !twins {
            return Vec::new();
        }
    }
    let mut groups = BTreeMap::<K, Vec<Node<'t>>>::new();
    for (own, node) in list.elements().filter_map(|node| Some((key(node)?, node))) {
        groups.entry(own).or_default().push(node);
    }
    groups.into_values().filter(|it| it.len() > 1).collect()
}

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
pub fn report_slip(node: Node<'_>, value: &str, format: &Format, cx: &mut Cx<'_>) -> bool {
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
    node.parent().is_some_and(|it| it.kind() == Kind::Array)
}

/// Several ids in one element of a list.
fn report_joined(node: Node<'_>, value: &str, format: &Format, cx: &mut Cx<'_>) -> bool {
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
fn report_padding(node: Node<'_>, value: &str, cx: &mut Cx<'_>) -> bool {
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
fn report_invisible(node: Node<'_>, value: &str, cx: &mut Cx<'_>) -> bool {
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
fn report_wrapped(node: Node<'_>, value: &str, format: &Format, cx: &mut Cx<'_>) -> bool {
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
pub fn report_account_placeholder(node: Node<'_>, arn: &Arn<'_>, cx: &mut Cx<'_>) -> bool {
    let is_one = is_account_stand_in(arn.account.text);
    if is_one {
        let place = node.part(arn.account.range());
        cx.fault(&Fault::AccountPlaceholder { place, text: arn.account.text });
    }
    is_one
}

/// Parses the ARN of an ECS resource. Anything else is reported, and the result is `None`.
#[cold]
pub fn ecs_arn<'a>(node: Node<'_>, value: &'a str, kind: &str, cx: &mut Cx<'_>) -> Option<Arn<'a>> {
    let (named, noun) = (named(node), kind.replace('-', " "));
    let Some(arn) = Arn::parse(value) else {
        let parts = value.split(':').count();
        cx.report(node, format!("{named} is an ARN with {} instead of 6", count(parts, "part")))
            .help(format!("write it as `arn:aws:ecs:REGION:ACCOUNT:{kind}/…`"));
        return None;
    };
    // A missing part moves the resource to the left.
    let moved = matches!(arn.flaw(), Some(Flaw::RegionMissing(_) | Flaw::AccountMissing(_)));
    if !(arn.is("ecs", kind) || arn.service.text == "ecs" && moved) {
        let part = if arn.service.text == "ecs" { arn.kind() } else { arn.service };
        cx.report(node.part(part.range()), format!("{named} is {}, not a {noun} ARN", arn.described()))
            .help(format!("use the ARN of a {noun}: `arn:aws:ecs:REGION:ACCOUNT:{kind}/…`"));
        return None;
    }
    if report_account_placeholder(node, &arn, cx) {
        return None;
    }
    if let Some(flaw) = arn.flaw() {
        cx.report(node.part(flaw.part().range()), format!("{named} is an ARN {}", flaw.clause()))
            .help(flaw.help());
        return None;
    }
    Some(arn)
}

/// Reports why a part of a string is not a name. `noun`: `the cluster name`.
#[cold]
pub fn report_name(node: Node<'_>, name: Part<'_>, noun: &str, cx: &mut Cx<'_>) {
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

/// Reports a string that is nearly an EC2 id of the wanted `kind` (`subnet`, `security group`). A rule that
/// gets `false` looks for other values that were used instead.
#[cold]
pub fn report_near_ec2_id(node: Node<'_>, value: &str, kind: &str, prefix: &str, cx: &mut Cx<'_>) -> bool {
    let id = value.rsplit('/').next().unwrap_or_default();
    if value.starts_with("arn:") && is_ec2_id(id, prefix) {
        let rest = node.part(0..value.len() - id.len());
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

/// A character in a message: printable ASCII as it is, everything else by name and number.
pub fn character(c: char) -> String {
    let name = match c {
        ' ' => return "a space".to_owned(),
        '\n' | '\r' => return "a line break".to_owned(),
        '\t' => return "a tab".to_owned(),
        '\u{a0}' => "a no-break space",
        '\u{200b}' => "a zero-width space",
        '\u{feff}' => "a byte-order mark",
        '\u{ad}' => "a soft hyphen",
        '\u{300}'..='\u{36f}' => "a combining accent",
        _ if c.is_whitespace() => "a whitespace character",
        _ if is_unsafe(c) => "an invisible character",
        _ if c.is_ascii() => return quoted(c.encode_utf8(&mut [0; 4])),
        // Letters of other scripts can look like ASCII letters; the number shows the difference.
        _ => return format!("{} (U+{:04X})", quoted(c.encode_utf8(&mut [0; 4])), c as u32),
    };
    format!("{name} (U+{:04X})", c as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        for id in ["765936fadbdd46b5991a4bd70c2a43d4", "4c543eed-f83f-47da-b1d8-3d23f1da4c64"] {
            assert!(is_instance_id(id), "{id}");
        }
        for id in [
            "",
            "765936fadbdd46b5991a4bd70c2a43d401",
            "4c543eed-f83f-47da-b1d8-3d23f1da4c6-",
            "g65936fadbdd46b5991a4bd70c2a43d4",
        ] {
            assert!(!is_instance_id(id), "{id}");
        }
        assert!(is_ec2_id("sg-12344321", "sg-") && is_ec2_id("subnet-0a1b2c3d4e5f60718", "subnet-"));
        assert!(!is_ec2_id("subnet-123", "subnet-") && !is_ec2_id("subnet-0A1B2C3D", "subnet-"));
        assert!(is_name(&"a".repeat(NAME_MAX)) && !is_name(&"a".repeat(NAME_MAX + 1)) && !is_name("a.b"));
    }

    #[test]
    fn instances() {
        let id = "765936fadbdd46b5991a4bd70c2a43d4";
        let arn = |rest: &str| format!("arn:aws:ecs:us-east-1:123456789012:container-instance/{rest}{id}");
        let cluster = |text: &str| Instance::parse(text).map(|it| it.cluster.map(|it| it.text.to_owned()));
        assert_eq!(cluster(id), Some(None));
        assert_eq!(cluster(&arn("")), Some(None));
        assert_eq!(cluster(&arn("prod/")), Some(Some("prod".to_owned())));
        assert_eq!(cluster(&arn("prod/x/")), None);
        assert_eq!(cluster(&arn("/")), None);
    }

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
