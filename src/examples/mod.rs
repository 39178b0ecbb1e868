//! Fixtures as examples of rules, for `ecs-preflight explain`, the pages and the tests. They need all features of the
//! library, `scripts` and `settings`.
//!
//! Layer 17: may import `text` to `report`.

pub mod command;

use crate::{
    check::{Checked, Options, check_with},
    document::task_definition::Definitions,
    model::{
        client_release::ClientRelease,
        kind::DocumentKind,
        revision::{Date, Requested},
    },
    text::{placeholder::Define, source::Source},
};

/// The day that it is in examples.
pub const EXAMPLE_DAY: Date = Date::from_number(20_260_115);

/// A document of `fixtures/`, or an ignore file and the documents that it names.
pub struct Example {
    /// The file's name. What it says of kind and revision is read by [`Example::options`].
    pub name: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
    /// The documents beside it: those of an ignore file, or the task definition of a launch.
    pub documents: &'static [(&'static str, &'static [u8])],
}

/// The examples of a rule.
pub struct Examples {
    /// The id of the rule.
    pub rule: &'static str,
    /// A document with a finding: the first `bad-*` in the rule's folder of `fixtures/`.
    pub bad: Option<Example>,
    /// A document without a finding: the first `ok-*`.
    pub ok: Option<Example>,
}

include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// The examples of the rule of that id.
pub fn of_rule(id: &str) -> Option<&'static Examples> {
    EXAMPLES.iter().find(|it| it.rule == id)
}

impl Example {
    /// Checks it.
    pub fn run(&self) -> (Source, Checked) {
        use crate::document::task_definition::{Definition, Discovery};
        let source = Source::new(self.name, self.bytes.to_vec());
        if self.name.ends_with(".toml") {
            return crate::suppress::judge(source, self.documents, EXAMPLE_DAY);
        }
        let read = |(name, bytes): &(&'static str, &[u8])| {
            let definition = Source::new(*name, bytes.to_vec());
            Definition::read(definition, Discovery::Named).ok()
        };
        let definitions = Definitions::new(self.documents.iter().filter_map(read).collect());
        let checked = check_as_named(&source, &self.options(), &definitions);
        (source, checked)
    }
    /// How to check it: `bad-x~overrides@latest.json` names a kind and a revision.
    pub fn options(&self) -> Options {
        let stem = self.name.rsplit_once('.').map_or(self.name, |(stem, _)| stem);
        let (stem, revision) = match stem.split_once('@') {
            None => (stem, Requested::Auto),
            Some((stem, date)) => (stem, Date::parse(date).map_or(Requested::Latest, Requested::On)),
        };
        let kind = stem.split_once('~').and_then(|(_, kind)| DocumentKind::named(kind.split('+').next()?));
        let template = stem.contains("+template");
        let finished = stem.contains("+final");
        let defines = Define::parse(SHA).filter(|_| stem.contains("+sha")).into_iter().collect();
        let client = if stem.contains("+client") { ClientRelease::parse(CLIENT).ok() } else { None };
        let (partial, required_reported) = (false, false);
        Options { kind, revision, partial, required_reported, template, finished, client, defines }
    }
}

/// Checks a document, a text in shorthand, a command line or a script, as the ending of its name says.
pub fn check_as_named(source: &Source, options: &Options, definitions: &Definitions) -> Checked {
    match source.name() {
        name if name.ends_with(command::WORDS) => command::check(source, None, options, definitions),
        name if name.ends_with(command::SHORTHAND) => {
            let param = option(name).unwrap_or("overrides").to_owned();
            command::check(source, Some(&param), options, definitions)
        }
        name if name.ends_with(".sh") || name.ends_with(".yml") => {
            command::script(source, options, definitions)
        }
        _ => check_with(source, options, definitions),
    }
}

/// The option of a text in shorthand, as the name of its file has it.
fn option(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(command::SHORTHAND)?;
    let stem = stem.split_once('@').map_or(stem, |(stem, _)| stem);
    stem.split_once('~').map(|(_, option)| option)
}

/// For examples: a client of the first days of 2018.
const CLIENT: &str = "aws-cli/1.14.50";
/// For examples: what a CI sets.
pub const SHA: &str = "GITHUB_SHA=40";
