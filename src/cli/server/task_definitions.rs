//! The task definitions that launches in the editor are checked against: those that configurations name, and those of
//! the workspace. An open file is used as it is in the editor.

use super::{documents::Documents, search};
use crate::cli::check::task_definitions;
use ecs_preflight::{Definition, Definitions, Source, document::task_definition::Discovery};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The task definitions.
#[derive(Default)]
pub struct TaskDefinitions {
    /// Files that are, or were, task definitions of the workspace, as they are on disk. One that vanished may come back.
    found: BTreeMap<PathBuf, Option<Definition>>,
    /// Those that configurations name: the name for reports, and the task definition or what is wrong with it.
    configured: BTreeMap<PathBuf, (PathBuf, Result<Definition, String>)>,
    all: Definitions,
}

impl TaskDefinitions {
    /// All of them.
    pub fn all(&self) -> &Definitions {
        &self.all
    }

    /// What is wrong with those that configurations name.
    pub fn errors(&self) -> impl Iterator<Item = &String> {
        self.configured.values().filter_map(|(_, read)| read.as_ref().err())
    }

    /// The files, whether they exist or not.
    pub fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.found.keys().chain(self.configured.keys())
    }

    /// Adds those of the workspace.
    pub fn add(&mut self, found: Vec<(PathBuf, Definition)>) {
        self.found.extend(found.into_iter().map(|(path, definition)| (path, Some(definition))));
    }

    /// Reads one of the workspace; `name` is its name for reports.
    pub fn read(&mut self, path: PathBuf, name: String) {
        let definition = fs::read(&path).ok().and_then(|bytes| search::read(Source::new(name, bytes)));
        if definition.is_some() || self.found.contains_key(&path) {
            self.found.insert(path, definition);
        }
    }

    /// Reads one that a configuration names, unless it was read; `name` is its name for reports.
    pub fn configure(&mut self, path: PathBuf, name: PathBuf) {
        let read = || (name.clone(), task_definitions::read(name.clone(), Discovery::Configured));
        self.configured.entry(path).or_insert_with(read);
    }

    /// Reads all again from disk. Which ones configurations name has to be said again.
    pub fn read_again(&mut self, name_of: impl Fn(&Path) -> String) {
        self.configured.clear();
        for path in self.found.keys().cloned().collect::<Vec<_>>() {
            let name = name_of(&path);
            self.read(path, name);
        }
    }

    /// Makes the list of all; returns whether there are more, or fewer, than before.
    pub fn link(&mut self, documents: &Documents) -> bool {
        let before = self.all.iter().count();
        let mut all: Vec<_> = documents.definitions().collect();
        let on_disk = self.found.iter().filter(|(path, _)| documents.of_path(path).is_none());
        all.extend(on_disk.filter_map(|(_, definition)| definition.clone()));
        for (path, (name, on_disk)) in &self.configured {
            match documents.of_path(path) {
                Some((_, open)) => {
                    let name = name.to_string_lossy().into_owned();
                    let source = Source::new(name, open.text.text().as_bytes().to_vec());
                    all.extend(Definition::read(source, Discovery::Configured));
                }
                None => all.extend(on_disk.clone()),
            }
        }
        self.all = Definitions::new(all);
        self.all.iter().count() != before
    }
}
