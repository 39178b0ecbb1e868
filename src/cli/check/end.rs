//! The end of a run of `check`: ignore files, notes, errors, reports, the exit code.

use crate::cli::{
    EXIT_ERROR, EXIT_FINDINGS, args,
    check::{
        fix,
        run::{FINDINGS_IN_ALL_MAX, Run},
    },
    git,
    io::terminal,
};
use ecs_preflight::{
    report::{Skipped, plain},
    text::display,
};

/// What folders are searched for.
const NOTHING_FOUND: &str = "no files found; folders are searched for *.json, *.asl, templates (*.tpl, *.tftpl, *.j2), \
                             and scripts that run `start-task` or `run-task`";

impl Run<'_> {
    /// Prints the reports, or whatever replaces them; returns the exit code.
    pub(super) fn end(mut self, args: &args::Check) -> u8 {
        if let Some(shown) = self.shown_files.take() {
            return self.show_files(&shown);
        }
        self.add_ignore_files();
        self.errors.extend(self.settings.complain_of_schemas(&self.look));
        if self.summary.files == 0 && self.errors.is_empty() {
            self.say_that_nothing_was_checked(args);
        }
        let has_changes = self.finish_fixes(args);
        self.summary.failures = self.errors.len();
        // A diff replaces the report.
        if !args.fixing.diff {
            self.errors.extend(self.outputs.finish(&self.summary, fix::takes_stdout(args)));
        }
        if self.beyond > 0 {
            let (more, most) = (display::grouped(self.beyond), display::grouped(FINDINGS_IN_ALL_MAX));
            self.notes.push(format!("only the first {most} findings are shown ({more} more)"));
        }
        let notes = self.notes.iter().filter(|_| !args.quiet).map(|note| format!("note: {note}\n"));
        let errors = self.errors.iter().map(|error| format!("error: {error}\n"));
        terminal::note(&notes.chain(errors).collect::<String>());
        match (self.errors.is_empty(), has_changes || self.has_failed) {
            (false, _) => EXIT_ERROR,
            (true, true) => EXIT_FINDINGS,
            (true, false) => 0,
        }
    }

    /// Lists the files instead of what was found in them.
    fn show_files(self, shown: &[(String, String)]) -> u8 {
        let lines = shown.iter().map(|(path, what)| format!("{}: {what}\n", plain(path)));
        terminal::print(&lines.collect::<String>());
        let errors = self.errors.iter().map(|error| format!("error: {error}\n"));
        terminal::note(&errors.collect::<String>());
        if self.errors.is_empty() { 0 } else { EXIT_ERROR }
    }

    /// Adds what is wrong with the ignore files. Only now it is known what they suppressed.
    fn add_ignore_files(&mut self) {
        let ended = self.ignores.end();
        for (input, source, mut checked) in ended.files {
            let fail_on = self.settings.apply_levels(&input, &mut checked);
            if !checked.diagnostics.is_empty() {
                self.report(&input, &source, None, &checked, fail_on);
            }
        }
        self.notes.extend(ended.notes);
        self.errors.extend(ended.errors);
    }

    fn say_that_nothing_was_checked(&mut self, args: &args::Check) {
        let none = if args.ndjson { "all lines are empty" } else { NOTHING_FOUND };
        let why = self.summary.skipped_in_words().unwrap_or_else(|| none.to_owned());
        // The user may have excluded everything, and nothing may have changed.
        let all_excluded = self.summary.skipped.keys().eq([&Skipped::Excluded]);
        let is_fine = args.allow_none || all_excluded || git::Changes::asked(&args.changed).is_some();
        let messages = if is_fine { &mut self.notes } else { &mut self.errors };
        messages.push(format!("no files were checked: {why}"));
    }

    /// Prints the diff or the fixed document. Whether the fixes make the run fail.
    fn finish_fixes(&mut self, args: &args::Check) -> bool {
        let Some(fixer) = &mut self.fixer else { return false };
        self.summary.fixed = fixer.fixed;
        self.errors.append(&mut fixer.errors);
        self.errors.extend(fixer.print(&self.summary, &self.look));
        self.notes.append(&mut fixer.notes);
        fixer.fixed > 0 && (args.fixing.diff || args.fixing.exit_non_zero_on_fix)
    }
}
