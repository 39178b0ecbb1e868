//! Documents that are open in an editor. They are checked like files that were found in a folder.

use crate::cli::{
    check::{
        file_outcome::{is_script, may_be_json, passed_over},
        scripts::{self, Scripts},
    },
    input::{Input, InputSource},
    settings::{AppliedSettings, RunSettings},
    suppress::Ignores,
};
use ecs_preflight::{
    Checked, Definitions, Diagnostic, Source, check_with,
    document::language,
    fix::{self, Fixes},
    text::edit::Edit,
};
use std::path::PathBuf;

/// What holds for all documents.
pub struct Surroundings<'a> {
    pub settings: &'a RunSettings<'a>,
    pub definitions: &'a Definitions,
}

/// A document that is open.
struct Opened<'a> {
    input: Input,
    settings: AppliedSettings<'a>,
    definitions: Definitions,
}

impl<'a> Surroundings<'a> {
    /// Checks a document; `None` if it is nothing that is checked. Suppressed findings are not among the result.
    pub fn check(&self, source: &Source, ignores: &mut Ignores) -> Option<Checked> {
        let opened = self.open(source)?;
        let mut checked = opened.check(source)?;
        opened.suppress(self, source, &mut checked, ignores);
        Some(checked)
    }

    /// The edits of all safe fixes of a document, in order.
    pub fn fix(&self, source: &Source, ignores: &mut Ignores) -> Option<Vec<Edit>> {
        let opened = self.open(source)?;
        let all = opened.check(source)?;
        let mut found = all.clone();
        opened.suppress(self, source, &mut found, ignores);
        let is_left = |it: &&Diagnostic| !found.diagnostics.iter().any(|left| is_same(left, it));
        let suppressed: Vec<_> = all.diagnostics.iter().filter(is_left).cloned().collect();
        let examine = |source: &Source| {
            let nothing = Checked { diagnostics: Vec::new(), ..all.clone() };
            let mut checked = opened.check(source).unwrap_or(nothing);
            opened.suppress(self, source, &mut checked, ignores);
            checked
        };
        let copy = Source::new(source.name().to_owned(), source.bytes().to_vec());
        let fixes = Fixes { unsafe_too: false };
        let fixed = if found.diagnostics.iter().any(|it| it.fix.is_some() && scripts::is_of_script(&it.rule))
        {
            fix::fix_text(copy, found, &[], fixes, examine, |_| true)
        } else {
            fix::fix_document(copy, found, &suppressed, fixes, opened.settings.options(), examine)
        };
        fixed.after.map(|after| after.edits)
    }

    /// Whether a document is one that is checked.
    fn open(&self, source: &Source) -> Option<Opened<'_>> {
        let name = source.name();
        let input = Input { shown: name.to_owned(), from: InputSource::Found(PathBuf::from(name)) };
        let settings = self.settings.of(&input)?;
        let definitions =
            if settings.discovers() { self.definitions.clone() } else { self.definitions.named() };
        Some(Opened { input, settings, definitions })
    }
}

fn is_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    a.span == b.span && a.rule == b.rule && a.message == b.message
}

impl Opened<'_> {
    fn check(&self, source: &Source) -> Option<Checked> {
        let options = self.settings.options();
        if options.kind.is_none()
            && scripts::may_be_script(&self.input)
            && scripts::is_read_for_commands(source)
            && let Some(checked) = Scripts::examined(source, &self.settings, &self.definitions, true)
        {
            return Some(checked);
        }
        let language = language::of(source.name(), source.text());
        if language.is_some_and(|language| !may_be_json(language, source, options))
            || options.kind.is_none() && is_script(&self.input)
        {
            return None;
        }
        let mut checked = check_with(source, options, &self.definitions);
        if passed_over(&checked, options, false).is_some() {
            return None;
        }
        self.settings.apply(source, &mut checked);
        Some(checked)
    }

    fn suppress(
        &self,
        surroundings: &Surroundings<'_>,
        source: &Source,
        checked: &mut Checked,
        ignores: &mut Ignores,
    ) {
        if !checked.diagnostics.is_empty() {
            ignores.apply(surroundings.settings, &self.input, || source, checked, self.settings.fail_on());
        }
    }
}
