//! Backslashes and line ends of a command that are not what they seem.

use crate::script::{
    aws_call::{self, Call},
    place::Place,
};
use crate::{
    diagnostic::fault::{
        command::CommandFault,
        mangled::{Blank, Cause, Mangled},
    },
    text::{
        edit::Edit,
        mapped_text::{MappedText, SourceRange},
        source::Source,
        span::Span,
    },
};

/// Text in which a backslash continues the line, as is meant, in commands that start tasks: despite white space or a
/// comment after it, and despite empty lines and comment lines before the next option.
pub(super) fn joined(text: MappedText) -> MappedText {
    let whole = text.text();
    if !whole.contains("\\ ") && !whole.contains("\\\t") && !whole.contains("\\\n") {
        return text;
    }
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let mut out = MappedText::default();
    let (mut at, mut number) = (0, 0);
    let (mut is_launch, mut changed) = (false, false);
    while let Some(line) = lines.get(number) {
        let (start, body) = (at, line.trim_end_matches('\n'));
        let kept = &body[..before_comment(body)];
        let backslashes = kept.len() - kept.trim_end_matches('\\').len();
        is_launch |= kept.contains("-task") || kept.contains("ecs") || kept.contains("aws ");
        number += 1;
        at += line.len();
        if backslashes % 2 == 1 && is_launch {
            let lost = if kept.len() < body.len() {
                goes_on(kept, &lines[number..])
            } else {
                before_option(&lines[number..])
            };
            if let Some(skipped) = lost {
                let skipped = &lines[number..number + skipped];
                number += skipped.len();
                at += skipped.iter().map(|line| line.len()).sum::<usize>();
                out.push_part(&text, start..start + kept.len());
                out.push("\n", text.origin(start + kept.len()..at));
                changed = true;
                continue;
            }
        }
        out.push_part(&text, start..at);
        is_launch &= backslashes % 2 == 1;
    }
    if changed { out } else { text }
}

/// Whether the command of a line continues on the next one: then no line is skipped.
fn goes_on(line: &str, next: &[&str]) -> Option<usize> {
    let next = next.first().map_or("", |next| next.trim_start());
    let last = line.trim_end_matches(['\\', ' ', '\t']).rsplit([' ', '\t']).next().unwrap_or_default();
    let continues = next.starts_with('-')
        || ["ecs ", "run-task", "start-task"].iter().any(|word| next.starts_with(word))
        || last.starts_with("--") && !next.is_empty();
    continues.then_some(0)
}

/// The number of empty lines and comment lines before a line that begins with an option, if there are any.
fn before_option(next: &[&str]) -> Option<usize> {
    let is_skipped = |line: &&&str| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#')
    };
    let skipped = next.iter().take_while(is_skipped).count();
    let is_option = next.get(skipped).is_some_and(|line| line.trim_start().starts_with("--"));
    (skipped > 0 && is_option).then_some(skipped)
}

/// The length of a line without the spaces at its end, and without a comment after a backslash.
fn before_comment(line: &str) -> usize {
    let mut backslashes = line.match_indices('\\').map(|it| it.0 + 1);
    let is_comment = |at: &usize| {
        let after = line.get(*at..).unwrap_or_default();
        after.starts_with([' ', '\t']) && after.trim_start().starts_with('#')
    };
    backslashes.find(is_comment).unwrap_or(line.trim_end_matches([' ', '\t']).len())
}

/// Reports a backslash before a space: one finding per command.
pub(super) fn blank(call: &Call, source: &Source, place: &dyn Fn(usize) -> Place) -> Option<CommandFault> {
    let text = source.text();
    let mut found: Option<(SourceRange, Blank)> = None;
    let mut edits = Vec::new();
    let here = place(call.odd.breaks.first()?.0.span.start as usize);
    if here.is_docker {
        return None;
    }
    for (origin, after) in &call.odd.breaks {
        let start = origin.span.start as usize;
        if text.get(start..start + 1) != Some("\\") {
            continue;
        }
        let is_joined = text.get(after.span.range()).is_some_and(|it| it.contains('\n'));
        let is_interrupted = text.get(after.span.range()).is_some_and(|it| it.matches('\n').count() > 1);
        let rest = text.get(start + 1..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let ends = matches!(rest.as_bytes().get(blanks), None | Some(b'\r' | b'\n'));
        let (how, span) = match blanks {
            0 if is_interrupted => {
                let lines = after.span.start as usize + 1;
                let is_comment = text.get(lines..after.span.end as usize).is_some_and(|it| it.contains('#'));
                let how = if is_comment { Blank::CommentLine } else { Blank::EmptyLine };
                (how, Span::new(lines, after.span.end as usize))
            }
            0 if here.is_folded() && ends => {
                let before = text.get(..start).unwrap_or_default();
                (Blank::Folded, Span::new(before.trim_end_matches([' ', '\t']).len(), start + 1))
            }
            0 => continue,
            // The command goes on in the next line.
            _ if is_joined && rest[blanks..].starts_with('#') => {
                let length = rest.find('\n').unwrap_or(rest.len());
                (Blank::Comment, Span::new(start + 1, start + 1 + rest[..length].trim_end().len()))
            }
            _ if ends && is_joined => (Blank::LineEnd, Span::new(start + 1, start + 1 + blanks)),
            _ if ends => (Blank::Last, Span::new(start, start + 1 + blanks)),
            _ => (Blank::Inside, Span::new(start, start + 2)),
        };
        edits.push(Edit { span, text: String::new() });
        found.get_or_insert((SourceRange { span: Span::new(start, start + 1), ..*origin }, how));
    }
    let (at, how) = found?;
    let after = call.line.words.iter().find(|it| it.origin(0..it.len()).span.start > at.span.start);
    let receives = match (how, after) {
        (Blank::EmptyLine | Blank::CommentLine, _) => String::new(),
        (Blank::LineEnd | Blank::Comment | Blank::Last, _) | (_, None) => " ".to_owned(),
        (_, Some(word)) => format!(" {}", word.text().split('=').next().unwrap_or_default()),
    };
    Some(Mangled { cause: Cause::Blank(how), receives: vec![receives], edits }.mistake(at, ""))
}

/// Words with which the next command begins.
const COMMANDS: [&str; 28] = [
    "[",
    "[[",
    "aws",
    "awk",
    "break",
    "case",
    "cat",
    "cd",
    "curl",
    "docker",
    "done",
    "echo",
    "else",
    "esac",
    "exit",
    "export",
    "fi",
    "for",
    "grep",
    "if",
    "jq",
    "kubectl",
    "printf",
    "return",
    "sed",
    "sleep",
    "terraform",
    "while",
];

/// Reports a backslash that joins the next command to this one, and leaves the words of this one.
pub(super) fn joins(call: &mut Call, source: &Source) -> Option<CommandFault> {
    let text = source.text();
    let words = &call.line.words;
    let start = |word: &MappedText| word.origin(0..word.len()).span.start as usize;
    // The line before, up to its backslash, if a word is the first one on its line.
    let line_before = |word: &MappedText| {
        let before = text.get(..start(word))?.trim_end_matches([' ', '\t']);
        before.strip_suffix("\\\n").or_else(|| before.strip_suffix("\\\r\n"))
    };
    let is_value = |at: usize| {
        let before = at.checked_sub(1).map_or("", |before| words[before].text());
        before.starts_with("--") && !aws_call::is_flag(before)
    };
    let is_command = |at: &usize| COMMANDS.contains(&words[*at].text()) && !is_value(*at);
    let (first, before) =
        (0..words.len()).filter(is_command).find_map(|at| Some((at, line_before(&words[at])?)))?;
    let (backslash, blanks) = (before.len(), before.trim_end_matches([' ', '\t']).len());
    let at = SourceRange { span: Span::new(backslash, backslash + 1), ..words[first].origin(0..1) };
    let receives = words[first].text().to_owned();
    let edits = vec![Edit { span: Span::new(blanks, backslash + 1), text: String::new() }];
    call.line.words.truncate(first);
    Some(Mangled { cause: Cause::Blank(Blank::Joins), receives: vec![receives], edits }.mistake(at, ""))
}

/// Reports carriage returns: one finding a script, at the first command that they change.
pub(super) fn carriage(calls: &[Call], source: &Source) -> Option<(CommandFault, usize)> {
    let text = source.text();
    let has_return = |it: &SourceRange| text.get(it.span.range()).is_some_and(|it| it.contains('\r'));
    let mut first: Option<(CommandFault, usize)> = None;
    for call in calls {
        let start = call.line.command.span.start as usize;
        let (at, cause, receives) = if let Some(origin) = call.odd.breaks.iter().find(|it| has_return(&it.1))
        {
            let origin = &origin.0;
            let at = SourceRange {
                span: Span::new(origin.span.start as usize, origin.span.start as usize + 1),
                ..*origin
            };
            (at, cause(true, false, text), "\r".to_owned())
        } else if let (Some(_), Some(last)) = (call.odd.end.filter(has_return), call.odd.last) {
            let written = text.get(last.span.range()).unwrap_or_default();
            let word = written.trim_matches(['"', '\'']);
            let harmless = word.starts_with(['{', '[']) || word.parse::<i64>().is_ok();
            let shown = if harmless || word.chars().count() <= 40 { word } else { "…" };
            (last, cause(false, harmless, text), format!("{shown}\r"))
        } else {
            continue;
        };
        let is_harmless = matches!(cause, Cause::CarriageReturn { harmless: true, .. });
        if first.is_none() || !is_harmless {
            let edits = text
                .match_indices("\r\n")
                .map(|(at, _)| Edit { span: Span::new(at, at + 1), text: String::new() });
            let mangled = Mangled { cause, receives: vec![receives], edits: edits.collect() };
            first = Some((mangled.mistake(at, ""), start));
        }
        if !is_harmless {
            break;
        }
    }
    first
}

fn cause(continued: bool, harmless: bool, text: &str) -> Cause {
    let everywhere = text.matches('\n').count() == text.matches("\r\n").count();
    Cause::CarriageReturn { continued, harmless, everywhere: everywhere || !text.contains("<<") }
}
