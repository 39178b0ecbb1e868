//! The scripts among the inputs of `check`, and the files that they use. They are checked first, because they show how the
//! files are used that they name.

use crate::cli::{
    input::{self, Input, InputSource, ReadError},
    settings::{AppliedSettings, RunSettings},
};
use ecs_preflight::{
    Checked, Definitions, Diagnostic, Document, DocumentKind, Source,
    command::FileSystem,
    document::language,
    lint::rule::Check,
    rules,
    script::{self, Script},
    settings::rule_levels::FailOn,
    text::placeholder,
};
use ignore::gitignore::Gitignore;
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    sync::Mutex,
};

/// The scripts among the inputs, and what they use.
#[derive(Default)]
pub struct Scripts {
    /// By the path under which they are reported.
    checked: BTreeMap<String, CheckedScript>,
    /// The files that they name, by their paths without links.
    used: BTreeMap<PathBuf, Used>,
}

/// What was read from where nothing can be read twice (standard input, pipes), by the path under which it is reported.
pub type StdinCache = Mutex<BTreeMap<String, Result<Vec<u8>, ReadError>>>;

/// A script that was checked.
pub struct CheckedScript {
    pub source: Source,
    pub checked: Checked,
    pub suppressed: usize,
    pub fail_on: FailOn,
}

/// A file as scripts use it.
pub struct Used {
    /// Its path as one would write it here.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
    pub source: Source,
    pub checked: Checked,
}

impl Scripts {
    /// Checks all scripts among the inputs.
    pub fn read(
        inputs: &[Input],
        settings: &RunSettings<'_>,
        definitions: &Definitions,
        ignores: bool,
    ) -> (Scripts, StdinCache) {
        let mut scripts = Scripts::default();
        let mut kept = BTreeMap::new();
        for input in inputs.iter().filter(|input| may_be_script(input)) {
            let Some(settings) = settings.of(input) else { continue };
            if settings.options().kind.is_some() {
                continue;
            }
            let bytes = match input.from.read() {
                Ok(bytes) => bytes,
                Err(_) if reads_again(&input.from) => continue,
                Err(why) => {
                    kept.insert(input.shown.clone(), Err(why));
                    continue;
                }
            };
            if !reads_again(&input.from) {
                kept.insert(input.shown.clone(), Ok(bytes.clone()));
            }
            let source = Source::new(input.shown.clone(), bytes);
            if is_read_for_commands(&source) {
                scripts.check(source, &settings, definitions, ignores);
            }
        }
        (scripts, Mutex::new(kept))
    }

    /// What is found in a script after it was changed; `None` if it is not a script.
    pub fn examined(
        source: &Source,
        settings: &AppliedSettings<'_>,
        definitions: &Definitions,
        ignores: bool,
    ) -> Option<Checked> {
        let mut scripts = Scripts::default();
        let copy = Source::new(source.name().to_owned(), source.bytes().to_vec());
        scripts.check(copy, settings, definitions, ignores);
        scripts.checked.into_values().next().map(|script| script.checked)
    }

    /// Checks what may be a script.
    fn check(
        &mut self,
        source: Source,
        settings: &AppliedSettings<'_>,
        definitions: &Definitions,
        ignores: bool,
    ) {
        let mut disk = Disk::around(Path::new(source.name()));
        let runs = |rule: &str| settings.runs(rule);
        let ran: Option<&dyn Fn(&str) -> bool> = if ignores { Some(&runs) } else { None };
        let against = settings.against(definitions);
        let Some(script) = script::check_script(&source, settings.options(), against, &mut disk, ran) else {
            return;
        };
        let Script { mut checked, suppressed, files } = script;
        settings.apply_levels(&mut checked);
        for file in files {
            self.add_used(&disk, file);
        }
        let name = source.name().to_owned();
        let fail_on = settings.fail_on();
        self.checked.insert(name, CheckedScript { source, checked, suppressed, fail_on });
    }

    /// Checks the scripts again, against task definitions that were found after them.
    pub fn check_again(
        self,
        inputs: &[Input],
        settings: &RunSettings<'_>,
        definitions: &Definitions,
        ignores: bool,
    ) -> Scripts {
        let mut again = Scripts::default();
        let mut checked = self.checked;
        for input in inputs {
            let Some(script) = checked.remove(&input.shown) else { continue };
            let Some(settings) = settings.of(input) else { continue };
            let named = if settings.discovers() { None } else { Some(definitions.named()) };
            again.check(script.source, &settings, named.as_ref().unwrap_or(definitions), ignores);
        }
        again
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.checked.is_empty()
    }

    fn add_used(&mut self, disk: &Disk, used: script::Used) {
        let Some(path) = disk.found.get(&used.path) else { return };
        let Ok(real) = fs::canonicalize(path) else { return };
        let shown = from_here(path);
        match self.used.entry(real) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                let source = Source::new(shown.clone(), used.source.bytes().to_vec());
                entry.insert(Used { shown, path: path.clone(), source, checked: used.checked });
            }
            std::collections::btree_map::Entry::Occupied(mut entry) => {
                entry.get_mut().checked.join(used.checked);
            }
        }
    }

    /// Takes the script that an input is.
    pub fn take(&mut self, input: &Input) -> Option<CheckedScript> {
        self.checked.remove(&input.shown)
    }

    /// Takes how scripts use an input, if they do.
    pub fn use_of(&mut self, input: &Input) -> Option<Used> {
        if self.used.is_empty() {
            return None;
        }
        self.used.remove(&fs::canonicalize(input.from.path()?).ok()?)
    }

    /// The used files that were no inputs.
    pub fn rest(self) -> impl Iterator<Item = Used> {
        self.used.into_values()
    }
}

/// Whether an input can be read twice: not standard input, nor a pipe.
fn reads_again(from: &InputSource) -> bool {
    match from {
        InputSource::Stdin => false,
        InputSource::Named(path) | InputSource::Found(path) => path.is_file(),
        InputSource::Staged(..) => true,
    }
}

/// Whether an input may be a script: its name is not that of JSON.
pub(super) fn may_be_script(input: &Input) -> bool {
    !input::is_json(Path::new(&input.shown)) || placeholder::name_of_result(&input.shown).is_some()
}

/// Whether the content of such an input may be a script.
pub(super) fn is_read_for_commands(source: &Source) -> bool {
    // A template may be one of JSON.
    if input::is_json(Path::new(source.name())) && !source.text().starts_with("#!") {
        return false;
    }
    let language = language::of(source.name(), source.text());
    language.is_none_or(|language| language.is_read_for_commands())
}

/// The files next to a script and those at the root of its repository. Nothing else is read, whatever a script says.
struct Disk {
    folders: Vec<PathBuf>,
    root: PathBuf,
    found: BTreeMap<String, PathBuf>,
}

impl Disk {
    fn around(script: &Path) -> Disk {
        let folder =
            script.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let here = env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
        let root = whole.ancestors().find(|folder| folder.join(".git").exists());
        let outer = if whole.starts_with(&here) { here } else { whole.clone() };
        let root = root.unwrap_or(&outer).to_owned();
        Disk { folders: vec![folder.to_owned(), root.clone()], root, found: BTreeMap::new() }
    }
}

impl FileSystem for Disk {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let relative = Path::new(path);
        let is_inside = |path: &PathBuf| {
            fs::canonicalize(path).is_ok_and(|real| real.starts_with(&self.root) && real.is_file())
        };
        let folders = self.folders.iter().filter(|_| relative.is_relative());
        let found = folders.map(|folder| folder.join(relative)).find(is_inside).ok_or("no such file")?;
        let bytes = InputSource::Named(found.clone()).read().map_err(|_| "cannot be read".to_owned())?;
        self.found.insert(path.to_owned(), found);
        Ok(bytes)
    }

    fn neighbor(&mut self, path: &str) -> Option<String> {
        let near = self.folders.iter().find_map(|folder| input::neighbor(&folder.join(path)))?;
        let name = near.file_name()?.to_str()?;
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Some(format!("file://{folder}{name}"))
    }

    fn is_ignored(&self, path: &str) -> bool {
        self.folders.iter().any(|folder| is_ignored(&self.root, &folder.join(path)))
    }
}

/// Whether a `.gitignore` between a root and a file names the file or a folder around it.
fn is_ignored(root: &Path, file: &Path) -> bool {
    let folders = file.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
    folders.into_iter().any(|folder| {
        let (rules, _) = Gitignore::new(folder.join(".gitignore"));
        rules.matched_path_or_any_parents(file, false).is_ignore()
    })
}

/// A path as one would write it in the current folder.
fn from_here(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    input::shown(path.strip_prefix(".").unwrap_or(path))
}

/// Whether only scripts have findings of a rule.
pub fn is_of_script(rule: &str) -> bool {
    matches!(rule, "brace-expansion" | "carriage-return" | "escaped-blank" | "typographic-character")
}

/// An input for a file that no path of the command line led to.
pub fn input(used: &Used) -> Input {
    Input { shown: used.shown.clone(), from: InputSource::Found(used.path.clone()) }
}

impl Used {
    /// Replaces what was found in the file alone by what was found as the scripts use it: options supply what it lacks and
    /// replace what it has.
    pub fn merge_into(self, alone: &mut Checked) {
        let own = std::mem::take(&mut alone.diagnostics);
        let same = |found: &Diagnostic| {
            own.iter().find(|other| other.rule == found.rule && other.span == found.span).cloned()
        };
        let as_used = self.checked.diagnostics.into_iter();
        alone.diagnostics = as_used.map(|found| same(&found).unwrap_or(found)).collect();
        // Conflicts with the task definition were found in the file alone only.
        let by_launch = |found: &&Diagnostic| {
            let check = rules::named(&found.rule).map(|entry| &entry.rule.check);
            matches!(check, Some(Check::Launches(..)))
        };
        alone.diagnostics.extend(own.iter().filter(by_launch).cloned());
        alone.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        alone.diagnostics.dedup_by(|a, b| (a.span, &a.rule) == (b.span, &b.rule));
        let is_request =
            |document: &Document| matches!(document.kind, DocumentKind::StartTask | DocumentKind::RunTask);
        // The command says which operation a request is for.
        alone.document = match self.checked.document {
            Some(used) if alone.document.as_ref().is_none_or(is_request) => Some(used),
            _ => alone.document,
        };
        alone.cut = self.checked.cut;
    }
}
