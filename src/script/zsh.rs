//! Expansions of zsh that the grammar, which is one of bash, does not know.

use crate::text::mapped_text::MappedText;

/// What such expansions become: words that are not known.
const ANY_WORDS: &str = "$@";

/// Text in which expansions with flags, such as `${(z)options}` and `${(j:,:)list}`, are unknown words. No other shell has
/// them.
pub(super) fn without_flags(text: MappedText) -> MappedText {
    let whole = text.text();
    let mut out = MappedText::default();
    let mut at = 0;
    while let Some(start) = whole.get(at..).and_then(|rest| rest.find("${(")).map(|found| at + found) {
        let Some(length) = length_of_braces(&whole[start..]) else { break };
        out.push_part(&text, at..start);
        out.push(ANY_WORDS, text.origin(start..start + length));
        at = start + length;
    }
    if at == 0 {
        return text;
    }
    out.push_part(&text, at..whole.len());
    out
}

/// The length of `${…}` with all braces inside it, on one line.
fn length_of_braces(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(at + 1),
            '}' => depth = depth.checked_sub(1)?,
            '\n' => return None,
            _ => {}
        }
    }
    None
}
