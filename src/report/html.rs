//! One page that needs nothing else: no script, no font, no picture from anywhere.

use crate::report::{
    FileReport, Reader, RenderOptions, Report, Reporter, Summary,
    consequence::consequence,
    escape::{is_address, markup, markup_message},
    excerpt::{Excerpt, fixed_line},
};
use crate::{
    diagnostic::{Diagnostic, Fix, Severity},
    rules,
    text::{display, source::Source},
};
use std::{
    fmt::{self, Write},
    ops::Range,
};

/// Its entry.
pub const REPORT: Report = Report {
    name: "html",
    about: "A self-contained HTML page for a browser or a printer",
    reader: Reader::Program,
    begin: |_| Box::new(Html::default()),
};

/// A table of contents with more files is folded up.
const CONTENTS_OPEN: usize = 12;
const STYLE: &str = include_str!("html.css");

/// The report. The numbers come first, so it is written at the end.
#[derive(Default)]
struct Html {
    contents: String,
    files: String,
    number: usize,
    /// The file whose findings come, line by line.
    open: Option<Open>,
}

/// A file of which some lines were handed over.
struct Open {
    path: String,
    worst: Severity,
    findings: usize,
    articles: String,
}

impl Reporter for Html {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        let findings = &file.checked.diagnostics;
        if findings.is_empty() {
            return Ok(());
        }
        let path = file.source.name();
        if self.open.as_ref().is_none_or(|it| it.path != path || !file.source.is_line()) {
            self.close()?;
        }
        let fresh =
            || Open { path: path.to_owned(), worst: Severity::Info, findings: 0, articles: String::new() };
        let open = self.open.get_or_insert_with(fresh);
        open.worst = findings.iter().map(|it| it.severity).fold(open.worst, Severity::max);
        open.findings += findings.len();
        let out = &mut open.articles;
        if let Some(document) = file.checked.document.filter(|_| !file.source.is_line()) {
            let kind = markup_message(&document.kind.described().into());
            writeln!(out, r#"<p class="about">{kind}, API of {}</p>"#, document.revision.named)?;
        }
        for it in findings {
            finding(out, file, it)?;
        }
        if file.checked.cut > 0 {
            let more = display::count(file.checked.cut, "more finding");
            writeln!(out, r#"<p class="about">and at least {more}</p>"#)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> fmt::Result {
        self.close()?;
        let counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info")];
        writeln!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>ecs-preflight: {summary}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n\
             <h1>ecs-preflight</h1>\n<p>{summary}</p>"
        )?;
        let shown = counts.iter().filter(|(number, _)| *number > 0);
        let shown: String = shown
            .map(|(number, noun)| format!("<li class=\"{noun}\">{}</li>\n", display::count(*number, noun)))
            .collect();
        if !shown.is_empty() {
            write!(out, "<ul class=\"counts\">\n{shown}</ul>\n")?;
        }
        writeln!(out, "</header>")?;
        if self.number > 1 {
            // A long list would push everything else off the first page.
            let open = if self.number <= CONTENTS_OPEN { " open" } else { "" };
            let summary = format!("{} with findings", display::count(self.number, "file"));
            write!(
                out,
                "<nav><details{open}><summary>{summary}</summary><ol>\n{}</ol></details></nav>\n",
                self.contents
            )?;
        }
        let version = env!("CARGO_PKG_VERSION");
        write!(
            out,
            "<main>\n{}</main>\n<footer>ecs-preflight {version}</footer>\n</body>\n</html>\n",
            self.files
        )
    }
}

impl Html {
    /// Ends the section of a file.
    fn close(&mut self) -> fmt::Result {
        let Some(Open { path, worst, findings, articles }) = self.open.take() else { return Ok(()) };
        self.number += 1;
        let (number, path) = (self.number, markup(&path));
        let count = display::count(findings, "finding");
        writeln!(
            self.contents,
            r##"<li class="{worst}"><a href="#file-{number}">{path}</a> <span>{count}</span></li>"##
        )?;
        writeln!(
            self.files,
            r#"<section id="file-{number}"><h2>{path}</h2>
{articles}</section>"#
        )
    }
}

fn finding(out: &mut String, file: &FileReport<'_>, it: &Diagnostic) -> fmt::Result {
    let at = file.source.position(it.span.start);
    let rule = markup(&it.rule);
    let rule = match rules::url_of(it).filter(|it| is_address(it)) {
        Some(url) => format!("<a href=\"{}\">{rule}</a>", markup(url)),
        None => rule,
    };
    writeln!(out, "<article class=\"{}\">", it.severity)?;
    writeln!(
        out,
        "<h3><b>{}</b> <code>{rule}</code> <span>{}:{}</span></h3>\n<p class=\"message\">{}</p>",
        it.severity,
        at.line,
        at.column,
        markup_message(&it.message)
    )?;
    let excerpt = Excerpt::of(file.source, it, &RenderOptions::default());
    writeln!(out, "<pre>{}</pre>", picture(&excerpt))?;
    if let Some((other, excerpt)) = Excerpt::elsewhere(it, &RenderOptions::default()) {
        writeln!(out, "<p class=\"about\">{}</p>", markup(other.name()))?;
        writeln!(out, "<pre>{}</pre>", picture(&excerpt))?;
    }
    writeln!(out, "<dl>")?;
    if excerpt.hidden > 0 {
        writeln!(out, "<dt>note</dt><dd>and {}</dd>", display::count(excerpt.hidden, "more place"))?;
    }
    if !it.pointer.is_empty() {
        writeln!(out, "<dt>at</dt><dd><code>{}</code></dd>", markup(&it.pointer))?;
    }
    if let Some(note) = consequence(file.checked, it) {
        writeln!(out, "<dt>note</dt><dd>{note}</dd>")?;
    }
    let title = it.fix.as_ref().map(|fix| &fix.title);
    if let Some(help) = it.help.as_ref().filter(|help| Some(*help) != title) {
        writeln!(out, "<dt>help</dt><dd>{}</dd>", markup_message(help))?;
    }
    if let Some(fix) = &it.fix {
        writeln!(
            out,
            "<dt>{} fix</dt><dd>{}{}</dd>",
            fix.applicability.word(),
            markup_message(&fix.title),
            outcome(file.source, fix)
        )?;
    }
    writeln!(out, "</dl>\n</article>")
}

/// The lines, what is marked in them, and what is to be said there.
fn picture(excerpt: &Excerpt) -> String {
    let digits = excerpt.digits;
    let mut shown = String::new();
    for (at, part) in excerpt.parts.iter().enumerate() {
        if at > 0 {
            shown.push_str("<i>⋮</i>\n");
        }
        for (number, line, marks) in part.numbered() {
            let tagged = marks.iter().map(|it| {
                let class = if it.mark.primary { "own" } else { "other" };
                (it.range.clone(), class)
            });
            shown.push_str(&format!("<i>{number:>digits$}</i> {}", tagged_line(line, tagged)));
            for it in marks.iter().filter(|it| !it.mark.words.is_empty()) {
                let class = if it.mark.primary { "own" } else { "other" };
                shown.push_str(&format!(
                    " <em class=\"{class}\">{}</em>",
                    markup_message(&it.mark.words.as_str().into())
                ));
            }
            shown.push('\n');
        }
    }
    shown
}

/// A line with marks around some of its ranges, which stand in order and apart.
fn tagged_line(line: &str, marks: impl Iterator<Item = (Range<usize>, &'static str)>) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for (range, class) in marks {
        let Some((before, marked)) = line.get(at..range.start).zip(line.get(range.clone())) else { continue };
        shown.push_str(&markup(before));
        shown.push_str(&format!("<mark class=\"{class}\">{}</mark>", markup(marked)));
        at = range.end;
    }
    shown + &markup(line.get(at..).unwrap_or_default())
}

/// What becomes of a line, where a fix stays within one.
fn outcome(source: &Source, fix: &Fix) -> String {
    let Some((number, line, edited)) = fixed_line(source, fix) else { return String::new() };
    let (line, edited) = crate::report::excerpt::cut_line(&line, &edited, number);
    let tagged = edited.into_iter().filter(|it| !it.is_empty()).map(|it| (it, "new"));
    format!("<pre><i>{number}</i> {}</pre>", tagged_line(&line, tagged))
}
