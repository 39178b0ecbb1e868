//! Comments that suppress findings: `# ecs-preflight: ignore[rule] reason`, above the command.

use crate::{
    check,
    diagnostic::Diagnostic,
    rule::{RULES, Registered},
    source::{Source, Span},
    suggest,
    suppress::{Flaw, Stale},
};

/// What such a comment begins with.
const SIGN: &str = "ecs-preflight:";

/// One rule of one comment.
struct Remark {
    rule: String,
    /// Where the rule is named.
    span: Span,
    /// Where the line ends.
    end: usize,
    used: bool,
}

/// Takes what comments suppress out of the findings, each with the start of its command, and adds what is
/// wrong with the comments; gives the number of what was suppressed. `starts` are those of all commands.
pub(super) fn apply(
    source: &Source,
    starts: &[usize],
    found: &mut Vec<(Diagnostic, usize)>,
    ran: &dyn Fn(&str) -> bool,
) -> usize {
    if memchr::memmem::find(source.text().as_bytes(), SIGN.as_bytes()).is_none() {
        return 0;
    }
    let (mut remarks, mut flaws) = read(source.text());
    let before = found.len();
    for remark in &mut remarks {
        let start = starts.iter().copied().filter(|it| *it >= remark.end).min();
        let start =
            start.filter(|it| nothing_between(source.text().get(remark.end..*it).unwrap_or_default()));
        found.retain(|(it, of)| {
            let hidden = Some(*of) == start && it.rule == remark.rule;
            remark.used |= hidden;
            !hidden
        });
    }
    let hidden = before - found.len();
    for remark in remarks.iter().filter(|it| !it.used && ran(&it.rule)) {
        flaws.push((remark.span, Flaw::Stale(Stale::Comment { rule: remark.rule.clone() })));
    }
    for (span, flaw) in flaws {
        found.extend(check::flaw(source, span, &flaw).into_iter().map(|it| (it, span.start as usize)));
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

fn read(text: &str) -> (Vec<Remark>, Vec<(Span, Flaw)>) {
    let (mut remarks, mut flaws) = (Vec::new(), Vec::new());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let Some(comment) = line.trim_start().strip_prefix('#') else { continue };
        let Some(rest) = comment.trim_start().strip_prefix(SIGN) else { continue };
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
            flaws.push((whole, Flaw::Unusable("ecs-preflight:", why)));
            continue;
        };
        let mut rule_at = from + "ignore[".len();
        for part in rules.split(',') {
            let rule = part.trim();
            let rule_start = rule_at + (part.len() - part.trim_start().len());
            rule_at += part.len() + 1;
            let span = Span::new(rule_start, rule_start + rule.len());
            if Registered::named(rule).is_none() {
                let near = suggest::word(rule, RULES.iter().map(|it| it.id));
                let span = if rule.is_empty() { whole } else { span };
                // `ignore[,]` names nothing once, not twice.
                if flaws.last().is_none_or(|it| it.0 != span) {
                    flaws.push((span, Flaw::UnknownRule(rule.to_owned(), near)));
                }
            } else if reason.trim().is_empty() {
                flaws.push((span, Flaw::Missing(vec!["reason"])));
            } else {
                remarks.push(Remark { rule: rule.to_owned(), span, end: start, used: false });
            }
        }
    }
    (remarks, flaws)
}
