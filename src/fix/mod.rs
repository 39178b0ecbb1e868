//! Fixes a document: applies the fixes of its findings, in rounds, until none is left.
//!
//! A round takes fixes in the order of their findings. One that overlaps an earlier one waits for the next round, in which
//! the document is checked again. The result of all rounds is a list of edits of the original bytes.
//!
//! Within a round, a fix that inserts where an earlier one ends waits too. All rounds together are one list of edits
//! (`piece_table`), so a diff does not have to search for changes. A document that would not be valid JSON afterwards,
//! or that is not recognized, is left unchanged. Suppressed findings are followed from round to round and never fixed.
//!
//! Layer 13: may import `text` to `suppress`.

mod piece_table;

use crate::{
    check::{Checked, Options, brings_new, cost, foreign_member, is_readable},
    diagnostic::{Diagnostic, Fix},
    text::{
        edit::{Applicability, Edit},
        source::{Encoding, Source},
        span::Span,
    },
};
use piece_table::PieceTable;
use std::{
    borrow::Cow,
    collections::{BTreeSet, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

/// The limit of rounds. One fixes up to [`FINDINGS_MAX`](crate::diagnostic::FINDINGS_MAX) findings.
const ROUNDS_MAX: usize = 100;
/// So many bytes are read again for one document, and it is checked again so often in any case. No more rounds are made then.
const READ_MAX: usize = 8 << 20;
const CHECKS_MIN: usize = 8;

/// A document, and its text after fixing.
#[derive(Debug)]
pub struct FixResult {
    /// The document as it was.
    pub before: Source,
    /// What was found in it.
    pub found: Checked,
    /// What it became; `None` where nothing changes.
    pub after: Option<Fixed>,
    /// Why fixes were not applied, or not to the end.
    pub left: Option<Unfixed>,
}

/// A document that was fixed.
#[derive(Debug)]
pub struct Fixed {
    /// Its bytes.
    pub source: Source,
    /// What is found in it.
    pub remaining: Checked,
    /// What changed: edits of the bytes as they were, in order, no two of which touch, none of which changes nothing.
    pub edits: Vec<Edit>,
    /// How many fixes were applied.
    pub fixed: usize,
}

/// Why fixes were not applied, or not to the end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unfixed {
    /// The document would still not be JSON, and not better for it: it stays as it was.
    NoJson,
    /// The document is still not JSON: some of its syntax errors have no fix.
    StillBroken,
    /// It is not known to be a document of ECS, so it stays as it was.
    Unrecognized,
    /// It has a member that belongs to no launch document, so it may be for another program.
    Stranger(String),
    /// Fixes undo each other, or there are too many.
    Unsettled,
}

/// Which fixes are applied.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Fixes {
    /// Also those that are only likely.
    pub unsafe_too: bool,
}

/// Fixes a document with findings. `held` are findings that are suppressed: they are not fixed, even if their places
/// move. `examine` checks the document again after each round. The options say whether it may be a template.
pub fn fix_document(
    before: Source,
    found: Checked,
    held: &[Diagnostic],
    fixes: Fixes,
    options: &Options,
    examine: impl FnMut(&Source) -> Checked,
) -> FixResult {
    if let Some(name) = foreign_member(&before, &found, options) {
        let has_fixes = Mending::new(fixes, held).round(&found, &before).is_some();
        let left = has_fixes.then_some(Unfixed::Stranger(name));
        return FixResult { before, found, after: None, left };
    }
    fix_text(before, found, held, fixes, examine, |source| is_readable(source, options))
}

/// The same for any text. `is_sound` says whether it may be left as it has become.
pub fn fix_text(
    before: Source,
    found: Checked,
    held: &[Diagnostic],
    fixes: Fixes,
    mut examine: impl FnMut(&Source) -> Checked,
    is_sound: impl Fn(&Source) -> bool,
) -> FixResult {
    let mut fixing = Mending::new(fixes, held);
    let Some(round) = fixing.round(&found, &before) else {
        return FixResult { before, found, after: None, left: None };
    };
    let each = cost(&before).0.max(1);
    let mut examine = Examiner { examine: &mut examine, left: (READ_MAX / each).max(CHECKS_MIN) };
    if found.document.is_none() {
        return FixResult { before, found, after: None, left: Some(Unfixed::Unrecognized) };
    }
    let (after, left) = match fixing.rounds(&before, &found, round, &mut examine) {
        Some((after, settled)) if is_sound(&after.source) => {
            (Some(after).filter(|it| !it.edits.is_empty()), (!settled).then_some(Unfixed::Unsettled))
        }
        _ => match fix_intact_parts(&before, &found, held, fixes, &mut examine) {
            Some(after) => (Some(after), Some(Unfixed::StillBroken)),
            None => (None, Some(Unfixed::NoJson)),
        },
    };
    FixResult { before, found, after, left }
}

/// The fixes of a document whose syntax errors cannot all be fixed: first with those that can, then only of the parts that
/// could be read. Nothing is applied after which another run would fix more, since a fix of one syntax error may only
/// move another.
fn fix_intact_parts(
    before: &Source,
    found: &Checked,
    held: &[Diagnostic],
    fixes: Fixes,
    examine: &mut Examiner<'_>,
) -> Option<Fixed> {
    let mut attempt = |source: &Source, found: &Checked, keeps_syntax: bool| {
        let mut fixing = Mending { keeps_syntax, ..Mending::new(fixes, held) };
        let first = fixing.round(found, source)?;
        let (after, settled) = fixing.rounds(source, found, first, examine)?;
        (settled && is_better(found, &after)).then_some(after)
    };
    if let Some(after) = attempt(before, found, false) {
        return Some(after);
    }
    let after = attempt(before, found, true)?;
    attempt(&after.source, &after.remaining, false).is_none().then_some(after)
}

/// Whether a document that is still not JSON is better after its fixes: it is read in the same way, and nothing new is
/// found in it.
fn is_better(found: &Checked, after: &Fixed) -> bool {
    let is_same = |a: &Checked, b: &Checked| a.document.map(|it| it.kind) == b.document.map(|it| it.kind);
    after.source.encoding() == Encoding::Utf8
        && !after.edits.is_empty()
        && is_same(found, &after.remaining)
        && !is_worse(found, &after.remaining)
}

/// Whether there are findings that were not there before, warnings at least, as far as that can be said.
fn is_worse(before: &Checked, after: &Checked) -> bool {
    let are_whole = before.cut == 0 && after.cut == 0;
    are_whole && brings_new(&before.diagnostics, &after.diagnostics)
}

/// Checks a document again and again, but not for ever.
struct Examiner<'a> {
    examine: &'a mut dyn FnMut(&Source) -> Checked,
    /// How often it may still do so.
    left: usize,
}

impl Examiner<'_> {
    fn check(&mut self, source: &Source) -> Checked {
        self.left = self.left.saturating_sub(1);
        (self.examine)(source)
    }
}

/// The fixes of one round.
struct Round {
    /// In the order of their findings; none overlaps another.
    fixes: Vec<Fix>,
    /// Whether one of them changes the encoding: what is found then could not be found before.
    decodes: bool,
}

impl Round {
    /// The edits of the first fixes, in order.
    fn edits(&self, fixes: usize) -> Vec<Edit> {
        let mut edits: Vec<_> =
            self.fixes.iter().take(fixes).flat_map(|it| it.edits.iter().cloned()).collect();
        edits.sort_by_key(|it| it.span);
        edits
    }
}

struct Mending {
    fixes: Fixes,
    /// Rules and places of the findings that are left alone.
    held: Vec<(String, Span)>,
    /// Whether syntax errors are left alone.
    keeps_syntax: bool,
}

impl Mending {
    fn new(fixes: Fixes, held: &[Diagnostic]) -> Mending {
        let held = held.iter().map(|finding| (finding.rule.to_string(), finding.span)).collect();
        Mending { fixes, held, keeps_syntax: false }
    }

    /// All rounds after the first was chosen. The second value says whether they came to an end by themselves;
    /// `None` is edits that do not fit the text.
    fn rounds(
        &mut self,
        before: &Source,
        found: &Checked,
        first: Round,
        examine: &mut Examiner<'_>,
    ) -> Option<(Fixed, bool)> {
        let mut rope = PieceTable::of(before.bytes());
        let mut seen = BTreeSet::from([fingerprint(before.bytes())]);
        let mut fixed = 0;
        let mut next = Some(first);
        let mut last = Cow::Borrowed(found);
        let mut settled = false;
        loop {
            let round = next.take()?;
            let mut fixes = round.fixes.len();
            let (edits, source, remaining) = loop {
                let edits = round.edits(fixes);
                let mut attempt = rope.clone();
                attempt.apply(&edits)?;
                let source = Source::new(before.name().to_owned(), attempt.bytes());
                let remaining = examine.check(&source);
                // Each fix brings nothing new by itself, but some may together.
                if fixes == 1 || round.decodes || !is_worse(&last, &remaining) {
                    rope = attempt;
                    break (edits, source, remaining);
                }
                fixes /= 2;
            };
            fixed += fixes;
            self.follow(&edits);
            next = self.round(&remaining, &source);
            settled |= next.is_none();
            if settled
                || seen.len() == ROUNDS_MAX
                || examine.left == 0
                || !seen.insert(fingerprint(source.bytes()))
            {
                let edits = rope.edits();
                return Some((Fixed { source, remaining, edits, fixed }, settled));
            }
            last = Cow::Owned(remaining);
        }
    }

    /// The fixes that can be applied together, the first by the order of findings going first.
    fn round(&self, checked: &Checked, source: &Source) -> Option<Round> {
        let mut taken = BTreeSet::new();
        let mut round = Round { fixes: Vec::new(), decodes: false };
        for it in &checked.diagnostics {
            let Some(fix) = it.fix.as_ref().filter(|fix| self.wanted(it, fix)) else { continue };
            if fix.edits.iter().all(|it| is_there(source.bytes(), it)) {
                continue;
            }
            if fix.edits.iter().any(|it| is_in_the_way(&taken, it.span)) {
                continue;
            }
            taken.extend(fix.edits.iter().map(|it| it.span));
            round.fixes.push(fix.clone());
            round.decodes |= it.rule == "encoding";
        }
        (!round.fixes.is_empty()).then_some(round)
    }

    fn wanted(&self, it: &Diagnostic, fix: &Fix) -> bool {
        let orderly = fix.edits.is_sorted_by(|a, b| a.span.end <= b.span.start);
        let sure = self.fixes.unsafe_too || fix.applicability == Applicability::Safe;
        let held = |(rule, span): &(String, Span)| {
            *rule == it.rule && span.start <= it.span.end && it.span.start <= span.end
        };
        let is_syntax = matches!(it.rule.as_ref(), "syntax" | "encoding");
        orderly
            && sure
            && !(is_syntax && self.keeps_syntax)
            && !fix.edits.is_empty()
            && !self.held.iter().any(held)
    }

    /// Moves the places of the held findings to where the edits push them.
    fn follow(&mut self, edits: &[Edit]) {
        for (_, span) in &mut self.held {
            *span = Span { start: moved(span.start, edits, false), end: moved(span.end, edits, true) };
        }
    }
}

/// Where an offset is after edits. Inside an edit, it moves to the beginning or end of that edit.
fn moved(offset: u32, edits: &[Edit], to_end: bool) -> u32 {
    let mut shift = 0;
    for edit in edits.iter().take_while(|it| it.span.start < offset) {
        let (start, grown) = (i64::from(edit.span.start), edit.text.len() as i64);
        if offset < edit.span.end {
            return (start + shift + if to_end { grown } else { 0 }) as u32;
        }
        shift += grown - edit.span.len() as i64;
    }
    (i64::from(offset) + shift) as u32
}

/// Whether an edit puts in place what is there already.
fn is_there(bytes: &[u8], edit: &Edit) -> bool {
    bytes.get(edit.span.range()) == Some(edit.text.as_bytes())
}

/// Whether an edit overlaps one that was taken. Of two that touch, none may insert: which comes first is not known.
fn is_in_the_way(taken: &BTreeSet<Span>, span: Span) -> bool {
    let up_to_its_end = ..=Span { start: span.end, end: u32::MAX };
    let near = taken.range(up_to_its_end).rev().take_while(|it| it.end >= span.start);
    let mut conflicts = near.map(|it| {
        let touches_only = it.end == span.start || span.end == it.start;
        !touches_only || it.is_empty() || span.is_empty()
    });
    conflicts.any(|it| it)
}

fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
