//! The secrets of a command line. Shorthand, the quotes of a shell and options that are separate words hide them in the
//! text; the request shows them.

use crate::command::{LINE, Understood, finding::Finding};
use crate::{
    document::task_definition::{Definition, Definitions},
    secrets,
    text::{mapped_text::MappedText, redaction::Secret},
};

impl Understood {
    /// Notes the secrets of the request in the files that they come from, and those of the line. Nothing is looked
    /// for where nothing is reported.
    pub(super) fn note_secrets(&mut self, request: &MappedText) {
        if self.findings.is_empty() {
            return;
        }
        let mut noted = vec![Vec::new(); self.sources.len()];
        for it in secrets::of_json(request.text()) {
            // What a variable of the shell becomes stands nowhere.
            if !request.is_known(it.span.range()) {
                continue;
            }
            for origin in request.origins(it.span.range()) {
                let Some(noted) = noted.get_mut(usize::from(origin.source)) else { continue };
                noted.push(Secret { span: origin.span, value: it.value.clone() });
            }
        }
        let mut noted = noted.into_iter();
        self.secrets = noted.next().unwrap_or_default();
        self.sources.iter().skip(1).zip(noted).for_each(|(source, secrets)| secrets::hide(source, secrets));
    }

    /// Leaves them out of all reports.
    pub(super) fn hide_secrets(&mut self, definitions: &Definitions) {
        if let Some(line) = self.sources.get(usize::from(LINE)) {
            secrets::hide(line, self.secrets.clone());
        }
        for Finding { diagnostic, .. } in &mut self.findings {
            let definitions = definitions.iter().map(Definition::source);
            for source in self.sources.iter().chain(definitions) {
                secrets::scrub(source, std::slice::from_mut(diagnostic));
            }
        }
    }
}
