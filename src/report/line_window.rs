//! Lines cut to a width, so that what matters in them is seen: `…{"name":"a","value":60},…`.

use crate::report::RenderOptions;
use crate::text::display;
use std::ops::Range;

/// The number of columns that are shown around a place at least, on the average of both sides.
const MARGIN: usize = 10;
/// The fewest columns that a line gets, however narrow the terminal.
const ROOM_MIN: usize = 48;
/// Columns of a tab at the most.
const TAB: usize = 4;

/// Cuts lines to what there is room for.
pub struct LineWindow {
    room: usize,
    gap: &'static str,
}

/// Something that has to be seen, and on which sides of it more may be shown.
struct Piece {
    range: Range<usize>,
    left: bool,
    right: bool,
}

impl LineWindow {
    /// For lines after line numbers with a number of digits.
    pub fn new(look: &RenderOptions, digits: usize) -> LineWindow {
        let room = look.width.saturating_sub(digits + 4).max(ROOM_MIN);
        LineWindow { room, gap: if look.unicode { "…" } else { "..." } }
    }

    /// Whether a line need not be cut.
    pub fn fits(&self, line: &str) -> bool {
        forth(line, 0, self.room) == line.len()
    }

    /// The ranges of a line that are shown; `None` where the foci have no room beside each other.
    /// A line may be of any length: only what is near the foci is looked at.
    pub fn windows(&self, line: &str, foci: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
        if self.fits(line) {
            let all = 0..line.len();
            return Some(vec![all]);
        }
        let gap = self.gap.chars().count();
        if foci.is_empty() {
            let mut beginning = Window { shown: 0..forth(line, 0, self.room - gap), focus: 0..0 };
            beginning.end_at_member(line);
            return Some(vec![beginning.shown]);
        }
        let longest = if foci.len() == 1 { self.room - 2 * (MARGIN + gap) } else { self.room / 2 };
        let pieces = self.pieces(line, foci, longest);
        let taken = |windows: &[Window]| {
            let shown = windows.iter().map(|it| columns(&line[it.shown.clone()], self.room) + gap);
            shown.sum::<usize>() + gap
        };
        let mut margin = MARGIN;
        let mut windows = grown(line, &pieces, margin);
        let mut left = self.room.checked_sub(taken(&windows))?;
        // One at the end of the line leaves room to the others: widen more than once.
        for _ in 0..8 {
            margin += left / (2 * windows.len());
            let wider = grown(line, &pieces, margin);
            let Some(still_left) = self.room.checked_sub(taken(&wider)) else { break };
            (windows, left) = (wider, still_left);
        }
        windows.iter_mut().for_each(|it| it.begin_at_member(line));
        let left = self.room.saturating_sub(taken(&windows));
        if let Some(last) = windows.last_mut() {
            last.shown.end = forth(line, last.shown.end, left);
        }
        windows.iter_mut().for_each(|it| it.end_at_member(line));
        Some(windows.into_iter().map(|it| it.shown).collect())
    }

    /// The foci in order; of a long one only the beginning and the end.
    fn pieces(&self, line: &str, foci: &[Range<usize>], longest: usize) -> Vec<Piece> {
        let mut foci = foci.to_vec();
        foci.sort_by_key(|it| it.start);
        let mut pieces = Vec::new();
        for range in foci {
            if columns(&line[range.clone()], longest + 1) <= longest {
                pieces.push(Piece { range, left: true, right: true });
                continue;
            }
            let head = forth(line, range.start, longest / 2);
            let tail = back(line, range.end, longest / 4);
            pieces.push(Piece { range: range.start..head, left: true, right: false });
            pieces.push(Piece { range: tail..range.end, left: false, right: true });
        }
        pieces
    }

    /// Writes the kept ranges of a line and returns where the foci went.
    pub fn write(
        &self,
        out: &mut String,
        line: &str,
        kept: &[Range<usize>],
        foci: &[Range<usize>],
    ) -> Vec<Range<usize>> {
        let mut map = Vec::new();
        let begin = out.len();
        let mut written = 0;
        for window in kept {
            if window.start > written {
                map.push((written, out.len()));
                out.push_str(self.gap);
            }
            for (at, c) in line[window.clone()].char_indices() {
                map.push((window.start + at, out.len()));
                match c {
                    '\t' => {
                        out.extend(std::iter::repeat_n(' ', TAB - columns(&out[begin..], usize::MAX) % TAB))
                    }
                    _ => out.push(display::visible(c)),
                }
            }
            written = window.end;
        }
        map.push((written, out.len()));
        if written < line.len() {
            out.push_str(self.gap);
        }
        map.push((line.len(), out.len()));
        let moved = |at: usize| map[map.partition_point(|(from, _)| *from <= at).saturating_sub(1)].1;
        let mut moved: Vec<_> = foci.iter().map(|it| moved(it.start)..moved(it.end)).collect();
        for range in moved.iter_mut().filter(|it| it.start == it.end) {
            // Nothing can be underlined at the end of a line, so a space is added.
            if range.start == out.len() {
                out.push(' ');
            }
            range.end = range.start + out[range.start..].chars().next().map_or(0, char::len_utf8);
        }
        moved
    }
}

/// A range that is shown, and the range in it that matters.
struct Window {
    shown: Range<usize>,
    focus: Range<usize>,
}

/// The pieces with more around them, those that meet made one.
fn grown(line: &str, pieces: &[Piece], margin: usize) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for piece in pieces {
        let focus = piece.range.clone();
        // The key is on the left of its value.
        let (left, right) = (margin + margin / 3, margin - margin / 3);
        let start = if piece.left { back(line, focus.start, left) } else { focus.start };
        let end = if piece.right { forth(line, focus.end, right) } else { focus.end };
        match windows.last_mut() {
            Some(last) if back(line, start, 3) <= last.shown.end => {
                last.shown.end = end.max(last.shown.end);
                last.focus.end = focus.end.max(last.focus.end);
            }
            _ => windows.push(Window { shown: start..end, focus }),
        }
    }
    windows
}

impl Window {
    /// Cuts what is before a comma or an opening bracket.
    fn begin_at_member(&mut self, line: &str) {
        let before = &line[self.shown.start..self.focus.start];
        self.shown.start += match before.find([',', '{', '[']) {
            _ if self.shown.start == 0 => 0,
            Some(at) if before[at..].starts_with(',') => before.len() - before[at + 1..].trim_start().len(),
            Some(at) => at,
            None => 0,
        };
    }
    /// Cuts what is after a comma or a closing bracket.
    fn end_at_member(&mut self, line: &str) {
        let after = &line[self.focus.end..self.shown.end];
        if let (Some(at), true) = (after.rfind([',', '}', ']']), self.shown.end < line.len()) {
            self.shown.end = self.focus.end + at + 1;
        }
    }
}

/// How many columns a text takes, as far as `most`. An estimate: it errs on the wide side.
fn columns(text: &str, most: usize) -> usize {
    let mut columns = 0;
    for c in text.chars() {
        columns += width(c);
        if columns >= most {
            return most;
        }
    }
    columns
}

pub fn width(c: char) -> usize {
    match c {
        '\t' => TAB,
        '\u{1100}'..='\u{1fff}' | '\u{2e80}'.. => 2,
        _ => 1,
    }
}

/// The offset at most a number of columns after another.
fn forth(line: &str, from: usize, columns: usize) -> usize {
    match line.as_bytes().get(from..from.saturating_add(columns)) {
        Some(near) if is_plain(near) => from + columns,
        _ => from + reached(line[from..].chars(), columns),
    }
}

/// The offset at most a number of columns before another.
fn back(line: &str, from: usize, columns: usize) -> usize {
    match from.checked_sub(columns).and_then(|start| line.as_bytes().get(start..from)) {
        Some(near) if is_plain(near) => from - columns,
        _ => from - reached(line[..from].chars().rev(), columns),
    }
}

/// Whether each byte is a character of one column, as nearly all are.
fn is_plain(bytes: &[u8]) -> bool {
    bytes.iter().fold(true, |all, it| all & matches!(it, b' '..=b'~'))
}

/// The bytes of the characters that fit into some columns.
fn reached(chars: impl Iterator<Item = char>, mut columns: usize) -> usize {
    let mut bytes = 0;
    for c in chars {
        match columns.checked_sub(width(c)) {
            Some(left) => columns = left,
            None => break,
        }
        bytes += c.len_utf8();
    }
    bytes
}
