//! Strings of which only a part is known before a shell runs: a finding holds if nothing that may be filled in fixes it.
//!
//! The request is checked with these strings as unknown values first. Then it is checked again with several fillings,
//! and what every filling shows in such a string holds whatever the variables become. The fillings are many, because a
//! variable of a shell is often a prefix, an ARN or a part of one.

use crate::{
    check::{
        Around, Options,
        filled_text::{FilledText, part_of_arn},
        placeholders::ARNS,
        tree,
    },
    diagnostic::Text,
    text::display::code,
};
use crate::{
    diagnostic::{Diagnostic, Label},
    document::task_definition,
    json::{self, Tree, ValueKind as Json},
    model::kind::DocumentKind,
    text::span::Span,
};
use std::ops::Range;

/// A string with pieces that are not known, by offsets in the text.
pub(crate) struct PartString {
    /// With its quotes.
    pub span: Span,
    pieces: Vec<Range<usize>>,
    /// Whether nothing of it is known.
    whole: bool,
}

/// What may be filled in, and whether the pieces of an ARN are filled by their position in it.
const FILLINGS: [(&str, bool); 30] = [
    ("a", true),
    ("1", true),
    ("0a1b2c3d", true),
    ("0a1b2c3d4e5f60718", true),
    ("0a1b2c3d4e5f60718293a4b5c6d7e8f9", true),
    ("aaa.env", true),
    ("", false),
    ("a", false),
    ("1", false),
    ("a:1", false),
    ("/a", false),
    (":1", false),
    ("family", false),
    ("123456789012", false),
    ("us-east-1:123456789012", false),
    ("arn:aws:ecs", false),
    ("arn:aws:ecs:us-east-1", false),
    ("arn:aws:ecs:us-east-1:123456789012", false),
    ("arn:aws:ecs:us-east-1:123456789012:", false),
    ("arn:aws:ecs:us-east-1:123456789012:cluster", false),
    ("arn:aws:ecs:us-east-1:123456789012:task-definition/a", false),
    ("arn:aws:ecs:us-east-1:123456789012:container-instance/", false),
    ("arn:aws:iam::123456789012:", false),
    ("arn:aws:iam::123456789012:role/a", false),
    ("arn:aws:s3:::", false),
    ("-0a1b2c3d", false),
    ("subnet", false),
    ("subnet-", false),
    ("sg", false),
    ("sg-", false),
];

/// The strings of a tree in which pieces lie that are not known.
pub(crate) fn strings(tree: &Tree<'_>, unknown: &[Range<usize>]) -> Vec<PartString> {
    let mut found = Vec::new();
    if unknown.is_empty() {
        return found;
    }
    for node in tree.nodes().filter(|node| node.kind() == Json::String && !node.is_key()) {
        let span = node.span();
        let first = unknown.partition_point(|piece| piece.end <= span.start as usize);
        let inside = unknown[first..].iter().take_while(|piece| piece.start < span.end as usize);
        let pieces: Vec<_> = inside.cloned().collect();
        let length: usize = pieces.iter().map(Range::len).sum();
        if !pieces.is_empty() {
            found.push(PartString { span, whole: length + 2 >= span.len(), pieces });
        }
    }
    found
}

/// Whether a rule looks at what is written in a string rather than at which of several words it is.
fn looks_at_parts(rule: &str, whole: bool) -> bool {
    let endings = ["-charset", "-length", "-format"];
    match rule {
        "wrong-type" => true,
        _ if whole => false,
        "platform-version-format" => false,
        "tag-reserved-prefix" | "command-shell-line" => true,
        _ => endings.iter().any(|ending| rule.ends_with(ending)),
    }
}

/// The findings in the strings of a text that remain whatever their pieces become. `holes` are the values that are
/// completely unknown; `written` gives what the source has for a part of the text.
#[cold]
pub(crate) fn check(
    text: &str,
    strings: &[PartString],
    holes: &[Span],
    (kind, options, around): (DocumentKind, &Options, Around<'_>),
    written: impl Fn(Span) -> String,
) -> Vec<Diagnostic> {
    let around = Around { definitions: &task_definition::NONE, ..around };
    // For each finding that all fillings so far show: the finding of each filling.
    let mut kept: Vec<Vec<(Diagnostic, String)>> = Vec::new();
    // The last one has no two pieces become the same.
    let arns = ARNS.iter().map(|(first, others)| (Some((*others, false)), Some(*first)));
    let fillings = FILLINGS.iter().map(|filling| (Some(*filling), None)).chain(arns).chain([(None, None)]);
    for (turn, filling) in fillings.enumerate() {
        let filled = fill(text, strings, filling);
        let parsed = json::parse(&filled.text);
        let mut parsed = parsed;
        let holes: Vec<_> = holes.iter().map(|hole| filled.forth(*hole)).collect();
        parsed.tree.mark_unknown(&holes);
        let found = tree(&parsed.tree, kind, options, around).1;
        let found = found.into_iter().filter_map(|it| {
            let mut it = it;
            filled.place_back(&mut it);
            let string = strings.iter().find(|string| string.span.contains(it.span))?;
            let value = value(&filled, string);
            looks_at_parts(&it.rule, string.whole).then_some((it, value))
        });
        let found: Vec<_> = found.collect();
        let same = |a: &Diagnostic, b: &Diagnostic| a.rule == b.rule && a.pointer == b.pointer;
        if turn == 0 {
            kept = found.into_iter().map(|it| vec![it]).collect();
        } else {
            kept.retain_mut(|all| {
                let again = found.iter().find(|it| same(&it.0, &all[0].0));
                all.extend(again.cloned());
                again.is_some()
            });
        }
        if kept.is_empty() {
            return Vec::new();
        }
    }
    kept.into_iter().filter_map(|all| chosen(all, strings, &written)).collect()
}

/// The one of several findings of the same mistake that speaks of what is written.
fn chosen(
    all: Vec<(Diagnostic, String)>,
    strings: &[PartString],
    written: &impl Fn(Span) -> String,
) -> Option<Diagnostic> {
    let span = all.first()?.0.span;
    let string = strings.iter().find(|string| string.span.contains(span))?;
    let counts = all[0].0.rule.ends_with("-length");
    let empty = FILLINGS.iter().position(|filling| filling.0.is_empty()).filter(|_| counts);
    let apart = |it: &(Diagnostic, String)| {
        let (start, end) = (it.0.span.start as usize, it.0.span.end as usize);
        string.pieces.iter().all(|piece| end <= piece.start || piece.end <= start)
    };
    let at = empty.or_else(|| all.iter().position(apart)).unwrap_or(0);
    let (mut it, value) = all.into_iter().nth(at)?;
    let inner = Span { start: string.span.start + 1, end: string.span.end - 1 };
    let (filled, written) = (code(&value), code(&written(inner)));
    let restore = |text: &mut Text| *text = text.with_code(|part| (part == filled).then(|| written.clone()));
    restore(&mut it.message);
    [&mut it.label, &mut it.help].into_iter().flatten().for_each(restore);
    it.fix = None;
    for piece in string.pieces.iter().filter(|_| !string.whole).take(4) {
        let message = if counts { "counted as nothing" } else { "whatever this becomes" };
        let span = Span::new(piece.start, piece.end);
        it.labels.push(Label { message: message.into(), span, file: None });
    }
    Some(it)
}

/// The text with its pieces filled in. With the filling comes another for a piece at the beginning of a string.
fn fill(
    text: &str,
    strings: &[PartString],
    (filling, first): (Option<(&str, bool)>, Option<&str>),
) -> FilledText {
    let mut filled = FilledText::default();
    let mut number = 0;
    for string in strings {
        let inside = string.span.start as usize + 1;
        for (order, piece) in string.pieces.iter().enumerate() {
            let rest = || text.get(piece.end..string.span.end as usize).unwrap_or_default();
            let first = first.filter(|_| piece.start == inside && rest().contains('/'));
            let unique = format!("a{number}");
            let value = match (filling, first) {
                (None, _) => &unique,
                (Some(_), Some(first)) => first,
                (Some(("", _)), None) if string.whole => "a",
                (Some((filling, true)), None) => {
                    part_of_arn(text, inside, string.pieces.iter().take(order + 1)).unwrap_or(filling)
                }
                (Some((filling, false)), None) => filling,
            };
            filled.fill(text, piece, value);
            number += 1;
        }
    }
    filled.finish(text);
    filled
}

/// What a string became, without its quotes.
fn value(filled: &FilledText, string: &PartString) -> String {
    let span = filled.forth(string.span);
    let inside = span.start as usize + 1..(span.end as usize).saturating_sub(1);
    filled.text.get(inside).unwrap_or_default().to_owned()
}
