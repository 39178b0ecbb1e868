//! Words for messages. Whatever comes from a file goes through [`quoted`] before it is shown.

/// The most characters of a value that a message repeats.
const SHOWN: usize = 60;

/// A value in backticks: short, on one line, and without anything that a terminal would obey.
pub fn quoted(text: &str) -> String {
    format!("`{}`", code(text))
}

/// The same without the backticks.
pub fn code(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).map(visible).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// A character as it may be printed: controls, line separators and bidirectional marks get a stand-in.
pub fn visible(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        _ if is_unsafe(c) => '\u{fffd}',
        _ => c,
    }
}

/// Whether a terminal or a viewer could be led astray by a character.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}')
}

/// GitHub's older commands begin so, anywhere in a line of a log.
pub const COMMAND: &str = "##[";

/// `1 file`, `2 files`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(number)) }
}

/// `twice`, `3 times`
pub fn times(number: usize) -> String {
    if number == 2 { "twice".to_owned() } else { format!("{} times", grouped(number)) }
}

/// `8,192`
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `a, b or c` with `or`; at most eight, then how many more.
pub fn join<T: AsRef<str>>(words: impl IntoIterator<Item = T>, last: &str) -> String {
    let words: Vec<_> = words.into_iter().collect();
    let words: Vec<_> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., end] if words.len() <= 8 => format!("{} {last} {end}", most.join(", ")),
        all => format!("{} and {} more", all[..8].join(", "), all.len() - 8),
    }
}

/// A character in a message: printable ASCII as it is, everything else by name and number.
pub fn character(c: char) -> String {
    let name = match c {
        ' ' => return "a space".to_owned(),
        '\n' | '\r' => return "a line break".to_owned(),
        '\t' => return "a tab".to_owned(),
        '\u{a0}' => "a no-break space",
        '\u{200b}' => "a zero-width space",
        '\u{feff}' => "a byte-order mark",
        '\u{ad}' => "a soft hyphen",
        '\u{300}'..='\u{36f}' => "a combining accent",
        _ if c.is_whitespace() => "a whitespace character",
        _ if is_unsafe(c) => "an invisible character",
        _ if c.is_ascii() => return quoted(c.encode_utf8(&mut [0; 4])),
        // Letters of other scripts can look like ASCII letters; the number shows the difference.
        _ => return format!("{} (U+{:04X})", quoted(c.encode_utf8(&mut [0; 4])), c as u32),
    };
    format!("{name} (U+{:04X})", c as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_through_that_a_terminal_obeys() {
        assert_eq!(quoted("a\x1b[31m\n\u{202e}\u{9b}b"), "`a␛[31m␊\u{fffd}\u{fffd}b`");
        assert_eq!(quoted(&"x".repeat(99)).chars().count(), SHOWN + 3);
        assert_eq!(join(["a", "b", "c"], "or"), "a, b or c");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
