//! `config show FILE`: the settings that hold for a file, and where each was made.

use crate::cli::{
    EXIT_ERROR, args,
    io::terminal,
    settings::{ConfigDiscovery, LevelOptions, Loaded, read_line},
};
use ecs_preflight::{
    RULES,
    report::{json::to_json, plain},
    settings::{
        KEYS, Type,
        rule_levels::{self, Level},
    },
    text::span::Span,
};
use serde::Serialize;
use std::fmt::Write;

/// One line of it.
#[derive(Serialize)]
struct Setting {
    name: String,
    value: String,
    from: String,
}

/// All of it.
#[derive(Serialize)]
struct Shown {
    file: String,
    configuration: Option<String>,
    /// Whether it is checked where a folder is searched.
    checked: bool,
    settings: Vec<Setting>,
    rules: Vec<Setting>,
    policies: Vec<Setting>,
}

/// Runs it; gives the exit code.
pub fn run(args: &args::Show) -> u8 {
    let look = terminal::look(args.color.color);
    let mut configurations = ConfigDiscovery::of(&args.settings);
    let path = configurations.absolute(&args.file);
    configurations.find(&args.file);
    configurations.check_globs(std::slice::from_ref(&path));
    let line = read_line(&args.settings, configurations.loaded());
    let line = line.map_err(|errors| configurations.add_errors(errors)).unwrap_or_default();
    if configurations.complain(&look) {
        return EXIT_ERROR;
    }
    let configuration = configurations.known(&args.file);
    let relative = configuration.map(|loaded| loaded.relative(&path)).unwrap_or_default();
    let show = Show { args: &args.settings, line: &line, configuration, path: &relative };
    let shown = Shown {
        file: plain(&args.file.to_string_lossy()).into_owned(),
        configuration: configuration.map(|it| it.settings.source().name().to_owned()),
        checked: show.is_checked(args.file.extension().is_some_and(|it| it == "json")),
        settings: show.settings(),
        rules: show.rules(),
        policies: show.policies(),
    };
    let json = || to_json(&shown).map(|it| it + "\n").unwrap_or_default();
    terminal::print(&match args.format {
        args::ListFormat::Human => human(&shown),
        args::ListFormat::Json => json(),
    });
    0
}

struct Show<'a> {
    args: &'a args::Settings,
    line: &'a LevelOptions,
    configuration: Option<&'a Loaded>,
    path: &'a str,
}

impl Show<'_> {
    fn is_checked(&self, json: bool) -> bool {
        let Some(it) = self.configuration else { return json };
        it.settings.includes(self.path, json) && !it.settings.excluded(self.path)
    }

    /// `ecs-preflight.toml:3:1`
    fn at(&self, span: Span) -> String {
        let Some(it) = self.configuration else { return String::new() };
        let source = it.settings.source();
        let position = source.position(span.start);
        format!("{}:{}:{}", plain(source.name()), position.line, position.column)
    }

    /// Every setting of the table, but rules and policies, which have their own lists.
    fn settings(&self) -> Vec<Setting> {
        let one = |it: &&ecs_preflight::settings::Key| {
            !matches!(it.takes, Type::Tables(_) | Type::Named(_) | Type::Map(Type::Selector, _))
        };
        KEYS.iter().filter(one).map(|key| self.setting(key.name, key.default)).collect()
    }

    fn setting(&self, name: &str, default: &str) -> Setting {
        if let Some(value) = self.args.said(name) {
            return Setting { name: name.to_owned(), value, from: format!("--{name}") };
        }
        let set = self.configuration.and_then(|it| it.settings.get(self.path, name));
        let (value, from) = match set {
            Some(set) => (set.item.to_json().to_string(), self.at(set.span)),
            None => (default.to_owned(), "default".to_owned()),
        };
        Setting { name: name.to_owned(), value, from }
    }

    /// The rules whose level is not what it is anyway.
    fn rules(&self) -> Vec<Setting> {
        RULES.iter().filter_map(|it| self.level(it.id)).collect()
    }

    fn level(&self, rule: &str) -> Option<Setting> {
        let held = self.configuration.map(|it| it.settings.for_file(self.path));
        let mut layers = held.map(|it| it.layers).unwrap_or_default();
        layers.push(&self.line.layer);
        let level = rule_levels::level(&layers, rule);
        let said = self.configuration.and_then(|it| it.settings.level(self.path, rule));
        let from = match (self.line.level(rule), said) {
            // What the command line only turns on has the severity that the configuration gives it.
            (Some((_, Level::On)), Some((said, span))) if said == level => self.at(span),
            (Some((option, _)), _) => option.to_owned(),
            (None, Some((_, span))) => self.at(span),
            (None, None) => return None,
        };
        Some(Setting { name: rule.to_owned(), value: level.word().to_owned(), from })
    }

    /// The policies that are about the file.
    fn policies(&self) -> Vec<Setting> {
        let Some(it) = self.configuration else { return Vec::new() };
        let stated = it.settings.policies_for(self.path).map(|(policy, span)| {
            self.level(&policy.id).filter(|it| it.value != "on").unwrap_or_else(|| Setting {
                name: policy.id.clone(),
                value: policy.severity.word().to_owned(),
                from: self.at(span),
            })
        });
        stated.collect()
    }
}

fn human(shown: &Shown) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(out, "{}", shown.file);
    let configuration = shown.configuration.as_deref().unwrap_or("none");
    let checked = if shown.checked { "yes" } else { "no" };
    let _ = writeln!(out, "configuration: {configuration}\nchecked when its folder is searched: {checked}");
    for (title, all) in
        [("settings", &shown.settings), ("rules", &shown.rules), ("policies", &shown.policies)]
    {
        if all.is_empty() {
            continue;
        }
        let name = all.iter().map(|it| it.name.len()).max().unwrap_or(0);
        let value = all.iter().map(|it| it.value.chars().count()).max().unwrap_or(0).min(40);
        let _ = writeln!(out, "\n{title}");
        for it in all {
            let _ = writeln!(out, "  {:name$}  {:value$}  {}", it.name, plain(&it.value), it.from);
        }
    }
    out
}
