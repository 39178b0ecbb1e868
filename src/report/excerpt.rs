//! What of a file is shown for one finding: the lines around its places, cut to a width, with
//! nothing left in them that a terminal would obey.

// Without the command line nobody draws the picture for which some of this is kept.
#![cfg_attr(not(feature = "cli"), allow(dead_code))]

use crate::report::{
    RenderOptions,
    line_window::{LineWindow, width},
    plain,
};
use crate::{
    diagnostic::{Diagnostic, Fix, Label},
    secrets,
    text::{
        edit::Edit,
        source::Source,
        span::{Position, Span},
    },
};
use std::{borrow::Cow, ops::Range};

/// The text of a file as reports show it, of the same length as the file. There is no other way for
/// content of a file into a report, but for what messages quote.
pub fn shown(source: &Source) -> &str {
    secrets::shown(source)
}

/// Whether a report may contain a fix for programs: not if the fix repeats a secret. With asterisks instead, it would
/// destroy the secret.
pub fn may_be_told(source: &Source, fix: &Fix) -> bool {
    !fix.edits.iter().any(|it| secrets::holds(source, it))
}

/// The text that an edit puts in, as reports show it.
pub fn inserted<'a>(source: &Source, edit: &'a Edit) -> Cow<'a, str> {
    secrets::inserted(source, edit)
}

/// The number of places that a finding shows; the others are counted.
const PLACES_MAX: usize = 8;
/// Places so few lines apart share a part.
const NEAR: usize = 4;

/// What is shown of a file.
#[derive(Debug)]
pub struct Excerpt {
    /// Runs of lines, the one with the finding first.
    pub parts: Vec<Part>,
    /// How many more places the finding has.
    pub hidden: usize,
    /// The digits of the greatest line number.
    pub digits: usize,
    /// Whether the finding's own line is shown in part only.
    pub cut: bool,
}

/// Lines that follow one another.
#[derive(Debug)]
pub struct Part {
    /// The lines, each ended by LF.
    pub text: String,
    /// The number of the first, from 1.
    pub first_line: usize,
    /// How many there are.
    pub lines: usize,
    /// The places in them.
    pub marks: Vec<Mark>,
}

/// A place in a part.
#[derive(Debug)]
pub struct Mark {
    /// Where in the part's text.
    pub range: Range<usize>,
    /// Where in the file.
    pub at: Position,
    /// What is to be said there.
    pub words: String,
    /// Whether it is the finding's own.
    pub primary: bool,
}

impl Excerpt {
    /// Shows a finding's own place and those that explain it.
    pub fn of(source: &Source, finding: &Diagnostic, look: &RenderOptions) -> Excerpt {
        let own = (finding.span, finding.label.as_deref().unwrap_or_default());
        let others = finding.labels.iter().filter(|it| it.file.is_none());
        let others = others.map(|it| (it.span, &*it.message));
        let places = std::iter::once(own).chain(others).enumerate();
        let places = places.map(|(at, (span, words))| Place::new(source, span, words, at == 0));
        Excerpt::new(source, places.collect(), look)
    }

    /// Shows what explains a finding in another file, with that file.
    pub fn elsewhere<'a>(finding: &'a Diagnostic, look: &RenderOptions) -> Option<(&'a Source, Excerpt)> {
        let file = finding.labels.iter().find_map(|it| it.file.as_deref())?;
        let here = |it: &&Label| it.file.as_deref().is_some_and(|it| std::ptr::eq(it, file));
        let places = finding.labels.iter().filter(here);
        let places = places.map(|it| Place::new(file, it.span, &it.message, false));
        Some((file, Excerpt::new(file, places.collect(), look)))
    }

    fn new(source: &Source, mut places: Vec<Place<'_>>, look: &RenderOptions) -> Excerpt {
        let hidden = places.len().saturating_sub(PLACES_MAX);
        places.truncate(PLACES_MAX);
        let last_line = places.iter().map(|it| it.line + 1).max().unwrap_or(1).min(source.last_line());
        let digits = last_line.to_string().len();
        let cutter = LineWindow::new(look, digits);
        let mut groups: Vec<Vec<Place<'_>>> = Vec::new();
        for place in places {
            match groups.iter_mut().find_map(|it| Some((joined(source, it, &place, &cutter)?, it))) {
                Some((with, group)) => *group = with,
                None => groups.push(vec![place]),
            }
        }
        let own_line = groups.first().and_then(|it| source.line(it.first()?.line)).map_or(0..0, Span::range);
        let cut = !cutter.fits(&shown(source)[own_line]);
        Excerpt { parts: groups.iter().map(|it| part(source, it, &cutter)).collect(), hidden, digits, cut }
    }
}

impl Part {
    /// Its lines with their numbers, each with the marks that begin in it.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &str, Vec<Marked<'_>>)> {
        let mut start = 0;
        self.text.split_terminator('\n').enumerate().map(move |(at, line)| {
            let here = start..start + line.len() + 1;
            start = here.end;
            let marks = self.marks.iter().filter(|it| here.contains(&it.range.start));
            let end = |mark: &Mark| mark.range.end.min(here.start + line.len());
            let range = |mark: &Mark| mark.range.start - here.start..end(mark) - here.start;
            let marked = |mark| Marked { range: range(mark), mark };
            (self.first_line + at, line, marks.map(marked).collect())
        })
    }
}

/// A mark in a line.
pub struct Marked<'a> {
    /// Where in the line.
    pub range: Range<usize>,
    /// What is marked.
    pub mark: &'a Mark,
}

impl Excerpt {
    /// The lines with carets below what is marked, in ASCII but for what the file holds. No line begins
    /// with content of the file.
    pub fn lines(&self) -> Vec<String> {
        let digits = self.digits;
        let mut lines = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                lines.push(format!(" {:digits$} :", ""));
            }
            for (number, text, marks) in part.numbered() {
                lines.push(format!(" {number:digits$} | {text}"));
                for it in marks {
                    let columns = |text: &str| text.chars().map(width).sum::<usize>();
                    let indent = columns(text.get(..it.range.start).unwrap_or_default());
                    let carets = "^".repeat(columns(text.get(it.range).unwrap_or_default()).max(1));
                    let line = format!(" {:digits$} | {:indent$}{carets} {}", "", "", it.mark.words);
                    lines.push(line.trim_end().to_owned());
                }
            }
        }
        lines
    }
}

/// The lines of some places. Only around the finding's own are there others.
fn part(source: &Source, group: &[Place<'_>], cutter: &LineWindow) -> Part {
    let lines = || group.iter().map(|it| it.line);
    let (mut first, mut last) = (lines().min().unwrap_or(1), lines().max().unwrap_or(1));
    let telling =
        |line: usize| source.line(line).is_some_and(|it| !shown(source)[it.range()].trim().is_empty());
    if group.iter().any(|it| it.primary) {
        first -= usize::from(telling(first - 1));
        last += usize::from(telling(last + 1));
    }
    let mut part =
        Part { text: String::new(), first_line: first, lines: last + 1 - first, marks: Vec::new() };
    for line in first..=last {
        let Some(span) = source.line(line) else { continue };
        let text = &shown(source)[span.range()];
        let here = || group.iter().filter(|it| it.line == line);
        let foci: Vec<_> = here().map(|it| it.within(span)).collect();
        let kept = cutter.windows(text, &foci).unwrap_or_default();
        let ranges = cutter.write(&mut part.text, text, &kept, &foci);
        part.marks.extend(here().zip(ranges).map(|(place, range)| {
            let words = plain(place.words).into_owned();
            Mark { range, at: place.at, words, primary: place.primary }
        }));
        part.text.push('\n');
    }
    part.marks.sort_by_key(|it| it.range.start);
    part
}

/// A place of a finding, as far as it lies on its first line.
#[derive(Clone)]
struct Place<'a> {
    line: usize,
    range: Range<usize>,
    at: Position,
    words: &'a str,
    primary: bool,
}

impl<'a> Place<'a> {
    fn new(source: &Source, span: Span, words: &'a str, primary: bool) -> Place<'a> {
        let at = source.position(span.start);
        let line = source.line(at.line).map_or(0..0, Span::range);
        let mut range = span.range().start.min(line.end)..span.range().end.min(line.end);
        while !shown(source).is_char_boundary(range.start) {
            range.start -= 1;
        }
        while !shown(source).is_char_boundary(range.end) {
            range.end += 1;
        }
        Place { line: at.line, range, at, words, primary }
    }
    /// Its range in the line with that span.
    fn within(&self, line: Span) -> Range<usize> {
        let start = line.range().start;
        self.range.start - start..self.range.end - start
    }
}

/// The group with one more place, if it lies near enough and both can be marked in it.
fn joined<'a>(
    source: &Source,
    group: &[Place<'a>],
    place: &Place<'a>,
    cutter: &LineWindow,
) -> Option<Vec<Place<'a>>> {
    if !group.iter().any(|it| it.line.abs_diff(place.line) <= NEAR) {
        return None;
    }
    let mut all = group.to_vec();
    let mut place = place.clone();
    let span = source.line(place.line)?;
    let first_char = |range: &Range<usize>| {
        range.start..range.start + shown(source)[range.start..].chars().next().map_or(0, char::len_utf8)
    };
    for other in all.iter_mut().filter(|it| it.line == place.line) {
        // Two underlines share no column: what contains another place is marked at its beginning.
        if other.range.end <= place.range.start || place.range.end <= other.range.start {
            continue;
        } else if place.range.start < other.range.start {
            place.range = first_char(&place.range);
        } else if other.range.start < place.range.start && !other.primary {
            other.range = first_char(&other.range);
        } else {
            return None;
        }
    }
    all.push(place.clone());
    let here = all.iter().filter(|it| it.line == place.line);
    let foci: Vec<_> = here.map(|it| it.within(span)).collect();
    cutter.windows(&shown(source)[span.range()], &foci)?;
    Some(all)
}

/// The number of the line that a fix changes, the line afterwards, and what is new in it; of a very long line what is
/// near that. `None`
/// where more than one line is concerned, or the line goes.
pub fn fixed_line(source: &Source, fix: &Fix) -> Option<(usize, String, Vec<Range<usize>>)> {
    let number = source.position(fix.edits.first()?.span.start).line;
    let range = source.line(number)?.range();
    let mut fixed = String::new();
    let mut edited = Vec::new();
    let mut at = range.start;
    for edit in &fix.edits {
        let (span, inserted) = (edit.span.range(), inserted(source, edit));
        if span.end > range.end || inserted.contains('\n') {
            return None;
        }
        push_ends(&mut fixed, shown(source).get(at..span.start)?);
        edited.push(fixed.len()..fixed.len() + inserted.len());
        fixed.push_str(&inserted);
        at = span.end;
    }
    push_ends(&mut fixed, shown(source).get(at..range.end)?);
    (!fixed.trim().is_empty()).then_some((number, fixed, edited))
}

/// The number of bytes of a line that are shown on either side of an edit at most, on the widest of terminals.
const SIDE: usize = 1 << 14;

/// Adds what stands between edits. Of what is longer than any window on it the middle is left out: it would be cut
/// anyway, and many findings on one long line would each copy it.
fn push_ends(line: &mut String, text: &str) {
    let boundary = |at: usize| (at..text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len());
    if text.len() <= 2 * SIDE {
        return line.push_str(text);
    }
    line.push_str(&text[..boundary(SIDE)]);
    line.push_str(&text[boundary(text.len() - SIDE)..]);
}

/// A line cut to what is new in it, and where that went. Nothing is left in it that a terminal would obey.
pub fn cut_line(line: &str, edited: &[Range<usize>], number: usize) -> (String, Vec<Range<usize>>) {
    let cutter = LineWindow::new(&RenderOptions::default(), number.to_string().len());
    let Some(kept) = cutter.windows(line, edited) else { return (String::new(), Vec::new()) };
    let edited: Vec<_> = edited.iter().filter(|it| !it.is_empty()).cloned().collect();
    let mut shown = String::new();
    let edited = cutter.write(&mut shown, line, &kept, &edited);
    (shown, edited)
}
