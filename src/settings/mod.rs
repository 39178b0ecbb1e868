//! The configuration of a team: from the text of `ecs-preflight.toml` to settings and findings.
//!
//! [`KEYS`] is the table of all settings. `validate` checks a text against it, so code that reads a setting afterwards
//! finds a value of the right type or none.
//!
//! Layer 11: may import `text` to `policy`.

mod build;
mod docs;
mod glob;
mod keys;
mod policy_tests;
pub mod rule_levels;
mod toml_value;
mod validate;

use crate::{
    check::Options,
    diagnostic::Diagnostic,
    model::{client_release::ClientRelease, kind::DocumentKind, revision::Requested},
    policy::{Policy, team_schema::TeamSchema},
    settings::rule_levels::{FailOn, LevelOverrides},
    text::{
        placeholder::Define,
        source::{Encoding, Source},
        span::Span,
    },
};
pub use docs::{json_schema, reference, starter};
pub use glob::{Globs, literal_folders};
pub use keys::{KEYS, Key, Part, Type};
pub use policy_tests::{Tested, Verdict};
use std::sync::Arc;
pub use toml_value::{Item, Member, Value};
pub use validate::{GlobAt, RULE, fault, revision};

/// The names that a configuration file may have.
pub const NAMES: [&str; 2] = ["ecs-preflight.toml", ".ecs-preflight.toml"];

/// One configuration file.
#[derive(Debug)]
pub struct Settings {
    source: Source,
    members: Vec<Member>,
    /// All patterns, each of which has to match a file.
    pub globs: Vec<GlobAt>,
    include: Option<Globs>,
    exclude: Option<Globs>,
    kinds: Vec<Globs>,
    rules: LevelOverrides,
    overrides: Vec<Override>,
    policies: Vec<Stated>,
    defines: Arc<[Define]>,
}

/// An entry of `[[overrides]]`.
#[derive(Debug)]
struct Override {
    files: Globs,
    members: Vec<Member>,
    rules: LevelOverrides,
}

/// A policy and the files that it is about.
#[derive(Debug)]
struct Stated {
    policy: Policy,
    files: Option<Globs>,
    /// Its name in the TOML.
    span: Span,
    /// The path of its schema in the TOML.
    schema: Option<Span>,
    members: Vec<Member>,
}

/// What holds for one file.
#[derive(Clone, Debug, Default)]
pub struct FileSettings<'s> {
    /// How to check it.
    pub options: Options,
    /// What makes the run fail.
    pub fail_on: FailOn,
    /// Whether its task definition is not to be looked for.
    pub no_discover: bool,
    /// Levels, of which the last that says something about a rule counts.
    pub layers: Vec<&'s LevelOverrides>,
    /// The policies that are about it.
    pub policies: Vec<&'s Policy>,
}

/// A setting that a file has, and where it was made.
#[derive(Clone, Copy, Debug)]
pub struct Set<'s> {
    /// The value.
    pub item: &'s Item,
    /// Where it stands.
    pub span: Span,
}

impl Settings {
    /// Reads a configuration. Whatever is wrong is a finding in it, by place; then nothing of it
    /// should be used.
    pub fn parse(source: Source) -> (Settings, Vec<Diagnostic>) {
        if !matches!(source.encoding(), Encoding::Utf8 | Encoding::Utf8Bom) {
            let found = fault(source.encoding_span(), "", "the configuration is not valid UTF-8");
            return (Settings::empty(source), vec![found]);
        }
        let (members, mistakes) = toml_value::read(source.text());
        let mut faults: Vec<_> = mistakes.into_iter().map(|it| fault(it.span, "", it.message)).collect();
        let policies = build::policy_ids(&members);
        let validated = validate::validate(&members, &policies);
        // Half a document has keys that are not what was meant.
        if faults.is_empty() {
            faults.extend(validated.faults);
        }
        let mut settings = Settings::empty(source);
        if faults.is_empty() {
            build::build(&mut settings, members, validated.globs, &policies, &mut faults);
        }
        faults.sort_by_key(|it| it.span);
        (settings, faults)
    }

    fn empty(source: Source) -> Settings {
        Settings {
            source,
            members: Vec::new(),
            globs: Vec::new(),
            include: None,
            exclude: None,
            kinds: Vec::new(),
            rules: LevelOverrides::default(),
            overrides: Vec::new(),
            policies: Vec::new(),
            defines: Arc::default(),
        }
    }

    /// The text and its name.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The value of a setting at the top of the file.
    pub fn top(&self, name: &str) -> Option<Set<'_>> {
        let it = toml_value::member(&self.members, name)?;
        Some(Set { item: &it.item, span: it.key_span })
    }

    /// The value of a setting for a file: of the last override that has it, else that of the top.
    pub fn get(&self, path: &str, name: &str) -> Option<Set<'_>> {
        let entries = self.overriding(path).rev();
        let set = entries.filter_map(|it| toml_value::member(&it.members, name)).next();
        set.map(|it| Set { item: &it.item, span: it.key_span }).or_else(|| match name {
            "kind" => self.kind_at_top(path),
            _ => self.top(name),
        })
    }

    fn overriding(&self, path: &str) -> impl DoubleEndedIterator<Item = &Override> {
        self.overrides.iter().filter(move |it| it.files.matches(path))
    }

    /// Of the patterns of `[kind]` the last that matches.
    fn kind_at_top(&self, path: &str) -> Option<Set<'_>> {
        let members = toml_value::member(&self.members, "kind")?.item.members();
        let at = self.kinds.iter().rposition(|it| it.matches(path))?;
        members.get(at).map(|it| Set { item: &it.item, span: it.key_span })
    }

    /// Whether a file that a folder holds is to be checked. `usual` says whether it would be without `include`.
    pub fn includes(&self, path: &str, usual: bool) -> bool {
        let Some(include) = &self.include else { return usual };
        include.matches(path) && (usual || self.names_ending_of(path))
    }

    /// Whether a pattern of `include` names the ending of a file, so that not just any file of a folder is read.
    fn names_ending_of(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let Some((_, ending)) = name.rsplit_once('.') else { return false };
        let patterns = self.top("include").into_iter().flat_map(|it| it.item.each()).filter_map(Item::text);
        patterns.filter_map(|it| it.rsplit('/').next()).any(|it| it.contains('.') && it.contains(ending))
    }

    /// Whether a file is left out, and where the configuration says so.
    pub fn excluded(&self, path: &str) -> bool {
        self.exclude.as_ref().is_some_and(|it| it.matches(path))
    }

    /// What holds for a file, given by its path from the configuration's folder on.
    pub fn for_file(&self, path: &str) -> FileSettings<'_> {
        let text = |name| self.get(path, name).and_then(|it| it.item.text_or_date());
        let truth = |name| self.get(path, name).and_then(|it| it.item.truth()).unwrap_or(false);
        let options = Options {
            kind: text("kind").and_then(DocumentKind::named),
            revision: text("api-revision").and_then(revision).unwrap_or(Requested::Auto),
            partial: truth("partial"),
            required_reported: false,
            template: truth("template"),
            finished: truth("final"),
            client: text("client").and_then(|it| ClientRelease::parse(it).ok()),
            defines: Arc::clone(&self.defines),
        };
        let mut layers = vec![&self.rules];
        layers.extend(self.overriding(path).map(|it| &it.rules));
        FileSettings {
            options,
            fail_on: text("fail-on").and_then(FailOn::named).unwrap_or_default(),
            no_discover: self.get(path, "discover").and_then(|it| it.item.truth()) == Some(false),
            layers,
            policies: self.about(path).map(|it| &it.policy).collect(),
        }
    }

    fn about(&self, path: &str) -> impl Iterator<Item = &Stated> {
        self.policies.iter().filter(move |it| it.files.as_ref().is_none_or(|files| files.matches(path)))
    }

    /// The policies that are about a file, and where each is stated.
    pub fn policies_for(&self, path: &str) -> impl Iterator<Item = (&Policy, Span)> {
        self.about(path).map(|it| (&it.policy, it.span))
    }

    /// The level of a rule for a file, and where the configuration sets it.
    pub fn level(&self, path: &str, rule: &str) -> Option<(crate::settings::rule_levels::Level, Span)> {
        let span = |members: &[Member], at: usize| {
            let rules = toml_value::member(members, "rules")?.item.members();
            rules.get(at).map(|it| it.key_span)
        };
        let entries = self.overriding(path).rev().map(|it| (&it.rules, it.members.as_slice()));
        let mut all = entries.chain(std::iter::once((&self.rules, self.members.as_slice())));
        all.find_map(|(layer, members)| {
            let (at, level) = layer.level(rule)?;
            Some((level, span(members, at)?))
        })
    }

    /// The files that are named as task definitions.
    pub fn task_definitions(&self) -> impl Iterator<Item = &str> {
        let named = self.top("task-definitions").into_iter().flat_map(|it| it.item.each());
        named.filter_map(Item::text)
    }

    /// The ids of all policies.
    pub fn policy_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.policies.iter().map(|it| it.policy.id.as_str())
    }

    /// The files that policies name as their schemas, each with a number for [`Settings::supply`] and [`Settings::bad_schema`].
    pub fn schemas(&self) -> impl Iterator<Item = (usize, &str)> {
        let path = |it: &'_ Stated| toml_value::member(&it.members, "schema").is_some();
        let all = self.policies.iter().enumerate().filter(move |(_, it)| path(it));
        all.filter_map(|(at, it)| Some((at, toml_value::member(&it.members, "schema")?.item.text()?)))
    }

    /// Hands over the text of such a file.
    pub fn supply(&mut self, number: usize, text: String) {
        let Some(it) = self.policies.get_mut(number) else { return };
        let name =
            toml_value::member(&it.members, "schema").and_then(|it| it.item.text()).unwrap_or_default();
        it.policy.schema = Some(TeamSchema::new(name, text));
    }

    /// Says where it is named that such a file is of no use.
    pub fn bad_schema(&self, number: usize, message: String) -> Option<Diagnostic> {
        let it = self.policies.get(number)?;
        let name = it.policy.id.trim_start_matches("policy/");
        Some(fault(it.schema?, &format!("/policy/{name}/schema"), message))
    }

    /// The schemas that were to be used and could not be.
    pub fn broken_schemas(&self) -> Vec<Diagnostic> {
        let broken = self.policies.iter().enumerate().filter_map(|(at, it)| {
            let schema = it.policy.schema.as_ref()?;
            let why = schema.error()?;
            self.bad_schema(
                at,
                format!("{} cannot be used: {why}", crate::text::display::quoted(schema.name())),
            )
        });
        broken.collect()
    }
}
