//! The table of settings. The parser of the configuration, `config show`, `config schema`, `config init`
//! and the reference in `docs/configuration.md` are all generated from it: a new setting is one entry.

use crate::{
    model::kind::DocumentKind,
    settings::rule_levels::{FailOn, Level},
};

/// One setting.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it is for: Markdown, one paragraph.
    pub about: &'static str,
    /// What it takes.
    pub takes: Type,
    /// What it takes in `[[overrides]]`; `None` if it is not allowed there.
    pub in_overrides: Option<Type>,
    /// The default, for people; empty if there is none.
    pub default: &'static str,
    /// TOML that sets it, for the starter and the documentation.
    pub example: &'static str,
}

/// What a setting takes.
#[derive(Clone, Copy)]
pub enum Type {
    /// `true` or `false`.
    Bool,
    /// Only `true`; to turn it off, omit it.
    True,
    /// An integer.
    Integer,
    /// Any text.
    Text,
    /// One of a few words, each with its meaning.
    Word(fn() -> Vec<(&'static str, &'static str)>),
    /// A day, `latest` or `auto`.
    Revision,
    /// A release of a client.
    Client,
    /// A pattern for paths, which has to match a file.
    Glob,
    /// A regular expression.
    Regex,
    /// The path of a file, relative to the folder of the configuration.
    Path,
    /// A JSON Pointer with `*` and `name=value`.
    Pointer,
    /// An address that a browser opens.
    Address,
    /// The id of a rule, of a policy, or a group.
    Selector,
    /// A string, an integer or a boolean.
    Scalar,
    /// A document: JSON in a string, or a TOML table or list.
    Document,
    /// A list.
    List(&'static Type),
    /// A list, or one element of it.
    OneOrList(&'static Type),
    /// A table from keys of one type to values of another.
    Map(&'static Type, &'static Type),
    /// A table of tables, whose names are free.
    Named(Part),
    /// An array of tables.
    Tables(Part),
}

/// A kind of table with its own settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The file itself.
    Root,
    /// An entry of `[[overrides]]`.
    Override,
    /// An entry of `[policy]`.
    Policy,
}

impl Part {
    /// What can be set there.
    pub fn keys(self) -> Vec<(&'static Key, Type)> {
        match self {
            Part::Root => KEYS.iter().map(|it| (it, it.takes)).collect(),
            Part::Policy => POLICY_KEYS.iter().map(|it| (it, it.takes)).collect(),
            Part::Override => {
                let own = KEYS.iter().filter_map(|it| Some((it, it.in_overrides?)));
                std::iter::once((&FILES, FILES.takes)).chain(own).collect()
            }
        }
    }
    /// What a person calls such a table.
    pub fn described(self) -> &'static str {
        match self {
            Part::Root => "the configuration",
            Part::Override => "an entry of `overrides`",
            Part::Policy => "a policy",
        }
    }
}

/// All settings, in the order of the documentation.
pub static KEYS: &[Key] = &[
    Key {
        name: "include",
        about: "The files to check when a folder is searched. Files with another extension than `.json` are checked \
                if a pattern names their extension.",
        takes: Type::List(&Type::Glob),
        in_overrides: None,
        default: "[\"*.json\"]",
        example: "include = [\"launch/**/*.json\"]",
    },
    Key {
        name: "exclude",
        about: "The files not to check, even if `include` matches them. Files named on the command line are checked \
                anyway, unless `--force-exclude` is passed, as the pre-commit hook does.",
        takes: Type::List(&Type::Glob),
        in_overrides: None,
        default: "[]",
        example: "exclude = [\"launch/drafts/\"]",
    },
    Key {
        name: "kind",
        about: "The kind of document, by file pattern, for files whose content is ambiguous. The last matching pattern \
                wins.",
        takes: Type::Map(&Type::Glob, &Type::Word(kinds)),
        in_overrides: Some(Type::Word(kinds)),
        default: "detected from the content",
        example: "[kind]\n\"launch/*.overrides.json\" = \"overrides\"",
    },
    Key {
        name: "api-revision",
        about: "The revision of the ECS API to check against: a date such as `\"2024-08-15\"`, `\"latest\"`, or \
                `\"auto\"`, the oldest revision that has everything a file uses.",
        takes: Type::Revision,
        in_overrides: Some(Type::Revision),
        default: "\"auto\"",
        example: "api-revision = \"latest\"",
    },
    Key {
        name: "fail-on",
        about: "The lowest severity that makes the exit code 1.",
        takes: Type::Word(fail_on),
        in_overrides: Some(Type::Word(fail_on)),
        default: "\"error\"",
        example: "fail-on = \"warning\"",
    },
    Key {
        name: "partial",
        about: "Whether required members may be missing because the command line supplies them.",
        takes: Type::Bool,
        in_overrides: Some(Type::Bool),
        default: "false",
        example: "partial = true",
    },
    Key {
        name: "template",
        about: "Whether files are templates, with placeholders such as `${CPU}` outside strings too. Files named \
                `*.tftpl`, `*.tpl`, `*.j2` or `*.template.json` always are.",
        takes: Type::Bool,
        in_overrides: Some(Type::Bool),
        default: "false",
        example: "template = true",
    },
    Key {
        name: "final",
        about: "Whether files are sent as they are, so that any remaining placeholder is an error.",
        takes: Type::Bool,
        in_overrides: Some(Type::Bool),
        default: "false",
        example: "final = true",
    },
    Key {
        name: "defines",
        about: "The values of placeholders, by variable: the value as a string, or its length in characters as a \
                number.",
        takes: Type::Map(&Type::Text, &Type::Scalar),
        in_overrides: None,
        default: "{}",
        example: "[defines]\nGITHUB_SHA = 40\nSTAGE = \"production\"",
    },
    Key {
        name: "task-definitions",
        about: "The task definition files that launches are checked against. A launch is checked against the definition \
                of its family; a document without a family, such as overrides, against the only one listed.",
        takes: Type::List(&Type::Path),
        in_overrides: None,
        default: "[]",
        example: "task-definitions = [\"deploy/task-definition.json\"]",
    },
    Key {
        name: "discover",
        about: "Whether launches are also checked against task definitions of their family among the checked files.",
        takes: Type::Bool,
        in_overrides: Some(Type::Bool),
        default: "true",
        example: "discover = false",
    },
    Key {
        name: "client",
        about: "The client that sends the files, such as `\"aws-cli/1.16.56\"` or `\"botocore/1.12.46\"`. Members that \
                it does not support are reported.",
        takes: Type::Client,
        in_overrides: Some(Type::Client),
        default: "any",
        example: "client = \"aws-cli/1.32.17\"",
    },
    Key {
        name: "rules",
        about: "The severity of findings, by rule, policy (`policy/<name>`) or group. Groups are: who rejects it \
                (`client`, `service`, `runtime`, `nobody`), the part of a document that a rule checks (`tags`, \
                `overrides`, …), `policy`, and `all`. The most specific entry for a rule wins; among equals, the last. \
                `ecs-preflight rules` lists the rules, `ecs-preflight rules --groups` the groups.",
        takes: Type::Map(&Type::Selector, &Type::Word(levels)),
        in_overrides: Some(Type::Map(&Type::Selector, &Type::Word(levels))),
        default: "the severity of each rule",
        example: "[rules]\n\"nobody\" = \"info\"\n\"tags\" = \"warning\"\n\"started-by-charset\" = \"error\"",
    },
    Key {
        name: "overrides",
        about: "Settings for some files only. If several entries match a file, the last one that has a setting wins.",
        takes: Type::Tables(Part::Override),
        in_overrides: None,
        default: "",
        example: "[[overrides]]\nfiles = [\"launch/legacy/\"]\napi-revision = \"2018-03-01\"\nfail-on = \"never\"\nrules.service = \"warning\"",
    },
    Key {
        name: "policy",
        about: "Your own rules, each under its name. Their findings have the ID `policy/<name>`.",
        takes: Type::Named(Part::Policy),
        in_overrides: None,
        default: "",
        example: "[policy.production-cluster]\nfiles = [\"launch/prod/\"]\nat = \"/cluster\"\npresent = true\nlike = \"prod-*\"\nmessage = \"production runs on clusters named `prod-*`\"\ndocs = \"https://wiki.example.com/ecs/clusters\"\nok = ['{\"cluster\": \"prod-blue\"}']\nbad = ['{\"cluster\": \"test\"}', '{}']",
    },
];

const FILES: Key = Key {
    name: "files",
    about: "The files that the entry applies to, as patterns in the syntax of `.gitignore`.",
    takes: Type::OneOrList(&Type::Glob),
    in_overrides: None,
    default: "all",
    example: "files = [\"launch/prod/\"]",
};

/// What a policy can say.
static POLICY_KEYS: &[Key] = &[
    Key { about: "The files that the policy applies to; all files if it is not set.", ..FILES },
    Key {
        name: "kind",
        takes: Type::OneOrList(&Type::Word(kinds)),
        about: "The kinds of documents that the policy applies to; requests and parts of requests if it is not set.",
        default: "",
        example: "kind = \"start-task\"",
        ..FILES
    },
    Key {
        name: "at",
        takes: Type::Pointer,
        about: "The place in a request: a JSON Pointer in which `*` stands for every entry, and `name=app` for the \
                entries of a list whose `name` is `app`. Files that contain a part of a request, such as the value \
                of `--overrides`, are checked as that part.",
        default: "",
        example: "at = \"/overrides/containerOverrides/*/environment/name=STAGE/value\"",
        ..FILES
    },
    Key {
        name: "present",
        takes: Type::True,
        about: "The value must be present; after a `*`, in every entry.",
        default: "",
        example: "present = true",
        ..FILES
    },
    Key {
        name: "absent",
        takes: Type::True,
        about: "The value must not be present.",
        default: "",
        example: "absent = true",
        ..FILES
    },
    Key {
        name: "like",
        takes: Type::OneOrList(&Type::Text),
        about: "The whole value must match this wildcard pattern, or one of these: `*` stands for any characters, `?` \
                for one.",
        default: "",
        example: "like = \"prod-*\"",
        ..FILES
    },
    Key {
        name: "match",
        takes: Type::Regex,
        about: "The value must match this regular expression. A match anywhere is enough; write `^…$` to match the \
                whole value.",
        default: "",
        example: "match = \"^prod-[a-z]+$\"",
        ..FILES
    },
    Key {
        name: "one-of",
        takes: Type::List(&Type::Scalar),
        about: "The value must be one of these.",
        default: "",
        example: "one-of = [\"subnet-0a1b2c3d\", \"subnet-4e5f6a7b\"]",
        ..FILES
    },
    Key {
        name: "at-most",
        takes: Type::Integer,
        about: "The largest allowed number; for a list, the largest number of entries.",
        default: "",
        example: "at-most = 4096",
        ..FILES
    },
    Key {
        name: "at-least",
        takes: Type::Integer,
        about: "The smallest allowed number; for a list, the smallest number of entries.",
        default: "",
        example: "at-least = 2",
        ..FILES
    },
    Key {
        name: "schema",
        takes: Type::Path,
        about: "A JSON Schema (any draft, without references to other files) that the whole file must satisfy. \
                Requires `files`.",
        default: "",
        example: "schema = \"team.schema.json\"",
        ..FILES
    },
    Key {
        name: "level",
        takes: Type::Word(severities),
        about: "The severity of its findings.",
        default: "\"error\"",
        example: "level = \"warning\"",
        ..FILES
    },
    Key {
        name: "message",
        takes: Type::Text,
        about: "The message of its findings, instead of one generated from the policy.",
        default: "",
        example: "message = \"production runs on clusters named `prod-*`\"",
        ..FILES
    },
    Key {
        name: "help",
        takes: Type::Text,
        about: "The help of its findings: how to fix them.",
        default: "",
        example: "help = \"ask #platform for a cluster\"",
        ..FILES
    },
    Key {
        name: "docs",
        takes: Type::Address,
        about: "The address of a page with more information.",
        default: "",
        example: "docs = \"https://wiki.example.com/ecs/clusters\"",
        ..FILES
    },
    Key {
        name: "ok",
        takes: Type::OneOrList(&Type::Document),
        about: "Documents that the policy must accept, for `ecs-preflight policy test`.",
        default: "",
        example: "ok = ['{\"cluster\": \"prod-blue\"}']",
        ..FILES
    },
    Key {
        name: "bad",
        takes: Type::OneOrList(&Type::Document),
        about: "Documents that the policy must reject, for `ecs-preflight policy test`.",
        default: "",
        example: "bad = ['{\"cluster\": \"test\"}']",
        ..FILES
    },
];

fn kinds() -> Vec<(&'static str, &'static str)> {
    DocumentKind::ALL.iter().map(|it| (it.word(), it.described())).collect()
}

fn fail_on() -> Vec<(&'static str, &'static str)> {
    let about = |it| match it {
        FailOn::Error => "fail on errors",
        FailOn::Warning => "fail on errors and warnings",
        FailOn::Info => "fail on any finding",
        FailOn::Never => "never fail because of findings",
    };
    FailOn::WORDS.iter().map(|(word, it)| (*word, about(*it))).collect()
}

fn levels() -> Vec<(&'static str, &'static str)> {
    let about = |word| match word {
        "off" => "not reported",
        "info" => "for information",
        "warning" => "probably a mistake",
        _ => "fails the check",
    };
    Level::WORDS.iter().map(|(word, _)| (*word, about(*word))).collect()
}

fn severities() -> Vec<(&'static str, &'static str)> {
    levels().into_iter().filter(|it| it.0 != "off").collect()
}
