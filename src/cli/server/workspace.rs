//! What holds for all documents: configurations, ignore files and task definitions, found by the same code as for the
//! command line.

use super::{
    documents::{Documents, Open},
    search::Folder,
    stamps::Stamps,
    task_definitions::TaskDefinitions,
};
use crate::cli::{
    args,
    check::open_document::Surroundings,
    settings::{Loaded, RunSettings, discover::absolute},
    suppress::{
        Ignores,
        discover::{Around, SuppressionDiscovery},
        today,
    },
};
use ecs_preflight::{
    Checked, Definition, Definitions, Diagnostic, Recognized, Source,
    editor::{
        actions::ignore::IgnoreFileText,
        params::{self, FolderEvent},
        uri,
    },
    settings::NAMES,
    suppress::{FILE_NAME, IgnoreFile},
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

/// The most names of files that the editor watches, beside configurations and ignore files.
const WATCHED_MAX: usize = 64;

/// What holds for all documents.
pub struct Workspace {
    /// The folders that are open in the editor, the first of which is the current folder.
    folders: Vec<PathBuf>,
    settings: RunSettings<'static>,
    ignores: Ignores,
    task_definitions: TaskDefinitions,
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
            task_definitions: TaskDefinitions::default(),
            stamps: Stamps::default(),
        })
    }

    /// Where task definitions are searched for: in the folders that are open or, without any, in the repository of a file.
    pub fn searched(&self, file: Option<&Path>) -> Vec<Folder> {
        let folders = self.folders.iter().enumerate();
        let folders: Vec<_> =
            folders.map(|(at, path)| Folder { path: path.clone(), is_current: at == 0 }).collect();
        let mut around = file.into_iter().flat_map(Path::ancestors).skip(1);
        match folders.is_empty() {
            true => around.find(|folder| folder.join(".git").exists()),
            false => None,
        }
        .map_or(folders, |path| vec![Folder { path: path.to_owned(), is_current: false }])
    }

    /// Folders were added or removed. The first one stays the current folder, so that names stay.
    pub fn change_folders(&mut self, event: &FolderEvent) {
        let paths = |all: &[params::Document]| -> Vec<PathBuf> {
            all.iter().filter_map(|folder| uri::path_of(&folder.uri)).map(PathBuf::from).collect()
        };
        let removed = paths(&event.removed);
        let mut at = 0..;
        self.folders.retain(|folder| at.next() == Some(0) || !removed.contains(folder));
        self.folders.extend(paths(&event.added));
    }

    /// The name of a document for reports: its path in the first folder, or else its whole path.
    pub fn name_of(&self, address: &str, language: &str) -> String {
        match uri::path_of(address) {
            Some(path) => name_of_path(&self.folders, Path::new(&path)),
            None => uri::name_of(address) + extension(language),
        }
    }

    /// The file of a name.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.folders.first().map_or_else(|| PathBuf::from(name), |folder| absolute(folder, Path::new(name)))
    }

    /// Looks for what configures a document that was opened; returns whether it brings task definitions for others.
    pub fn adopt(&mut self, open: &Open, documents: &Documents) -> bool {
        self.find(open);
        self.look_up_linked();
        self.task_definitions.link(documents)
    }

    /// Reads everything around the open documents again if any of it changed; returns whether it did.
    pub fn look_again(&mut self, documents: &Documents) -> bool {
        let has_changed = self.stamps.changed();
        if has_changed {
            self.read_again(documents);
        }
        has_changed
    }

    /// Reads everything around the open documents again.
    fn read_again(&mut self, documents: &Documents) {
        let kept = self.settings.configurations().kept();
        let valid = kept.map(|kept| kept.valid.clone()).unwrap_or_default();
        if let Some(settings) = RunSettings::of_server(&ARGUMENTS.settings, valid) {
            self.settings = settings;
        }
        self.stamps = Stamps::default();
        self.read_ignore_files(documents);
        for (_, open) in documents.iter() {
            self.find(open);
        }
        let folders = self.folders.clone();
        self.task_definitions.read_again(|path| name_of_path(&folders, path));
        self.look_up_linked();
        self.task_definitions.link(documents);
    }

    /// Forgets the ignore files on disk. Those that are open count as they are in the editor.
    pub fn read_ignore_files(&mut self, documents: &Documents) {
        self.ignores = Ignores::new(&ARGUMENTS);
        let sources = documents.iter().map(|(_, open)| &open.text.source);
        for source in sources.filter(|source| file_name(source.name()) == FILE_NAME) {
            self.ignores.insert(source);
        }
    }

    /// Looks for the configuration of a document.
    fn find(&mut self, open: &Open) {
        self.settings.configurations().find(Path::new(open.text.source.name()));
        if let Some(path) = &open.path {
            self.stamps.add_around(path);
        }
    }

    /// Reads what the configurations name, and notes all files that matter.
    fn look_up_linked(&mut self) {
        for name in self.settings.task_definitions() {
            let path = self.path_of(&name.to_string_lossy());
            self.task_definitions.configure(path, name);
        }
        for loaded in self.settings.configurations().loaded() {
            for (_, name) in loaded.settings.schemas() {
                self.stamps.add(loaded.base.join(name));
            }
        }
        self.task_definitions.paths().for_each(|path| self.stamps.add(path.clone()));
    }

    /// Adds the task definitions of the workspace; returns whether there are other ones than before.
    pub fn add_definitions(&mut self, found: Vec<(PathBuf, Definition)>, documents: &Documents) -> bool {
        self.task_definitions.add(found);
        self.look_up_linked();
        self.task_definitions.link(documents)
    }

    /// Notes that a task definition was closed: from now on, its file counts.
    pub fn add_closed(&mut self, path: PathBuf, documents: &Documents) {
        let name = name_of_path(&self.folders, &path);
        self.stamps.add(path.clone());
        self.task_definitions.read(path, name);
        self.task_definitions.link(documents);
    }

    /// Notes which files changed, as far as they may be task definitions. Those that are open count as they are in the editor.
    pub fn files_changed(&mut self, paths: Vec<PathBuf>, documents: &Documents) -> bool {
        let is_json = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "json");
        let changed: Vec<_> = paths.into_iter().filter(is_json).collect();
        for path in &changed {
            let name = name_of_path(&self.folders, path);
            self.stamps.add(path.clone());
            self.task_definitions.read(path.clone(), name);
        }
        !changed.is_empty() && self.task_definitions.link(documents)
    }

    /// Notes that a task definition changed in the editor.
    pub fn link(&mut self, documents: &Documents) {
        self.task_definitions.link(documents);
    }

    /// All task definitions.
    pub fn definitions(&self) -> &Definitions {
        self.task_definitions.all()
    }

    /// Whether there is a task definition of a family.
    pub fn has_family(&self, family: &str) -> bool {
        self.definitions().iter().any(|definition| definition.family() == Some(family))
    }

    /// What is wrong around the documents, in one line each.
    pub fn complaints(&mut self) -> Vec<String> {
        let configurations = self.settings.configurations();
        let broken = configurations.kept().into_iter().flat_map(|kept| &kept.broken);
        let broken = broken.map(|(path, (_, faults))| {
            let first = faults.first().map_or(String::new(), |fault| fault.message.to_string());
            let shown = configurations.shown(path);
            format!("{shown}: {first}; the last valid configuration is used, and no fix is offered")
        });
        let errors = configurations.errors().iter().chain(self.task_definitions.errors()).cloned();
        broken.chain(errors).collect()
    }

    /// The configurations that are not valid, with the name and the text of each, and what is wrong.
    pub fn broken(&mut self) -> Vec<(String, String, Vec<Diagnostic>)> {
        let configurations = self.settings.configurations();
        let broken = configurations.kept().into_iter().flat_map(|kept| &kept.broken);
        let shown = broken.map(|(path, (loaded, faults))| {
            (configurations.shown(path), loaded.settings.source().text().to_owned(), faults.clone())
        });
        shown.collect()
    }

    /// Whether all configurations are valid. Otherwise no fix is offered: the user's configuration could forbid it.
    pub fn is_sound(&mut self) -> bool {
        self.settings.configurations().kept().is_none_or(|kept| kept.broken.is_empty())
    }

    /// The names of files to watch, beside configurations and ignore files.
    pub fn linked_names(&mut self) -> Vec<String> {
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
        let mut names: Vec<_> = self.stamps.paths().filter_map(name).collect();
        names.sort();
        names.dedup();
        // Watching costs the editor time. Other files are looked at when a document is opened or saved.
        names.truncate(WATCHED_MAX);
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
                let surroundings =
                    Surroundings { settings: &self.settings, definitions: self.task_definitions.all() };
                surroundings.check(source, &mut self.ignores)
            }
        }
    }

    /// The edits of all safe fixes of a document, in order.
    pub fn fix(&mut self, source: &Source) -> Option<Vec<Edit>> {
        let surroundings =
            Surroundings { settings: &self.settings, definitions: self.task_definitions.all() };
        surroundings.fix(source, &mut self.ignores)
    }

    /// The ignore file of a document, or the one that would be created for it.
    pub fn ignore_file(&mut self, open: &Open, documents: &Documents) -> Option<IgnoreFileText> {
        open.path.as_deref()?;
        let name = Path::new(open.text.source.name());
        let mut discovery = SuppressionDiscovery::new(None, true);
        let found = discovery.find_for_path(name, &|folder| self.settings.is_root(folder))?;
        let shown = self.settings.configurations().shown(&found.folder.join(FILE_NAME));
        let file = self.path_of(&shown);
        if let Some((uri, open)) = documents.of_path(&file) {
            let (text, version) = (Some(open.text.text().to_owned()), Some(open.text.version));
            return Some(IgnoreFileText { uri: uri.clone(), text, version, path: found.path });
        }
        let text = if found.exists { Some(fs::read_to_string(&file).ok()?) } else { None };
        Some(IgnoreFileText {
            uri: uri::of_path(&file.to_string_lossy()),
            text,
            version: None,
            path: found.path,
        })
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

/// The name of a file for reports.
fn name_of_path(folders: &[PathBuf], path: &Path) -> String {
    let below = folders.first().and_then(|folder| path.strip_prefix(folder).ok());
    below.unwrap_or(path).to_string_lossy().into_owned()
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
    IgnoreFile::read(copy, today).review(&Around { folder, all: false })
}

fn of_findings(diagnostics: Vec<Diagnostic>) -> Checked {
    Checked { recognized: Recognized::Nothing, document: None, diagnostics, cut: 0 }
}

fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
