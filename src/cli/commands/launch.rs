//! `start-task` and `run-task`: prints and checks the request that the AWS CLI would send, without sending it.

use crate::cli::{
    EXIT_ERROR, EXIT_FINDINGS, args,
    check::task_definitions,
    input::{self, InputSource},
    io::terminal,
};
use ecs_preflight::{
    Checked, Recognized, Source, Span,
    command::{
        self, Against, Answer, CommandOptions, FileSystem, LINE, Line, Operation, Understood,
        finding::Finding,
        wire::{self, Layout},
    },
    json,
    report::{FileReport, RenderOptions, Report, Summary},
    secrets,
};
use std::{env, path::PathBuf};

/// Runs the command; gives the exit code.
pub fn run(operation: Operation, launch: &args::Launch) -> u8 {
    let (own, words) = args::own(operation.word(), &launch.words);
    let definitions = match task_definitions::given(&own.against) {
        Ok(definitions) => definitions,
        Err(errors) => {
            terminal::note(&format!("error: {}\n", errors.join("\nerror: ")));
            return EXIT_ERROR;
        }
    };
    let settings = CommandOptions {
        client: own.compare_client.client(),
        revision: own.api_revision,
        against: Against { definitions: &definitions, policies: &[] },
    };
    let (line, source) = Line::of_words(operation, &words, false);
    let understood = command::understand(&line, source, &settings, &mut Disk);
    match &understood.answer {
        Answer::Request(request) => {
            let parsed = json::parse(request);
            let layout = if own.wire { Layout::Wire } else { Layout::Pretty };
            let end = if own.wire { "" } else { "\n" };
            terminal::print(&(wire::dumps(parsed.tree.root(), layout) + end));
        }
        Answer::Print(text) => terminal::print(text),
        Answer::Nothing => {}
    }
    let summary = report(&understood, "command line", own.format, own.color, own.quiet);
    if own.fail_on.reached(summary.worst()) { EXIT_FINDINGS } else { 0 }
}

/// Prints what was found to standard error, each option's words as a source of their own.
pub fn report(
    understood: &Understood,
    name: &str,
    format: &Report,
    color: args::Color,
    quiet: bool,
) -> Summary {
    let found = !understood.findings.is_empty();
    let person = format.name == "human" || format.name == "concise";
    let look = RenderOptions { summary: found && !quiet || !person, ..terminal::look_aside(color) };
    let mut reporter = (format.begin)(&look);
    let (mut out, mut summary) = (String::new(), Summary { is_command_line: true, ..Summary::default() });
    for (source, findings) in parts(understood, name) {
        let checked = Checked {
            recognized: Recognized::Launch(understood.document.kind),
            document: Some(understood.document),
            diagnostics: findings.into_iter().map(|it| it.diagnostic).collect(),
            cut: 0,
        };
        let kind = Some(understood.document.kind);
        let file = FileReport { source: &source, kind, checked: &checked, in_repository: None };
        match source.name() == name || understood.given.iter().any(|(option, _)| option == source.name()) {
            true => summary.count(&file),
            false => summary.add(&file),
        }
        // Writing into a string cannot fail.
        let _ = reporter.file(&mut out, &file);
    }
    summary.cut += understood.cut;
    let _ = reporter.finish(&mut out, &summary);
    terminal::note(&out);
    summary
}

/// The sources that findings lie in: the line, options, files.
fn parts(understood: &Understood, name: &str) -> Vec<(Source, Vec<Finding>)> {
    let mut parts = Vec::new();
    let (of_line, of_files): (Vec<_>, Vec<_>) =
        understood.findings.iter().cloned().partition(|it| it.source == LINE);
    let Some(whole) = understood.sources.first() else { return parts };
    let within = |span: Span, it: &Finding| {
        span.contains(it.diagnostic.span)
            && it.diagnostic.labels.iter().all(|label| label.file.is_some() || span.contains(label.span))
    };
    let option = |it: &Finding| understood.given.iter().position(|(_, span)| within(*span, it));
    let rest: Vec<_> = of_line.iter().filter(|it| option(it).is_none()).cloned().collect();
    if !rest.is_empty() || understood.findings.is_empty() {
        parts.push((secrets::part(whole, name.to_owned(), Span::new(0, whole.text().len())), rest));
    }
    for (at, (option_name, span)) in understood.given.iter().enumerate() {
        let own = of_line.iter().filter(|it| option(it) == Some(at)).cloned();
        let own: Vec<_> = own.map(|it| shifted(it, span.start)).collect();
        if !own.is_empty() {
            parts.push((secrets::part(whole, option_name.clone(), *span), own));
        }
    }
    for (id, source) in understood.sources.iter().enumerate().skip(1) {
        let own: Vec<_> = of_files.iter().filter(|it| usize::from(it.source) == id).cloned().collect();
        if !own.is_empty() {
            parts.push((
                secrets::part(source, source.name().to_owned(), Span::new(0, source.text().len())),
                own,
            ));
        }
    }
    parts
}

fn shifted(mut it: Finding, by: u32) -> Finding {
    let shift = |span: Span| Span { start: span.start - by, end: span.end - by };
    it.diagnostic.span = shift(it.diagnostic.span);
    let own = it.diagnostic.labels.iter_mut().filter(|it| it.file.is_none());
    own.for_each(|label| label.span = shift(label.span));
    it
}

/// Files on the disk, where the client would look for them.
pub struct Disk;

impl FileSystem for Disk {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let from = InputSource::Named(PathBuf::from(expanded(path)));
        from.read().map_err(|why| match why {
            input::ReadError::TooLarge => "larger than 64 MiB".to_owned(),
            input::ReadError::Failed(error) if error.kind() == std::io::ErrorKind::NotFound => {
                "no such file".to_owned()
            }
            input::ReadError::Failed(error) => {
                let text = error.to_string();
                text.split(" (os error").next().unwrap_or(&text).to_owned()
            }
        })
    }

    fn neighbor(&mut self, path: &str) -> Option<String> {
        let near = input::neighbor(&PathBuf::from(expanded(path)))?;
        Some(format!("file://{}", near.to_string_lossy()))
    }
}

/// `~`, `$NAME` and `${NAME}` as Python puts them in: what is not set stays as it is.
fn expanded(path: &str) -> String {
    let home = || env::var("HOME").ok();
    let path = match path.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => home().map(|it| it + rest),
        _ => None,
    }
    .unwrap_or_else(|| path.to_owned());
    let mut out = String::new();
    let mut rest = path.as_str();
    while let Some(at) = rest.find('$') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        out.push_str(before);
        let braced = after.strip_prefix('{').and_then(|it| it.split_once('}')).map(|(name, _)| name);
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let bare = &after[..after.find(|c| !word(c)).unwrap_or(after.len())];
        let (name, length) = braced.map_or((bare, bare.len()), |it| (it, it.len() + 2));
        match env::var(name) {
            Ok(value) if !name.is_empty() => out.push_str(&value),
            _ => out.push_str(&rest[at..at + 1 + length]),
        }
        rest = &after[length..];
    }
    out + rest
}
