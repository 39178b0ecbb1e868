//! Command lines and shorthand as files: the examples of rules that look at neither JSON document.

use crate::{
    check::{Checked, Options},
    document::task_definition::Definitions,
    model::{
        kind::Recognized,
        revision::{PAGE, Requested},
    },
    script,
    text::{
        kebab::kebab,
        mapped_text::{MappedText, SourceRange},
        source::Source,
        span::Span,
    },
};
use crate::{
    command::{
        Against, CommandOptions, LINE, Line, NoFiles, Operation,
        options::{Role, of_command},
        understand,
    },
    model::cli_version::CliVersion,
};

/// The ending of a file that holds a text in shorthand; its kind is the option whose value it is.
pub const SHORTHAND: &str = ".shorthand";
/// The ending of a file that holds a command line, each word on a line of its own, `aws ecs start-task` first.
pub const WORDS: &str = ".argv";

/// Checks the text of such a file. `param` is the option of [`SHORTHAND`]; `None` for [`WORDS`].
pub fn check(source: &Source, param: Option<&str>, options: &Options, definitions: &Definitions) -> Checked {
    let client = if options.revision == Requested::On(PAGE) { CliVersion::Old } else { CliVersion::V2 };
    let against = Against { definitions, ..Against::default() };
    let settings = CommandOptions { client, revision: options.revision, against };
    let text = source.text().strip_suffix('\n').unwrap_or(source.text());
    let whole = Span::new(0, text.len());
    let mut operation = None;
    let (command, words) = match param {
        Some(param) => {
            let name = option(param, client);
            let start = Span::new(0, 0);
            let words =
                vec![MappedText::standing_for(LINE, name, start), MappedText::verbatim(LINE, text, 0)];
            (SourceRange { source: LINE, span: whole }, words)
        }
        None => {
            let mut at = 0;
            let mut words = Vec::new();
            for line in text.split('\n') {
                words.push(MappedText::verbatim(LINE, line, at));
                at += line.len() as u32 + 1;
            }
            let rest = words.split_off(words.len().min(3));
            operation = Operation::ALL
                .into_iter()
                .find(|it| words.last().is_some_and(|word| word.text() == it.word()));
            let command = words.last().map_or(whole, |it| it.origin(0..it.len()).span);
            (SourceRange { source: LINE, span: command }, rest)
        }
    };
    let operation = operation.unwrap_or(Operation::StartTask);
    let line = Line { operation, command, words, open: param.is_some(), region: None };
    let copy = Source::new(source.name().to_owned(), source.text().as_bytes().to_vec());
    let understood = understand(&line, copy, &settings, &mut NoFiles);
    let own = understood.findings.into_iter().filter(|it| it.source == LINE);
    Checked {
        recognized: Recognized::Launch(understood.document.kind),
        document: Some(understood.document),
        diagnostics: own.map(|it| it.diagnostic).collect(),
        cut: understood.cut,
    }
}

/// Checks a script beside which there are no files.
pub fn script(source: &Source, options: &Options, definitions: &Definitions) -> Checked {
    let against = Against { definitions, ..Against::default() };
    let found = script::check_script(source, options, against, &mut NoFiles, Some(&|_| true));
    let nothing =
        || Checked { recognized: Recognized::Nothing, document: None, diagnostics: Vec::new(), cut: 0 };
    found.map_or_else(nothing, |it| it.checked)
}

/// The option of a name, which may be the member's.
fn option(param: &str, client: CliVersion) -> String {
    let day = client.day(Requested::Latest);
    let all = of_command(Operation::StartTask, client, day);
    let member = |role| matches!(role, Role::Member(id) if kebab(id.get().name) == kebab(param));
    all.into_iter().find(|it| member(it.role)).map_or_else(|| format!("--{param}"), |it| it.name)
}
