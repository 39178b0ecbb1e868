//! Scripts, and the files that they use, in a run of `check`.

use crate::cli::{
    check::{
        file_outcome::{CheckedFile, Outcome},
        run::Run,
        scripts::{self, Scripts, Used},
    },
    input::{Input, InputSource},
};
use ecs_preflight::{Checked, Source, report::Skipped};

impl Run<'_> {
    /// What became of an input now that the scripts of this run are known.
    pub(super) fn with_scripts(&mut self, scripts: &mut Scripts, input: &Input, outcome: Outcome) -> Outcome {
        match scripts.take(input) {
            Some(script) => self.script(input, script),
            None => match scripts.use_of(input) {
                Some(used) => self.as_used(input, outcome, used),
                None => outcome,
            },
        }
    }

    /// A script, instead of what it is as a document.
    fn script(&mut self, input: &Input, script: scripts::CheckedScript) -> Outcome {
        let scripts::CheckedScript { source, checked, suppressed, fail_on } = script;
        self.summary.suppressed += suppressed;
        if let (Some(fixer), InputSource::Stdin) = (&mut self.fixer, &input.from) {
            fixer.pass_on(input, &source);
        }
        let kind = checked.document.map(|document| document.kind);
        Outcome::Checked(Box::new(CheckedFile::new(source, checked, kind, fail_on)))
    }

    /// What became of a document, as the scripts of this run use it.
    fn as_used(&self, input: &Input, outcome: Outcome, used: Used) -> Outcome {
        let settings = self.settings.of(input);
        let mut file = match outcome {
            Outcome::Checked(file) => file,
            Outcome::Skipped(Skipped::Excluded, _) => return outcome,
            _ => {
                let checked = Checked { diagnostics: Vec::new(), ..used.checked.clone() };
                let kind = checked.document.map(|document| document.kind);
                let source = Source::new(used.source.name().to_owned(), used.source.bytes().to_vec());
                let fail_on = settings.as_ref().map(|settings| settings.fail_on()).unwrap_or_default();
                Box::new(CheckedFile::new(source, checked, kind, fail_on))
            }
        };
        used.merge_into(&mut file.checked);
        if let Some(settings) = settings {
            if let Ok(source) = file.take_source(input) {
                settings.apply(&source, &mut file.checked);
                file.put_source(source);
            }
            // What policies find in the request was found in the file already.
            file.checked.diagnostics.dedup_by(|a, b| (a.span, &a.rule) == (b.span, &b.rule));
        }
        Outcome::Checked(file)
    }

    /// Adds a file that only scripts led to.
    pub(super) fn add_used(&mut self, mut used: Used) {
        let input = scripts::input(&used);
        let Some(settings) = self.settings.of(&input) else { return };
        settings.apply_levels(&mut used.checked);
        let fail_on = settings.fail_on();
        self.summary.suppressed +=
            self.ignores.apply(self.settings, &input, || &used.source, &mut used.checked, fail_on);
        let kind = used.checked.document.map(|document| document.kind);
        self.report(&input, &used.source, kind, &used.checked, fail_on);
    }
}
