//! A line of a file that is a document of its own (JSON Lines).

use crate::check::{Checked, Findings, Options};
use crate::{
    document::task_definition,
    json::{self, SyntaxError, SyntaxErrorKind, Tree},
    model::kind::Recognized,
    text::source::Source,
};

/// The most bytes of a line that is a document.
///
/// ECS accepts 64 KiB of a task definition; a response about a hundred tasks is shorter. Programs that read lines keep
/// one at a time, so this bounds their memory.
pub const LINE_MAX: usize = 1 << 20;

/// The most values and keys of a line: a launch document has one for every ten bytes at the densest.
pub const LINE_VALUES_MAX: usize = LINE_MAX / 8;

/// Whether a line holds more than [`LINE_VALUES_MAX`] values and keys, or is so broken that it may be read as if it did.
/// Only a line that is made to be hard does; a shorter one is not looked through.
pub fn is_crowded(line: &[u8]) -> bool {
    if line.len() <= 2 * LINE_VALUES_MAX {
        return false;
    }
    let (mut inside, mut escaped) = (false, false);
    // Before every value and key stands one of these, whatever is wrong with the line. In JSON those in strings do not count.
    let (mut outside, mut all) = (1, 0);
    for byte in line {
        let mark = matches!(byte, b',' | b':' | b'[' | b'{');
        outside += usize::from(mark && !inside);
        all += usize::from(
            mark || matches!(byte, b'"' | b'\'' | b'`' | b';' | b'=' | b' ' | b'\t' | b']' | b'}'),
        );
        inside ^= *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
    }
    let is_json = || std::str::from_utf8(line).is_ok_and(json::is_strict);
    outside > LINE_VALUES_MAX || all > 2 * LINE_VALUES_MAX && !is_json()
}

/// The result for a line of more than [`LINE_VALUES_MAX`] values, given its beginning.
pub fn crowded_line(beginning: &Source) -> Checked {
    rejected(beginning, SyntaxErrorKind::CrowdedLine)
}

/// The result for a line of more than [`LINE_MAX`] bytes, given its beginning.
pub fn long_line(beginning: &Source) -> Checked {
    rejected(beginning, SyntaxErrorKind::LongLine)
}

fn rejected(beginning: &Source, mistake: SyntaxErrorKind) -> Checked {
    let tree = Tree::of_unknown(beginning.text());
    let mut findings = Findings::new(&Options::default(), &task_definition::NONE);
    findings.naming.is_line = true;
    let fault = SyntaxError::new(mistake, 0, 1);
    findings.syntax(&tree, &fault);
    findings.checked(Recognized::Nothing, None)
}
