//! Scripts of a run of `check`: they come first, for they say how the files are used that they name.

use crate::cli::{
    input::{self, Input, InputSource, ReadError},
    settings::{AppliedSettings, RunSettings},
};
use ecs_preflight::{
    Checked, Definitions, DocumentKind, Source,
    command::FileSystem,
    document::language,
    lint::rule::Check,
    rules,
    script::{self, Script},
    settings::rule_levels::FailOn,
    text::placeholder,
};
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
    done: BTreeMap<String, Done>,
    /// The files that they name, by where they really are.
    used: BTreeMap<PathBuf, Used>,
}

/// What was read from where nothing can be read twice, by the path under which it is reported.
pub type StdinCache = Mutex<BTreeMap<String, Result<Vec<u8>, ReadError>>>;

/// A script that was checked.
pub struct Done {
    pub source: Source,
    pub checked: Checked,
    pub suppressed: usize,
    pub fail_on: FailOn,
}

/// A file as scripts use it.
pub struct Used {
    /// Its name as people write it from here.
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
        for input in inputs.iter().filter(|it| may_be_one(it)) {
            let Some(held) = settings.of(input).filter(|it| it.options().kind.is_none()) else { continue };
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
            // A template may be one of JSON.
            if input::is_json(Path::new(&input.shown)) && !bytes.starts_with(b"#!") {
                continue;
            }
            let source = Source::new(input.shown.clone(), bytes);
            let language = language::of(source.name(), source.text());
            if language.is_some_and(|it| !it.is_read_for_commands()) {
                continue;
            }
            scripts.check(source, &held, definitions, ignores);
        }
        (scripts, Mutex::new(kept))
    }

    /// What is found in a script once it was changed; `None` where it is none.
    pub fn examined(
        source: &Source,
        held: &AppliedSettings<'_>,
        definitions: &Definitions,
        ignores: bool,
    ) -> Option<Checked> {
        let mut scripts = Scripts::default();
        let copy = Source::new(source.name().to_owned(), source.bytes().to_vec());
        scripts.check(copy, held, definitions, ignores);
        scripts.done.into_values().next().map(|it| it.checked)
    }

    /// Checks what may be a script.
    fn check(
        &mut self,
        source: Source,
        held: &AppliedSettings<'_>,
        definitions: &Definitions,
        ignores: bool,
    ) {
        let mut disk = Disk::around(Path::new(source.name()));
        let runs = |rule: &str| held.runs(rule);
        let ran: Option<&dyn Fn(&str) -> bool> = if ignores { Some(&runs) } else { None };
        let against = held.against(definitions);
        let Some(script) = script::check_script(&source, held.options(), against, &mut disk, ran) else {
            return;
        };
        let Script { mut checked, suppressed, files } = script;
        held.weigh(&mut checked);
        files.into_iter().for_each(|it| self.uses(&disk, it));
        let name = source.name().to_owned();
        self.done.insert(name, Done { source, checked, suppressed, fail_on: held.fail_on() });
    }

    /// Checks the scripts once more, against task definitions that were found after them.
    pub fn hold(
        self,
        inputs: &[Input],
        settings: &RunSettings<'_>,
        definitions: &Definitions,
        ignores: bool,
    ) -> Scripts {
        let mut again = Scripts::default();
        let mut done = self.done;
        for input in inputs {
            let Some(Done { source, .. }) = done.remove(&input.shown) else { continue };
            let Some(held) = settings.of(input) else { continue };
            let named = if held.discovers() { None } else { Some(definitions.named()) };
            again.check(source, &held, named.as_ref().unwrap_or(definitions), ignores);
        }
        again
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    fn uses(&mut self, disk: &Disk, used: script::Used) {
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

    /// The script that an input is.
    pub fn take(&mut self, input: &Input) -> Option<Done> {
        self.done.remove(&input.shown)
    }

    /// How scripts use an input, if they do.
    pub fn use_of(&mut self, input: &Input) -> Option<Used> {
        if self.used.is_empty() {
            return None;
        }
        let (InputSource::Named(path) | InputSource::Found(path) | InputSource::Staged(path, _)) =
            &input.from
        else {
            return None;
        };
        self.used.remove(&fs::canonicalize(path).ok()?)
    }

    /// The used files that were no inputs.
    pub fn rest(self) -> impl Iterator<Item = Used> {
        self.used.into_values()
    }
}

/// Whether the same can be read once more: not from standard input, nor from a pipe.
fn reads_again(from: &InputSource) -> bool {
    match from {
        InputSource::Stdin => false,
        InputSource::Named(path) | InputSource::Found(path) => path.is_file(),
        InputSource::Staged(..) => true,
    }
}

/// Whether an input may be a script: it has another name than JSON has.
fn may_be_one(input: &Input) -> bool {
    !input::is_json(Path::new(&input.shown)) || placeholder::name_of_result(&input.shown).is_some()
}

/// The files beside a script and at the root of its repository. Nothing else is read, whatever a script says.
struct Disk {
    folders: Vec<PathBuf>,
    root: PathBuf,
    found: BTreeMap<String, PathBuf>,
}

impl Disk {
    fn around(script: &Path) -> Disk {
        let folder = script.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let here = env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
        let root = whole.ancestors().find(|it| it.join(".git").exists());
        let outer = if whole.starts_with(&here) { here } else { whole.clone() };
        let root = root.unwrap_or(&outer).to_owned();
        Disk { folders: vec![folder.to_owned(), root.clone()], root, found: BTreeMap::new() }
    }
}

impl FileSystem for Disk {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let relative = Path::new(path);
        let inside =
            |it: &PathBuf| fs::canonicalize(it).is_ok_and(|it| it.starts_with(&self.root) && it.is_file());
        let mut candidates =
            self.folders.iter().filter(|_| relative.is_relative()).map(|it| it.join(relative));
        let found = candidates.find(inside).ok_or("no such file")?;
        let bytes = InputSource::Named(found.clone()).read().map_err(|_| "cannot be read".to_owned())?;
        self.found.insert(path.to_owned(), found);
        Ok(bytes)
    }

    fn neighbor(&mut self, path: &str) -> Option<String> {
        let near = self.folders.iter().find_map(|it| input::neighbor(&it.join(path)))?;
        let name = near.file_name()?.to_str()?;
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Some(format!("file://{folder}{name}"))
    }
}

/// A path as people write it from the current folder.
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
    /// What was found in a file that was checked alone, but as the scripts use it: flags supply what it lacks
    /// and win over what it has.
    pub fn judge(self, alone: &mut Checked) {
        let own = std::mem::take(&mut alone.diagnostics);
        let same = |it: &ecs_preflight::Diagnostic| {
            own.iter().find(|other| other.rule == it.rule && other.span == it.span).cloned()
        };
        let as_used = self.checked.diagnostics.into_iter();
        alone.diagnostics = as_used.map(|it| same(&it).unwrap_or(it)).collect();
        // What the task definition says against it was found there only.
        let by_launch = |it: &&ecs_preflight::Diagnostic| {
            let rule = rules::named(&it.rule).map(|it| &it.rule.check);
            matches!(rule, Some(Check::Launches(..)))
        };
        alone.diagnostics.extend(own.iter().filter(by_launch).cloned());
        alone.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        alone.diagnostics.dedup_by(|a, b| (a.span, &a.rule) == (b.span, &b.rule));
        let is_request =
            |it: &ecs_preflight::Document| matches!(it.kind, DocumentKind::StartTask | DocumentKind::RunTask);
        // The command says which operation a request is for.
        alone.document = match self.checked.document {
            Some(used) if alone.document.as_ref().is_none_or(is_request) => Some(used),
            _ => alone.document,
        };
        alone.cut = self.checked.cut;
    }
}
