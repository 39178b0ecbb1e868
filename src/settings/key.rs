//! The table of settings. What a configuration may say, what `config show`, `config schema` and
//! `config init` print, and the reference in `docs/configuration.md` all come from here: a new
//! setting is one entry.

use crate::{
    document::Kind,
    levels::{FailOn, Level},
};

/// One setting.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it is for: Markdown, one paragraph.
    pub about: &'static str,
    /// What it takes.
    pub takes: Type,
    /// What it takes for some files only, in `[[overrides]]`; `None` where it cannot stand there.
    pub in_overrides: Option<Type>,
    /// What holds where nothing is said, for people; empty where that goes without saying.
    pub default: &'static str,
    /// TOML that sets it, for the starter and the documentation.
    pub example: &'static str,
}

/// What a setting takes.
#[derive(Clone, Copy)]
pub enum Type {
    /// `true` or `false`.
    Bool,
    /// Only `true`: leaving it out says the contrary.
    True,
    /// An integer.
    Integer,
    /// Any text.
    Text,
    /// One of a few words, each with what it means.
    Word(fn() -> Vec<(&'static str, &'static str)>),
    /// A day, `latest` or `auto`.
    Revision,
    /// A release of a client.
    Client,
    /// A pattern for paths, which has to match a file.
    Glob,
    /// A regular expression.
    Regex,
    /// The path of a file, from the configuration's folder on.
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

/// A sort of table, which has its own settings.
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
        about: "The files that are checked when a folder is searched; all `*.json` where it is not set. \
                Files that end otherwise are looked at where a pattern names their ending.",
        takes: Type::List(&Type::Glob),
        in_overrides: None,
        default: "[\"*.json\"]",
        example: "include = [\"launch/**/*.json\"]",
    },
    Key {
        name: "exclude",
        about: "The files that are not. It wins over `include`. A file that is named on the command line is \
                checked all the same, unless `--force-exclude` is given, as the hook does.",
        takes: Type::List(&Type::Glob),
        in_overrides: None,
        default: "[]",
        example: "exclude = [\"launch/drafts/\"]",
    },
    Key {
        name: "kind",
        about: "What files are, where their content leaves it open: by pattern, of which the last that matches \
                counts.",
        takes: Type::Map(&Type::Glob, &Type::Word(kinds)),
        in_overrides: Some(Type::Word(kinds)),
        default: "told from the content",
        example: "[kind]\n\"launch/*.overrides.json\" = \"overrides\"",
    },
    Key {
        name: "api-revision",
        about: "The state of the ECS API to check against: a day such as `\"2024-08-15\"`, `\"latest\"`, or \
                `\"auto\"`, the oldest that knows what a file uses.",
        takes: Type::Revision,
        in_overrides: Some(Type::Revision),
        default: "\"auto\"",
        example: "api-revision = \"latest\"",
    },
    Key {
        name: "fail-on",
        about: "The least severity that makes the exit code 1.",
        takes: Type::Word(fail_on),
        in_overrides: Some(Type::Word(fail_on)),
        default: "\"error\"",
        example: "fail-on = \"warning\"",
    },
    Key {
        name: "partial",
        about: "Whether required members may be missing, because the command line supplies them.",
        takes: Type::Bool,
        in_overrides: Some(Type::Bool),
        default: "false",
        example: "partial = true",
    },
    Key {
        name: "template",
        about: "Whether files are templates, with placeholders such as `${CPU}` outside of strings too. Names \
                that end in `.tftpl`, `.tpl`, `.j2` or `.template.json` say so themselves.",
        takes: Type::Bool,
        in_overrides: Some(Type::Bool),
        default: "false",
        example: "template = true",
    },
    Key {
        name: "final",
        about: "Whether files are to be sent as they are, so that no placeholder may be left in them.",
        takes: Type::Bool,
        in_overrides: Some(Type::Bool),
        default: "false",
        example: "final = true",
    },
    Key {
        name: "defines",
        about: "What is known of the values of placeholders, by their variable: a number of characters, or the \
                value itself as a string.",
        takes: Type::Map(&Type::Text, &Type::Scalar),
        in_overrides: None,
        default: "{}",
        example: "[defines]\nGITHUB_SHA = 40\nSTAGE = \"production\"",
    },
    Key {
        name: "task-definitions",
        about: "Files with the task definitions of launches, which these are held against: by family, and what names \
                none against the only one.",
        takes: Type::List(&Type::Path),
        in_overrides: None,
        default: "[]",
        example: "task-definitions = [\"deploy/task-definition.json\"]",
    },
    Key {
        name: "discover",
        about: "Whether the task definition of a launch is looked for among the files that are checked: the one of its \
                family.",
        takes: Type::Bool,
        in_overrides: Some(Type::Bool),
        default: "true",
        example: "discover = false",
    },
    Key {
        name: "client",
        about: "The client that sends the files, such as `\"aws-cli/1.16.56\"` or `\"botocore/1.12.46\"`: it has to know \
                all that they use.",
        takes: Type::Client,
        in_overrides: Some(Type::Client),
        default: "any",
        example: "client = \"aws-cli/1.32.17\"",
    },
    Key {
        name: "rules",
        about: "How much findings weigh, by rule, by policy (`policy/<name>`) or by group: who refuses it \
                (`client`, `service`, `runtime`, `nobody`), where a rule looks (`tags`, `overrides`, …), `policy`, \
                or `all`. The narrowest that names a rule counts, and of equals the last. \
                `ecs-preflight rules` lists the rules, `ecs-preflight rules --groups` the groups.",
        takes: Type::Map(&Type::Selector, &Type::Word(levels)),
        in_overrides: Some(Type::Map(&Type::Selector, &Type::Word(levels))),
        default: "as each rule has it",
        example: "[rules]\n\"nobody\" = \"info\"\n\"tags\" = \"warning\"\n\"started-by-charset\" = \"error\"",
    },
    Key {
        name: "overrides",
        about: "Settings for some files only. Where several entries match, the last that sets something counts.",
        takes: Type::Tables(Part::Override),
        in_overrides: None,
        default: "",
        example: "[[overrides]]\nfiles = [\"launch/legacy/\"]\napi-revision = \"2018-03-01\"\nfail-on = \"never\"\nrules.service = \"warning\"",
    },
    Key {
        name: "policy",
        about: "Rules of your own, each under its name. Their findings bear the id `policy/<name>`.",
        takes: Type::Named(Part::Policy),
        in_overrides: None,
        default: "",
        example: "[policy.production-cluster]\nfiles = [\"launch/prod/\"]\nat = \"/cluster\"\npresent = true\nlike = \"prod-*\"\nmessage = \"production runs on clusters named `prod-*`\"\ndocs = \"https://wiki.example.com/ecs/clusters\"\nok = ['{\"cluster\": \"prod-blue\"}']\nbad = ['{\"cluster\": \"test\"}', '{}']",
    },
];

const FILES: Key = Key {
    name: "files",
    about: "The files that are meant, as patterns like those of `.gitignore`.",
    takes: Type::OneOrList(&Type::Glob),
    in_overrides: None,
    default: "all",
    example: "files = [\"launch/prod/\"]",
};

/// What a policy can say.
static POLICY_KEYS: &[Key] = &[
    Key { about: "The files that it is about; all where it is not set.", ..FILES },
    Key {
        name: "kind",
        takes: Type::OneOrList(&Type::Word(kinds)),
        about: "The kinds of documents that it is about; requests and parts of them where it is not set.",
        default: "",
        example: "kind = \"start-task\"",
        ..FILES
    },
    Key {
        name: "at",
        takes: Type::Pointer,
        about: "Where it looks in a request: a JSON Pointer in which `*` stands for every entry, and `name=app` for \
                the entries of a list whose `name` is `app`. Files that hold a part of a request, such as the value \
                of `--overrides`, are looked at as that part.",
        default: "",
        example: "at = \"/overrides/containerOverrides/*/environment/name=STAGE/value\"",
        ..FILES
    },
    Key {
        name: "present",
        takes: Type::True,
        about: "It must be there. Behind a `*` it must be there in every entry.",
        default: "",
        example: "present = true",
        ..FILES
    },
    Key {
        name: "absent",
        takes: Type::True,
        about: "It must not be there.",
        default: "",
        example: "absent = true",
        ..FILES
    },
    Key {
        name: "like",
        takes: Type::OneOrList(&Type::Text),
        about: "The whole value must look like this, or like one of these: `*` stands for any characters, `?` for \
                one.",
        default: "",
        example: "like = \"prod-*\"",
        ..FILES
    },
    Key {
        name: "match",
        takes: Type::Regex,
        about: "The value must match this regular expression. It may match anywhere: `^…$` holds it to the whole \
                value.",
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
        about: "The number must not be greater; of a list, the number of its entries.",
        default: "",
        example: "at-most = 4096",
        ..FILES
    },
    Key {
        name: "at-least",
        takes: Type::Integer,
        about: "The number must not be less; of a list, the number of its entries.",
        default: "",
        example: "at-least = 2",
        ..FILES
    },
    Key {
        name: "schema",
        takes: Type::Path,
        about: "A JSON Schema (of any draft, without references to other files) that the whole file must satisfy. \
                It needs `files`.",
        default: "",
        example: "schema = \"team.schema.json\"",
        ..FILES
    },
    Key {
        name: "level",
        takes: Type::Word(severities),
        about: "How much its findings weigh.",
        default: "\"error\"",
        example: "level = \"warning\"",
        ..FILES
    },
    Key {
        name: "message",
        takes: Type::Text,
        about: "What a finding says, in place of words made from the policy.",
        default: "",
        example: "message = \"production runs on clusters named `prod-*`\"",
        ..FILES
    },
    Key {
        name: "help",
        takes: Type::Text,
        about: "What to do about it.",
        default: "",
        example: "help = \"ask #platform for a cluster\"",
        ..FILES
    },
    Key {
        name: "docs",
        takes: Type::Address,
        about: "Where to read on.",
        default: "",
        example: "docs = \"https://wiki.example.com/ecs/clusters\"",
        ..FILES
    },
    Key {
        name: "ok",
        takes: Type::OneOrList(&Type::Document),
        about: "Documents that it has no objection to, for `ecs-preflight policy test`.",
        default: "",
        example: "ok = ['{\"cluster\": \"prod-blue\"}']",
        ..FILES
    },
    Key {
        name: "bad",
        takes: Type::OneOrList(&Type::Document),
        about: "Documents that it objects to.",
        default: "",
        example: "bad = ['{\"cluster\": \"test\"}']",
        ..FILES
    },
];

fn kinds() -> Vec<(&'static str, &'static str)> {
    Kind::ALL.iter().map(|it| (it.word(), it.described())).collect()
}

fn fail_on() -> Vec<(&'static str, &'static str)> {
    let about = |it| match it {
        FailOn::Error => "an error makes the run fail",
        FailOn::Warning => "so does a warning",
        FailOn::Info => "anything that is found does",
        FailOn::Never => "nothing does",
    };
    FailOn::WORDS.iter().map(|(word, it)| (*word, about(*it))).collect()
}

fn levels() -> Vec<(&'static str, &'static str)> {
    let about = |word| match word {
        "off" => "not reported",
        "info" => "worth knowing",
        "warning" => "probably not what was meant",
        _ => "makes the run fail",
    };
    Level::WORDS.iter().map(|(word, _)| (*word, about(*word))).collect()
}

fn severities() -> Vec<(&'static str, &'static str)> {
    levels().into_iter().filter(|it| it.0 != "off").collect()
}
