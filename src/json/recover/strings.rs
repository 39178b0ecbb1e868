//! Strings: whatever opens them, and wherever they end.

use crate::json::recover::{
    Reader, SyntaxError, SyntaxErrorKind,
    error::EDITS_MAX,
    string_end::{Ending, How, Quote},
};
use crate::{
    json::{ESCAPED, KEY, UNQUOTED, ValueKind},
    text::{edit::Applicability, span::Span},
};

/// The content of a string.
#[derive(Default)]
struct Inside {
    /// A control character, a bad escape, half a character: one syntax error for each, which fixes all of its kind.
    found: [Option<SyntaxError>; 3],
    /// What becomes of it between double quotes.
    requoted: Vec<(usize, usize, &'static str)>,
    /// Whether there are escapes.
    escaped: bool,
}

impl Inside {
    fn fault(&mut self, mistake: SyntaxErrorKind, start: usize, end: usize, sure: bool) -> &mut SyntaxError {
        let slot = match mistake {
            SyntaxErrorKind::ControlCharacter => &mut self.found[0],
            SyntaxErrorKind::BadEscape => &mut self.found[1],
            _ => &mut self.found[2],
        };
        let fault = slot.get_or_insert_with(|| SyntaxError::new(mistake, start, end).safe());
        if !sure {
            fault.applicability = Applicability::Unsafe;
        }
        fault
    }
    /// Notes an edit, at most one more than can be fixed. One byte was read.
    fn requote(&mut self, start: usize, end: usize, text: &'static str) -> usize {
        if self.requoted.len() <= EDITS_MAX {
            self.requoted.push((start, end, text));
        }
        1
    }
}

impl Reader<'_> {
    /// The next quote.
    pub(super) fn quote(&self) -> Option<Quote> {
        let rest = &self.bytes[self.at..];
        Some(match rest {
            [b'"', b'"', next, ..] if next.is_ascii_alphabetic() && self.is_doubled() => Quote::Doubled,
            [b'"', ..] => Quote::Double,
            [b'\'', ..] => Quote::Single,
            [b'`', ..] => Quote::Back,
            [b'\\', b'"', ..] => Quote::Escaped,
            [0xe2, 0x80, 0x9c | 0x9d, ..] => Quote::Curly,
            [0xe2, 0x80, 0x98 | 0x99, ..] => Quote::CurlySingle,
            _ => return None,
        })
    }

    /// Whether a `""` before a word ends it on the same line too, and before anything else in quotes.
    fn is_doubled(&self) -> bool {
        let rest = &self.bytes[self.at + 2..];
        let end = rest.iter().position(|it| matches!(it, b'"' | b'\n'));
        end.is_some_and(|at| rest[at..].starts_with(b"\"\""))
    }

    pub(super) fn string(&mut self, quote: Quote, key: bool) {
        let start = self.at;
        let body = start + quote.opening_length();
        let Ending { inner, end, how } = self.ending(quote, body, key);
        let Inside { found, requoted, escaped } = self.inside(quote, body, inner);
        let open = matches!(how, How::Open);
        let plain = quote == Quote::Double && !open && self.bytes[inner] == b'"';
        let fault = match (how, quote.mistake()) {
            (How::Open, _) => {
                let mut fault = self.unterminated(quote, start, end);
                requoted.into_iter().for_each(|(start, end, text)| fault.also_put(start, end, text));
                Some(fault)
            }
            (How::Around(inside), None) => {
                let mut fault = SyntaxError::new(SyntaxErrorKind::InnerQuote, inside[0], inside[0] + 1);
                inside.iter().for_each(|at| fault.also_put(*at, *at, "\\"));
                Some(fault)
            }
            (_, None) if plain => None,
            (how, mistake) => {
                let mistake = mistake.filter(|_| quote.closes(&self.bytes[inner..]).is_some());
                let mistake = mistake.unwrap_or(SyntaxErrorKind::MixedQuotes);
                let sure = matches!(how, How::Closed);
                let sure =
                    sure && !matches!(mistake, SyntaxErrorKind::MixedQuotes | SyntaxErrorKind::EscapedQuotes);
                let mut fault = SyntaxError::new(mistake, start, end).safe_if(sure);
                if quote != Quote::Double {
                    fault.also_put(start, body, "\"");
                }
                requoted.into_iter().for_each(|(start, end, text)| fault.also_put(start, end, text));
                Some(if self.text[inner..end] == *"\"" { fault } else { fault.put(inner, end, "\"") })
            }
        };
        if let Some(fault) = fault {
            self.report_quotes(fault);
        }
        for fault in found.into_iter().flatten() {
            self.report(fault);
        }
        let mut flags = if key { KEY } else { 0 };
        flags |= if escaped { ESCAPED } else { 0 } | if plain { 0 } else { UNQUOTED };
        let kind = if open && !key { ValueKind::Unknown } else { ValueKind::String };
        let bare = matches!(quote, Quote::Escaped | Quote::Doubled) && kind == ValueKind::String;
        let (from, to) = if bare { (body, inner) } else { (start, end) };
        self.leaf(kind, from, to, flags);
        self.last = end;
        self.at = end;
    }

    /// Escaped quotes are one syntax error of the whole text.
    fn report_quotes(&mut self, fault: SyntaxError) {
        let first = self.faults.get(self.escaped).filter(|_| fault.kind == SyntaxErrorKind::EscapedQuotes);
        if let Some(first) = first {
            for edit in fault.edits {
                let range = edit.span.range();
                first.also_put(range.start, range.end, edit.text);
            }
            return;
        }
        let escaped = fault.kind == SyntaxErrorKind::EscapedQuotes;
        let index = self.report(fault);
        if escaped {
            self.escaped = index;
        }
    }

    fn unterminated(&mut self, quote: Quote, start: usize, end: usize) -> SyntaxError {
        self.cut |= self.after_space(end) == self.bytes.len();
        let body = (start + quote.opening_length()).min(end);
        let mut fault = SyntaxError::new(SyntaxErrorKind::UnterminatedString, start, end).hides_members();
        fault = fault.opened([Span::new(start, body)]);
        if quote != Quote::Double {
            fault.also_put(start, body, "\"");
        }
        // Its quote may be there, and a backslash before it; and a backslash would make it no quote.
        let text = &self.text[body..end];
        let slashes = |text: &str| text.len() - text.trim_end_matches('\\').len();
        match text.strip_suffix('"').filter(|it| slashes(it) % 2 == 1) {
            Some(_) if quote == Quote::Double => fault.insert(end - 1, "\\"),
            _ if slashes(text) % 2 == 1 => fault.insert(end, "\\\""),
            _ => fault.insert(end, "\""),
        }
    }

    fn inside(&self, quote: Quote, body: usize, end: usize) -> Inside {
        let mut inside = Inside::default();
        let mut at = body;
        while at < end {
            let byte = self.bytes[at];
            at += match byte {
                b'\\' => self.escape(quote, at, end, &mut inside),
                0..0x20 => {
                    let fault = inside.fault(SyntaxErrorKind::ControlCharacter, at, at + 1, true);
                    fault.also_put(at, at + 1, control_escape(byte));
                    1
                }
                b'"' if quote != Quote::Double => inside.requote(at, at, "\\"),
                _ => 1,
            };
        }
        inside
    }

    /// One escape: its length.
    fn escape(&self, quote: Quote, at: usize, end: usize, inside: &mut Inside) -> usize {
        inside.escaped = true;
        let text = &self.text[at + 1..end];
        let Some(escape) = text.chars().next() else { return 1 };
        let length = 1 + escape.len_utf8();
        let code = |from: usize, digits: usize| {
            let hex =
                text.get(from..from + digits).filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()))?;
            u32::from_str_radix(hex, 16).ok()
        };
        let (length, fix, sure) = match escape {
            '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => return length,
            'u' => match code(1, 4) {
                Some(0xd800..=0xdbff) if text[5..].starts_with("\\u") && code_is_low(code(7, 4)) => {
                    return 12;
                }
                Some(0xd800..=0xdfff) => {
                    inside.fault(SyntaxErrorKind::LoneSurrogate, at, at + 6, false);
                    return 6;
                }
                Some(_) => return 6,
                None => {
                    let digits = text[1..].bytes().take(4).take_while(|it| it.is_ascii_hexdigit()).count();
                    (length + digits, None, false)
                }
            },
            '\'' if quote == Quote::Single => {
                inside.requote(at, at + 1, "");
                return length;
            }
            '\'' | '`' => (length, Some((length, escape.to_string())), true),
            'x' if code(1, 2).is_some() => {
                (length + 2, code(1, 2).map(|it| (4, format!("\\u{it:04x}"))), true)
            }
            '0' => (length, Some((length, "\\u0000".to_owned())), true),
            'v' => (length, Some((length, "\\u000b".to_owned())), true),
            // The line goes on: both go.
            '\r' if text.starts_with("\r\n") => (3, Some((3, String::new())), false),
            '\r' | '\n' => (length, Some((length, String::new())), false),
            '\0'..'\x20' => (length, Some((length, control_escape(escape as u8))), false),
            _ => (length, None, false),
        };
        let fault = inside.fault(SyntaxErrorKind::BadEscape, at, at + length.min(end - at), sure);
        match fix {
            Some((length, text)) => fault.also_put(at, at + length, text),
            None => fault.also_put(at, at, "\\"),
        }
        length
    }
}

fn code_is_low(code: Option<u32>) -> bool {
    matches!(code, Some(0xdc00..=0xdfff))
}

fn control_escape(byte: u8) -> String {
    match byte {
        b'\n' => "\\n".to_owned(),
        b'\r' => "\\r".to_owned(),
        b'\t' => "\\t".to_owned(),
        _ => format!("\\u{byte:04x}"),
    }
}
