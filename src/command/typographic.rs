//! Dashes, quotes and spaces that a word processor, a wiki or a chat writes instead of ASCII ones.

use crate::text::{
    edit::Edit,
    mapped_text::{MappedText, SourceRange},
    source::Source,
    span::Span,
    typography::{is_dash, is_space},
};
use crate::{
    command::{
        CommandOptions, Line,
        argparse::joined,
        options::{self, OptionSpec},
    },
    diagnostic::fault::{
        command::{CommandFault, CommandFaultKind},
        mangled::{Cause, Mangled, Meant},
    },
    text::edit_distance,
};

/// Whether any word may have such a character.
pub(crate) fn may_be_there(words: &[MappedText]) -> bool {
    words.iter().any(|it| !it.text().is_ascii())
}

/// The ASCII quote that a typographic one is meant to be.
fn quote(sign: char) -> Option<char> {
    match sign {
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => Some('"'),
        '\u{2018}'..='\u{201b}' | '\u{2032}' => Some('\''),
        _ => None,
    }
}

/// Reports such characters, and leaves the words that are meant. `text` is what the words stand in, `takes` says
/// whether an ASCII quote can be put at a place of it.
pub(crate) fn take(
    words: &mut Vec<MappedText>,
    table: &[OptionSpec],
    text: &str,
    takes: &dyn Fn(usize, &str) -> bool,
) -> Vec<CommandFault> {
    if !may_be_there(words) {
        return Vec::new();
    }
    let mut it = Taking { words, table, text, takes, mistakes: Vec::new() };
    it.spaces();
    it.dashes();
    it.quotes();
    it.mistakes
}

/// The line with ASCII characters instead of typographic ones, if it has any, and what is wrong with those.
pub(super) fn as_meant(
    line: &Line,
    source: &Source,
    settings: &CommandOptions<'_>,
) -> (Option<Line>, Vec<CommandFault>) {
    if !may_be_there(&line.words) {
        return (None, Vec::new());
    }
    let table = options::all(line.operation, settings.client, settings.revision);
    let mut meant = line.clone();
    let mistakes = take(&mut meant.words, &table, source.text(), &|_, _| false);
    let words = |mistake: CommandFault| match mistake.kind {
        // The words of a command line are not a file that could be edited.
        CommandFaultKind::Mangled(it) => {
            CommandFault { kind: CommandFaultKind::Mangled(Box::new(it.without_edits())), ..mistake }
        }
        _ => mistake,
    };
    (Some(meant), mistakes.into_iter().map(words).collect())
}

struct Taking<'a> {
    words: &'a mut Vec<MappedText>,
    table: &'a [OptionSpec],
    text: &'a str,
    takes: &'a dyn Fn(usize, &str) -> bool,
    mistakes: Vec<CommandFault>,
}

impl Taking<'_> {
    /// Whether a word begins with an option of the client, or with a typing error in one.
    fn is_option(&self, word: &str) -> bool {
        let Some(name) = word.strip_prefix("--") else { return false };
        let name = name.split('=').next().unwrap_or(name);
        let names = || self.table.iter().map(|it| it.name.trim_start_matches('-'));
        name.len() > 2 && (names().any(|it| it == name) || edit_distance::word(name, names()).is_some())
    }

    fn report(&mut self, at: SourceRange, cause: Cause, receives: &str, edits: Vec<Edit>) {
        let edits =
            if edits.iter().all(|it| self.text.get(it.span.range()).is_some()) { edits } else { Vec::new() };
        self.mistakes.push(Mangled { cause, receives: vec![receives.to_owned()], edits }.mistake(at, ""));
    }

    /// A space beside an option that does not separate words.
    fn spaces(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            let word = self.words[at].clone();
            let text = word.text().to_owned();
            let parts: Vec<_> = parts(&text).collect();
            let plain =
                |it: &str| it.chars().map(|it| if is_dash(it) { '-' } else { it }).collect::<String>();
            let beside = parts.iter().any(|it| self.is_option(&plain(&text[it.clone()])));
            let odd = text.char_indices().find(|it| is_space(it.1));
            if let Some((found_at, found)) = odd.filter(|_| beside) {
                for (run, length) in runs(&text) {
                    let origin = word.origin(run..run + length);
                    let edit = Edit { span: origin.span, text: " ".to_owned() };
                    let cause = Cause::Character { found, meant: Meant::Space };
                    if run == found_at {
                        self.report(origin, cause, "", vec![edit]);
                    } else if let Some(sign) = text[run..].chars().next() {
                        let cause = Cause::Character { found: sign, meant: Meant::Space };
                        self.report(origin, cause, "", vec![edit]);
                    }
                }
                let made: Vec<_> = parts.iter().map(|it| part(&word, it.clone())).collect();
                let count = made.len();
                self.words.splice(at..=at, made);
                at += count;
            } else {
                at += 1;
            }
        }
    }

    /// A dash instead of an option's hyphens.
    fn dashes(&mut self) {
        for at in 0..self.words.len() {
            let word = self.words[at].clone();
            let text = word.text();
            let name = &text[..text.find('=').unwrap_or(text.len())];
            let Some((first, found)) = name.char_indices().find(|it| is_dash(it.1)) else { continue };
            let lead = name.len() - name.trim_start_matches(|it| it == '-' || is_dash(it)).len();
            let rest: String = name[lead..].chars().map(|it| if is_dash(it) { '-' } else { it }).collect();
            if lead == 0 || !self.is_option(&format!("--{rest}")) {
                continue;
            }
            let mut made = MappedText::default();
            let mut edits = Vec::new();
            made.push("--", word.origin(0..lead));
            if &name[..lead] != "--" {
                edits.push(Edit { span: word.origin(0..lead).span, text: "--".to_owned() });
            }
            for (offset, sign) in name[lead..].char_indices() {
                let range = lead + offset..lead + offset + sign.len_utf8();
                if is_dash(sign) {
                    let origin = word.origin(range);
                    made.push("-", origin);
                    edits.push(Edit { span: origin.span, text: "-".to_owned() });
                } else {
                    made.push_part(&word, range);
                }
            }
            made.push_part(&word, name.len()..text.len());
            let range = if first < lead { 0..lead } else { first..first + found.len_utf8() };
            let meant = if first < lead { Meant::Dash } else { Meant::Hyphen };
            let cause = Cause::Character { found, meant };
            self.report(word.origin(range), cause, name, edits);
            self.words[at] = made;
        }
    }

    /// A value between quotes that are none to a shell.
    fn quotes(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            if let Some((end, head, opening)) = self.quoted(at) {
                let first = self.words[at].clone();
                let last = self.words[end].clone();
                let sign = last.text().chars().next_back().filter(|it| quote(*it).is_some());
                let whole = joined(first.origin(head..first.len()), last.origin(0..last.len()));
                let origin = first.origin(head..head + opening.len_utf8());
                let close = sign.map(|it| last.origin(last.len() - it.len_utf8()..last.len()));
                let value = self.value(origin, close, whole);
                let edits = close.and_then(|close| self.edits(opening, origin, close)).unwrap_or_default();
                let meant = edits.first().and_then(|it| it.text.chars().next()).or(quote(opening));
                let text = value.text();
                let is_sent = at == end && value.is_known(0..text.len()) && !text.contains(['{', '[', '=']);
                let quote = Meant::Quote { sign: meant.unwrap_or('"'), is_sent };
                let cause = Cause::Character { found: opening, meant: quote };
                self.report(origin, cause, "", edits);
                let mut made = MappedText::default();
                made.push_part(&first, 0..head);
                made.push_part(&value, 0..value.len());
                self.words.splice(at..=end, [made]);
            }
            at += 1;
        }
    }

    /// A value that begins with such a quote: the word it ends with, where it begins, and its quote.
    fn quoted(&self, at: usize) -> Option<(usize, usize, char)> {
        let text = self.words[at].text();
        let head = text.find('=').filter(|_| text.starts_with("--")).map_or(0, |it| it + 1);
        let opening = text[head..].chars().next()?;
        let sign = quote(opening)?;
        let closes = |it: &MappedText| {
            it.text().chars().next_back().and_then(quote) == Some(sign)
                && it.text().len() > opening.len_utf8()
        };
        let options = |it: &&MappedText| it.text().starts_with("--");
        let near = self.words[at + 1..].iter().take_while(|it| !options(it)).count();
        let end = (at..=at + near).find(|it| closes(&self.words[*it]));
        Some((end.unwrap_or(at), head, opening))
    }

    /// What stands between the quotes, as it would reach the client with the right ones.
    fn value(&self, open: SourceRange, close: Option<SourceRange>, whole: SourceRange) -> MappedText {
        let unknown = || {
            let mut hole = MappedText::default();
            hole.push_unknown("0", whole);
            hole
        };
        let Some(close) = close.filter(|it| it.source == open.source) else { return unknown() };
        let start = open.span.end as usize;
        let Some(inside) = self.text.get(start..close.span.start as usize) else { return unknown() };
        let is_json = inside.trim_start().starts_with(['{', '[']);
        if inside.is_empty() || inside.contains(['$', '`', '\\']) {
            return unknown();
        }
        // Its own quotes may have gone with the shell that called this program.
        if is_json && !inside.contains(|it: char| it == '"' || quote(it).is_some()) {
            return unknown();
        }
        let mut made = MappedText::default();
        for (offset, sign) in inside.char_indices() {
            let span = Span::new(start + offset, start + offset + sign.len_utf8());
            match quote(sign) {
                Some(it) => made.push(it.encode_utf8(&mut [0; 4]), SourceRange { span, ..open }),
                None => made.push_verbatim(open.source, sign.encode_utf8(&mut [0; 4]), span.start as usize),
            }
        }
        made
    }

    /// The edits that put ASCII quotes there; `None` where it is not certain that these work.
    fn edits(&self, opening: char, open: SourceRange, close: SourceRange) -> Option<Vec<Edit>> {
        let start = open.span.end as usize;
        let inside = self.text.get(start..close.span.start as usize)?;
        let has = |sign: char| inside.chars().any(|it| it == sign || quote(it) == Some(sign));
        let sign =
            if has('"') { "'" } else { quote(opening).map_or("\"", |it| if it == '"' { "\"" } else { "'" }) };
        let breaks =
            has('\'') || sign == "'" && inside.contains('$') || inside.contains(['\\', '`', '!', '\n']);
        if breaks || !(self.takes)(start, sign) || has('"') && !(self.takes)(start, "\"") {
            return None;
        }
        let mut edits = vec![
            Edit { span: open.span, text: sign.to_owned() },
            Edit { span: close.span, text: sign.to_owned() },
        ];
        for (offset, found) in inside.char_indices().filter(|it| quote(it.1).is_some()) {
            let span = Span::new(start + offset, start + offset + found.len_utf8());
            edits.push(Edit { span, text: "\"".to_owned() });
        }
        Some(edits)
    }
}

/// The parts of a word between such spaces.
fn parts(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 0;
    text.split(is_space).filter_map(move |it| {
        let start = at;
        at += it.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        (!it.is_empty()).then(|| start..start + it.len())
    })
}

/// The runs of such spaces in a word, each with its length.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, sign) in text.char_indices().filter(|it| is_space(it.1)) {
        match runs.last_mut().filter(|it| it.0 + it.1 == at) {
            Some(last) => last.1 += sign.len_utf8(),
            None => runs.push((at, sign.len_utf8())),
        }
    }
    runs
}

fn part(word: &MappedText, range: std::ops::Range<usize>) -> MappedText {
    let mut part = MappedText::default();
    part.push_part(word, range);
    part
}
