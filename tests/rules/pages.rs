//! The pages: `fixtures/<rule>/README.md` is the rule's comment, its fixtures and what is really said of them.
//!
//! `UPDATE=1 cargo test` writes them; git's diff is the review.

use crate::support::fixtures::{
    all_cases, definitions, documents, file_name, fixtures, is_ignore_file, options, run,
};
use ecs_preflight::{
    Confidence, Requested, RuleEntry, Source,
    report::{FileReport, Links, RenderOptions, Reporter, fargate_chart, human::Human},
    secrets,
    text::display,
};
use std::{
    fmt::{self, Write},
    path::Path,
};

/// The page of a rule, as it should be.
pub fn page(rule: &RuleEntry) -> Result<String, fmt::Error> {
    let mut page = String::new();
    let by = rule.rule.rejected_by.word();
    let sure = match rule.confidence {
        Confidence::Certain => String::new(),
        other => format!(", {}", other.word()),
    };
    writeln!(
        page,
        "# {}\n\n*{}{sure}, rejected by {by}*\n\n{}",
        rule.id,
        rule.rule.severity,
        rule.page.trim_end()
    )?;
    if let Some(figure) = fargate_chart::of_rule(rule.id, None, fargate_chart::UNICODE) {
        writeln!(page, "\n## Sizes")?;
        fenced(&mut page, "text", &figure)?;
    }
    let cases = all_cases(&fixtures().join(rule.id));
    let (mut bad, ok): (Vec<_>, Vec<_>) = cases.iter().partition(|it| file_name(it).starts_with("bad-"));
    // The typical mistake first, as `explain` shows it.
    bad.sort_by_key(|path| !file_name(path).starts_with("bad-typical-"));
    let mut human =
        Human::new(&RenderOptions { summary: false, links: Links::None, ..RenderOptions::default() });
    writeln!(page, "\n## Examples of findings")?;
    for path in bad {
        let (source, checked) = run(path);
        case(&mut page, path, &source)?;
        let mut report = String::new();
        let kind = checked.document.map(|it| it.kind);
        human.file(
            &mut report,
            &FileReport { source: &source, kind, checked: &checked, in_repository: None },
        )?;
        fenced(&mut page, "text", &report)?;
    }
    writeln!(page, "\n## Valid examples")?;
    for path in ok {
        case(&mut page, path, &run(path).0)?;
    }
    let beside = cases.iter().find(|it| is_ignore_file(it)).map(|it| documents(it)).unwrap_or_default();
    if !beside.is_empty() {
        writeln!(page, "\n## Documents in the examples")?;
    }
    for (name, bytes) in beside {
        writeln!(page, "\n`{name}`")?;
        fenced(&mut page, "json", &beginning(&String::from_utf8_lossy(&bytes)))?;
    }
    Ok(page)
}

/// A fixture with the options that its name stands for.
fn case(page: &mut String, path: &Path, source: &Source) -> fmt::Result {
    let options = options(path);
    write!(page, "\n`{}`", file_name(path))?;
    if let Some((param, _)) = file_name(path).split_once('~').and_then(|it| it.1.split_once(".shorthand")) {
        write!(page, " `--{param}`")?;
    }
    if let Some(kind) = options.kind {
        write!(page, " `--kind {kind}`")?;
    }
    if let Some(client) = options.client {
        write!(page, " `--client {client}`")?;
    }
    match options.revision {
        Requested::Auto => {}
        Requested::Latest => write!(page, " `--api-revision latest`")?,
        Requested::On(date) => write!(page, " `--api-revision {date}`")?,
    }
    writeln!(page)?;
    let language = match file_name(path).rsplit_once('.') {
        Some((_, "json")) => "json",
        Some((_, "toml")) => "toml",
        _ => "text",
    };
    fenced(page, language, &beginning(secrets::shown(source)))?;
    for definition in definitions(path).iter() {
        writeln!(page, "\nwith `{}`", definition.name())?;
        fenced(page, "json", &beginning(secrets::shown(definition.source())))?;
    }
    Ok(())
}

/// As much of a document as one likes to read.
fn beginning(text: &str) -> String {
    let mut beginning = String::new();
    for (at, line) in text.lines().enumerate() {
        if at == 60 {
            beginning.push('…');
            break;
        }
        beginning.extend(line.chars().take(400));
        beginning.push_str(if line.chars().nth(400).is_some() { "…\n" } else { "\n" });
    }
    beginning
}

/// Text between fences longer than any run of backticks in it, with nothing that a viewer would obey.
fn fenced(page: &mut String, language: &str, text: &str) -> fmt::Result {
    let shown = |c: char| if matches!(c, '\n' | '\t') { c } else { display::visible(c) };
    let text: String = text.replace("\r\n", "\n").trim_matches('\n').chars().map(shown).collect();
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    writeln!(page, "\n{fence}{language}\n{text}\n{fence}")
}
