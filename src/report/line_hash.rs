//! The hash by which GitHub code scanning knows a line again, wherever it went: its
//! `primaryLocationLineHash`. The action that uploads a report computes the same from the checkout.

use std::collections::BTreeMap;

/// The number of characters from the beginning of a line that are used, without spaces and tabs.
const WINDOW: usize = 100;
const FACTOR: u64 = 37;
/// Follows the last character.
const END: u16 = 0xffff;

/// The hashes of some lines (from 1): sixteen hexadecimal digits at the most, and which line with
/// that hash it is.
pub fn of_lines(text: &str, lines: impl Iterator<Item = usize>) -> BTreeMap<usize, String> {
    let mut wanted: BTreeMap<usize, Option<String>> = lines.map(|it| (it, None)).collect();
    // A file may have millions of lines: only hashes that are asked for are counted, in a second pass.
    let mut seen = BTreeMap::new();
    each(text, |line, hash| {
        if wanted.contains_key(&line) {
            seen.insert(hash, 0_usize);
        }
    });
    each(text, |line, hash| {
        let Some(count) = seen.get_mut(&hash) else { return };
        *count += 1;
        if let Some(it) = wanted.get_mut(&line) {
            *it = Some(format!("{hash:x}:{count}"));
        }
    });
    wanted.into_iter().filter_map(|(line, hash)| Some((line, hash?))).collect()
}

/// Hands over the hash of every line, in their order.
fn each(text: &str, mut found: impl FnMut(usize, u64)) {
    let mut rolling = Rolling::new();
    let (mut line, mut begins, mut after_cr) = (0, true, false);
    for unit in text.encode_utf16().chain([END]) {
        let is = |c: char| unit == c as u16;
        if is(' ') || is('\t') || after_cr && is('\n') {
            after_cr = false;
            continue;
        }
        after_cr = is('\r');
        let unit = if after_cr { '\n' as u16 } else { unit };
        rolling.full(&mut found);
        if begins {
            line += 1;
            rolling.begin(line);
        }
        begins = unit == '\n' as u16;
        rolling.push(unit);
    }
    for _ in 0..WINDOW {
        rolling.full(&mut found);
        rolling.push(0);
    }
}

/// A polynomial hash of the last [`WINDOW`] characters, and which of them begin a line.
struct Rolling {
    units: [u16; WINDOW],
    lines: [usize; WINDOW],
    at: usize,
    hash: u64,
    leaving: u64,
}

impl Rolling {
    fn new() -> Rolling {
        let leaving = (0..WINDOW).fold(1_u64, |it, _| it.wrapping_mul(FACTOR));
        Rolling { units: [0; WINDOW], lines: [0; WINDOW], at: 0, hash: 0, leaving }
    }

    /// Hands over the line that began a whole window ago.
    fn full(&mut self, found: &mut impl FnMut(usize, u64)) {
        let line = std::mem::take(&mut self.lines[self.at]);
        if line > 0 {
            found(line, self.hash);
        }
    }

    fn begin(&mut self, line: usize) {
        self.lines[self.at] = line;
    }

    fn push(&mut self, unit: u16) {
        let gone = std::mem::replace(&mut self.units[self.at], unit);
        let gone = self.leaving.wrapping_mul(u64::from(gone));
        self.hash = self.hash.wrapping_mul(FACTOR).wrapping_add(u64::from(unit)).wrapping_sub(gone);
        self.at = (self.at + 1) % WINDOW;
    }
}
