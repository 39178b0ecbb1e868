//! Brace expansion: bash, zsh and ksh make several words of `{a,b}` and `{1..3}` outside quotes.

use crate::script::{aws_call::Call, place::Place, word::Braces};
use crate::{
    command::options::{OptionSpec, Takes},
    diagnostic::fault::mangled::{Cause, Mangled},
    text::{
        edit::Edit,
        mapped_text::{MappedText, SourceRange},
        span::Span,
    },
};
use std::ops::Range;

/// No more words than this are made.
const WORDS_MAX: usize = 100;
/// Longer words are not expanded, nor are braces that are nested deeper.
const WORD_MAX: usize = 1 << 12;
const DEPTH_MAX: usize = 16;

/// What a word becomes; `None` where it stays one.
pub(super) fn of(text: &MappedText, range: Range<usize>) -> Option<Box<Braces>> {
    let raw = text.text().get(range.clone())?;
    // A template puts something else there before a shell reads it.
    let is_template = raw.contains("{{") || raw.contains("{%");
    if !raw.contains('{') || !raw.contains('}') || raw.len() > WORD_MAX || is_template {
        return None;
    }
    let words = expand(&tokens(raw)?, 0)?;
    let at = text.exact(range);
    (words.len() > 1).then(|| Box::new(Braces { words, raw: raw.to_owned(), at }))
}

#[derive(Clone)]
enum Token {
    Open,
    Close,
    Comma,
    /// Text outside quotes, as it is written.
    Bare(String),
    /// What quotes, backslashes or an expansion protect, without the quotes.
    Kept(String),
}

/// What a word is made of; `None` where a quote or a bracket of an expansion does not close.
fn tokens(raw: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(sign) = raw.get(at..).and_then(|it| it.chars().next()) {
        let rest = &raw[at..];
        let (token, length) = match sign {
            '{' => (Token::Open, 1),
            '}' => (Token::Close, 1),
            ',' => (Token::Comma, 1),
            '\\' => {
                let next = rest[1..].chars().next()?;
                (Token::Kept(next.to_string()), 1 + next.len_utf8())
            }
            '\'' | '`' => {
                let inside = rest[1..].split_once(sign)?.0;
                (Token::Kept(inside.to_owned()), inside.len() + 2)
            }
            '"' => {
                let length = closing(rest, 1, '"')?;
                (Token::Kept(rest[1..length - 1].replace("\\\"", "\"")), length)
            }
            '$' if rest.starts_with("${") => kept(rest, closing(rest, 2, '}')?),
            '$' | '<' | '>' if rest[1..].starts_with('(') => kept(rest, closing(rest, 2, ')')?),
            _ => {
                let length = rest.find(['{', '}', ',', '\\', '\'', '`', '"', '$', '<', '>']);
                let is_sign = matches!(sign, '$' | '<' | '>');
                let length = length.filter(|it| *it > 0).unwrap_or(if is_sign { 1 } else { rest.len() });
                (Token::Bare(rest[..length].to_owned()), length)
            }
        };
        tokens.push(token);
        at += length;
    }
    Some(tokens)
}

fn kept(rest: &str, length: usize) -> (Token, usize) {
    (Token::Kept(rest[..length].to_owned()), length)
}

/// The length up to a closing sign, from an offset on; other brackets of its kind may stand between.
fn closing(text: &str, from: usize, closes: char) -> Option<usize> {
    let opens = match closes {
        '}' => '{',
        ')' => '(',
        _ => '\0',
    };
    let mut depth = 1;
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(from) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if sign == closes => depth -= 1,
            _ if sign == opens => depth += 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + sign.len_utf8());
        }
    }
    None
}

/// All words that tokens become; `None` where that is too much.
fn expand(tokens: &[Token], depth: usize) -> Option<Vec<String>> {
    if depth > DEPTH_MAX {
        return None;
    }
    let mut before = String::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open => {
                if let Some((length, parts)) = group(&tokens[at + 1..], depth)? {
                    let after = expand(&tokens[at + 1 + length..], depth + 1)?;
                    let mut words = Vec::new();
                    for part in &parts {
                        words.extend(after.iter().map(|it| format!("{before}{part}{it}")));
                    }
                    return (words.len() <= WORDS_MAX).then_some(words);
                }
                before.push('{');
            }
            Token::Close => before.push('}'),
            Token::Comma => before.push(','),
            Token::Bare(text) | Token::Kept(text) => before.push_str(text),
        }
    }
    Some(vec![before])
}

/// What is after an opening brace: its length with the closing one, and the parts that it is expanded into.
/// `Some(None)` if the brace is an ordinary character.
#[expect(clippy::option_option, reason = "too much is another answer than nothing")]
fn group(tokens: &[Token], depth: usize) -> Option<Option<(usize, Vec<String>)>> {
    let mut level = 0_usize;
    let mut commas = Vec::new();
    let mut end = None;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open => level += 1,
            Token::Close if level == 0 => {
                end = Some(at);
                break;
            }
            Token::Close => level -= 1,
            Token::Comma if level == 0 => commas.push(at),
            _ => {}
        }
    }
    let Some(end) = end else { return Some(None) };
    if commas.is_empty() {
        let [Token::Bare(inside)] = &tokens[..end] else { return Some(None) };
        return Some(sequence(inside).map(|parts| (end + 1, parts)));
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for at in commas.into_iter().chain([end]) {
        parts.extend(expand(&tokens[from..at], depth + 1)?);
        from = at + 1;
    }
    (parts.len() <= WORDS_MAX).then_some(Some((end + 1, parts)))
}

/// `1..3`, `a..e`
fn sequence(inside: &str) -> Option<Vec<String>> {
    let mut bounds = inside.split("..");
    let (first, last) = (bounds.next()?, bounds.next()?);
    let step = bounds.next().map_or(Some(1), |it| it.parse::<i64>().ok())?.unsigned_abs().max(1) as i64;
    if bounds.next().is_some() {
        return None;
    }
    let letter = |it: &str| it.bytes().next().filter(|byte| it.len() == 1 && byte.is_ascii_alphabetic());
    let (first, last, letters) = match (first.parse::<i64>(), last.parse::<i64>()) {
        (Ok(first), Ok(last)) => (first, last, false),
        _ => (i64::from(letter(first)?), i64::from(letter(last)?), true),
    };
    let steps = first.abs_diff(last) / step.unsigned_abs();
    if steps >= WORDS_MAX as u64 {
        return None;
    }
    let step = if last < first { -step } else { step };
    let value = |at: i64| first + step * at;
    let shown = |it: i64| if letters { char::from(it as u8).to_string() } else { it.to_string() };
    Some((0..=steps as i64).map(|at| shown(value(at))).collect())
}

/// Reports the words of a call that a shell expands. Where a list of words is wanted they are meant so, and put in.
pub(super) fn settle(call: &mut Call, table: &[OptionSpec], place: &dyn Fn(usize) -> Place) {
    for (at, braces) in std::mem::take(&mut call.braces).into_iter().rev() {
        let words = &call.line.words;
        let Some(word) = words.get(at) else { continue };
        let own = word.text().split('=').next().filter(|it| it.starts_with("--") && it.len() < word.len());
        let before = words[..at].iter().rev().map(MappedText::text).find(|it| it.starts_with("--"));
        let option = own.or(before).unwrap_or_default().to_owned();
        let value = braces.raw.get(own.map_or(0, |it| it.len() + 1)..).unwrap_or_default();
        // JSON without quotes has a rule of its own.
        if value.starts_with(['{', '[']) && value.contains('"') {
            continue;
        }
        let origin = word.origin(0..word.len());
        let place = place(origin.span.start as usize);
        if !place.expands && !place.may_expand {
            continue;
        }
        let is_list = |it: &OptionSpec| it.name == option && it.takes == Takes::Many;
        // `{name=app,…}` is a structure of shorthand, `i-{1,2}` a way to write several words.
        let inside = braces.raw.split_once('{').and_then(|(_, it)| it.rsplit_once('}'));
        let structure = inside.is_some_and(|(it, _)| it.contains('='));
        if table.iter().any(is_list) && !structure && own.is_none() {
            if word.is_known(0..word.len()) {
                let made =
                    braces.words.iter().map(|it| MappedText::standing_for(origin.source, it, origin.span));
                call.line.words.splice(at..=at, made.collect::<Vec<_>>());
            }
            continue;
        }
        let head = braces.raw.len() - value.len();
        let cause = Cause::Braces {
            certain: place.expands,
            count: braces.words.len(),
            repeats: own.is_some() && !structure,
        };
        // In quotes a structure and a query are what they are meant to be; of `{1..3}` nobody knows.
        let helps = structure || option == "--query";
        let edits = braces.at.filter(|_| helps).and_then(|it| quoted(value, it, head, &place));
        let edits = edits.unwrap_or_default();
        let receives = braces.words.iter().take(2).map(|it| shortened(it)).collect();
        let mistake = Mangled { cause, receives, edits }.mistake(origin, &option);
        call.mistakes.push(mistake);
        if !helps {
            let mut unknown = MappedText::default();
            unknown.push_part(word, 0..own.map_or(0, |it| it.len() + 1));
            unknown.push_unknown("0", origin);
            call.line.words[at] = unknown;
        }
    }
}

/// The edits that put quotes around a value.
fn quoted(value: &str, at: SourceRange, head: usize, place: &Place) -> Option<Vec<Edit>> {
    if value.contains(['\'', '"', '\\', '`', '!']) || value.contains("$(") {
        return None;
    }
    let sign = if value.contains('$') { "\"" } else { "'" };
    if !place.takes(sign) {
        return None;
    }
    let insert = |at: usize| Edit { span: Span::new(at, at), text: sign.to_owned() };
    Some(vec![insert(at.span.start as usize + head), insert(at.span.end as usize)])
}

/// The beginning of a word, without what may be secret.
fn shortened(word: &str) -> String {
    let secret = word.to_ascii_lowercase().find("value=").map(|it| it + "value=".len());
    let kept: String = word.get(..secret.unwrap_or(word.len())).unwrap_or(word).chars().take(36).collect();
    if kept.len() < word.len() { kept + "…" } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(raw: &str) -> Vec<String> {
        let text = MappedText::verbatim(0, raw, 0);
        of(&text, 0..raw.len()).map_or_else(Vec::new, |it| it.words)
    }

    /// As bash 5 prints them.
    #[test]
    fn braces_are_expanded_as_bash_does() {
        assert_eq!(words("n={subnets=[a,b],g=[c]}"), ["n=subnets=[a", "n=b]", "n=g=[c]"]);
        assert_eq!(words("x{1..3}"), ["x1", "x2", "x3"]);
        assert_eq!(words("{c..a}"), ["c", "b", "a"]);
        assert_eq!(words("{1..5..2}{a,b}"), ["1a", "1b", "3a", "3b", "5a", "5b"]);
        assert_eq!(words("a{b,c{d,e}}f"), ["abf", "acdf", "acef"]);
        assert_eq!(words("{a,{b,c}"), ["{a,b", "{a,c"]);
        assert_eq!(words("{a{b,c}}"), ["{ab}", "{ac}"]);
        assert_eq!(words("a{,b}"), ["a", "ab"]);
        assert_eq!(words("{'a,b',c}"), ["a,b", "c"]);
        assert_eq!(words("{${X},$Y}"), ["${X}", "$Y"]);
        for one in [
            "{a}",
            "${X,Y}",
            "\\{a,b}",
            "'{a,b}'",
            "\"{a,b}\"",
            "{a",
            "a,b}",
            "{}",
            "{1..x}",
            "$(a {b,c})",
            "file://<(a {b,c})",
            "{{a,b}}",
        ] {
            assert!(words(one).is_empty(), "{one}");
        }
    }
}
