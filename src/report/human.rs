//! For people: the lines of the file with the findings marked in them, and below how to fix them.
//!
//! The excerpt is drawn by miette; this is the only file that names it. The heading and the lines below are written here:
//! those of miette take three lines more and cannot link the rule's id.

use crate::report::{
    FileReport, Links, Reader, RenderOptions, Report, Reporter, Summary,
    consequence::consequence,
    escape::is_address,
    excerpt::{Excerpt, Part, fixed_line},
    line_window::{LineWindow, width},
    plain,
};
use crate::{
    diagnostic::{Diagnostic, Fix, Severity},
    rules,
    text::{display, source::Source},
};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};
use std::fmt::{self, Write};

/// Its entry.
pub const REPORT: Report = Report {
    name: "human",
    about: "For people: excerpts of the files with the findings marked",
    reader: Reader::Person,
    begin: |look| Box::new(Human::new(look)),
};

/// The report.
pub struct Human {
    look: RenderOptions,
    /// The rules whose page was named already.
    named: Vec<String>,
    begun: bool,
}

impl Human {
    /// Begins one.
    pub fn new(look: &RenderOptions) -> Human {
        Human { look: *look, named: Vec::new(), begun: false }
    }

    fn finding(&mut self, out: &mut dyn Write, file: &FileReport<'_>, it: &Diagnostic) -> fmt::Result {
        if std::mem::replace(&mut self.begun, true) {
            writeln!(out)?;
        }
        let url = rules::url_of(it);
        self.heading(out, it, url)?;
        let excerpt = Excerpt::of(file.source, it, &self.look);
        self.picture(out, it.severity, &excerpt, &file.path())?;
        self.hidden(out, &excerpt)?;
        if let Some((other, excerpt)) = Excerpt::elsewhere(it, &self.look) {
            self.picture(out, it.severity, &excerpt, &plain(other.name()))?;
            self.hidden(out, &excerpt)?;
        }
        if excerpt.cut && !it.pointer.is_empty() {
            self.below(out, "at", &it.pointer)?;
        }
        if let Some(note) = consequence(file.checked, it) {
            self.below(out, "note", note)?;
        }
        let title = it.fix.as_ref().map(|fix| &fix.title);
        if let Some(help) = it.help.as_ref().filter(|help| Some(*help) != title) {
            self.below(out, "help", help)?;
        }
        if let Some(fix) = &it.fix {
            let word = format!("fix ({})", fix.applicability.word());
            self.below(out, &word, &fix.title)?;
            self.outcome(out, file.source, fix, excerpt.digits)?;
        }
        self.further(out, it, url)
    }

    /// Where to read on, once for each rule: what AWS documents, and the page of the rule.
    fn further(&mut self, out: &mut dyn Write, it: &Diagnostic, url: Option<&str>) -> fmt::Result {
        if self.named.iter().any(|rule| *rule == it.rule) {
            return Ok(());
        }
        self.named.push(it.rule.to_string());
        if let Some(url) = url.filter(|_| self.look.links == Links::Address) {
            self.below(out, "docs", url)?;
        }
        match rules::named(&it.rule) {
            Some(rule) => self.below(out, "page", &format!("ecs-preflight explain {}", rule.id)),
            None => Ok(()),
        }
    }

    fn hidden(&self, out: &mut dyn Write, excerpt: &Excerpt) -> fmt::Result {
        match excerpt.hidden {
            0 => Ok(()),
            more => self.below(out, "note", &format!("and {}", display::count(more, "more place"))),
        }
    }

    fn heading(&self, out: &mut dyn Write, it: &Diagnostic, url: Option<&str>) -> fmt::Result {
        let style = match it.severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;36",
        };
        let rule = match url {
            Some(url) if self.look.links == Links::Hidden && is_address(url) => {
                format!("\x1b]8;;{url}\x1b\\{}\x1b]8;;\x1b\\", it.rule)
            }
            _ => it.rule.to_string(),
        };
        let kind = self.painted(style, &format!("{}[{rule}]", it.severity));
        writeln!(out, "{kind}{}", self.painted("1", &format!(": {}", plain(&it.message))))
    }

    /// The excerpt with its marks, all parts in one frame.
    fn picture(&self, out: &mut dyn Write, severity: Severity, excerpt: &Excerpt, path: &str) -> fmt::Result {
        let characters = match self.look.unicode {
            true => ThemeCharacters::unicode(),
            false => ThemeCharacters { underbar: '^', ..ThemeCharacters::ascii() },
        };
        let (corner, crossing) = (characters.ltop.to_string(), characters.lcross.to_string());
        for (at, part) in excerpt.parts.iter().enumerate() {
            let theme =
                GraphicalTheme { characters: characters.clone(), styles: self.styles(severity, part) };
            let handler = GraphicalReportHandler::new_themed(theme).with_width(self.look.width);
            let mut picture = String::new();
            handler.render_report(&mut picture, &Shown { part, path })?;
            let indent = excerpt.digits - (part.first_line + part.lines - 1).to_string().len();
            // The first line would be the heading, the last closes the frame.
            let mut lines = picture.lines().skip(1).collect::<Vec<_>>();
            let end = lines.pop().filter(|_| at + 1 == excerpt.parts.len());
            for (line, text) in lines.into_iter().chain(end).enumerate() {
                match line == 0 && at > 0 {
                    true => writeln!(out, "{:indent$}{}", "", text.replacen(&corner, &crossing, 1))?,
                    false => writeln!(out, "{:indent$}{text}", "")?,
                }
            }
        }
        Ok(())
    }

    fn styles(&self, severity: Severity, part: &Part) -> ThemeStyles {
        if !self.look.color {
            return ThemeStyles::none();
        }
        let colors = ThemeStyles::ansi();
        let own = match severity {
            Severity::Error => colors.error,
            Severity::Warning => colors.warning,
            Severity::Info => colors.advice,
        };
        let highlights = part.marks.iter().map(|it| if it.primary { own.bold() } else { colors.help });
        ThemeStyles { highlights: highlights.collect(), link: colors.help, ..colors }
    }

    /// What becomes of a line, where a fix stays within one: right below the line as it is.
    fn outcome(&self, out: &mut dyn Write, source: &Source, fix: &Fix, digits: usize) -> fmt::Result {
        let Some((number, line, edited)) = fixed_line(source, fix) else { return Ok(()) };
        let cutter = LineWindow::new(&self.look, digits);
        let Some(kept) = cutter.windows(&line, &edited) else { return Ok(()) };
        let edited: Vec<_> = edited.into_iter().filter(|it| it.start < it.end).collect();
        let mut shown = String::new();
        let edited = cutter.write(&mut shown, &line, &kept, &edited);
        write!(out, " {number:digits$} {} ", self.painted("32", "+"))?;
        let mut written = 0;
        for new in edited {
            write!(out, "{}{}", &shown[written..new.start], self.painted("1;32", &shown[new.clone()]))?;
            written = new.end;
        }
        writeln!(out, "{}", &shown[written..])
    }

    /// `  word: text`, broken at the width.
    fn below(&self, out: &mut dyn Write, word: &str, text: &str) -> fmt::Result {
        let text = plain(text);
        let indent = word.len() + 4;
        write!(out, "  {}", self.painted("36", &format!("{word}:")))?;
        let room = self.look.width.min(100).saturating_sub(indent).max(40);
        let mut column = 0;
        for part in text.split(' ') {
            let columns: usize = part.chars().map(width).sum();
            // No line begins with what GitHub's runner takes for a command.
            if column > 0 && column + 1 + columns > room && !part.starts_with("::") {
                write!(out, "\n{:indent$}{part}", "")?;
                column = columns;
            } else {
                write!(out, " {part}")?;
                column += columns + 1;
            }
        }
        writeln!(out)
    }

    fn painted(&self, style: &str, text: &str) -> String {
        if self.look.color { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

impl Reporter for Human {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        file.checked.diagnostics.iter().try_for_each(|it| self.finding(out, file, it))
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> fmt::Result {
        if !self.look.summary || summary.files == 0 {
            return Ok(());
        }
        if self.begun {
            writeln!(out)?;
        }
        writeln!(out, "{}", self.painted("1", &summary.to_string()))
    }
}

/// Part of a file as miette wants it.
#[derive(Debug)]
struct Shown<'a> {
    part: &'a Part,
    path: &'a str,
}

impl miette::Diagnostic for Shown<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.part.marks.iter().map(|it| {
            let words = (!it.words.is_empty()).then(|| it.words.clone());
            let span = (it.range.start, it.range.len());
            match it.primary {
                true => LabeledSpan::new_primary_with_span(words, span),
                false => LabeledSpan::new_with_span(words, span),
            }
        });
        Some(Box::new(labels))
    }
}

impl SourceCode for Shown<'_> {
    /// All of the part, whatever the span. Asked without context, miette wants to know where a mark is.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let part = self.part;
        let mark = part.marks.iter().find(|it| lines_before == 0 && it.range.start == span.offset());
        let (line, column) = mark.map_or((part.first_line, 1), |it| (it.at.line, it.at.column));
        let text = part.text.as_bytes();
        let all = SourceSpan::from((0, text.len()));
        let path = self.path.to_owned();
        Ok(Box::new(MietteSpanContents::new_named(path, text, all, line - 1, column - 1, part.lines)))
    }
}

impl std::error::Error for Shown<'_> {}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
