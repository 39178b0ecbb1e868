//! The shell blocks of pipelines in YAML: GitHub, GitLab, CircleCI, Buildkite, AWS CodeBuild.
//!
//! They all keep shell text under a few keys. Its characters are traced back through indentation,
//! folding and quotes to the bytes that they stand for.

use crate::script::word::escapes;
use crate::{
    command::LINE,
    text::{
        mapped_text::{MappedText, SourceRange},
        span::Span,
    },
};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::{collections::BTreeMap, ops::Range};

/// How a scalar is written.
pub(super) type Style = ScalarStyle;

/// The keys under which shell text stands, itself or as a list of lines.
const KEYS: [&str; 10] = [
    "run",
    "script",
    "before_script",
    "after_script",
    "pre_get_sources_script",
    "command",
    "commands",
    "finally",
    "inline",
    "shell_command",
];

/// The limit of nesting.
const DEPTH_MAX: usize = 64;

struct Open {
    /// The mapping whose key its scalars are for.
    owner: usize,
    /// Its last key.
    key: Option<String>,
    is_map: bool,
    /// Whether a key comes next.
    key_next: bool,
}

/// The shell texts; `None` if the text is not YAML.
pub(super) fn blocks(text: &str) -> Option<Vec<MappedText>> {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |index: usize| offsets.get(index).copied().unwrap_or(text.len());
    let mut open: Vec<Open> = Vec::new();
    let mut blocks = BTreeMap::<(usize, String), MappedText>::new();
    let mut others = Vec::new();
    let mut maps = 0;
    let is_buildkite = text.contains("steps:") && document(text).is_some_and(|it| is_buildkite(&it));
    for event in Parser::new_from_str(text) {
        let (event, place) = event.ok()?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEPTH_MAX => return None,
            Event::MappingStart(..) => {
                maps += 1;
                open.push(Open { owner: maps, key: None, is_map: true, key_next: true });
            }
            Event::SequenceStart(..) => {
                let (owner, key) = open.last().map_or((0, None), |it| (it.owner, it.key.clone()));
                open.push(Open { owner, key, is_map: false, key_next: false });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
                value_ends(&mut open);
            }
            Event::Alias(_) => value_ends(&mut open),
            Event::Scalar(value, style, ..) => {
                let Some(it) = open.last_mut() else { continue };
                if it.is_map && it.key_next {
                    it.key = Some(value.into_owned());
                    it.key_next = false;
                    continue;
                }
                let key = it.key.clone().unwrap_or_default();
                if key == "shell" && !value.split(['/', ' ']).any(|it| matches!(it, "bash" | "sh" | "{0}")) {
                    others.push(it.owner);
                }
                if KEYS.contains(&key.as_str()) {
                    let range = byte(place.start.index())..byte(place.end.index());
                    let lines = masked(&aligned(text, range, &value, style), is_buildkite);
                    let block = blocks.entry((it.owner, key)).or_default();
                    if !block.is_empty() {
                        let end = block.origin(block.len()..block.len());
                        block.push("\n", end);
                    }
                    block.push_part(&lines, 0..lines.len());
                }
                value_ends(&mut open);
            }
            _ => {}
        }
    }
    let shell = blocks.into_iter().filter(|((owner, _), _)| !others.contains(owner));
    Some(shell.map(|(_, it)| it).collect())
}

fn value_ends(open: &mut [Open]) {
    if let Some(it) = open.last_mut().filter(|it| it.is_map) {
        it.key_next = true;
    }
}

/// A scalar's value, each character with the bytes it stands for.
fn aligned(text: &str, range: Range<usize>, value: &str, style: ScalarStyle) -> MappedText {
    let whole = SourceRange { source: LINE, span: Span::new(range.start, range.end.max(range.start)) };
    let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
    let mut at = range.start;
    if block && text[at..].starts_with(['|', '>']) {
        at += text[at..].find('\n').map_or(0, |it| it + 1);
    } else if block {
        at = text[..at].rfind('\n').map_or(0, |it| it + 1);
    } else if text[at..].starts_with(['"', '\'']) {
        at += 1;
    }
    let indent = if block { indent(&text[at..], value) } else { 0 };
    let mut out = MappedText::default();
    let mut line_start = block;
    for (index, c) in value.char_indices() {
        if line_start {
            at += text[at..].bytes().take(indent).take_while(|it| *it == b' ').count();
        }
        let Some(end) = matched(text, &mut at, c, style) else {
            out.push(&value[index..], whole);
            return out;
        };
        let origin = SourceRange { source: LINE, span: Span::new(at, end) };
        out.push(c.encode_utf8(&mut [0; 4]), origin);
        line_start = block && text[at..end].ends_with('\n');
        at = end;
    }
    out
}

/// How far a block is indented.
fn indent(text: &str, value: &str) -> usize {
    let spaces = |it: &str| it.bytes().take_while(|it| *it == b' ').count();
    let first = |text: &str| text.lines().find(|it| !it.trim().is_empty()).map_or(0, spaces);
    first(text).saturating_sub(first(value))
}

/// Finds a character of the value: moves to where it stands and gives where that ends.
fn matched(text: &str, at: &mut usize, c: char, style: ScalarStyle) -> Option<usize> {
    loop {
        let here = text[*at..].chars().next()?;
        if style == ScalarStyle::DoubleQuoted && here == '\\' {
            let next = text[*at + 1..].chars().next()?;
            let digits = match next {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            let end = (*at + 1 + next.len_utf8() + digits).min(text.len());
            if next == '\n' || next == '\r' {
                *at = end;
                continue;
            }
            return text.is_char_boundary(end).then_some(end);
        }
        if style == ScalarStyle::SingleQuoted && c == '\'' && text[*at..].starts_with("''") {
            return Some(*at + 2);
        }
        let end = *at + here.len_utf8();
        if here == c || c == ' ' && here == '\n' {
            return Some(end);
        }
        if !here.is_whitespace() {
            return None;
        }
        *at = end;
    }
}

/// Makes unknown what the service fills in before a shell runs. Buildkite fills in all variables when a pipeline is
/// uploaded, also inside single quotes; a second `$` or a backslash leaves them to the shell.
fn masked(text: &MappedText, is_buildkite: bool) -> MappedText {
    const SIGNS: [(&str, &str); 3] = [("${{", "}}"), ("$[[", "]]"), ("<<", ">>")];
    let mut out = MappedText::default();
    let whole = text.text();
    let mut at = 0;
    let mut from = 0;
    while let Some(found) = whole.get(from..).and_then(|it| it.find(['$', '<'])) {
        let start = from + found;
        let rest = &whole[start..];
        if is_escaped(rest) {
            out.push_part(text, at..start);
            at = start + 1;
            // The second sign is the shell's.
            from = start + 2;
            continue;
        }
        let variable = if is_buildkite && !rest.starts_with("$(") { escapes::variable(rest) } else { 0 };
        if variable > 0 && whole[at..start].ends_with('\\') {
            out.push_part(text, at..start - 1);
            at = start;
            from = start + variable;
            continue;
        }
        let sign = SIGNS.iter().find(|(opens, _)| rest.starts_with(opens));
        let end = sign.and_then(|(opens, closes)| {
            let inside = &rest[opens.len()..rest.find(closes)?];
            let word = |it: char| it.is_ascii_alphanumeric() || matches!(it, ' ' | '.' | '_' | '-');
            // A here-document looks like a parameter of CircleCI, but for the dot in its name.
            let is_one = *opens != "<<" || inside.contains('.') && inside.chars().all(word);
            (is_one && !inside.contains('\n')).then_some(start + opens.len() + inside.len() + closes.len())
        });
        let end = end.or((variable > 0).then_some(start + variable));
        match end {
            Some(end) => {
                out.push_part(text, at..start);
                out.push_unknown("0", text.origin(start..end));
                at = end;
                from = end;
            }
            None => from = start + 1,
        }
    }
    out.push_part(text, at..whole.len());
    out
}

/// Whether `$$NAME` begins a text: Buildkite and Compose write `$` so. A shell would put its process number there.
fn is_escaped(rest: &str) -> bool {
    let name = rest.strip_prefix("$$").unwrap_or_default();
    name.starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '_' | '{' | '('))
}

/// Whether a document is a pipeline of Buildkite. Drone and Woodpecker name an image in each step.
fn is_buildkite(document: &Yaml) -> bool {
    fn is_step(step: &Yaml) -> bool {
        let has_command = step.get("command").or(step.get("commands")).is_some();
        has_command && step.get("image").is_none() || step.get("steps").is_some_and(has_step)
    }
    fn has_step(steps: &Yaml) -> bool {
        matches!(steps, Yaml::List(all) if all.iter().any(is_step))
    }
    let Yaml::List(roots) = document else { return false };
    roots.iter().any(|root| root.get("kind").is_none() && root.get("steps").is_some_and(has_step))
}

/// YAML, as far as it is asked here.
pub(super) enum Yaml {
    Map(Vec<(String, Yaml)>),
    List(Vec<Yaml>),
    Scalar(String, Range<usize>, ScalarStyle),
}

impl Yaml {
    pub fn get(&self, key: &str) -> Option<&Yaml> {
        let Yaml::Map(members) = self else { return None };
        members.iter().find(|it| it.0 == key).map(|it| &it.1)
    }
    pub fn text(&self) -> Option<&str> {
        if let Yaml::Scalar(text, ..) = self { Some(text) } else { None }
    }
    /// Whether a scalar in it has a text.
    pub fn says(&self, text: &str) -> bool {
        match self {
            Yaml::Map(members) => members.iter().any(|it| it.1.says(text)),
            Yaml::List(all) => all.iter().any(|it| it.says(text)),
            Yaml::Scalar(own, ..) => own.contains(text),
        }
    }
    /// The mappings around a place, the outermost first, and the style of the scalar there.
    pub fn around<'y>(&'y self, offset: usize, path: &mut Vec<&'y Yaml>) -> Option<ScalarStyle> {
        match self {
            Yaml::Scalar(_, range, style) => (range.start <= offset && offset < range.end).then_some(*style),
            Yaml::List(all) => all.iter().find_map(|it| it.around(offset, path)),
            Yaml::Map(members) => {
                path.push(self);
                let found = members.iter().find_map(|it| it.1.around(offset, path));
                if found.is_none() {
                    path.pop();
                }
                found
            }
        }
    }
}

/// A text as a tree of its values; `None` if it is not YAML.
pub(super) fn document(text: &str) -> Option<Yaml> {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |index: usize| offsets.get(index).copied().unwrap_or(text.len());
    let mut documents = Vec::new();
    // Each with the key that its next value is for.
    let mut open: Vec<(Yaml, Option<String>)> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, place) = event.ok()?;
        let value = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if open.len() == DEPTH_MAX => return None,
            Event::MappingStart(..) => {
                open.push((Yaml::Map(Vec::new()), None));
                continue;
            }
            Event::SequenceStart(..) => {
                open.push((Yaml::List(Vec::new()), None));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => open.pop()?.0,
            Event::Scalar(value, style, ..) => {
                if let Some((Yaml::Map(_), key @ None)) = open.last_mut() {
                    *key = Some(value.into_owned());
                    continue;
                }
                let range = byte(place.start.index())..byte(place.end.index());
                Yaml::Scalar(value.into_owned(), range, style)
            }
            Event::Alias(_) => Yaml::List(Vec::new()),
            _ => continue,
        };
        match open.last_mut() {
            Some((Yaml::Map(members), key)) => members.push((key.take().unwrap_or_default(), value)),
            Some((Yaml::List(all), _)) => all.push(value),
            _ => documents.push(value),
        }
    }
    (!documents.is_empty()).then_some(Yaml::List(documents))
}
