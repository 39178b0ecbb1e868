//! Makes settings of a text that is valid: patterns, levels and policies that are ready for use.

use crate::settings::{
    GlobAt, Override, Settings, Stated,
    glob::Globs,
    toml_value::{Item, Member, Value, member},
    validate::fault,
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    model::kind::DocumentKind,
    policy::{Constraint, Policy, Scalar, path::PathPattern},
    settings::rule_levels::{Level, LevelOverrides, RuleSelector},
    text::{
        display::{quoted, visible},
        placeholder::{Define, Defined},
    },
};

/// The ids of the policies that a configuration states.
pub fn policy_ids(members: &[Member]) -> Vec<String> {
    let stated = member(members, "policy").map(|it| it.item.members()).unwrap_or_default();
    stated.iter().map(|it| format!("policy/{}", it.key)).collect()
}

/// Fills in everything. What is found wrong here concerns several keys at once.
pub fn build(
    settings: &mut Settings,
    members: Vec<Member>,
    globs: Vec<GlobAt>,
    policies: &[String],
    faults: &mut Vec<Diagnostic>,
) {
    let top = |name| member(&members, name).map(|it| &it.item);
    settings.include = top("include").map(globs_of);
    settings.exclude = top("exclude").map(globs_of);
    settings.kinds =
        top("kind").map(Item::members).unwrap_or_default().iter().map(|it| one(&it.key)).collect();
    settings.rules = layer(&members, policies);
    settings.defines =
        top("defines").map(Item::members).unwrap_or_default().iter().filter_map(define).collect();
    for (at, it) in top("overrides").map(Item::each).unwrap_or_default().iter().enumerate() {
        match member(it.members(), "files") {
            Some(files) => settings.overrides.push(Override {
                files: globs_of(&files.item),
                members: it.members().to_vec(),
                rules: layer(it.members(), policies),
            }),
            None => {
                faults.push(missing(it.span, &format!("/overrides/{at}"), "an entry of `overrides`", "files"))
            }
        }
    }
    for it in top("policy").map(Item::members).unwrap_or_default() {
        settings.policies.extend(policy(it, faults));
    }
    settings.globs = globs;
    settings.members = members;
}

fn define(member: &Member) -> Option<Define> {
    let length = member.item.integer().and_then(|length| u32::try_from(length).ok()).map(Defined::Length);
    let text = || member.item.text().map(|text| Defined::Text(text.to_owned()));
    Some(Define { name: member.key.clone(), value: length.or_else(text)? })
}

fn missing(span: crate::text::span::Span, pointer: &str, what: &str, key: &str) -> Diagnostic {
    fault(span, pointer, format!("{what} is missing `{key}`"))
}

/// Valid patterns: each was read before.
fn globs_of(item: &Item) -> Globs {
    Globs::new(item.each().iter().filter_map(Item::text)).unwrap_or_else(|_| Globs::none())
}

fn one(pattern: &str) -> Globs {
    Globs::new([pattern]).unwrap_or_else(|_| Globs::none())
}

fn layer(members: &[Member], policies: &[String]) -> LevelOverrides {
    let rules = member(members, "rules").map(|it| it.item.members()).unwrap_or_default();
    let entry = |it: &Member| {
        let selector = RuleSelector::parse(&it.key, policies.iter().map(String::as_str)).ok()?;
        Some((selector, Level::named(it.item.text()?)?))
    };
    LevelOverrides(rules.iter().filter_map(entry).collect())
}

/// One of the words that a policy brings: on one line, without anything that a terminal would obey.
fn words(members: &[Member], name: &str) -> Option<String> {
    let text = member(members, name)?.item.text()?;
    Some(text.trim().replace("\r\n", " ").replace('\n', " ").chars().map(visible).collect())
}

fn policy(stated: &Member, faults: &mut Vec<Diagnostic>) -> Option<Stated> {
    let members = stated.item.members();
    let pointer = format!("/policy/{}", stated.key);
    let before = faults.len();
    if !is_name(&stated.key) {
        let message = format!("{} is not a valid policy name", quoted(&stated.key));
        faults.push(fault(stated.key_span, &pointer, message));
        faults.last_mut()?.help("use letters, digits, `-` and `_`");
    }
    let demands = demands(members);
    let at = member(members, "at");
    let schema = member(members, "schema");
    let files = member(members, "files");
    match (at, demands.first(), schema) {
        (None, None, None) => {
            faults.push(fault(
                stated.key_span,
                &pointer,
                format!("policy {} has no requirement", quoted(&stated.key)),
            ));
            faults.last_mut()?.help("add `at` and a requirement (`present`, `absent`, `like`, `match`, `one-of`, `at-most` or `at-least`), or a `schema`");
        }
        (None, Some((key, _)), _) => {
            faults.push(fault(
                key.key_span,
                &pointer,
                format!("`{}` requires `at`, the place in the request", key.key),
            ));
        }
        (Some(at), None, _) => {
            faults.push(fault(at.key_span, &pointer, "`at` has no effect without a requirement"));
            faults
                .last_mut()?
                .help("add `present`, `absent`, `like`, `match`, `one-of`, `at-most` or `at-least`");
        }
        _ => {}
    }
    if let (Some(present), Some(absent)) = (member(members, "present"), member(members, "absent")) {
        faults.push(fault(absent.key_span, &pointer, "`absent` cannot be combined with `present`"));
        faults.last_mut()?.labels.push(crate::diagnostic::Label {
            message: "conflicts with this".into(),
            span: present.key_span,
            file: None,
        });
    }
    if let (Some(schema), None) = (schema, files) {
        faults.push(fault(
            schema.key_span,
            &pointer,
            "`schema` requires `files`, the files that it describes",
        ));
    }
    if faults.len() > before {
        return None;
    }
    let at = at.and_then(|it| it.item.text()).and_then(|it| PathPattern::parse(it).ok());
    let each = |name| member(members, name).map(|it| it.item.each()).unwrap_or_default();
    let level = member(members, "level").and_then(|it| it.item.text()).and_then(Level::named);
    let policy = Policy {
        id: format!("policy/{}", stated.key),
        severity: if let Some(Level::As(it)) = level { it } else { Severity::Error },
        message: words(members, "message"),
        help: words(members, "help"),
        docs: words(members, "docs"),
        kinds: each("kind").iter().filter_map(Item::text).filter_map(DocumentKind::named).collect(),
        demands: at
            .into_iter()
            .flat_map(|at| demands.iter().map(move |it| (at.clone(), it.1.clone())))
            .collect(),
        schema: None,
    };
    let (files, schema) = (files.map(|it| globs_of(&it.item)), schema.map(|it| it.item.span));
    Some(Stated { policy, files, span: stated.key_span, schema, members: members.to_vec() })
}

/// What is after `policy/` in ids, and goes into reports and other files.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 100
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it))
}

/// The demands, each with the key that makes it.
fn demands(members: &[Member]) -> Vec<(&Member, Constraint)> {
    let demand = |it: &Member| {
        let item = &it.item;
        Some(match it.key.as_str() {
            "present" => Constraint::Present,
            "absent" => Constraint::Absent,
            "like" => {
                Constraint::Like(item.each().iter().filter_map(Item::text).map(str::to_owned).collect())
            }
            "match" => Constraint::Match(regex::Regex::new(item.text()?).ok()?),
            "one-of" => Constraint::OneOf(item.each().iter().filter_map(scalar).collect()),
            "at-most" => Constraint::AtMost(item.integer()?),
            "at-least" => Constraint::AtLeast(item.integer()?),
            _ => return None,
        })
    };
    members.iter().filter_map(|it| Some((it, demand(it)?))).collect()
}

fn scalar(item: &Item) -> Option<Scalar> {
    match &item.value {
        Value::Bool(it) => Some(Scalar::Bool(*it)),
        Value::Integer(it) => Some(Scalar::Integer(*it)),
        Value::Text(it) => Some(Scalar::Text(it.clone())),
        _ => None,
    }
}
