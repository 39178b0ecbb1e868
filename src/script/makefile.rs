//! Recipes of makefiles: what make leaves of them for the shell.

use crate::{
    command::LINE,
    text::{
        mapped_text::{MappedText, SourceRange},
        span::Span,
    },
};

/// The text of all recipes.
pub(super) fn recipes(text: &str) -> MappedText {
    let mut out = MappedText::default();
    let (mut in_rule, mut continued) = (false, false);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        if let Some(recipe) = line.strip_prefix('\t').filter(|_| in_rule) {
            let sign = |it: char| matches!(it, '@' | '-' | '+' | ' ');
            let kept = if continued { recipe } else { recipe.trim_start_matches(sign) };
            expanded(kept, at + line.len() - kept.len(), &mut out);
        } else if !line.trim().is_empty() && !line.starts_with('#') && !continued {
            in_rule = is_rule(line);
        }
        // With spaces after the backslash, a continuation is meant; another check reports the spaces.
        continued = line.trim_end().ends_with('\\');
    }
    out
}

/// Whether a line says what is made of what.
pub(super) fn is_rule(line: &str) -> bool {
    let Some((targets, after)) = line.split_once(':') else { return false };
    let plain = |it: char| it.is_alphanumeric() || " ._/%$(){}-\\@+".contains(it);
    !line.starts_with([' ', '\t', '#']) && targets.chars().all(plain) && !after.starts_with(['=', ':'])
}

/// Adds a line of a recipe in which make's variables are unknown, also inside single quotes, which make does not know.
fn expanded(line: &str, start: usize, out: &mut MappedText) {
    let origin =
        |from: usize, to: usize| SourceRange { source: LINE, span: Span::new(start + from, start + to) };
    let bytes = line.as_bytes();
    let mut from = 0;
    while let Some(found) = line.get(from..).and_then(|it| it.find('$')) {
        let at = from + found;
        out.push_verbatim(LINE, &line[from..at], start + from);
        let end = match bytes.get(at + 1) {
            Some(b'$') => {
                out.push("$", origin(at, at + 2));
                from = at + 2;
                continue;
            }
            Some(b'(') => closing(bytes, at + 1, b'(', b')'),
            Some(b'{') => closing(bytes, at + 1, b'{', b'}'),
            Some(it) if it.is_ascii_graphic() => Some(at + 2),
            _ => None,
        };
        let Some(end) = end else {
            from = at;
            break;
        };
        out.push_unknown("0", origin(at, end));
        from = end;
    }
    out.push_verbatim(LINE, &line[from..], start + from);
}

/// The offset after the bracket that closes the one at `at`.
fn closing(bytes: &[u8], at: usize, opens: u8, closes: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, byte) in bytes.iter().enumerate().skip(at) {
        if *byte == opens {
            depth += 1;
        } else if *byte == closes {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(index + 1);
            }
        }
    }
    None
}
