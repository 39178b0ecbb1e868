//! Checks a configuration against the table of settings. Errors are findings in the TOML.

use crate::{
    diagnostic::Text,
    settings::{
        glob::Globs,
        keys::{Part, Type},
        toml_value::{Item, Member, Value},
    },
};
use crate::{
    diagnostic::{Diagnostic, RejectedBy, Severity},
    model::{
        client_release::ClientRelease,
        revision::{Date, Requested},
    },
    policy::path::PathPattern,
    settings::rule_levels::RuleSelector,
    text::{
        display::{join, quoted},
        edit_distance,
        span::Span,
    },
};

/// The rule ID of findings in a configuration.
pub const RULE: &str = "configuration";

/// A pattern for paths, with its place.
#[derive(Clone, Debug)]
pub struct GlobAt {
    /// As written.
    pub pattern: String,
    /// Where.
    pub span: Span,
    /// Where, as a pointer into the TOML.
    pub pointer: String,
    /// Read.
    pub globs: Globs,
}

/// What came of it.
#[derive(Default)]
pub struct Validated {
    /// What is wrong.
    pub faults: Vec<Diagnostic>,
    /// All patterns.
    pub globs: Vec<GlobAt>,
}

/// Begins a finding about a configuration.
pub fn fault(span: Span, pointer: &str, message: impl Into<Text>) -> Diagnostic {
    Diagnostic {
        rule: RULE.into(),
        severity: Severity::Error,
        rejected_by: RejectedBy::Nobody,
        message: message.into(),
        span,
        label: None,
        pointer: pointer.to_owned(),
        labels: Vec::new(),
        help: None,
        fix: None,
        reference: None,
        allowed_since: None,
    }
}

/// Checks the members of the root against the table. `policies` are the ids of those that it has.
pub fn validate(members: &[Member], policies: &[String]) -> Validated {
    let mut check = Check { policies, out: Validated::default() };
    check.table(members, Part::Root, "");
    check.out
}

struct Check<'a> {
    policies: &'a [String],
    out: Validated,
}

impl Check<'_> {
    fn fault(&mut self, span: Span, pointer: &str, message: String) -> &mut Diagnostic {
        self.out.faults.push(fault(span, pointer, message));
        let last = self.out.faults.len() - 1;
        &mut self.out.faults[last]
    }

    fn table(&mut self, members: &[Member], part: Part, pointer: &str) {
        let keys = part.keys();
        for it in members {
            let pointer = format!("{pointer}/{}", it.key);
            match keys.iter().find(|(key, _)| key.name == it.key) {
                Some((_, takes)) => self.value(&it.item, takes, &pointer),
                None => self.unknown_key(it, part, &pointer),
            }
        }
    }

    fn unknown_key(&mut self, it: &Member, part: Part, pointer: &str) {
        let names = || part.keys().into_iter().map(|(key, _)| key.name);
        let near = edit_distance::word(&it.key, names());
        // A setting that exists, but not in such a table.
        let above = Part::Root.keys().into_iter().any(|(key, _)| key.name == it.key);
        let message = format!("unknown key {} in {}", quoted(&it.key), part.described());
        let found = self.fault(it.key_span, pointer, message);
        match near {
            Some(near) => found.label(format!("did you mean `{near}`?")),
            None if above => {
                found.help("this setting applies to all files; move it to the top of the configuration")
            }
            None => found.help(format!("the valid keys are {}", all(names()))),
        };
    }

    fn value(&mut self, it: &Item, takes: &Type, pointer: &str) {
        match (takes, &it.value) {
            (Type::Bool, Value::Bool(_))
            | (Type::True, Value::Bool(true))
            | (Type::Integer, Value::Integer(_)) => {}
            (Type::True, Value::Bool(false)) => {
                self.fault(it.span, pointer, "the value must be `true`".to_owned())
                    .help("remove it, or use `absent` for the opposite of `present`");
            }
            (Type::Scalar, Value::Bool(_) | Value::Integer(_) | Value::Text(_)) => {}
            (Type::Document, Value::Text(_) | Value::Table(_) | Value::List(_)) => {}
            (Type::List(each), Value::List(all)) | (Type::OneOrList(each), Value::List(all)) => {
                for (at, it) in all.iter().enumerate() {
                    self.value(it, each, &format!("{pointer}/{at}"));
                }
            }
            (Type::OneOrList(each), _) => self.value(it, each, pointer),
            (Type::Map(key, value), Value::Table(members)) => {
                for it in members {
                    let pointer = format!("{pointer}/{}", it.key.replace('~', "~0").replace('/', "~1"));
                    self.text(&it.key, it.key_span, key, &pointer);
                    self.value(&it.item, value, &pointer);
                    self.indispensable(it, key, &pointer);
                }
            }
            (Type::Named(part), Value::Table(members)) => {
                for it in members {
                    let pointer = format!("{pointer}/{}", it.key);
                    match &it.item.value {
                        Value::Table(members) => self.table(members, *part, &pointer),
                        _ => self.wrong_type(&it.item, &Type::Named(*part), &pointer),
                    }
                }
            }
            (Type::Tables(part), Value::List(all)) => {
                for (at, it) in all.iter().enumerate() {
                    let pointer = format!("{pointer}/{at}");
                    match &it.value {
                        Value::Table(members) => self.table(members, *part, &pointer),
                        _ => self.wrong_type(it, &Type::Named(*part), &pointer),
                    }
                }
            }
            // A day without quotes is a date to TOML.
            (Type::Revision, Value::Date(text)) | (_, Value::Text(text)) => {
                self.text(text, it.span, takes, pointer)
            }
            _ => self.wrong_type(it, takes, pointer),
        }
    }

    fn wrong_type(&mut self, it: &Item, takes: &Type, pointer: &str) {
        let message = format!("expected {}, not {}", takes.described(), it.described());
        self.fault(it.span, pointer, message).label(format!("expected {}", takes.described()));
    }

    /// A string that has to be more than a string.
    fn text(&mut self, text: &str, span: Span, takes: &Type, pointer: &str) {
        match takes {
            Type::Text => {}
            Type::Path if text.is_empty() => {
                self.fault(span, pointer, "the path is empty".to_owned());
            }
            Type::Path => {}
            Type::Word(words) => self.word(text, span, words(), pointer),
            Type::Revision if revision(text).is_some() => {}
            Type::Revision => {
                let found = self.fault(span, pointer, format!("{} is not an API revision", quoted(text)));
                match edit_distance::word(text, ["latest", "auto"]) {
                    Some(near) => found.label(format!("did you mean `{near}`?")),
                    None => found.help("write a date such as `\"2024-08-15\"`, `\"latest\"` or `\"auto\"`"),
                };
            }
            Type::Client => {
                if let Err(why) = ClientRelease::parse(text) {
                    self.fault(span, pointer, format!("{} is not a valid client: {why}", quoted(text)));
                }
            }
            Type::Glob => match Globs::new([text]) {
                Ok(globs) => {
                    let (pattern, pointer) = (text.to_owned(), pointer.to_owned());
                    self.out.globs.push(GlobAt { pattern, span, pointer, globs });
                }
                Err(why) => {
                    self.fault(span, pointer, format!("{} is not a valid pattern: {why}", quoted(text)));
                }
            },
            Type::Selector => self.selector(text, span, pointer),
            Type::Regex => self.regex(text, span, pointer),
            Type::Pointer => {
                if let Err(why) = PathPattern::parse(text) {
                    self.fault(span, pointer, format!("{} is not a valid JSON Pointer: {why}", quoted(text)))
                        .help("write a pointer such as `/overrides/containerOverrides/*/memory`");
                }
            }
            Type::Address => {
                let web = text.starts_with("https://") || text.starts_with("http://");
                if !web || !text.chars().all(|it| it.is_ascii_graphic()) {
                    self.fault(span, pointer, format!("{} is not a valid web address", quoted(text)))
                        .help("write an address that starts with `https://` and contains no spaces");
                }
            }
            _ => {
                let message = format!("expected {}, not a string", takes.described());
                self.fault(span, pointer, message).label(format!("expected {}", takes.described()));
            }
        }
    }

    fn word(&mut self, text: &str, span: Span, words: Vec<(&'static str, &'static str)>, pointer: &str) {
        let names = || words.iter().map(|it| it.0);
        if names().any(|it| it == text) {
            return;
        }
        let near = edit_distance::word(text, names());
        let found =
            self.fault(span, pointer, format!("{} is not valid: expected {}", quoted(text), any(names())));
        if let Some(near) = near.or_else(|| synonym(text).filter(|it| names().any(|name| name == *it))) {
            found.label(format!("did you mean `{near}`?"));
        }
    }

    fn selector(&mut self, text: &str, span: Span, pointer: &str) {
        let Err(near) = RuleSelector::parse(text, self.policies.iter().map(String::as_str)) else { return };
        let found = self.fault(span, pointer, format!("unknown rule or group {}", quoted(text)));
        match near {
            Some(near) => found.label(format!("did you mean {}?", quoted(&near))),
            None => found
                .help("run `ecs-preflight rules` for a list of rules, with `--groups` for a list of groups"),
        };
    }

    /// A rule without whose findings a file passes that nobody could read.
    fn indispensable(&mut self, it: &Member, key: &Type, pointer: &str) {
        if matches!(key, Type::Selector)
            && it.item.text() == Some("off")
            && crate::diagnostic::fault::is_indispensable(&it.key)
        {
            self.fault(it.item.span, pointer, format!("`{}` cannot be turned off", it.key))
                .label("unreadable files would pass")
                .help("list such files in `exclude` instead");
        }
    }

    fn regex(&mut self, text: &str, span: Span, pointer: &str) {
        if let Err(error) = regex::Regex::new(text) {
            let why = error.to_string();
            let why = why.lines().rfind(|it| !it.trim().is_empty()).unwrap_or_default();
            let why = why.trim().trim_start_matches("error: ").to_owned();
            self.fault(span, pointer, format!("{} is not a valid regular expression: {why}", quoted(text)));
        } else if is_wildcard(text) {
            self.fault(
                span,
                pointer,
                format!(
                    "{} looks like a wildcard pattern, but `match` takes a regular expression",
                    quoted(text)
                ),
            )
            .label("`*` repeats the previous character")
            .help(format!("write `like = \"{text}\"`, or use `.*` for any characters"));
        }
    }
}

/// Whether `*` was meant to stand for any characters: `prod-*`, where it repeats the hyphen.
fn is_wildcard(pattern: &str) -> bool {
    let plain = |it: char| it.is_ascii_alphanumeric() || "-_/:*".contains(it);
    pattern.contains('*') && pattern.chars().all(plain)
}

/// The word that other tools use.
fn synonym(word: &str) -> Option<&'static str> {
    Some(match word {
        "warn" | "warnings" => "warning",
        "err" | "deny" | "errors" | "fatal" => "error",
        "ignore" | "allow" | "none" | "disabled" | "disable" => "off",
        "note" | "notice" | "hint" | "information" => "info",
        _ => return None,
    })
}

/// A revision, as the command line takes it too.
pub fn revision(text: &str) -> Option<Requested> {
    match text {
        "auto" => Some(Requested::Auto),
        "latest" => Some(Requested::Latest),
        _ => Date::parse(text).map(Requested::On),
    }
}

fn any<'a>(words: impl Iterator<Item = &'a str>) -> String {
    join(words.map(|it| format!("`{it}`")), "or")
}

fn all<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.map(|it| format!("`{it}`")).collect();
    // Where no key is similar, it helps to see all of them.
    match words.split_last() {
        Some((last, most)) if words.len() > 8 => format!("{} and {last}", most.join(", ")),
        _ => join(words, "and"),
    }
}

impl Type {
    /// What a person calls it, with its article.
    pub fn described(&self) -> String {
        match self {
            Type::Bool => "`true` or `false`".to_owned(),
            Type::True => "`true`".to_owned(),
            Type::Integer => "an integer".to_owned(),
            Type::Text | Type::Word(_) => "a string".to_owned(),
            Type::Revision => "a date, `\"latest\"` or `\"auto\"`".to_owned(),
            Type::Client => "a client such as `\"aws-cli/1.16.56\"`".to_owned(),
            Type::Glob => "a pattern".to_owned(),
            Type::Regex => "a regular expression".to_owned(),
            Type::Path => "the path of a file".to_owned(),
            Type::Pointer => "a JSON Pointer".to_owned(),
            Type::Address => "a web address".to_owned(),
            Type::Selector => "a rule ID or a group".to_owned(),
            Type::Scalar => "a string, an integer or a boolean".to_owned(),
            Type::Document => "a document: JSON in a string, or a table".to_owned(),
            Type::List(_) => "a list".to_owned(),
            Type::OneOrList(each) => format!("{}, or a list", each.described()),
            Type::Map(..) | Type::Named(_) => "a table".to_owned(),
            Type::Tables(_) => "an array of tables (`[[…]]`)".to_owned(),
        }
    }
}
