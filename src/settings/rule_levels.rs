//! The severity of findings: levels by rule and by group, and what makes a run fail.
//!
//! Nobody puts a rule into a group: groups follow from what the rule's file says, that is, who rejects what it finds and
//! which member of the request it checks.

use crate::{
    check::Checked,
    diagnostic::{Diagnostic, Severity, fault},
    lint::rule::{Check, On, RuleEntry},
    rules::{self, RULES},
    text::{edit_distance, kebab::kebab},
};
use std::collections::BTreeSet;

/// The level of a rule's findings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// They are not reported.
    Off,
    /// They are reported, with their own severity.
    On,
    /// They have this severity.
    As(Severity),
}

impl Level {
    /// The levels that a configuration can name.
    pub const WORDS: [(&str, Level); 4] = [
        ("off", Level::Off),
        ("info", Level::As(Severity::Info)),
        ("warning", Level::As(Severity::Warning)),
        ("error", Level::As(Severity::Error)),
    ];

    /// The level of that name.
    pub fn named(word: &str) -> Option<Level> {
        Level::WORDS.iter().find(|it| it.0 == word).map(|it| it.1)
    }
    /// Its name.
    pub fn word(self) -> &'static str {
        Level::WORDS.iter().find(|it| it.1 == self).map_or("on", |it| it.0)
    }
}

/// The least severity that makes a run fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FailOn {
    /// An error.
    #[default]
    Error,
    /// A warning or an error.
    Warning,
    /// Anything.
    Info,
    /// Nothing does.
    Never,
}

impl FailOn {
    /// All of them, with their names.
    pub const WORDS: [(&str, FailOn); 4] = [
        ("error", FailOn::Error),
        ("warning", FailOn::Warning),
        ("info", FailOn::Info),
        ("never", FailOn::Never),
    ];

    /// The one of that name.
    pub fn named(word: &str) -> Option<FailOn> {
        FailOn::WORDS.iter().find(|it| it.0 == word).map(|it| it.1)
    }
    /// Its name.
    pub fn word(self) -> &'static str {
        FailOn::WORDS.iter().find(|it| it.1 == self).map_or("error", |it| it.0)
    }
    /// The least severity that is bad enough; `None` where nothing is.
    pub fn least(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
    /// Whether the worst that was found is bad enough.
    pub fn reached(self, worst: Option<Severity>) -> bool {
        self.least().is_some_and(|least| worst.is_some_and(|it| it >= least))
    }
    /// Whether what was found in a file is bad enough. What was cut off may have been anything.
    pub fn reached_by(self, checked: &Checked) -> bool {
        let worst = checked.diagnostics.iter().map(|it| it.severity).max();
        self.reached(if checked.cut > 0 { Some(Severity::Error) } else { worst })
    }
}

/// The group of all rules.
pub const ALL: &str = "all";
/// The group of all policies, and what their ids begin with.
pub const POLICY: &str = "policy";
/// The group of the rules that look at a document as a whole: how it is written, and its shape.
pub const DOCUMENT: &str = "document";
/// The group of the rules that look at no single member of a request.
pub const REQUEST: &str = "request";

/// The group of the rules that hold a launch against its task definition.
pub const LAUNCH: &str = "launch";

/// The groups of a rule, without `all`: who rejects what it finds, and where it looks.
pub fn groups(it: &RuleEntry) -> Vec<String> {
    let mut groups = vec![it.rule.rejected_by.word().to_owned()];
    let themes: BTreeSet<_> = match it.rule.check {
        Check::Faults(_) => BTreeSet::from([DOCUMENT.to_owned()]),
        Check::Launches(_) => BTreeSet::from([LAUNCH.to_owned()]),
        Check::Nodes(places, _) | Check::PossibleSecrets(places, _) => places.iter().map(theme).collect(),
    };
    groups.extend(themes);
    groups
}

/// The member of the request in which a place lies, spelled as ids are.
fn theme(place: &On) -> String {
    let pointer = match place {
        On::Request(pointer) | On::StartTask(pointer) | On::RunTask(pointer) => pointer,
        On::Response(_) => return "response".to_owned(),
        // `task-definition` is the member of the request that names one.
        On::TaskDefinition(_) => return "definition".to_owned(),
    };
    let member = pointer.split('/').nth(1).unwrap_or_default();
    if member.is_empty() {
        return REQUEST.to_owned();
    }
    kebab(member)
}

/// All groups, by name.
pub fn all_groups() -> BTreeSet<String> {
    let own = [ALL, POLICY].map(str::to_owned);
    RULES.iter().flat_map(groups).chain(own).collect()
}

/// What a level is given to: the id of a rule, of a policy (`policy/<name>`), or a group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleSelector {
    name: String,
    rank: Rank,
}

/// What is narrower wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Rank {
    All,
    Group,
    Rule,
}

impl RuleSelector {
    /// Reads a name, given the ids of the policies. The error is the name that was probably meant,
    /// where there is one.
    pub fn parse<'p>(
        name: &str,
        policies: impl Iterator<Item = &'p str> + Clone,
    ) -> Result<RuleSelector, Option<String>> {
        let rank = if name == ALL {
            Rank::All
        } else if rules::named(name).is_some() || policies.clone().any(|it| it == name) {
            Rank::Rule
        } else if name == POLICY || RULES.iter().any(|it| groups(it).iter().any(|group| group == name)) {
            Rank::Group
        } else {
            let rules = RULES.iter().map(|it| it.id.to_owned());
            let known: Vec<_> = rules.chain(all_groups()).chain(policies.map(str::to_owned)).collect();
            let full = format!("{POLICY}/{name}");
            let near = || edit_distance::word(name, known.iter().map(String::as_str)).map(str::to_owned);
            return Err(if known.contains(&full) { Some(full) } else { near() });
        };
        Ok(RuleSelector { name: name.to_owned(), rank })
    }
    /// Whether it is the id of a rule whose findings say that a file could not be checked.
    pub fn is_indispensable(&self) -> bool {
        fault::is_indispensable(&self.name)
    }
    fn selects(&self, rule: &str) -> bool {
        match self.rank {
            Rank::All => true,
            Rank::Rule => self.name == rule,
            Rank::Group => match rules::named(rule) {
                Some(it) => groups(it).contains(&self.name),
                None => self.name == POLICY && rule.starts_with("policy/"),
            },
        }
    }
}

/// Levels from one place. Of several that concern a rule the narrowest counts, of equals the last.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LevelOverrides(pub Vec<(RuleSelector, Level)>);

impl LevelOverrides {
    /// What it says about a rule, and the index of the entry that says it.
    pub fn level(&self, rule: &str) -> Option<(usize, Level)> {
        let entries = self.0.iter().enumerate().filter(|(_, (it, _))| it.selects(rule));
        let narrowest = entries.max_by_key(|(at, (it, _))| (it.rank, *at));
        narrowest.map(|(at, (_, level))| (at, *level))
    }
}

/// What the layers say about a rule: the last that says anything. Findings that say that a file
/// could not be checked are never turned off, lest it passes as clean.
pub fn level(layers: &[&LevelOverrides], rule: &str) -> Level {
    let mut on = fault::is_indispensable(rule);
    for (_, level) in layers.iter().rev().filter_map(|it| it.level(rule)) {
        match level {
            // Turned on again: a layer below may still set its severity.
            Level::On => on = true,
            Level::Off if on => return Level::On,
            said => return said,
        }
    }
    Level::On
}

/// Gives findings the levels that the layers set, and removes those that are off.
pub fn apply(layers: &[&LevelOverrides], checked: &mut Checked) {
    if layers.iter().all(|it| it.0.is_empty()) {
        return;
    }
    let keep = |it: &mut Diagnostic| match level(layers, &it.rule) {
        Level::Off => false,
        Level::On => true,
        Level::As(severity) => {
            it.severity = severity;
            true
        }
    };
    checked.diagnostics.retain_mut(keep);
}

#[cfg(test)]
mod tests {
    use super::{On, theme};

    #[test]
    fn a_group_has_the_name_of_the_option() {
        assert_eq!(theme(&On::Request("/enableECSManagedTags")), "enable-ecs-managed-tags");
        assert_eq!(theme(&On::StartTask("/containerInstances/*")), "container-instances");
    }
}
