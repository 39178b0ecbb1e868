//! Variables after or before the elements of a list in JSON: `["x"$MORE]`. They are empty, or bring their own commas.

use crate::text::mapped_text::MappedText;
use std::ops::Range;

/// Takes such variables out of JSON, or leaves a comma where elements stand on both sides.
pub(super) fn take(word: &mut MappedText) {
    let unknown = word.unknown();
    if unknown.is_empty() || !word.text().contains('[') {
        return;
    }
    let found = in_lists(word.text(), &unknown);
    if found.is_empty() {
        return;
    }
    let mut out = MappedText::default();
    let mut at = 0;
    for (range, instead) in found {
        out.push_part(word, at..range.start);
        out.push(instead, word.origin(range.clone()));
        at = range.end;
    }
    out.push_part(word, at..word.len());
    *word = out;
}

/// Where such variables stand in a text, with what stands for each.
fn in_lists(text: &str, unknown: &[Range<usize>]) -> Vec<(Range<usize>, &'static str)> {
    let bytes = text.as_bytes();
    let value = text.find(['{', '[']).unwrap_or(text.len());
    let mut found = Vec::new();
    let mut holes = unknown.iter().skip_while(|hole| hole.start < value).peekable();
    let mut open: Vec<u8> = Vec::new();
    // The last character outside strings.
    let mut before = b' ';
    let (mut quoted, mut at) = (false, value);
    while at < bytes.len() {
        if let Some(hole) = holes.next_if(|hole| hole.start <= at) {
            let mut end = hole.end.max(at + 1);
            if quoted {
                at = end;
                continue;
            }
            // One that follows, with only white space between, is part of the same addition.
            while let Some(next) = holes.peek() {
                let between = bytes.get(end..next.start).unwrap_or_default();
                if !between.iter().all(u8::is_ascii_whitespace) {
                    break;
                }
                end = next.end;
                holes.next();
            }
            if open.last() == Some(&b'[') {
                let after = bytes.get(end..).unwrap_or_default();
                let next = after.iter().copied().find(|it| !it.is_ascii_whitespace()).unwrap_or(b']');
                let instead = match (before, next) {
                    (b'"' | b'}' | b']', b'"' | b'{' | b'[') => Some(","),
                    (b'"' | b'}' | b']', b',' | b']') | (b'[' | b',', b'"' | b'{' | b'[') => Some(""),
                    // An element, or a part of one.
                    _ => None,
                };
                found.extend(instead.map(|it| (at..end, it)));
            }
            (before, at) = (b'0', end);
            continue;
        }
        let sign = bytes[at];
        at += 1;
        if quoted {
            match sign {
                b'\\' => at += 1,
                b'"' => quoted = false,
                _ => {}
            }
        } else {
            match sign {
                b'"' => quoted = true,
                b'{' | b'[' => open.push(sign),
                b'}' | b']' => {
                    open.pop();
                }
                _ => {}
            }
        }
        if !sign.is_ascii_whitespace() {
            before = sign;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::mapped_text::SourceRange;
    use crate::text::span::Span;

    /// `$` stands for a variable.
    fn taken(text: &str) -> String {
        let mut word = MappedText::default();
        for (at, sign) in text.char_indices() {
            let origin = SourceRange { source: 0, span: Span::new(at, at + 1) };
            match sign {
                '$' => word.push_unknown("0", origin),
                _ => word.push(&text[at..at + sign.len_utf8()], origin),
            }
        }
        take(&mut word);
        word.text().to_owned()
    }

    #[test]
    fn only_what_is_no_element_itself_is_taken() {
        for (text, expected) in [
            (r#"["x"$]"#, r#"["x"]"#),
            (r#"["x"$ $]"#, r#"["x"]"#),
            (r#"[$ "x"]"#, r#"[ "x"]"#),
            (r#"["x" $ "y"]"#, r#"["x" , "y"]"#),
            (r#"["x", $ {"y": 1}]"#, r#"["x",  {"y": 1}]"#),
            (r#"[{"a": [1]}$, "y"]"#, r#"[{"a": [1]}, "y"]"#),
            (r#"--x=[{"a": 1}$]"#, r#"--x=[{"a": 1}]"#),
            // Elements, parts of values, members.
            (r#"[$]"#, "[0]"),
            (r#"["x", $]"#, r#"["x", 0]"#),
            (r#"[1$]"#, "[10]"),
            (r#"n={a=['$','$']}"#, r#"n={a=['0','0']}"#),
            (r#"["x$]", "\"$"]"#, r#"["x0]", "\"0"]"#),
            (r#"{"a": 1$}"#, r#"{"a": 10}"#),
        ] {
            assert_eq!(taken(text), expected, "{text}");
        }
    }
}
