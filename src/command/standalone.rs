//! Shorthand alone, and the findings about a mistake.

use crate::{
    check::{self, Document, Options},
    diagnostic::RejectedBy,
    document::dialect::Dialect,
    model::{kind::DocumentKind, revision::Revision},
    shorthand::to_json::Json,
    text::{mapped_text::MappedText, source::Source, span::Span},
};
use crate::{
    command::{Answer, CommandOptions, FileSystem, LINE, Understood, finding::Finding, value::OptionReader},
    diagnostic::fault::command::{CommandFault, CommandFaultKind},
};

/// Understands a text in shorthand without knowing whose value it is: everything in it is a string.
pub fn shorthand_alone(text: &str, settings: &CommandOptions<'_>, files: &mut dyn FileSystem) -> Understood {
    let source = Source::new("shorthand", text.as_bytes().to_vec());
    let mut reading = OptionReader::new(settings, source, files);
    let mut json = Json::default();
    let traced = MappedText::verbatim(LINE, text, 0);
    let read = reading.shorthand_value(&mut json, &traced);
    let options = Options::default();
    let mistakes = std::mem::take(&mut reading.mistakes);
    mistakes.iter().for_each(|it| reading.say(it, &options));
    reading.settle();
    let rejected = reading.findings.iter().any(|it| it.diagnostic.rejected_by == RejectedBy::Client);
    let answer = match read && !rejected {
        true => Answer::Request(json.text.text().to_owned()),
        false => Answer::Nothing,
    };
    let revision = Revision { named: reading.day, applied: reading.day };
    let document =
        Document { kind: DocumentKind::StartTask, dialect: Dialect::Cli, skeleton: false, revision };
    let OptionReader { sources, findings, cut, .. } = reading;
    let (given, secrets) = (Vec::new(), Vec::new());
    let mut understood = Understood { sources, findings, cut, given, document, answer, secrets };
    understood.note_secrets(&json.text);
    understood.hide_secrets(settings.against.definitions);
    understood
}

impl OptionReader<'_> {
    /// Reports a mistake.
    pub fn say(&mut self, mistake: &CommandFault, options: &Options) {
        let Some(source) = self.sources.get(usize::from(mistake.at.source)) else { return };
        let also = match &mistake.kind {
            CommandFaultKind::Repeated { again } => Some(*again),
            CommandFaultKind::Lost(_, again) => *again,
            _ => None,
        };
        let also = also.filter(|it| it.source == mistake.at.source).map(|it| it.span);
        let mut placed = mistake.clone();
        placed.at.span = visible(source.text(), mistake.at.span);
        for mut diagnostic in check::command_diagnostics(source, &placed, also, options, self.settings.client)
        {
            diagnostic.pointer.clone_from(&mistake.pointer);
            self.findings.push(Finding { source: mistake.at.source, diagnostic });
        }
    }

    /// Every place gets at least one byte; findings are put in order.
    pub fn settle(&mut self) {
        for it in &mut self.findings {
            let Some(source) = self.sources.get(usize::from(it.source)) else { continue };
            it.diagnostic.span = visible(source.text(), it.diagnostic.span);
            it.diagnostic.own_labels().for_each(|label| label.span = visible(source.text(), label.span));
        }
        let key = |it: &Finding| (it.source, it.diagnostic.span, it.diagnostic.rule.clone());
        self.findings.sort_by_key(key);
    }
}

/// An empty place becomes the character before it: something is missing after that.
fn visible(text: &str, span: Span) -> Span {
    let end = (span.end as usize).min(text.len());
    let start = (span.start as usize).min(end);
    if start < end {
        return Span::new(start, end);
    }
    match (text[..start].chars().next_back(), text[start..].chars().next()) {
        (Some(before), _) => Span::new(start - before.len_utf8(), start),
        (None, Some(after)) => Span::new(start, start + after.len_utf8()),
        (None, None) => Span::new(0, 0),
    }
}
