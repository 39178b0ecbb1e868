//! What holds for all documents: configurations, ignore files and task definitions, found by the same code as for the
//! command line.

use super::{
    documents::{Documents, Open},
    search,
    stamps::Stamps,
};
use crate::cli::{
    args,
    check::{open_document::Surroundings, task_definitions},
    settings::{Loaded, RunSettings, discover::absolute},
    suppress::{
        Ignores,
        discover::{Around, SuppressionDiscovery},
        today,
    },
};
use ecs_preflight::{
    Checked, Definition, Definitions, Diagnostic, Recognized, Source,
    document::task_definition::Discovery,
    editor::{actions::ignore::IgnoreFile, uri},
    settings::NAMES,
    suppress::{FILE_NAME, Sidecar},
    text::edit::Edit,
};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// The editor gives no options of the command line.
static ARGUMENTS: LazyLock<args::Check> = LazyLock::new(args::Check::default);

/// What holds for all documents.
pub struct Workspace {
    /// The folders that are open in the editor, the first of which is the current folder.
    folders: Vec<PathBuf>,
    settings: RunSettings<'static>,
    ignores: Ignores,
    /// Files that are, or were, task definitions of the workspace.
    found: BTreeMap<PathBuf, Option<Definition>>,
    /// All task definitions, as they are in the editor.
    definitions: Definitions,
    /// What is wrong with task definitions that the configurations name.
    errors: Vec<String>,
    stamps: Stamps,
}

impl Workspace {
    /// Begins with the folders that are open. The current folder becomes the first of them, so that paths are the same as
    /// those of the command line there.
    pub fn new(folders: Vec<PathBuf>) -> Option<Workspace> {
        let has_entered = folders.first().is_some_and(|first| env::set_current_dir(first).is_ok());
        Some(Workspace {
            folders: if has_entered { folders } else { Vec::new() },
            settings: RunSettings::of_server(&ARGUMENTS.settings, BTreeMap::new())?,
            ignores: Ignores::new(&ARGUMENTS),
            found: BTreeMap::new(),
            definitions: Definitions::default(),
            errors: Vec::new(),
            stamps: Stamps::default(),
        })
    }

    /// The folders that are open in the editor.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// The name of a document for reports: its path in the first folder, or else its whole path.
    pub fn name_of(&self, address: &str, language: &str) -> String {
        match uri::path_of(address) {
            Some(path) => self.name_of_path(Path::new(&path)),
            None => uri::name_of(address) + extension(language),
        }
    }

    fn name_of_path(&self, path: &Path) -> String {
        let below = self.folders.first().and_then(|folder| path.strip_prefix(folder).ok());
        below.unwrap_or(path).to_string_lossy().into_owned()
    }

    /// The file of a name.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.folders.first().map_or_else(|| PathBuf::from(name), |folder| absolute(folder, Path::new(name)))
    }

    /// Reads everything around the open documents again if any of it changed, or in any case if `must` is set. Returns
    /// whether what is known of the documents may be out of date.
    pub fn look_again(&mut self, documents: &Documents, must: bool) -> bool {
        let has_changed = must || self.stamps.changed();
        if has_changed {
            self.read(documents);
        }
        has_changed
    }

    fn read(&mut self, documents: &Documents) {
        let kept = self.settings.configurations().kept();
        let valid = kept.map(|kept| kept.valid.clone()).unwrap_or_default();
        if let Some(settings) = RunSettings::of_server(&ARGUMENTS.settings, valid) {
            self.settings = settings;
        }
        self.ignores = Ignores::new(&ARGUMENTS);
        self.stamps = Stamps::default();
        for (_, open) in documents.iter() {
            self.settings.configurations().find(Path::new(open.text.source.name()));
            if let Some(path) = &open.path {
                self.stamps.add_around(path);
                if file_name(open.text.source.name()) == FILE_NAME {
                    self.ignores.insert(&open.text.source);
                }
            }
        }
        for loaded in self.settings.configurations().loaded() {
            for (_, name) in loaded.settings.schemas() {
                self.stamps.add(loaded.base.join(name));
            }
        }
        for path in self.found.keys().cloned().collect::<Vec<_>>() {
            self.add_found(path);
        }
        self.link(documents);
    }

    /// Adds the task definitions of the workspace; returns whether there are other ones than before.
    pub fn add_definitions(&mut self, found: search::Found, documents: &Documents) -> bool {
        let before = self.definitions.iter().count();
        for (path, definition) in found {
            self.stamps.add(path.clone());
            self.found.insert(path, Some(definition));
        }
        self.link(documents);
        self.definitions.iter().count() != before
    }

    /// Adds a file that is, or was, a task definition. One that vanished may come back.
    pub fn add_found(&mut self, path: PathBuf) {
        let name = self.name_of_path(&path);
        let definition = fs::read(&path).ok().and_then(|bytes| search::read(Source::new(name, bytes)));
        self.stamps.add(path.clone());
        self.found.insert(path, definition);
    }

    /// Makes the list of the task definitions: those in the editor as they are there, the others as they are on disk.
    pub fn link(&mut self, documents: &Documents) {
        self.errors.clear();
        let mut all = Vec::new();
        for path in self.settings.task_definitions() {
            let whole = self.path_of(&path.to_string_lossy());
            let open = documents.of_path(&whole).map(|(_, open)| open.text.text().as_bytes().to_vec());
            self.stamps.add(whole);
            let read = match open {
                Some(text) => {
                    let name = path.to_string_lossy().into_owned();
                    task_definitions::read_text(Source::new(name, text), Discovery::Configured)
                }
                None => task_definitions::read(path, Discovery::Configured),
            };
            read.map_or_else(|why| self.errors.push(why), |definition| all.push(definition));
        }
        let on_disk = self.found.iter().filter(|(path, _)| documents.of_path(path).is_none());
        all.extend(on_disk.filter_map(|(_, definition)| definition.clone()));
        all.extend(documents.definitions());
        self.definitions = Definitions::new(all);
    }

    /// All task definitions.
    pub fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// Whether there is a task definition of a family.
    pub fn has_family(&self, family: &str) -> bool {
        self.definitions.iter().any(|definition| definition.family() == Some(family))
    }

    /// What is wrong around the documents, in one line each.
    pub fn complaints(&mut self) -> Vec<String> {
        let configurations = self.settings.configurations();
        let broken = configurations.kept().into_iter().flat_map(|kept| &kept.broken);
        let broken = broken.map(|(path, faults)| {
            let first = faults.first().map_or(String::new(), |fault| fault.message.to_string());
            let shown = configurations.shown(path);
            format!("{shown}: {first}; the last valid configuration is used, and no fix is offered")
        });
        let errors = configurations.errors().iter().chain(&self.errors).cloned();
        broken.chain(errors).collect()
    }

    /// Whether all configurations are valid. Otherwise no fix is offered: it may not be what the user wants.
    pub fn is_sound(&mut self) -> bool {
        self.settings.configurations().kept().is_none_or(|kept| kept.broken.is_empty())
    }

    /// The names of files to watch, beside configurations and ignore files.
    pub fn linked_names(&mut self) -> Vec<String> {
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
        let mut names: Vec<_> = self.stamps.paths().filter_map(name).collect();
        names.extend(NAMES.iter().chain([&FILE_NAME]).map(|name| (*name).to_owned()));
        names.sort();
        names.dedup();
        names
    }

    /// Checks a document; `None` if it is nothing that is checked.
    pub fn check(&mut self, open: &Open) -> Option<Checked> {
        let source = &open.text.source;
        match file_name(source.name()) {
            name if NAMES.contains(&name) => Some(self.check_configuration(open)),
            FILE_NAME => Some(check_ignore_file(open)),
            _ => {
                let surroundings = Surroundings { settings: &self.settings, definitions: &self.definitions };
                surroundings.check(source, &mut self.ignores)
            }
        }
    }

    /// The edits of all safe fixes of a document, in order.
    pub fn fix(&mut self, source: &Source) -> Option<Vec<Edit>> {
        let surroundings = Surroundings { settings: &self.settings, definitions: &self.definitions };
        surroundings.fix(source, &mut self.ignores)
    }

    /// The ignore file of a document, or the one that would be created for it.
    pub fn ignore_file(&mut self, open: &Open, documents: &Documents) -> Option<IgnoreFile> {
        open.path.as_deref()?;
        let name = Path::new(open.text.source.name());
        let mut discovery = SuppressionDiscovery::new(None, true);
        let found = discovery.find_for_path(name, &|folder| self.settings.is_root(folder))?;
        let shown = self.settings.configurations().shown(&found.folder.join(FILE_NAME));
        let file = self.path_of(&shown);
        if let Some((uri, open)) = documents.of_path(&file) {
            let (text, version) = (Some(open.text.text().to_owned()), Some(open.text.version));
            return Some(IgnoreFile { uri: uri.clone(), text, version, path: found.path });
        }
        let text = if found.exists { Some(fs::read_to_string(&file).ok()?) } else { None };
        Some(IgnoreFile { uri: uri::of_path(&file.to_string_lossy()), text, version: None, path: found.path })
    }

    fn check_configuration(&self, open: &Open) -> Checked {
        let source = &open.text.source;
        let path = self.path_of(source.name());
        let copy = Source::new(source.name().to_owned(), source.text().as_bytes().to_vec());
        let base = path.parent().map(Path::to_owned).unwrap_or_default();
        let (_, mut faults) = Loaded::parse(&path, copy, base);
        faults.sort_by_key(|fault| fault.span);
        of_findings(faults)
    }
}

/// What the name of a document ends with that is not a file: without it, the name would not be that of a document.
fn extension(language: &str) -> &'static str {
    match language {
        "shellscript" => ".sh",
        "yaml" => ".yaml",
        "makefile" => ".mk",
        "dockerfile" => ".dockerfile",
        _ => ".json",
    }
}

/// The problems of the entries of an ignore file.
fn check_ignore_file(open: &Open) -> Checked {
    let source = &open.text.source;
    let copy = Source::new(source.name().to_owned(), source.text().as_bytes().to_vec());
    let folder = open.path.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
    let today = today::today().unwrap_or(ecs_preflight::Date::MAX);
    Sidecar::read(copy, today).review(&Around { folder, all: false })
}

fn of_findings(diagnostics: Vec<Diagnostic>) -> Checked {
    Checked { recognized: Recognized::Nothing, document: None, diagnostics, cut: 0 }
}

fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
