//! Configurations that are not valid are reported in themselves. One that is not open in the editor cannot be asked about, so
//! its diagnostics are always sent.

use super::{diagnosing::address_of, session::Session, workspace::Workspace};
use ecs_preflight::editor::{diagnostics, text_document::TextDocument};
use std::{collections::BTreeSet, io, path::Path};

impl Session {
    /// Says what is wrong around the documents.
    pub(super) fn complain(&mut self) -> io::Result<()> {
        let complaints = self.workspace.as_mut().map(Workspace::complaints).unwrap_or_default();
        complaints.iter().try_for_each(|complaint| self.output.warn(complaint))?;
        self.report_configurations()
    }

    /// Sends what is wrong with configurations that are not open, and takes back what is not true any more.
    pub(super) fn report_configurations(&mut self) -> io::Result<()> {
        let Some(workspace) = &mut self.workspace else { return Ok(()) };
        let mut reports = Vec::new();
        for (name, text, faults) in workspace.broken() {
            let uri = address_of(workspace, &self.documents, &name);
            if self.documents.get(&uri).is_none() {
                let document = TextDocument::new(name, text, 0, self.client.encoding);
                let found = diagnostics::diagnostics(&document, &faults, &self.client, &uri, &|_| None);
                reports.push((uri, found));
            }
        }
        let reported: BTreeSet<_> = reports.iter().map(|(uri, _)| uri.clone()).collect();
        let before = std::mem::replace(&mut self.reported_configurations, reported);
        let gone = before.difference(&self.reported_configurations).cloned().collect::<Vec<_>>();
        gone.iter().try_for_each(|uri| self.publish(uri, None, &[]))?;
        reports.iter().try_for_each(|(uri, found)| self.publish(uri, None, found))
    }
}

/// Whether a document is a configuration.
pub fn is_configuration(name: &str) -> bool {
    let name = Path::new(name).file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| ecs_preflight::settings::NAMES.contains(&name))
}
