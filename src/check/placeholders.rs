//! Strings with placeholders: a finding is kept if nothing that may be filled in removes it.
//!
//! A clean document stays clean whatever is filled in, so this runs only if something was found, or if `--define` makes a
//! placeholder longer. The document is then checked again with several fillings, the empty one among them: it is the
//! shortest that a string can become, so lengths are lower bounds. No filling can remove what every filling shows.

use crate::{
    check::{
        Checked, Input, Options,
        filled_text::{FilledText, part_of_arn},
        pass,
    },
    diagnostic::Text,
    text::display::code,
};
use crate::{
    diagnostic::{Diagnostic, Label},
    document::{dialect, recognize},
    json,
    text::{
        display::quoted,
        placeholder::{self, Defined},
        span::Span,
    },
};
use std::ops::Range;

/// What may be filled in, the shortest first: some value for each format that rules know.
const FILLINGS: [&str; 7] =
    ["", "a", "1", "0a1b2c3d", "123456789012", "0a1b2c3d4e5f60718", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"];

/// The beginning of an ARN, which a placeholder at the beginning of a string may become, and what is filled into the
/// placeholders after it.
pub(super) const ARNS: [(&str, &str); 7] = [
    ("arn:aws:ecs:us-east-1:123456789012", "1"),
    ("arn:aws:ecs:us-east-1:123456789012:", "1"),
    ("arn:aws:ecs:us-east-1:123456789012:cluster", "a"),
    ("arn:aws:ecs:us-east-1:123456789012:task-definition", "1"),
    ("arn:aws:ecs:us-east-1:123456789012:container-instance", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
    ("arn:aws:iam::123456789012", "a"),
    ("arn:aws:iam::123456789012:role", "a"),
];

/// Drops the findings that a placeholder may remove.
pub(super) fn refine(first: Checked, reading: &Input<'_>, options: &Options) -> Checked {
    if first.diagnostics.is_empty() && options.defines.is_empty()
        || first.document.is_none()
        || !placeholder::may_have_holes(reading.text)
    {
        return first;
    }
    look_closely(first, reading, options)
}

#[cold]
fn look_closely(first: Checked, reading: &Input<'_>, options: &Options) -> Checked {
    let strings = strings(reading, options);
    if strings.is_empty() {
        return first;
    }
    let mut checked = first;
    let literal = std::mem::take(&mut checked.diagnostics);
    let options = Options { kind: options.kind.or(checked.document.map(|it| it.kind)), ..options.clone() };
    let fill = |first: &str, filling: &str| {
        let filled = Filled::new(reading, &strings, (first, filling));
        let again = Input {
            text: &filled.filled.text,
            open: &filled.open,
            hidden: &filled.hidden,
            included: &filled.included,
            ..*reading
        };
        let found = pass(&again, None, &options).diagnostics;
        found.into_iter().map(|it| filled.back(it)).collect::<Vec<_>>()
    };
    let mut fillings = FILLINGS.iter().map(|it| fill(it, it));
    let shortest = fillings.next().unwrap_or_default();
    let begins =
        |it: &HoleString| it.holes.first().is_some_and(|first| it.may_begin_arn(reading.text, &first.0));
    let may_be_arn = !shortest.is_empty() && strings.iter().any(begins);
    let arns = ARNS.iter().filter(|_| may_be_arn).map(|(first, others)| fill(first, others));
    let others: Vec<_> = fillings.chain(arns).collect();
    let stays = |it: &Diagnostic| {
        let string = strings.iter().find(|string| string.span.contains(it.span));
        let is_same = |other: &Diagnostic| {
            let there = it.span == other.span || string.is_some_and(|it| it.span.contains(other.span));
            other.rule == it.rule && other.pointer == it.pointer && there
        };
        let written = || literal.iter().any(is_same) || string.is_some_and(HoleString::is_defined);
        string.is_none_or(|string| string.can_tell(&it.rule))
            && written()
            && others.iter().all(|found| found.iter().any(is_same))
    };
    let kept = shortest.into_iter().filter(stays).map(|it| explained(it, &strings, reading));
    let kept = kept.filter(|it| !is_as_written(it));
    checked.diagnostics = literal.iter().filter(|it| is_as_written(it)).cloned().chain(kept).collect();
    checked.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    checked
}

/// Whether it is about the text as written, whatever is filled in.
fn is_as_written(it: &Diagnostic) -> bool {
    matches!(it.rule.as_ref(), "encoding" | "unresolved-placeholder")
}

/// A finding in a string with placeholders quotes the text as written, and says what was assumed.
fn explained(mut it: Diagnostic, strings: &[HoleString], reading: &Input<'_>) -> Diagnostic {
    let Some(string) = strings.iter().find(|string| string.span.contains(it.span)) else { return it };
    let (filled, written) = (string.filled(reading.text, ""), &reading.text[string.inner.clone()]);
    let (filled_code, written_code) = (code(&filled), code(written));
    let restore = |text: &mut Text| {
        *text = text.with_code(|part| (part == filled_code).then(|| written_code.clone()));
    };
    if filled.len() > 2 {
        restore(&mut it.message);
        [&mut it.label, &mut it.help].into_iter().flatten().for_each(restore);
    }
    for (hole, define) in string.holes.iter().take(4) {
        let message = match define {
            Some(Defined::Length(length)) => format!("counted as {length} characters").into(),
            Some(Defined::Text(text)) => format!("taken as {}", quoted(text)).into(),
            None if it.rule.ends_with("-length") => "counted as nothing".into(),
            None => "whatever this becomes".into(),
        };
        it.labels.push(Label { message, span: Span::new(hole.start, hole.end), file: None });
    }
    it
}

/// A string with placeholders, by offsets in the text.
struct HoleString {
    /// With its quotes.
    span: Span,
    /// Between its quotes.
    inner: Range<usize>,
    holes: Vec<(Range<usize>, Option<Defined>)>,
}

/// The strings with placeholders, in order. Keys are not among them.
fn strings(reading: &Input<'_>, options: &Options) -> Vec<HoleString> {
    let parsed = json::parse(reading.text);
    // What is found in a string of JSON has been asked there already.
    let root = parsed.tree.root();
    let sites = dialect::find(root, recognize::recognize(root));
    let inputs = sites.map(|it| it.strings().collect::<Vec<_>>()).unwrap_or_default();
    let is_text = |it: &json::Node<'_>| it.kind() == json::ValueKind::String && !it.is_key();
    let nodes = parsed.tree.nodes().filter(|it| is_text(it) && !inputs.contains(&it.id()));
    let of = |node: json::Node<'_>| {
        let raw = node.raw();
        let start = node.span().start as usize;
        let define = |hole: &str| {
            let name = placeholder::variable(hole);
            options.defines.iter().rev().find(|it| it.name == name).map(|it| it.value.clone())
        };
        let holes = if placeholder::may_have_holes(raw) { placeholder::holes(raw) } else { Vec::new() };
        let holes: Vec<_> =
            holes.into_iter().map(|it| (start + it.start..start + it.end, define(&raw[it]))).collect();
        let inner = between_quotes(raw);
        let inner = start + inner.start..start + inner.end;
        (!holes.is_empty()).then_some(HoleString { span: node.span(), inner, holes })
    };
    nodes.filter_map(of).collect()
}

/// What lies between quotes. They may be typographic ones, or be missing: the text need not be JSON.
fn between_quotes(raw: &str) -> Range<usize> {
    let quote = |it: &char| "\"'`“”„‟‘’‚‛«»".contains(*it);
    let first = raw.chars().next().filter(quote).map_or(0, char::len_utf8);
    let last = raw[first..].chars().next_back().filter(quote).map_or(0, char::len_utf8);
    first..raw.len() - last
}

impl HoleString {
    fn is_defined(&self) -> bool {
        self.holes.iter().any(|(_, define)| define.is_some())
    }
    /// Whether nothing of it is fixed.
    fn is_whole(&self) -> bool {
        let inside: usize = self.holes.iter().map(|(hole, _)| hole.len()).sum();
        inside >= self.inner.len()
    }
    /// Whether it is known what a rule says: of a length alone, rules on lengths know; and no filling
    /// is one of an enumeration's few words.
    fn can_tell(&self, rule: &str) -> bool {
        let lengths = self.holes.iter().all(|(_, it)| matches!(it, Some(Defined::Length(_))));
        let texts = self.holes.iter().all(|(_, it)| matches!(it, Some(Defined::Text(_))));
        let words = matches!(rule, "enum-value" | "assign-public-ip-value");
        texts || !words && (!lengths || !self.is_whole() || rule.ends_with("-length"))
    }
    /// Whether it stays unknown: nothing of it is fixed and something is not defined.
    fn stays_open(&self) -> bool {
        self.is_whole() && self.holes.iter().any(|(_, define)| define.is_none())
    }
    /// Whether a placeholder of it may become the beginning of an ARN: `${PREFIX}/web`.
    fn may_begin_arn(&self, text: &str, hole: &Range<usize>) -> bool {
        hole.start == self.inner.start
            && text.get(hole.end..self.inner.end).is_some_and(|it| it.contains('/'))
    }
    /// The same with its placeholders filled in.
    fn filled(&self, text: &str, filling: &str) -> String {
        let inner = &self.inner;
        let (mut out, mut at) = (String::new(), inner.start);
        for (hole, _) in &self.holes {
            out.push_str(text.get(at..hole.start).unwrap_or_default());
            out.push_str(&self.filling(text, hole, filling));
            at = hole.end;
        }
        out.push_str(text.get(at..inner.end).unwrap_or_default());
        out
    }
    /// What is filled into a placeholder.
    fn filling(&self, text: &str, hole: &Range<usize>, filling: &str) -> String {
        let define = self.holes.iter().find(|(it, _)| it == hole).and_then(|it| it.1.as_ref());
        match define {
            Some(Defined::Text(text)) => {
                let json = json::quote_json(text);
                json[1..json.len() - 1].to_owned()
            }
            Some(Defined::Length(length)) => {
                let cycle = if filling.is_empty() { "a" } else { filling };
                cycle.chars().cycle().take(*length as usize).collect()
            }
            None if filling.is_empty() => String::new(),
            None => {
                let up_to = self.holes.iter().map(|(it, _)| it).take_while(|it| it.start <= hole.start);
                part_of_arn(text, self.inner.start, up_to).unwrap_or(filling).to_owned()
            }
        }
    }
}

/// A text with its placeholders filled in, and what is to know about it.
struct Filled {
    filled: FilledText,
    open: Vec<Span>,
    hidden: Vec<Span>,
    included: Vec<Span>,
}

impl Filled {
    /// `first` is filled into a placeholder at the beginning of a string.
    fn new(reading: &Input<'_>, strings: &[HoleString], (first, filling): (&str, &str)) -> Filled {
        let mut filled = FilledText::default();
        for string in strings.iter().filter(|string| !string.stays_open()) {
            for (hole, _) in &string.holes {
                let filling = if string.may_begin_arn(reading.text, hole) { first } else { filling };
                filled.fill(reading.text, hole, &string.filling(reading.text, hole, filling));
            }
        }
        filled.finish(reading.text);
        let whole = strings.iter().filter(|string| string.stays_open()).map(|string| string.span);
        let mut open: Vec<_> = reading.open.iter().copied().chain(whole).collect();
        open.sort();
        let forth = |spans: &[Span]| spans.iter().map(|span| filled.forth(*span)).collect();
        let (open, hidden, included) = (forth(&open), forth(reading.hidden), forth(reading.included));
        Filled { filled, open, hidden, included }
    }

    /// A finding in the text that was given.
    fn back(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        self.filled.place_back(&mut diagnostic);
        // An edit of what was filled in would write the filling into the file.
        diagnostic.fix.take_if(|fix| fix.edits.iter().any(|edit| self.filled.is_filled(edit.span)));
        for edit in diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = self.filled.back_of_edit(edit.span);
        }
        diagnostic
    }
}
