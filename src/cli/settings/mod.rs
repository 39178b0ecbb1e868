//! Which settings hold for which file: its configuration, found and read once, and the command line over it.

pub(crate) mod discover;
pub(crate) mod level_options;
pub(crate) mod unmatched_globs;

use crate::cli::{
    args,
    input::{Input, InputSource},
    io::terminal,
};
pub use discover::{ConfigDiscovery, Loaded};
use ecs_preflight::{
    Checked, Definitions, Diagnostic, Source,
    command::Against,
    policy,
    report::{FileReport, RenderOptions, Reporter, human::Human, plain},
    settings::{FileSettings, rule_levels},
    text::{display, placeholder::Define},
};
pub use level_options::{LevelOptions, read as read_line};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// All settings of a run. Nothing is looked for any more.
pub struct RunSettings<'a> {
    args: &'a args::Settings,
    finder: ConfigDiscovery,
    line: LevelOptions,
    /// What placeholders stand for where there is no configuration.
    defines: OnceLock<Arc<[Define]>>,
}

/// What holds for one file.
pub struct AppliedSettings<'s> {
    file: FileSettings<'s>,
}

impl<'a> RunSettings<'a> {
    /// Reads the configurations of all inputs. What is wrong with one of them is printed, and then there
    /// are no settings: half of what somebody asked for is not what was asked for.
    pub fn of_all(
        args: &'a args::Settings,
        mut finder: ConfigDiscovery,
        inputs: &[Input],
        look: &RenderOptions,
    ) -> Option<Self> {
        for it in inputs {
            finder.look(path(it));
        }
        if finder.has_globs() {
            let paths: Vec<_> = inputs.iter().map(|it| finder.absolute(path(it))).collect();
            finder.check_globs(&paths);
        }
        let line = level_options::read(args, &finder);
        let line = line.map_err(|errors| finder.errors.extend(errors)).unwrap_or_default();
        if finder.complain(look) { None } else { Some(RunSettings::new(args, finder, line)) }
    }

    /// What holds for the files of a folder as long as no other configuration turns up in it; `None` where that needs
    /// more, or makes no sense.
    pub fn of_folder(args: &'a args::Settings, folder: &Path) -> Option<Self> {
        let finder = ConfigDiscovery::of_folder(args, folder);
        let asks_more =
            |it: &Loaded| !it.faults.is_empty() || it.settings.task_definitions().next().is_some();
        if !finder.errors.is_empty() || finder.loaded.iter().any(asks_more) {
            return None;
        }
        let line = level_options::read(args, &finder).ok()?;
        Some(RunSettings::new(args, finder, line))
    }

    fn new(args: &'a args::Settings, finder: ConfigDiscovery, line: LevelOptions) -> Self {
        RunSettings { args, finder, line, defines: OnceLock::new() }
    }

    /// Whether a file that was looked for has the configuration that all files have here.
    pub fn hold_for(&self, path: &Path, finder: &ConfigDiscovery) -> bool {
        let (there, here) = (finder.holding(path), self.finder.loaded.first());
        let [there, here] = [there, here].map(|it| it.map(|it| it.settings.source().name()));
        finder.errors.is_empty() && there == here
    }

    /// What holds for a file; `None` where it is left out.
    pub fn of(&self, input: &Input) -> Option<AppliedSettings<'_>> {
        let (mut file, defines) = match self.finder.known(path(input)) {
            Some((it, path)) => {
                if self.leaves_out(input, it, &path) {
                    return None;
                }
                (it.settings.for_file(&path), &it.defines)
            }
            None => (FileSettings::default(), &self.defines),
        };
        let options = &mut file.options;
        options.kind = self.args.kind.or(options.kind);
        options.revision = self.args.api_revision.unwrap_or(options.revision);
        options.partial |= self.args.partial;
        options.template |= self.args.template;
        options.finished |= self.args.finished;
        options.client = self.args.client.or(options.client);
        if !self.args.define.is_empty() {
            // The last one counts.
            let all = || options.defines.iter().chain(&self.args.define).cloned().collect();
            options.defines = Arc::clone(defines.get_or_init(all));
        }
        file.no_discover |= self.args.no_discover;
        file.fail_on = self.args.fail_on.unwrap_or(file.fail_on);
        file.layers.push(&self.line.layer);
        Some(AppliedSettings { file })
    }

    /// The task definitions that the configurations name, as paths from here.
    pub fn task_definitions(&self) -> Vec<PathBuf> {
        let of = |it: &Loaded| {
            let folder = it.base.clone();
            let named = it.settings.task_definitions().map(str::to_owned).collect::<Vec<_>>();
            named.into_iter().map(move |name| PathBuf::from(self.finder.shown(&folder.join(name))))
        };
        self.finder.loaded.iter().flat_map(of).collect()
    }

    /// A file that is named is checked, whatever the configuration says. What an editor pipes was not named
    /// by anybody: it is what is open.
    fn leaves_out(&self, input: &Input, configuration: &Loaded, path: &str) -> bool {
        let settings = &configuration.settings;
        match input.from {
            InputSource::Named(_) if !self.args.force_exclude => false,
            InputSource::Stdin if !self.args.force_exclude => settings.excluded(path),
            _ => settings.excluded(path) || !settings.includes(path, true),
        }
    }

    /// Gives what was found in a side-car the weight that it has where it stands, and says what makes the
    /// run fail there.
    pub fn weigh(&self, input: &Input, checked: &mut Checked) -> rule_levels::FailOn {
        let Some(held) = self.of(input) else { return self.args.fail_on.unwrap_or_default() };
        rule_levels::apply(&held.file.layers, checked);
        held.fail_on()
    }

    /// Whether a repository begins at a folder.
    pub fn is_root(&self, folder: &Path) -> bool {
        self.finder.is_root(folder)
    }

    /// Whether `--select` names a rule; `None` without `--select`.
    pub fn selected(&self, rule: &str) -> Option<bool> {
        let named = |(option, _)| option == "--select";
        (!self.args.select.is_empty()).then(|| self.line.level(rule).is_some_and(named))
    }

    /// Whether some schema of a policy turned out to be none.
    pub fn have_broken_schemas(&self) -> bool {
        self.finder.loaded.iter().any(|it| !it.settings.broken_schemas().is_empty())
    }

    /// Prints which schemas of policies turned out to be none; gives what to say at the end.
    pub fn complain_of_schemas(&self, look: &RenderOptions) -> Option<String> {
        let mut any = false;
        for it in &self.finder.loaded {
            let broken = it.settings.broken_schemas();
            any |= !broken.is_empty();
            print_faults(it.settings.source(), broken, look);
        }
        any.then(|| "some policies were not checked".to_owned())
    }
}

impl AppliedSettings<'_> {
    /// How to check it.
    pub fn options(&self) -> &ecs_preflight::Options {
        &self.file.options
    }
    /// Whether the findings of a rule are reported.
    pub fn runs(&self, rule: &str) -> bool {
        rule_levels::level(&self.file.layers, rule) != rule_levels::Level::Off
    }
    /// Whether its task definition may be looked for.
    pub fn discovers(&self) -> bool {
        !self.file.no_discover
    }
    /// What makes the run fail.
    pub fn fail_on(&self) -> rule_levels::FailOn {
        self.file.fail_on
    }
    /// What a request in it is held against.
    pub fn against<'d>(&'d self, definitions: &'d Definitions) -> Against<'d> {
        Against { definitions, policies: &self.file.policies }
    }
    /// Gives everything the weight that it has here.
    pub fn weigh(&self, checked: &mut Checked) {
        rule_levels::apply(&self.file.layers, checked);
    }
    /// Adds what the policies find, and gives everything the weight that it has here.
    pub fn judge(&self, source: &Source, checked: &mut Checked) {
        policy::apply(source, &self.file.policies, &self.file.options, checked);
        rule_levels::apply(&self.file.layers, checked);
    }
}

/// The path by which settings are found. Standard input without a name lies in the current folder.
fn path(input: &Input) -> &Path {
    match &input.from {
        InputSource::Stdin => Path::new(&input.shown),
        InputSource::Named(path) | InputSource::Found(path) | InputSource::Staged(path, _) => path,
    }
}

/// Prints what is wrong with a configuration like findings, but where errors go.
pub fn print_faults(source: &Source, faults: Vec<Diagnostic>, look: &RenderOptions) {
    if faults.is_empty() {
        return;
    }
    let number = display::count(faults.len(), "error");
    let checked = Checked {
        recognized: ecs_preflight::Recognized::Nothing,
        document: None,
        diagnostics: faults,
        cut: 0,
    };
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = Human::new(&terminal::for_errors(look))
        .file(&mut out, &FileReport { source, kind: None, checked: &checked, in_repository: None });
    terminal::note(&format!("{out}\nerror: {number} in {}\n", plain(source.name())));
}

/// A path as text with `/` between its parts.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|it| it.to_string_lossy()).collect();
    let text = parts.join("/");
    if text.starts_with("//") { text[1..].to_owned() } else { text }
}
