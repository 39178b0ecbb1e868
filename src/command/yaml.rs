//! `--cli-input-yaml`: YAML 1.2 with places, as the client's reader takes it. The only file that knows saphyr.

use crate::{
    shorthand::to_json::Json,
    text::{
        mapped_text::{MappedText, SourceRange},
        span::Span,
    },
};
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use std::collections::BTreeMap;

/// The limits of nesting, and of values in all, with aliases written out.
const DEPTH_MAX: usize = 64;
const NODES_MAX: usize = 200_000;

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub span: Span,
    data: Data,
}

#[derive(Clone, Debug)]
enum Data {
    Text(String),
    /// A number, a boolean or null, as JSON.
    Json(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// Where reading stops and why.
pub(super) struct Failure {
    pub at: usize,
    pub why: String,
}

impl Node {
    /// The members of a mapping.
    pub fn members(&self) -> Option<&[(Node, Node)]> {
        match &self.data {
            Data::Map(members) => Some(members),
            _ => None,
        }
    }
    /// A string, and any other scalar as it is written.
    pub fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) | Data::Json(text) => Some(text),
            _ => None,
        }
    }
    fn size(&self) -> usize {
        match &self.data {
            Data::Text(_) | Data::Json(_) => 1,
            Data::List(all) => 1 + all.iter().map(Node::size).sum::<usize>(),
            Data::Map(all) => 1 + all.iter().map(|(key, value)| key.size() + value.size()).sum::<usize>(),
        }
    }
}

/// A container that is not closed yet.
struct Open {
    start: u32,
    anchor: usize,
    map: bool,
    children: Vec<Node>,
}

/// Reads one document.
pub(super) fn read(text: &str) -> Result<Node, Failure> {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |index: usize| offsets.get(index).copied().unwrap_or(text.len());
    let fail = |at: u32, why: &str| Failure { at: at as usize, why: why.to_owned() };
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: BTreeMap<usize, Node> = BTreeMap::new();
    let (mut root, mut nodes, mut documents) = (None, 0, 0);
    for event in Parser::new_from_str(text) {
        let (event, place) = event
            .map_err(|error| Failure { at: byte(error.marker().index()), why: error.info().to_owned() })?;
        let (start, end) = (byte(place.start.index()) as u32, byte(place.end.index()) as u32);
        let span = Span { start, end: end.max(start) };
        let (anchor, node) = match event {
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return Err(fail(start, "a second document begins here"));
                }
                continue;
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) if open.len() == DEPTH_MAX => {
                let _ = anchor;
                return Err(fail(start, "nested too deep"));
            }
            Event::SequenceStart(anchor, _) => {
                open.push(Open { start, anchor, map: false, children: Vec::new() });
                continue;
            }
            Event::MappingStart(anchor, _) => {
                open.push(Open { start, anchor, map: true, children: Vec::new() });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(it) = open.pop() else { continue };
                let data = if it.map { Data::Map(pairs(it.children)?) } else { Data::List(it.children) };
                let trimmed = text[..end as usize].trim_end().len() as u32;
                (it.anchor, Node { span: Span { start: it.start, end: trimmed.max(it.start) }, data })
            }
            Event::Scalar(value, style, anchor, tag) => {
                let data = scalar(&value, style, tag.as_deref()).map_err(|why| fail(start, why))?;
                (anchor, Node { span, data })
            }
            Event::Alias(anchor) => {
                let Some(of) = anchors.get(&anchor) else { return Err(fail(start, "no such anchor")) };
                nodes += of.size();
                (0, Node { span, data: of.data.clone() })
            }
            _ => continue,
        };
        nodes += 1;
        if nodes > NODES_MAX {
            return Err(fail(start, "too many values"));
        }
        if anchor > 0 {
            anchors.insert(anchor, node.clone());
        }
        match open.last_mut() {
            Some(around) => around.children.push(node),
            None => root = Some(node),
        }
    }
    let nothing = Node { span: Span::new(0, text.len()), data: Data::Json("null".to_owned()) };
    Ok(root.unwrap_or(nothing))
}

/// Keys and values; two keys of one name are rejected.
fn pairs(children: Vec<Node>) -> Result<Vec<(Node, Node)>, Failure> {
    let mut pairs: Vec<(Node, Node)> = Vec::with_capacity(children.len() / 2);
    let mut seen = std::collections::BTreeSet::new();
    let mut children = children.into_iter();
    while let (Some(key), Some(value)) = (children.next(), children.next()) {
        if let Some(text) = key.text()
            && !seen.insert(text.to_owned())
        {
            return Err(Failure { at: key.span.start as usize, why: "this key is a duplicate".to_owned() });
        }
        pairs.push((key, value));
    }
    Ok(pairs)
}

/// What the client's reader makes of a scalar, or why it stops there.
fn scalar(value: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Data, &'static str> {
    match tag.map(|it| (it.is_yaml_core_schema(), it.suffix.as_str())) {
        None if style == ScalarStyle::Plain => plain(value),
        Some((true, "null" | "bool" | "int" | "float")) => plain(value),
        None | Some((true, "str")) | Some((false, "")) => Ok(Data::Text(value.to_owned())),
        Some(_) => Err("this tag means nothing to the client"),
    }
}

/// A scalar without quotes.
fn plain(value: &str) -> Result<Data, &'static str> {
    Ok(match value {
        "<<" | "=" => return Err("this word has a meaning of its own in YAML: put it in quotes"),
        _ if value.contains('\t') => return Err("a tab may not stand in a word without quotes"),
        "" | "~" | "null" | "Null" | "NULL" => Data::Json("null".to_owned()),
        "true" | "True" | "TRUE" => Data::Json("true".to_owned()),
        "false" | "False" | "FALSE" => Data::Json("false".to_owned()),
        _ => match integer(value) {
            Some(number) => Data::Json(number),
            // Any fraction will do: no member of these requests takes one.
            None if is_float(value) || is_day(value) => Data::Json("0.5".to_owned()),
            None => Data::Text(value.to_owned()),
        },
    })
}

/// An integer of YAML 1.2 in decimal digits.
fn integer(value: &str) -> Option<String> {
    let (sign, digits) = match value.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", value.strip_prefix('+').unwrap_or(value)),
    };
    if digits.starts_with('_') {
        return None;
    }
    let plain: String = digits.chars().filter(|c| *c != '_').collect();
    let radix = |rest: &str, radix| u128::from_str_radix(rest, radix).ok().map(|it| it.to_string());
    let number = match plain.get(..2) {
        Some("0x") => radix(plain.get(2..)?, 16)?,
        Some("0o") => radix(plain.get(2..)?, 8)?,
        Some("0b") => radix(plain.get(2..)?, 2)?,
        _ if !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit()) => {
            let short = plain.trim_start_matches('0');
            if short.is_empty() { "0".to_owned() } else { short.to_owned() }
        }
        _ => return None,
    };
    Some(if number == "0" { number } else { format!("{sign}{number}") })
}

fn is_float(value: &str) -> bool {
    let plain = value.trim_start_matches(['-', '+']);
    let special = matches!(plain, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN");
    let number = plain.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && plain.contains(|c: char| c.is_ascii_digit())
        && plain.contains(['.', 'e', 'E'])
        && plain.replace('_', "").parse::<f64>().is_ok();
    special || number
}

/// `2018-03-01`, of which YAML makes a date.
fn is_day(value: &str) -> bool {
    let bytes = value.as_bytes();
    let digits =
        |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|it| it.iter().all(u8::is_ascii_digit));
    let day = digits(0..4)
        && bytes.get(4) == Some(&b'-')
        && digits(5..7)
        && bytes.get(7) == Some(&b'-')
        && digits(8..10);
    day && matches!(bytes.get(10), None | Some(b'T' | b't' | b' '))
}

/// Adds a member as JSON.
pub(super) fn member(json: &mut Json, text: &MappedText, key: &Node, node: &Node) {
    let origin = text.origin(key.span.range());
    string(json, text, key.text().unwrap_or_default(), key.span);
    json.push(": ", SourceRange { span: Span { start: origin.span.end, ..origin.span }, ..origin });
    value(json, text, node);
}

fn value(json: &mut Json, text: &MappedText, node: &Node) {
    let origin = text.origin(node.span.range());
    match &node.data {
        Data::Text(_) | Data::Json(_) if !text.is_known(node.span.range()) => json.push_hole(origin),
        Data::Text(it) => string(json, text, it, node.span),
        Data::Json(it) => json.push(it, origin),
        Data::List(all) => {
            json.push("[", origin);
            for (at, it) in all.iter().enumerate() {
                if at > 0 {
                    json.push(", ", origin);
                }
                value(json, text, it);
            }
            json.push("]", origin);
        }
        Data::Map(all) => {
            json.push("{", origin);
            for (at, (key, it)) in all.iter().enumerate() {
                if at > 0 {
                    json.push(", ", origin);
                }
                member(json, text, key, it);
            }
            json.push("}", origin);
        }
    }
}

fn string(json: &mut Json, text: &MappedText, value: &str, span: Span) {
    let origin = text.origin(span.range());
    let written = text.text().get(span.range()).unwrap_or_default();
    let at = written.find(value).filter(|_| !value.is_empty() && written.len() <= value.len() + 2);
    json.push("\"", SourceRange { span: Span { end: origin.span.start, ..origin.span }, ..origin });
    match at {
        Some(at) => json.push_characters(value, text, span.start as usize + at),
        None => json.push_escaped(value, origin),
    }
    json.push("\"", SourceRange { span: Span { start: origin.span.end, ..origin.span }, ..origin });
}
