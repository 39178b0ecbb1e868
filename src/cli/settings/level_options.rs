//! The levels of rules on the command line: `--select`, `--ignore`, `--warn`, `--error`, `--only`.

use crate::cli::args;
use crate::cli::settings::load::Loaded;
use ecs_preflight::{
    Severity,
    settings::rule_levels::{ALL, Level, LevelOverrides, RuleSelector},
    text::display::quoted,
};
use std::{collections::BTreeMap, sync::Arc};

/// The levels that the options give.
#[derive(Default)]
pub struct LevelOptions {
    pub layer: LevelOverrides,
    /// Which option each entry of it comes from.
    options: Vec<&'static str>,
}

impl LevelOptions {
    /// The level that the options give a rule, and which of them does.
    pub fn level(&self, rule: &str) -> Option<(&'static str, Level)> {
        let (at, level) = self.layer.level(rule)?;
        self.options.get(at).map(|option| (*option, level))
    }
    fn push(&mut self, option: &'static str, selector: RuleSelector, level: Level) {
        self.options.push(option);
        self.layer.0.push((selector, level));
    }
}

/// Reads the options; an error says what is wrong with them. They may name the policies of the configurations.
pub fn read(args: &args::Settings, configurations: &[Arc<Loaded>]) -> Result<LevelOptions, Vec<String>> {
    let options = [
        ("--only", &args.only, Level::On),
        ("--select", &args.select, Level::On),
        ("--ignore", &args.ignore, Level::Off),
        ("--warn", &args.warn, Level::As(Severity::Warning)),
        ("--error", &args.error, Level::As(Severity::Error)),
    ];
    let policies = || configurations.iter().flat_map(|loaded| loaded.settings.policy_ids());
    let mut line = LevelOptions::default();
    let mut errors = Vec::new();
    let mut named: BTreeMap<&str, (&str, Level)> = BTreeMap::new();
    if !args.only.is_empty()
        && let Ok(all) = RuleSelector::parse(ALL, policies())
    {
        line.push("--only", all, Level::Off);
    }
    for (option, names, level) in options {
        for name in names {
            let before = named.insert(name, (option, level));
            if let Some((other, _)) = before.filter(|(_, other)| *other != level && *other != Level::On) {
                errors.push(format!("{} is in both `{other}` and `{option}`", quoted(name)));
            }
            match RuleSelector::parse(name, policies()) {
                Ok(selector) if level == Level::Off && selector.is_indispensable() => errors.push(format!(
                    "`{option} {name}`: this rule cannot be turned off, because unreadable files would pass"
                )),
                Ok(selector) => line.push(option, selector, level),
                Err(near) => errors.push(unknown(option, name, near)),
            }
        }
    }
    if errors.is_empty() { Ok(line) } else { Err(errors) }
}

fn unknown(option: &str, name: &str, near: Option<String>) -> String {
    let hint = match near {
        Some(near) => format!("did you mean {}?", quoted(&near)),
        None => "run `ecs-preflight rules` for a list".to_owned(),
    };
    format!("unknown rule or group {} in `{option}`; {hint}", quoted(name))
}
