//! `--ndjson`: each line of a file is a document of its own. One line is in memory at a time.

use crate::cli::{
    args,
    check::{
        file_outcome::passed_over,
        line_reader::{Line, Split, beginning},
        run::Run,
    },
    input::{self, Input},
    settings::AppliedSettings,
};
use ecs_preflight::{
    Checked, Definitions, Recognized, Source, check_with, crowded_line,
    diagnostic::FINDINGS_MAX,
    is_crowded, long_line,
    report::{FileReport, Skipped, plain},
    text::display,
};
use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

/// Says which paths cannot be read line by line.
pub fn check_paths(args: &args::Check) -> Result<(), String> {
    let Some(folder) = args.paths.iter().find(|path| args.ndjson && path.is_dir()) else { return Ok(()) };
    let shown = folder.to_string_lossy();
    Err(format!(
        "`--ndjson` does not search folders, and {} is one; pass the files, or `-` for standard input",
        display::quoted(&shown)
    ))
}

/// The paths of the command line. Where there is none, lines come from standard input.
pub fn paths(args: &args::Check) -> Cow<'_, [PathBuf]> {
    match args.ndjson && args.paths.is_empty() {
        true => Cow::Owned(vec![Path::new("-").to_owned()]),
        false => Cow::Borrowed(&args.paths),
    }
}

impl Run<'_> {
    /// Checks the lines of all inputs.
    pub(super) fn check_lines(&mut self, inputs: &[Input], definitions: &Definitions) {
        self.summary.lines = Some(0);
        let settings = self.settings;
        for input in inputs {
            match settings.of(input) {
                Some(settings) => File::new(self, input, &settings, definitions).check(),
                None => {
                    self.summary.skip(Skipped::Excluded);
                    let shown = plain(&input.shown);
                    self.notes.push(format!("skipped {shown}: excluded by the configuration"));
                }
            }
        }
    }
}

/// A file whose lines are checked.
struct File<'f, 'r> {
    run: &'f mut Run<'r>,
    input: &'f Input,
    settings: &'f AppliedSettings<'f>,
    definitions: &'f Definitions,
    /// The line, which is all of the file that is in memory.
    source: Source,
    /// Whether a line was checked.
    begun: bool,
    /// Findings that were reported.
    shown: usize,
    /// Findings that were not, because of the limit for one file.
    more: usize,
}

impl<'f, 'r> File<'f, 'r> {
    fn new(
        run: &'f mut Run<'r>,
        input: &'f Input,
        settings: &'f AppliedSettings<'f>,
        definitions: &'f Definitions,
    ) -> File<'f, 'r> {
        let source = Source::new(input.shown.clone(), Vec::new());
        File { run, input, settings, definitions, source, begun: false, shown: 0, more: 0 }
    }

    fn check(mut self) {
        let mut lines = match self.input.from.open() {
            Ok(file) => Split::new(file),
            Err(error) => {
                self.run.errors.push(input::unread(self.input, &input::ReadError::Failed(error)));
                return;
            }
        };
        loop {
            match lines.next() {
                Ok(Some(line)) => self.line(&line),
                Ok(None) => break,
                Err(error) => {
                    self.run.errors.push(input::unread(self.input, &input::ReadError::Failed(error)));
                    break;
                }
            }
        }
        if self.more > 0 {
            self.run.summary.cut += self.more;
            let (path, more, shown) = (plain(&self.input.shown), self.more, self.shown);
            self.run.notes.push(format!("{path}: only the first {shown} findings are shown ({more} more)"));
        }
        self.run.ignores.pass_over(self.run.settings, self.input);
    }

    fn line(&mut self, line: &Line<'_>) {
        if !line.cut && line.bytes.trim_ascii().is_empty() {
            return;
        }
        let crowded = !line.cut && is_crowded(line.bytes);
        let bytes = if crowded { beginning(line.bytes) } else { line.bytes };
        self.source.turn_to_line(bytes, line.number, line.offset);
        let options = self.settings.options();
        let mut checked = match (line.cut, crowded) {
            (true, _) => long_line(&self.source),
            (_, true) => crowded_line(&self.source),
            _ => check_with(&self.source, options, self.definitions),
        };
        if let Some(why) = passed_over(&checked, options, self.input.from.is_named()) {
            self.run.summary.skip(if line.cut || crowded { Skipped::TooLarge } else { why });
            return;
        }
        if !self.begun {
            self.begin();
        }
        if let Some(lines) = &mut self.run.summary.lines {
            *lines += 1;
        }
        self.settings.apply(&self.source, &mut checked);
        if !checked.diagnostics.is_empty() {
            self.report(checked);
        }
    }

    /// Adds the file to the reports that name files without findings too.
    fn begin(&mut self) {
        self.begun = true;
        self.run.summary.files += 1;
        let checked =
            Checked { recognized: Recognized::Nothing, document: None, diagnostics: Vec::new(), cut: 0 };
        let file = FileReport { source: &self.source, kind: None, checked: &checked, in_repository: None };
        self.run.show(self.input, &file);
    }

    #[cold]
    fn report(&mut self, mut checked: Checked) {
        let (run, fail_on) = (&mut *self.run, self.settings.fail_on());
        run.summary.suppressed +=
            run.ignores.apply(run.settings, self.input, || &self.source, &mut checked, fail_on);
        run.has_failed |= fail_on.reached_by(&checked);
        let room = FINDINGS_MAX - self.shown;
        self.more += std::mem::take(&mut checked.cut) + checked.diagnostics.len().saturating_sub(room);
        checked.diagnostics.truncate(room);
        if checked.diagnostics.is_empty() {
            return;
        }
        self.shown += checked.diagnostics.len();
        let kind = checked.document.map(|it| it.kind);
        let file = FileReport { source: &self.source, kind, checked: &checked, in_repository: None };
        run.show(self.input, &file);
    }
}
