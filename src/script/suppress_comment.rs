//! Comments that suppress findings: `# ecs-preflight: ignore[rule] reason`, above the command or at the end of a line.

use crate::{
    check,
    diagnostic::{
        Diagnostic,
        fault::suppression::{Stale, SuppressionFault},
    },
    rules::{self, RULES},
    text::{edit_distance, source::Source, span::Span},
};
use std::ops::Range;

/// What such a comment begins with.
const SIGN: &str = "ecs-preflight:";

/// One rule of one comment.
struct Remark {
    rule: String,
    /// Where the rule is named.
    span: Span,
    /// Where the line ends.
    end: usize,
    /// Where the comment begins, if something stands before it on its line, and where that line begins.
    trails: Option<Range<usize>>,
    used: bool,
}

impl Remark {
    /// Whether it is for a command.
    fn is_for(&self, text: &str, command: &Range<usize>) -> bool {
        match &self.trails {
            None => false,
            Some(line) if command.end > line.end => line.contains(&command.start),
            Some(line) => is_one_line(text.get(command.end..line.end).unwrap_or_default()),
        }
    }
}

/// Whether a shell reads a text as one line: each line but the last ends with a backslash.
fn is_one_line(text: &str) -> bool {
    let mut lines = text.split('\n').rev();
    lines.next();
    lines.all(|line| line.trim_end_matches('\r').ends_with('\\'))
}

/// Takes what comments suppress out of the findings, each with the start of its command, and adds what is
/// wrong with the comments; gives the number of what was suppressed. `commands` are all of them, by offsets.
pub(super) fn apply(
    source: &Source,
    commands: &[Range<usize>],
    found: &mut Vec<(Diagnostic, usize)>,
    ran: &dyn Fn(&str) -> bool,
) -> usize {
    if memchr::memmem::find(source.text().as_bytes(), SIGN.as_bytes()).is_none() {
        return 0;
    }
    let (mut remarks, mut mistakes) = read(source.text());
    let before = found.len();
    for remark in &mut remarks {
        let text = source.text();
        let starts = commands.iter().map(|it| it.start);
        let start = starts.filter(|it| *it >= remark.end && remark.trails.is_none()).min();
        let start = start.filter(|it| nothing_between(text.get(remark.end..*it).unwrap_or_default()));
        let own: Vec<_> = commands.iter().filter(|it| remark.is_for(text, it)).map(|it| it.start).collect();
        found.retain(|(it, of)| {
            let on_line = remark.trails.as_ref().is_some_and(|line| line.contains(&(it.span.start as usize)));
            let hidden = (Some(*of) == start || on_line || own.contains(of)) && it.rule == remark.rule;
            remark.used |= hidden;
            !hidden
        });
    }
    let hidden = before - found.len();
    for remark in remarks.iter().filter(|it| !it.used && ran(&it.rule)) {
        mistakes.push((remark.span, SuppressionFault::Stale(Stale::Comment { rule: remark.rule.clone() })));
    }
    for (span, error) in mistakes {
        found.extend(
            check::suppression_diagnostics(source, span, &error)
                .into_iter()
                .map(|it| (it, span.start as usize)),
        );
    }
    hidden
}

/// Whether only comments and the openings of blocks stand between a comment and the start of a command.
fn nothing_between(text: &str) -> bool {
    let mut lines = text.split('\n').rev();
    // On the command's own line stands what it is a part of.
    lines.next();
    lines.map(str::trim).all(|line| {
        line.is_empty()
            || line.starts_with('#')
            || [":", "|", ">", "|-", ">-", "|+", ">+", "-"].iter().any(|it| line.ends_with(it))
    })
}

/// A comment of a line: what stands before it, and what stands after its sign. At the end of a line only what begins as
/// a suppression is one, since text in quotes may look like a comment too.
fn comment(line: &str) -> Option<(&str, &str)> {
    let sign = line.find(SIGN)?;
    let (before, rest) = (line.get(..sign)?.trim_end().strip_suffix('#')?, line.get(sign + SIGN.len()..)?);
    let trails = before.ends_with([' ', '\t']) && rest.trim_start().starts_with("ignore[");
    (before.trim().is_empty() || trails).then_some((before, rest))
}

fn read(text: &str) -> (Vec<Remark>, Vec<(Span, SuppressionFault)>) {
    let (mut remarks, mut mistakes) = (Vec::new(), Vec::new());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let Some((before, rest)) = comment(line) else { continue };
        let trails = (!before.trim().is_empty()).then(|| at..at + before.len());
        let from = at + line.len() - rest.len();
        let body = rest.trim();
        let from = from + (rest.len() - rest.trim_start().len());
        let whole = Span::new(
            from.min(at + line.trim_end().len()).saturating_sub(usize::from(body.is_empty())),
            (from + body.len()).max(from),
        );
        let parts = body.strip_prefix("ignore[").and_then(|it| it.split_once(']'));
        let Some((rules, reason)) = parts else {
            let why = "write `ignore[rule] reason`".to_owned();
            mistakes.push((whole, SuppressionFault::Unusable("ecs-preflight:", why)));
            continue;
        };
        let mut rule_at = from + "ignore[".len();
        for part in rules.split(',') {
            let rule = part.trim();
            let rule_start = rule_at + (part.len() - part.trim_start().len());
            rule_at += part.len() + 1;
            let span = Span::new(rule_start, rule_start + rule.len());
            if rules::named(rule).is_none() {
                let near = edit_distance::word(rule, RULES.iter().map(|it| it.id));
                let span = if rule.is_empty() { whole } else { span };
                // `ignore[,]` names nothing once, not twice.
                if mistakes.last().is_none_or(|it| it.0 != span) {
                    mistakes.push((span, SuppressionFault::UnknownRule(rule.to_owned(), near)));
                }
            } else if reason.trim().is_empty() {
                mistakes.push((span, SuppressionFault::Missing(vec!["reason"])));
            } else {
                let trails = trails.clone();
                remarks.push(Remark { rule: rule.to_owned(), span, end: start, trails, used: false });
            }
        }
    }
    (remarks, mistakes)
}
