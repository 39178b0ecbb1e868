//! The tags of template languages: which begins at a place, where it ends, and what it does.

use std::ops::Range;

/// A tag, by offsets in the text.
pub(super) struct Tag<'s> {
    pub span: Range<usize>,
    pub family: Family,
    pub kind: Kind<'s>,
}

/// Which languages share a pair of delimiters. Only tags of the same family belong together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    /// `{% … %}`: Jinja, Liquid, Twig.
    Percent,
    /// `{{ … }}`: Go, Handlebars, Mustache.
    Curly,
    /// `<% … %>` and `<?php … ?>`: ERB, EJS, PHP.
    Angle,
    /// `%{ … }`: Terraform.
    Terraform,
    /// `<#if …>`: FreeMarker.
    FreeMarker,
    /// `#if (…)`: Velocity.
    Velocity,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind<'s> {
    /// Begins a block. The word is what its end has to repeat, if it has to.
    Open { word: &'s str, content: Content, condition: &'s str, negated: bool },
    /// `else` and the like.
    Branch { is_last: bool },
    /// Ends a block.
    Close(&'s str),
    /// Writes a value.
    Output,
    /// Writes nothing: a comment, an assignment.
    Silent,
    /// Writes what is not known: a part from another file.
    Include,
    /// Has no end.
    Unclosed,
}

/// When the content of a block appears.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Content {
    /// One of its branches, or none.
    Choice,
    Always,
    Never,
    /// As `Always`, if the block is one at all: whether it has an end is not known.
    Perhaps,
}

/// A tag is not longer than this.
const TAG_MAX: usize = 4_096;

/// The tag that begins at a place.
pub(super) fn tag_at(text: &str, at: usize) -> Option<Tag<'_>> {
    let rest = limited(text, at);
    let (family, end, kind) = match rest.as_bytes() {
        [b'{', b'%', ..] => percent(rest)?,
        [b'{', b'#', ..] => (Family::Percent, rest.find("#}")? + 2, Kind::Silent),
        [b'{', b'{', ..] => curly(rest)?,
        [b'<', b'%', ..] => angle(rest, 2, "%>")?,
        [b'<', b'?', ..] => php(rest)?,
        [b'%', b'{', ..] => terraform(rest)?,
        [b'<', b'#', ..] | [b'<', b'/', b'#', ..] => free_marker(rest)?,
        [b'#', ..] => velocity(rest)?,
        _ => return None,
    };
    Some(Tag { span: at..at + end, family, kind })
}

fn limited(text: &str, at: usize) -> &str {
    let mut limit = text.len().min(at + TAG_MAX);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    text.get(at..limit).unwrap_or_default()
}

type Found<'s> = (Family, usize, Kind<'s>);

/// What lies between delimiters, and where the tag ends; `None` if it has no end, or another tag begins in it.
fn between<'s>(rest: &'s str, open: &str, close: &str) -> Option<(&'s str, usize)> {
    let inner = rest.get(open.len()..)?;
    let length = inner.find(close)?;
    let inner = &inner[..length];
    (!inner.contains(open)).then_some((inner, open.len() + length + close.len()))
}

/// Where a tag without an end is shown: its line, without what follows the tag.
fn line_length(rest: &str) -> usize {
    rest.lines().next().unwrap_or(rest).trim_end().len()
}

fn first_word(code: &str) -> (&str, &str) {
    let end = code.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(code.len());
    (&code[..end], code[end..].trim())
}

fn choice<'s>(word: &'s str, condition: &'s str) -> Kind<'s> {
    Kind::Open { word, content: Content::Choice, condition, negated: matches!(word, "unless") }
}

fn block(word: &str, content: Content) -> Kind<'_> {
    Kind::Open { word, content, condition: "", negated: false }
}

fn percent(rest: &str) -> Option<Found<'_>> {
    let found = between(rest, "{%", "%}");
    let inner = found.map_or(&rest[2..], |it| it.0);
    let code = inner.trim_start_matches(['-', '+', '~']).trim_start();
    let (word, condition) = first_word(code.trim_end_matches(['-', '+', '~']).trim_end());
    if word.is_empty() {
        return None;
    }
    let Some((_, end)) = found else { return Some((Family::Percent, line_length(rest), Kind::Unclosed)) };
    let kind = match word {
        "if" | "unless" | "for" | "foreach" | "case" | "switch" | "ifchanged" => choice(word, condition),
        "else" => Kind::Branch { is_last: condition.is_empty() },
        "elif" | "elsif" | "elseif" | "when" => Kind::Branch { is_last: false },
        "macro" | "comment" | "capture" => block(word, Content::Never),
        "set" if !condition.contains('=') => block(word, Content::Never),
        "set" | "assign" | "import" | "from" | "extends" | "do" | "load" => Kind::Silent,
        "include" | "render" | "embed" => Kind::Include,
        _ if word.starts_with("end") => Kind::Close(&word[3..]),
        _ => block(word, Content::Perhaps),
    };
    Some((Family::Percent, end, kind))
}

/// Whether `{% … %}` in a string controls the text: JSONata has the same delimiters.
pub(super) fn is_control_word(tag: &str) -> bool {
    let code = tag.trim_start_matches(['{', '%', '-', '+', '~', ' ']);
    let (word, _) = first_word(code);
    let words = ["if", "unless", "for", "else", "elif", "elsif", "elseif", "set", "case", "when", "raw"];
    words.contains(&word) || word.starts_with("end") && word.len() > 3
}

fn curly(rest: &str) -> Option<Found<'_>> {
    for (open, close) in [("{{!--", "--}}"), ("{{~!--", "--~}}"), ("{{/*", "*/}}"), ("{{- /*", "*/ -}}")] {
        if rest.starts_with(open) {
            return Some((Family::Curly, rest.find(close)? + close.len(), Kind::Silent));
        }
    }
    let braces = if rest.starts_with("{{{") { 3 } else { 2 };
    let body = rest[braces..].trim_start_matches(['-', '~']).trim_start_matches([' ', '\t']);
    let (word, after) = first_word(body);
    let marked = body.starts_with(['#', '/', '^', '!', '>', '&', '$', '.', '(']);
    // `{{a: 1}}` and `{{"a": 1}}` are doubled braces.
    if !marked && (word.is_empty() || after.starts_with([':', '='])) {
        return None;
    }
    let (open, close) = if rest.starts_with("{{{") { ("{{{", "}}}") } else { ("{{", "}}") };
    let Some((inner, end)) = between(rest, open, close) else {
        let controls = body.starts_with('#') || matches!(word, "if" | "range" | "with" | "else" | "end");
        return controls.then(|| (Family::Curly, line_length(rest), Kind::Unclosed));
    };
    let code = inner.trim_matches(['-', '~']).trim();
    Some((Family::Curly, end, curly_kind(code)))
}

fn curly_kind(code: &str) -> Kind<'_> {
    let (word, condition) = first_word(code);
    let marked = code.get(1..).unwrap_or_default().trim();
    match code.as_bytes().first() {
        Some(b'#') => section(marked.trim_start_matches(['*', '>']).trim_start(), false),
        Some(b'^') if marked.is_empty() => Kind::Branch { is_last: true },
        Some(b'^') => section(marked, true),
        Some(b'/') => Kind::Close(marked),
        Some(b'!') => Kind::Silent,
        Some(b'>') => Kind::Include,
        Some(b'$') if code.contains(":=") || code.contains(" = ") => Kind::Silent,
        _ => match word {
            "if" | "range" | "with" if !condition.is_empty() => choice("", condition),
            "else" => Kind::Branch { is_last: condition.is_empty() },
            "end" if condition.is_empty() => Kind::Close(""),
            "define" if !condition.is_empty() => block("", Content::Never),
            "block" if !condition.is_empty() => block("", Content::Always),
            "break" | "continue" if condition.is_empty() => Kind::Silent,
            _ => Kind::Output,
        },
    }
}

/// `{{#if a}}`, `{{#each a}}`, `{{#a}}`, `{{^a}}`.
fn section(code: &str, negated: bool) -> Kind<'_> {
    let end = code.find(char::is_whitespace).unwrap_or(code.len());
    let (word, rest) = (&code[..end], code[end..].trim());
    let condition = if rest.is_empty() { word } else { rest };
    Kind::Open { word, content: Content::Choice, condition, negated: negated || word == "unless" }
}

fn angle<'s>(rest: &'s str, open: usize, close: &str) -> Option<Found<'s>> {
    let opening = &rest[..open];
    let Some((inner, end)) = between(rest, opening, close) else {
        let begins = rest[open..].trim_start_matches(['-', '_', '=']).trim_start();
        let is_code = begins.starts_with(|it: char| it.is_ascii_alphabetic() || it == '}');
        return is_code.then(|| (Family::Angle, line_length(rest), Kind::Unclosed));
    };
    if inner.starts_with('%') {
        return None;
    }
    let code = inner.trim_matches(['-', '_']).trim();
    let kind = match () {
        () if inner.starts_with('=') => Kind::Output,
        () if inner.starts_with('#') => Kind::Silent,
        () => match code_kind(code) {
            // In EJS this writes a value.
            Kind::Silent if inner.starts_with('-') && !code.contains('=') => Kind::Output,
            kind => kind,
        },
    };
    Some((Family::Angle, end, kind))
}

fn php(rest: &str) -> Option<Found<'_>> {
    let opening = ["<?php", "<?=", "<?"].into_iter().find(|it| rest.starts_with(it))?;
    let (_, end, kind) = angle(rest, opening.len(), "?>")?;
    let kind = if opening == "<?=" { Kind::Output } else { kind };
    Some((Family::Angle, end, kind))
}

/// What a line of Ruby, JavaScript or PHP does to the text around it.
fn code_kind(code: &str) -> Kind<'_> {
    let code = code.trim_end_matches(';').trim_end();
    let (word, condition) = first_word(code);
    let ends_here = code.ends_with(" end") && word != "end";
    let takes_block = code.ends_with('{') || code.ends_with('|') || code.ends_with(" do");
    match word {
        _ if code.starts_with('}') && takes_block || matches!(word, "else" | "elsif" | "elseif" | "when") => {
            let is_last = matches!(code.trim_matches(['}', '{', ' ', ':']), "else");
            Kind::Branch { is_last }
        }
        "end" | "endif" | "endforeach" | "endfor" | "endwhile" => Kind::Close(""),
        _ if code.starts_with('}') => Kind::Close(""),
        "if" | "unless" | "for" | "foreach" | "while" | "until" | "case" | "begin" if !ends_here => {
            let condition = condition.trim_matches(['(', ')', '{', ':', ' ']);
            Kind::Open { word: "", content: Content::Choice, condition, negated: word == "unless" }
        }
        _ if takes_block => {
            Kind::Open { word: "", content: Content::Choice, condition: code, negated: false }
        }
        _ => Kind::Silent,
    }
}

fn terraform(rest: &str) -> Option<Found<'_>> {
    let (word, _) = first_word(rest[2..].trim_start_matches('~').trim_start());
    if !matches!(word, "if" | "else" | "endif" | "for" | "endfor") {
        return None;
    }
    let Some((inner, end)) = between(rest, "%{", "}").filter(|(inner, _)| !inner.contains('\n')) else {
        return Some((Family::Terraform, line_length(rest), Kind::Unclosed));
    };
    let (word, condition) = first_word(inner.trim_matches(['~', ' ']));
    let kind = match word {
        "else" => Kind::Branch { is_last: true },
        "endif" | "endfor" => Kind::Close(&word[3..]),
        _ => choice(word, condition),
    };
    Some((Family::Terraform, end, kind))
}

fn free_marker(rest: &str) -> Option<Found<'_>> {
    let is_end = rest.starts_with("</");
    let body = &rest[if is_end { 3 } else { 2 }..];
    if body.starts_with("--") {
        return Some((Family::FreeMarker, rest.find("-->")? + 3, Kind::Silent));
    }
    let (word, _) = first_word(body);
    let end = rest.find('>').filter(|it| !rest[..*it].contains('\n'))? + 1;
    let condition = body[word.len()..].split('>').next().unwrap_or_default().trim();
    let kind = match word {
        "" => return None,
        _ if is_end => Kind::Close(word),
        "if" | "list" | "switch" => choice(word, condition),
        "else" => Kind::Branch { is_last: true },
        "elseif" | "case" | "default" => Kind::Branch { is_last: false },
        "macro" | "function" => block(word, Content::Never),
        "include" => Kind::Include,
        _ => block(word, Content::Perhaps),
    };
    Some((Family::FreeMarker, end, kind))
}

fn velocity(rest: &str) -> Option<Found<'_>> {
    let body = rest[1..].trim_start_matches('{');
    let (word, after) = first_word(body);
    let bare = rest.len() - body.len() + word.len() + usize::from(rest.starts_with("#{"));
    let call = || {
        let open = rest.find('(').filter(|_| after.starts_with('('))?;
        closing_parenthesis(rest, open)
    };
    let (end, kind) = match word {
        "if" | "foreach" => {
            let end = call()?;
            (end, choice("", after.get(1..).and_then(|it| it.split(')').next()).unwrap_or_default()))
        }
        "elseif" => (call()?, Kind::Branch { is_last: false }),
        "set" => (call()?, Kind::Silent),
        "else" => (bare, Kind::Branch { is_last: true }),
        "end" => (bare, Kind::Close("")),
        _ => return None,
    };
    Some((Family::Velocity, end, kind))
}

fn closing_parenthesis(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, byte) in text.bytes().enumerate().skip(open).take_while(|it| it.1 != b'\n') {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}
