//! Ignore files (suppressions): finds, applies and writes them.

pub(crate) mod discover;
pub mod today;
pub(crate) mod write;

use crate::cli::{
    args,
    check::fix,
    git,
    input::{self, Input, InputSource},
    settings::RunSettings,
};
use discover::{Around, SuppressionDiscovery};
use ecs_preflight::{
    Checked, Diagnostic, Severity, Source,
    report::plain,
    settings::rule_levels::FailOn,
    suppress::{self, Addition, FILE_NAME, IgnoreFile},
    text::display,
};
use std::{
    cell::OnceCell,
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// The suppressions of a run of `check`.
pub struct Ignores {
    discovery: SuppressionDiscovery,
    /// By the folder that they stand in. A folder without one is here too once something is to be written there.
    cars: BTreeMap<PathBuf, Car>,
    /// `--no-ignores`
    off: bool,
    add: Option<Add>,
    prune: bool,
    today: Option<ecs_preflight::Date>,
    errors: Vec<String>,
}

/// An ignore file on disk.
struct Car {
    /// Nothing where it could not be read.
    ignore_file: Option<IgnoreFile>,
    additions: Vec<Addition>,
}

/// `--add-ignore`
struct Add {
    reason: String,
    expires: Option<ecs_preflight::Date>,
    pin: bool,
}

/// What is left to report once all files were seen.
pub struct Ended {
    /// The ignore files in which something was found, by their paths.
    pub files: Vec<(Input, Source, Checked)>,
    /// What was written.
    pub notes: Vec<String>,
    /// What could not be read or written.
    pub errors: Vec<String>,
}

impl Ignores {
    /// Nothing is looked for before there is a file.
    pub fn new(args: &args::Check) -> Ignores {
        // What git picks, and files of lines, are never all there is.
        let whole = git::Changes::asked(&args.changed).is_none() && !args.ndjson;
        let whole = whole.then_some(args.paths.as_slice());
        let args = &args.ignores;
        let add = args.add_ignore.then(|| Add {
            reason: args.reason.clone().unwrap_or_default(),
            expires: args.expires,
            pin: args.pin,
        });
        let (off, prune) = (args.no_ignores, args.prune_ignores);
        let discovery = SuppressionDiscovery::new(whole, args.add_ignore);
        Ignores { discovery, cars: BTreeMap::new(), off, add, prune, today: None, errors: Vec::new() }
    }

    /// Takes an ignore file as it is in an editor, instead of the one on disk.
    #[cfg(feature = "server")]
    pub fn insert(&mut self, source: &Source) {
        let today = self.today();
        let Ok(path) = std::path::absolute(source.name()) else { return };
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let copy = Source::new(source.name().to_owned(), source.bytes().to_vec());
        let car = Car { ignore_file: Some(IgnoreFile::read(copy, today)), additions: Vec::new() };
        self.cars.insert(folder, car);
    }

    /// Looks for the ignore file for a file that will be checked.
    pub fn look(&mut self, path: &Path, is_root: &dyn Fn(&Path) -> bool) {
        if !self.off {
            self.discovery.find_for_path(path, is_root);
        }
    }

    /// Takes the suppressed findings out of a file's, and those that are to be suppressed from now on;
    /// gives their number.
    pub fn apply<'s>(
        &mut self,
        settings: &RunSettings<'_>,
        input: &Input,
        source: impl Fn() -> &'s Source,
        checked: &mut Checked,
        fail_on: FailOn,
    ) -> usize {
        let Some((folder, path)) = self.meet(settings, input) else { return 0 };
        let Some(car) = self.cars.get_mut(&folder) else { return 0 };
        let Some(ignore_file) = &mut car.ignore_file else { return 0 };
        let applied = OnceCell::new();
        let applied = || applied.get_or_init(|| settings.of(input)).as_ref();
        let suppressed =
            ignore_file.apply(&path, &source, checked, |rule| applied().is_none_or(|it| it.runs(rule)));
        let Some(add) = &self.add else { return suppressed };
        let source = source();
        let least = fail_on.least().unwrap_or(Severity::Info);
        let wanted = |it: &Diagnostic| settings.selected(&it.rule).unwrap_or(it.severity >= least);
        if checked.cut > 0 {
            let path = plain(source.name());
            let advice = "fix some, or run `--add-ignore` again";
            self.errors.push(format!("{path}: too many findings for one run; {advice}"));
        }
        suppressed + add.accept(car, &path, source, checked, wanted)
    }

    /// Notes that a file is nothing that is checked.
    pub fn pass_over(&mut self, settings: &RunSettings<'_>, input: &Input) {
        if let Some((folder, path)) = self.meet(settings, input)
            && let Some(ignore_file) = self.cars.get_mut(&folder).and_then(|it| it.ignore_file.as_mut())
        {
            ignore_file.pass_over(&path);
        }
    }

    /// The folder of the ignore file for a file, and the path from there; reads it if it is a new one.
    fn meet(&mut self, settings: &RunSettings<'_>, input: &Input) -> Option<(PathBuf, String)> {
        if self.off {
            return None;
        }
        let found = self.discovery.find(settings, input)?;
        if !self.cars.contains_key(&found.folder) {
            let car = self.read(&found);
            self.cars.insert(found.folder.clone(), car);
        }
        Some((found.folder, found.path))
    }

    fn read(&mut self, found: &discover::Found) -> Car {
        let path = found.folder.join(FILE_NAME);
        let shown = self.discovery.shown(&path);
        let input = Input { shown, from: InputSource::Named(path) };
        let bytes = if found.exists { input.from.read() } else { Ok(Vec::new()) };
        let ignore_file = match bytes {
            Ok(bytes) => Some(IgnoreFile::read(Source::new(input.shown, bytes), self.today())),
            Err(why) => {
                self.errors.push(input::unread(&input, &why));
                None
            }
        };
        Car { ignore_file, additions: Vec::new() }
    }

    fn today(&mut self) -> ecs_preflight::Date {
        if let Some(today) = self.today {
            return today;
        }
        let today = today::today().unwrap_or_else(|error| {
            self.errors.push(error);
            ecs_preflight::Date::MAX
        });
        *self.today.insert(today)
    }

    /// Writes what is to be written, and says what is wrong with the entries.
    pub fn end(&mut self) -> Ended {
        let mut ended = Ended { files: Vec::new(), notes: Vec::new(), errors: Vec::new() };
        for (folder, mut car) in std::mem::take(&mut self.cars) {
            let Some(ignore_file) = car.ignore_file.take() else { continue };
            let around = Around { folder: &folder, all: self.discovery.sees_all(&folder) };
            let checked = ignore_file.review(&around);
            car.additions.sort();
            car.additions.dedup();
            let spent = if self.prune { ignore_file.spent(&around) } else { Default::default() };
            let shown = ignore_file.source().name().to_owned();
            let path = folder.join(FILE_NAME);
            match write::rewrite(&path, &ignore_file, &spent, &car.additions) {
                Ok(None) => ended.add(path, ignore_file, checked),
                Ok(Some(text)) => {
                    ended.notes.extend(wrote(&shown, "added", "to", car.additions.len()));
                    ended.notes.extend(wrote(&shown, "removed", "from", spent.len()));
                    // Findings about the entries that stayed are reported at their new places.
                    let after = ignore_file.rewritten(text, &car.additions);
                    let checked = after.review(&around);
                    ended.add(path, after, checked);
                }
                Err(write::Failed::NoToml) => {
                    ended
                        .errors
                        .push(format!("{}: not written, because the file is not valid TOML", plain(&shown)));
                    ended.add(path, ignore_file, checked);
                }
                Err(write::Failed::WriteError(why)) => {
                    ended.errors.push(format!("{}: {}", plain(&shown), fix::unwritten(&why)));
                }
            }
        }
        ended.files.sort_by(|a, b| a.0.shown.cmp(&b.0.shown));
        ended.errors.splice(0..0, self.errors.drain(..));
        ended
    }
}

impl Add {
    /// Takes the wanted findings out of a file's, and notes their entries.
    fn accept(
        &self,
        car: &mut Car,
        path: &str,
        source: &Source,
        checked: &mut Checked,
        wanted: impl Fn(&Diagnostic) -> bool,
    ) -> usize {
        if checked.diagnostics.is_empty() {
            return 0;
        }
        let before = checked.diagnostics.len();
        let mut names = suppress::names(source, checked, self.pin).into_iter();
        checked.diagnostics.retain(|it| {
            let Some(named) = names.next().flatten().filter(|_| wanted(it)) else { return true };
            car.additions.push(Addition {
                path: path.to_owned(),
                rule: named.rule,
                pointer: named.pointer,
                value: named.value,
                reason: self.reason.clone(),
                expires: self.expires.map(|it| it.to_string()),
            });
            false
        });
        before - checked.diagnostics.len()
    }
}

impl Ended {
    /// An ignore file without findings is not reported.
    fn add(&mut self, path: PathBuf, ignore_file: IgnoreFile, checked: Checked) {
        if !checked.diagnostics.is_empty() {
            let input =
                Input { shown: ignore_file.source().name().to_owned(), from: InputSource::Named(path) };
            self.files.push((input, ignore_file.into_source(), checked));
        }
    }
}

fn wrote(shown: &str, verb: &str, preposition: &str, number: usize) -> Option<String> {
    let entries =
        if number == 1 { "1 entry".to_owned() } else { format!("{} entries", display::grouped(number)) };
    (number > 0).then(|| format!("{verb} {entries} {preposition} {}", plain(shown)))
}
