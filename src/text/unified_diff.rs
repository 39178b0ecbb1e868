//! What changed in a file, as a unified diff that `git apply` and `patch -p1` take, byte for byte.

use crate::text::{display, edit::Edit};
use std::{io::Write, ops::Range};

/// Lines around a change that do not change.
const CONTEXT: usize = 3;

/// The unified diff of a file under some edits, which must be in order and inside the file. The path is printed as
/// given, without `./`.
pub fn unified(path: &[u8], before: &[u8], edits: &[Edit]) -> Vec<u8> {
    let lines: Vec<&[u8]> = before.split_inclusive(|it| *it == b'\n').collect();
    let changes = changes(before, &lines, edits);
    let mut out = Vec::new();
    if changes.is_empty() {
        return out;
    }
    name(&mut out, "--- ", "a/", path);
    name(&mut out, "+++ ", "b/", path);
    let mut rest = changes.as_slice();
    let mut grown = 0;
    while !rest.is_empty() {
        let near =
            rest.windows(2).take_while(|it| it[1].old.start - it[0].old.end <= 2 * CONTEXT).count() + 1;
        let (hunk, more) = rest.split_at(near);
        grown += write_hunk(&mut out, &lines, hunk, grown);
        rest = more;
    }
    out
}

/// Whole lines that go, and what comes in their place.
struct Change {
    /// Indices of lines.
    old: Range<usize>,
    new: Vec<u8>,
}

impl Change {
    fn new_lines(&self) -> impl DoubleEndedIterator<Item = &[u8]> {
        self.new.split_inclusive(|it| *it == b'\n')
    }
}

/// The edits, spread to whole lines.
fn changes(before: &[u8], lines: &[&[u8]], edits: &[Edit]) -> Vec<Change> {
    let mut starts: Vec<usize> = Vec::with_capacity(lines.len() + 1);
    let mut at = 0;
    for line in lines {
        starts.push(at);
        at += line.len();
    }
    starts.push(at);
    let line_of =
        |offset: u32| starts[..lines.len()].partition_point(|it| *it <= offset as usize).saturating_sub(1);
    let mut changes: Vec<Change> = Vec::new();
    // Up to where `new` of the last change has got, and where its last line ends.
    let mut written = 0;
    let mut end = 0;
    for edit in edits {
        let first = line_of(edit.span.start);
        let last = (line_of(edit.span.end) + 1).min(lines.len());
        match changes.last_mut() {
            Some(open) if first < open.old.end => open.old.end = last.max(open.old.end),
            _ => {
                if let Some(open) = changes.last_mut() {
                    open.new.extend_from_slice(&before[written..end]);
                }
                written = starts[first];
                changes.push(Change { old: first..last, new: Vec::new() });
            }
        }
        if let Some(open) = changes.last_mut() {
            open.new.extend_from_slice(&before[written..edit.span.start as usize]);
            open.new.extend_from_slice(edit.text.as_bytes());
            written = edit.span.end as usize;
            end = starts[open.old.end];
        }
    }
    if let Some(open) = changes.last_mut() {
        open.new.extend_from_slice(&before[written..end]);
    }
    changes.iter_mut().for_each(|it| trim(it, lines));
    changes.retain(|it| !it.old.is_empty() || !it.new.is_empty());
    // What goes stands together, and what comes.
    changes.dedup_by(|next, it| {
        let joined = next.old.start == it.old.end;
        if joined {
            it.old.end = next.old.end;
            it.new.append(&mut next.new);
        }
        joined
    });
    changes
}

/// Takes off what is the same at the beginning and at the end.
fn trim(change: &mut Change, lines: &[&[u8]]) {
    let old = &lines[change.old.clone()];
    let new: Vec<&[u8]> = change.new_lines().collect();
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same..], &new[same..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let new = new[..new.len() - tail].concat();
    *change = Change { old: change.old.start + same..change.old.end - tail, new };
}

/// Writes changes that share their context; gives by how many lines the file grows with them.
fn write_hunk(out: &mut Vec<u8>, lines: &[&[u8]], hunk: &[Change], grown: isize) -> isize {
    let [first, ..] = hunk else { return 0 };
    let last = &hunk[hunk.len() - 1];
    let start = first.old.start.saturating_sub(CONTEXT);
    let end = (last.old.end + CONTEXT).min(lines.len());
    let growth = hunk.iter().map(|it| it.new_lines().count() as isize - it.old.len() as isize).sum::<isize>();
    let length = end - start;
    let new_start = start.saturating_add_signed(grown);
    let new_length = length.saturating_add_signed(growth);
    // Writing into a vector cannot fail.
    let _ = writeln!(out, "@@ -{} +{} @@", range(start, length), range(new_start, new_length));
    let mut at = start;
    for change in hunk {
        lines[at..change.old.start].iter().for_each(|it| write_line(out, b' ', it));
        lines[change.old.clone()].iter().for_each(|it| write_line(out, b'-', it));
        change.new_lines().for_each(|it| write_line(out, b'+', it));
        at = change.old.end;
    }
    lines[at..end].iter().for_each(|it| write_line(out, b' ', it));
    growth
}

/// `first,length`. A range of no lines is named after the line before it.
fn range(start: usize, length: usize) -> String {
    match length {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        _ => format!("{},{length}", start + 1),
    }
}

fn write_line(out: &mut Vec<u8>, sign: u8, line: &[u8]) {
    out.push(sign);
    out.extend_from_slice(line);
    if !line.ends_with(b"\n") {
        out.extend_from_slice(b"\n\\ No newline at end of file\n");
    }
}

/// A path that could be mistaken for something else is quoted as git does it.
fn name(out: &mut Vec<u8>, sign: &str, side: &str, path: &[u8]) {
    let shown = std::str::from_utf8(path).ok();
    let plain = shown.is_some_and(|it| !it.contains(['"', '\\']) && !it.contains(display::is_unsafe));
    out.extend_from_slice(sign.as_bytes());
    if plain {
        out.extend_from_slice(side.as_bytes());
        out.extend_from_slice(path);
        // Without a tab after it, the end of a name with a space is not known.
        if path.contains(&b' ') {
            out.push(b'\t');
        }
    } else {
        out.push(b'"');
        out.extend_from_slice(side.as_bytes());
        for &byte in path {
            match byte {
                b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                b' '..=b'~' => out.push(byte),
                // Writing into a vector cannot fail.
                _ => drop(write!(out, "\\{byte:03o}")),
            }
        }
        out.push(b'"');
    }
    out.push(b'\n');
}

/// A diff for a terminal, which would obey some of what a file may hold: with stand-ins, and with colors if wanted.
pub fn shown(diff: &[u8], color: bool) -> String {
    let diff = String::from_utf8_lossy(diff);
    let mut out = String::with_capacity(diff.len());
    for line in diff.split_inclusive('\n') {
        let (text, end) = line.strip_suffix('\n').map_or((line, ""), |it| (it, "\n"));
        let text: String =
            text.chars().map(|it| if it == '\t' { it } else { display::visible(it) }).collect();
        let style = match text.as_bytes() {
            _ if !color => None,
            [b'-', b'-', b'-', b' ', ..] | [b'+', b'+', b'+', b' ', ..] => Some("1"),
            [b'@', ..] => Some("36"),
            [b'-', ..] => Some("31"),
            [b'+', ..] => Some("32"),
            _ => None,
        };
        match style {
            Some(style) => out.push_str(&format!("\x1b[{style}m{text}\x1b[0m{end}")),
            None => out.extend([&text, end]),
        }
    }
    out
}
