//! The targets, each the body of a fuzz target of its name.

mod check;
mod command;
mod configuration;
mod editor;
mod fix;
mod ignores;
mod reader;
mod report;
mod script;
mod shorthand;
mod template;
mod transport;

use crate::{Target, dice::Dice};
use ecs_preflight::{Checked, Date, Define, DocumentKind, Options, Requested, model::client_release::ClientRelease, command::FileSystem, examples::SHA};
use std::collections::BTreeMap;

pub use reader::same_as_serde;

/// All of them.
pub static ALL: &[Target] = &[
    Target { name: "reader", endings: &[".json", ".tftpl", ".tpl"], longest: 1 << 16, run: reader::run },
    Target { name: "check", endings: &[".json"], longest: 1 << 15, run: check::run },
    Target { name: "report", endings: &[".json", ".sh"], longest: 1 << 13, run: report::run },
    Target { name: "fix", endings: &[".json"], longest: 1 << 13, run: fix::run },
    Target {
        name: "shorthand",
        endings: &[".shorthand", "overrides.json", "network-configuration.json"],
        longest: 1 << 13,
        run: shorthand::run,
    },
    Target { name: "configuration", endings: &[".toml"], longest: 1 << 13, run: configuration::run },
    Target { name: "ignores", endings: &[".toml", ".json"], longest: 1 << 13, run: ignores::run },
    Target {
        name: "script",
        endings: &[".sh", ".yml", ".mk", ".dockerfile"],
        longest: 1 << 14,
        run: script::run,
    },
    Target { name: "template", endings: &[".tftpl", ".tpl", ".json"], longest: 1 << 14, run: template::run },
    Target { name: "editor", endings: &[".json"], longest: 1 << 13, run: editor::run },
    Target { name: "transport", endings: &[".json"], longest: 1 << 12, run: transport::run },
    Target { name: "command", endings: &[".argv", ".shorthand"], longest: 1 << 13, run: command::run },
];

/// Options chosen by a number.
fn options(choice: usize) -> Options {
    let mut dice = Dice::new(choice as u64);
    let kind = (dice.roll(2) == 0).then(|| *dice.pick(&DocumentKind::ALL));
    let revision = match dice.roll(5) {
        0 => Requested::Latest,
        1 => Requested::On(Date::parse("2018-03-01").expect("a day")),
        2 => Requested::On(Date::parse("2021-07-15").expect("a day")),
        _ => Requested::Auto,
    };
    let client = (dice.roll(8) == 0).then(|| ClientRelease::parse("aws-cli/1.16.56").expect("a client"));
    Options {
        kind,
        revision,
        partial: dice.roll(8) == 0,
        required_reported: false,
        template: false,
        finished: dice.roll(8) == 0,
        client,
        defines: Define::parse(SHA).filter(|_| dice.roll(8) == 0).into_iter().collect(),
    }
}

/// What distinguishes one problem from another: the rule, how it was found, and on what.
fn notes(checked: &Checked, seen: &mut crate::Seen) {
    let kind = checked.document.map(|it| (it.kind, it.skeleton, it.dialect));
    for it in checked.diagnostics.iter().take(50) {
        let words: String = it.message.chars().filter(|it| !it.is_ascii_digit()).take(24).collect();
        seen.note((&it.rule, kind, words, it.fix.is_some(), it.labels.len().min(3)));
    }
    seen.note((kind, checked.diagnostics.len().min(1_000).ilog2_or_zero(), checked.cut > 0));
}

trait Log {
    fn ilog2_or_zero(self) -> u32;
}
impl Log for usize {
    fn ilog2_or_zero(self) -> u32 {
        self.checked_ilog2().map_or(0, |it| it + 1)
    }
}

/// FileSystem in memory.
struct Memory(BTreeMap<&'static str, Vec<u8>>);

impl Memory {
    /// The usual ones, and one with these bytes.
    fn with(bytes: &[u8]) -> Memory {
        let mut files: BTreeMap<_, _> = FILES.iter().map(|(name, text)| (*name, text.to_vec())).collect();
        files.insert("x.json", bytes.to_vec());
        Memory(files)
    }
}

impl FileSystem for Memory {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "no such file".to_owned())
    }
    fn neighbor(&mut self, path: &str) -> Option<String> {
        self.0
            .contains_key(path.trim_end_matches('~'))
            .then(|| format!("file://{}", path.trim_end_matches('~')))
    }
}

const FILES: [(&str, &[u8]); 6] = [
    ("td.txt", b"web:12\n"),
    ("request.json", include_bytes!("../../../fixtures/_showcase/nightly.json")),
    ("overrides.json", include_bytes!("../../../fixtures/_showcase/overrides.json")),
    ("bom.json", b"\xef\xbb\xbf{\"taskDefinition\": \"f\", \"containerInstances\": [\"g\"]}"),
    ("latin.txt", b"caf\xe9"),
    ("empty.txt", b""),
];
