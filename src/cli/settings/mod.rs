//! Which settings a file has: those of its configuration, which is found and read once, and those of the command line.

pub(crate) mod discover;
pub(crate) mod level_options;
pub(crate) mod load;
pub(crate) mod unmatched_globs;

use crate::cli::{
    args,
    input::{Input, InputSource},
    io::terminal,
};
pub use discover::ConfigDiscovery;
use ecs_preflight::{
    Checked, Definitions, Diagnostic, Source,
    command::Against,
    policy,
    report::{FileReport, RenderOptions, Reporter, human::Human, plain},
    settings::{FileSettings, rule_levels},
    text::{display, placeholder::Define},
};
pub use level_options::{LevelOptions, read as read_line};
pub use load::Loaded;
#[cfg(feature = "server")]
use std::collections::BTreeMap;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// The settings of the command line, which override those of the configurations.
pub struct LineSettings<'a> {
    args: &'a args::Settings,
    levels: LevelOptions,
    /// The current folder.
    here: PathBuf,
    /// What placeholders stand for where there is no configuration.
    defines: OnceLock<Arc<[Define]>>,
}

/// All settings of a run. All configurations have been found.
pub struct RunSettings<'a> {
    line: LineSettings<'a>,
    configurations: ConfigDiscovery,
}

/// The settings of one file.
pub struct AppliedSettings<'s> {
    file: FileSettings<'s>,
}

impl<'a> LineSettings<'a> {
    /// An error says what is wrong with the options. They may name the policies of the configurations found until now.
    pub fn read(args: &'a args::Settings, configurations: &ConfigDiscovery) -> Result<Self, Vec<String>> {
        let levels = level_options::read(args, configurations.loaded())?;
        Ok(LineSettings { args, levels, here: configurations.here().to_owned(), defines: OnceLock::new() })
    }

    /// The settings of a file, given its configuration; `None` if the file is excluded.
    pub fn of<'s>(&'s self, input: &Input, configuration: Option<&'s Loaded>) -> Option<AppliedSettings<'s>> {
        let (mut file, defines) = match configuration {
            Some(loaded) => {
                let path = loaded.relative(&discover::absolute(&self.here, input.path()));
                if self.excludes(input, loaded, &path) {
                    return None;
                }
                (loaded.settings.for_file(&path), &loaded.defines)
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
        file.layers.push(&self.levels.layer);
        Some(AppliedSettings { file })
    }

    /// A named file is checked, whatever the configuration says. What an editor pipes was not named by anybody: it is
    /// the file that is open.
    fn excludes(&self, input: &Input, configuration: &Loaded, path: &str) -> bool {
        let settings = &configuration.settings;
        match input.from {
            InputSource::Named(_) if !self.args.force_exclude => false,
            InputSource::Stdin if !self.args.force_exclude => settings.excluded(path),
            _ => settings.excluded(path) || !settings.includes(path, true),
        }
    }
}

impl<'a> RunSettings<'a> {
    /// The settings of all inputs, whose configurations were looked for. If anything is wrong with one of them or with the
    /// options, prints it and returns `None`: half of the settings is not what the user wrote.
    pub fn complete(
        args: &'a args::Settings,
        mut configurations: ConfigDiscovery,
        inputs: &[Input],
        look: &RenderOptions,
    ) -> Option<Self> {
        if configurations.has_globs() {
            let paths: Vec<_> = inputs.iter().map(|input| configurations.absolute(input.path())).collect();
            configurations.check_globs(&paths);
        }
        let line = LineSettings::read(args, &configurations);
        let line = line.map_err(|errors| configurations.add_errors(errors)).ok();
        if configurations.complain(look) {
            return None;
        }
        Some(RunSettings { line: line?, configurations })
    }

    /// Begins anew, for a server, which looks for the configuration of a file when it is opened.
    #[cfg(feature = "server")]
    pub fn of_server(args: &'a args::Settings, valid: BTreeMap<PathBuf, Arc<Loaded>>) -> Option<Self> {
        let configurations = ConfigDiscovery::of_server(valid);
        Some(RunSettings { line: LineSettings::read(args, &configurations).ok()?, configurations })
    }

    /// The configurations.
    #[cfg(feature = "server")]
    pub fn configurations(&mut self) -> &mut ConfigDiscovery {
        &mut self.configurations
    }

    /// The settings of a file; `None` if the file is excluded.
    pub fn of(&self, input: &Input) -> Option<AppliedSettings<'_>> {
        self.line.of(input, self.configurations.known(input.path()))
    }

    /// The task definitions that the configurations name, as paths from here.
    pub fn task_definitions(&self) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        for loaded in self.configurations.loaded() {
            for name in loaded.settings.task_definitions() {
                paths.push(PathBuf::from(self.configurations.shown(&loaded.base.join(name))));
            }
        }
        paths
    }

    /// Gives findings in an ignore file the severity that they have there; returns what makes the run fail there.
    pub fn apply_levels(&self, input: &Input, checked: &mut Checked) -> rule_levels::FailOn {
        let Some(applied) = self.of(input) else { return self.line.args.fail_on.unwrap_or_default() };
        rule_levels::apply(&applied.file.layers, checked);
        applied.fail_on()
    }

    /// Whether a repository begins at a folder, given by its absolute path.
    pub fn is_root(&self, folder: &Path) -> bool {
        self.configurations.is_root(folder)
    }

    /// Whether `--select` names a rule; `None` without `--select`.
    pub fn selected(&self, rule: &str) -> Option<bool> {
        let level = self.line.levels.level(rule);
        (!self.line.args.select.is_empty()).then(|| level.is_some_and(|(option, _)| option == "--select"))
    }

    /// Prints which schemas of policies turned out to be invalid; returns the error for the end of the run.
    pub fn complain_of_schemas(&self, look: &RenderOptions) -> Option<String> {
        let mut any = false;
        for loaded in self.configurations.loaded() {
            let broken = loaded.settings.broken_schemas();
            any |= !broken.is_empty();
            print_faults(loaded.settings.source(), broken, look);
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
    /// What a request in it is checked against.
    pub fn against<'d>(&'d self, definitions: &'d Definitions) -> Against<'d> {
        Against { definitions, policies: &self.file.policies }
    }
    /// Gives all findings the severity that they have here.
    pub fn apply_levels(&self, checked: &mut Checked) {
        rule_levels::apply(&self.file.layers, checked);
    }
    /// Adds what the policies find, and gives all findings the severity that they have here.
    pub fn apply(&self, source: &Source, checked: &mut Checked) {
        policy::apply(source, &self.file.policies, &self.file.options, checked);
        rule_levels::apply(&self.file.layers, checked);
    }
}

/// Prints what is wrong with a configuration like findings, but to standard error.
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
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let text = parts.join("/");
    if text.starts_with("//") { text[1..].to_owned() } else { text }
}
