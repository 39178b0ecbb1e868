//! Backslashes and line ends of a command that are not what they seem.

use crate::script::{aws_call::Call, place::Place};
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

/// Text in which a backslash with blanks behind it continues a line, as is meant, in commands that start tasks.
pub(super) fn joined(text: MappedText) -> MappedText {
    let whole = text.text();
    if !whole.contains("\\ ") && !whole.contains("\\\t") {
        return text;
    }
    let mut out = MappedText::default();
    let (mut at, mut is_launch, mut changed) = (0, false, false);
    let mut lines = whole.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let (start, body) = (at, line.trim_end_matches('\n'));
        at += line.len();
        let kept = &body[..before_comment(body)];
        let backslashes = kept.len() - kept.trim_end_matches('\\').len();
        is_launch |= kept.contains("-task") || kept.contains("ecs") || kept.contains("aws ");
        let next = lines.peek().map_or("", |it| it.trim_start());
        let wants = kept.trim_end_matches(['\\', ' ', '\t']).rsplit([' ', '\t']).next().unwrap_or_default();
        let goes_on = next.starts_with('-')
            || ["ecs ", "run-task", "start-task"].iter().any(|it| next.starts_with(it))
            || wants.starts_with("--") && !next.is_empty();
        if backslashes % 2 == 1 && kept.len() < body.len() && is_launch && goes_on {
            out.push_part(&text, start..start + kept.len());
            out.push("\n", text.origin(start + kept.len()..at));
            changed = true;
            continue;
        }
        out.push_part(&text, start..at);
        is_launch &= backslashes % 2 == 1;
    }
    if changed { out } else { text }
}

/// The length of a line without the blanks at its end, and without a comment behind a backslash.
fn before_comment(line: &str) -> usize {
    let mut backslashes = line.match_indices('\\').map(|it| it.0 + 1);
    let is_comment = |at: &usize| {
        let behind = line.get(*at..).unwrap_or_default();
        behind.starts_with([' ', '\t']) && behind.trim_start().starts_with('#')
    };
    backslashes.find(is_comment).unwrap_or(line.trim_end_matches([' ', '\t']).len())
}

/// Reports a backslash before a blank: one finding a command.
pub(super) fn blank(call: &Call, source: &Source, place: &dyn Fn(usize) -> Place) -> Option<CommandFault> {
    let text = source.text();
    let mut found: Option<(SourceRange, Blank)> = None;
    let mut edits = Vec::new();
    let here = place(call.odd.breaks.first()?.0.span.start as usize);
    if here.is_docker {
        return None;
    }
    for (origin, behind) in &call.odd.breaks {
        let start = origin.span.start as usize;
        if text.get(start..start + 1) != Some("\\") {
            continue;
        }
        let is_joined = text.get(behind.span.range()).is_some_and(|it| it.contains('\n'));
        let rest = text.get(start + 1..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let ends = matches!(rest.as_bytes().get(blanks), None | Some(b'\r' | b'\n'));
        let (how, span) = match blanks {
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
    let behind = call.line.words.iter().find(|it| it.origin(0..it.len()).span.start > at.span.start);
    let receives = match (how, behind) {
        (Blank::LineEnd | Blank::Comment | Blank::Last, _) | (_, None) => " ".to_owned(),
        (_, Some(word)) => format!(" {}", word.text().split('=').next().unwrap_or_default()),
    };
    Some(Mangled { cause: Cause::Blank(how), receives: vec![receives], edits }.slip(at, ""))
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
            first = Some((mangled.slip(at, ""), start));
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
