//! JUnit's XML, which nearly every CI system shows: a suite a file, a case a finding. Errors are
//! failures; a warning is a case that passes with something to say.

use crate::report::{
    FileReport, Reader, RenderOptions, Report, Reporter, Summary, escape::markup, excerpt::Excerpt, plain,
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    rules,
};
use std::fmt::{self, Write};

/// Its entry.
pub const REPORT: Report = Report {
    name: "junit",
    about: "JUnit XML: one suite per file, one case per finding, one failure per error",
    reader: Reader::Program,
    begin: |_| Box::new(JUnit::default()),
};

/// The report. The number of all cases stands at its beginning, so it is written at the end.
#[derive(Default)]
struct JUnit {
    suites: String,
    cases: usize,
    failures: usize,
    /// The suite of the file whose findings come, line by line.
    open: Option<Suite>,
}

/// A suite in the making.
struct Suite {
    name: String,
    cases: usize,
    failures: usize,
    text: String,
}

impl Reporter for JUnit {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        let findings = &file.checked.diagnostics;
        let name = markup(file.address());
        if self.open.as_ref().is_none_or(|it| it.name != name || !file.source.is_line()) {
            self.close()?;
        }
        let fresh = || Suite { name, cases: 0, failures: 0, text: String::new() };
        let suite = self.open.get_or_insert_with(fresh);
        suite.cases += findings.len();
        suite.failures += findings.iter().filter(|it| it.severity == Severity::Error).count();
        for it in findings {
            case(&mut suite.text, file, &suite.name, it)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> fmt::Result {
        self.close()?;
        let (cases, failures) = (self.cases, self.failures);
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        writeln!(
            out,
            r#"<testsuites name="ecs-preflight" tests="{cases}" failures="{failures}" errors="0">"#
        )?;
        out.write_str(&self.suites)?;
        writeln!(out, "</testsuites>")
    }
}

impl JUnit {
    /// Ends the suite of a file.
    fn close(&mut self) -> fmt::Result {
        let Some(Suite { name, cases, failures, mut text }) = self.open.take() else { return Ok(()) };
        if cases == 0 {
            // A suite without cases looks as if nothing was done.
            writeln!(text, r#"    <testcase name="no findings" classname="{name}"/>"#)?;
        }
        let cases = cases.max(1);
        self.cases += cases;
        self.failures += failures;
        writeln!(
            self.suites,
            r#"  <testsuite name="{name}" tests="{cases}" failures="{failures}" errors="0" skipped="0">"#
        )?;
        writeln!(self.suites, "{text}  </testsuite>")
    }
}

fn case(out: &mut String, file: &FileReport<'_>, suite: &str, it: &Diagnostic) -> fmt::Result {
    let at = file.source.position(it.span.start);
    let name = markup(&format!("{} at {}:{}", it.rule, at.line, at.column));
    writeln!(out, r#"    <testcase name="{name}" classname="{suite}">"#)?;
    let body = body(file, it);
    match it.severity {
        Severity::Error => writeln!(
            out,
            r#"      <failure message="{}" type="{}">{body}</failure>"#,
            markup(&it.message),
            markup(&it.rule)
        )?,
        _ => writeln!(out, "      <system-out>{body}</system-out>")?,
    }
    writeln!(out, "    </testcase>")
}

/// All that is to be said, as text: what shows a case shows little else.
fn body(file: &FileReport<'_>, it: &Diagnostic) -> String {
    let at = file.source.position(it.span.start);
    let mut lines = vec![
        format!("{}[{}]: {}", it.severity, it.rule, it.message),
        format!("at {}:{}:{}", file.address(), at.line, at.column),
    ];
    lines.extend(Excerpt::of(file.source, it, &RenderOptions::default()).lines());
    if let Some((other, excerpt)) = Excerpt::elsewhere(it, &RenderOptions::default()) {
        lines.push(format!("in {}", plain(other.name())));
        lines.extend(excerpt.lines());
    }
    lines.extend((!it.pointer.is_empty()).then(|| format!("pointer: {}", it.pointer)));
    lines.extend(it.help.as_ref().map(|help| format!("help: {help}")));
    lines.extend(it.fix.as_ref().map(|fix| format!("fix ({}): {}", fix.applicability.word(), fix.title)));
    lines.extend(rules::url_of(it).map(|url| format!("docs: {url}")));
    lines.extend(rules::named(&it.rule).map(|rule| format!("page: ecs-preflight explain {}", rule.id)));
    let lines: Vec<_> = lines.iter().map(|it| markup(it)).collect();
    lines.join("\n")
}
