//! Findings without a document: in a text of JSON, in a command line, in a comment that suppresses findings.

use crate::check::{Checked, Findings, Options};
use crate::check::{Input, Naming};
#[cfg(feature = "scripts")]
use crate::{diagnostic::fault::suppression::SuppressionFault, model::shape::LATEST};
use crate::{
    diagnostic::{
        Diagnostic,
        fault::{Fault, command::CommandFault},
    },
    document::task_definition,
    json::{self, Tree},
    model::{
        cli_version::CliVersion,
        kind::{DocumentKind, Recognized},
    },
    text::{
        source::{Encoding, Source},
        span::Span,
    },
};

/// What is wrong with the encoding and the syntax of a text of JSON.
pub(crate) fn syntax_diagnostics(source: &Source) -> Checked {
    let mut findings = Findings::new(&Options::default(), &task_definition::NONE);
    if let Encoding::Utf16Le | Encoding::Utf16Be = source.encoding() {
        findings.encoding(source, &Tree::of_unknown(source.text()));
    } else {
        let parsed = json::parse(source.text());
        let reading = Input::new(source.text(), &task_definition::NONE, Naming::default());
        findings.reader(Some(source), &parsed, &reading);
        findings.cut += parsed.more;
    }
    findings.checked(Recognized::Nothing, None)
}

/// Describes a mistake in a command line; `also` is a second place that explains it.
pub(crate) fn command_diagnostics(
    source: &Source,
    mistake: &CommandFault,
    also: Option<Span>,
    options: &Options,
    client: CliVersion,
) -> Vec<Diagnostic> {
    let mut findings = Findings::new(options, &task_definition::NONE);
    let tree = Tree::of_unknown(source.text());
    let (place, also) = (tree.place(mistake.at.span), also.map(|it| tree.place(it)));
    let date = client.day(options.revision);
    let kind = options.kind.unwrap_or(DocumentKind::StartTask);
    findings.fault(&Fault::Command { place, mistake, also, client }, kind, date);
    findings.checked(Recognized::Nothing, None).diagnostics
}

/// Puts what is wrong with a comment that suppresses findings into words.
#[cfg(feature = "scripts")]
pub(crate) fn suppression_diagnostics(
    source: &Source,
    span: Span,
    mistake: &SuppressionFault,
) -> Vec<Diagnostic> {
    let mut findings = Findings::new(&Options::default(), &task_definition::NONE);
    let tree = Tree::of_unknown(source.text());
    findings.fault(&Fault::Ignore { place: tree.place(span), mistake }, DocumentKind::StartTask, LATEST);
    findings.checked(Recognized::Nothing, None).diagnostics
}
