//! The options of a command, from the model: kebab-case of the members' names, their kinds, their order.

use crate::{
    json::ShapeId,
    model::{
        cli_version::CliVersion,
        kind::DocumentKind,
        revision::{Date, Requested},
        shape::Type,
    },
    text::kebab::kebab,
};

include!(concat!(env!("OUT_DIR"), "/orders.rs"));

/// The command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operation {
    /// `aws ecs start-task`
    StartTask,
    /// `aws ecs run-task`
    RunTask,
    /// `aws ecs register-task-definition`
    RegisterTaskDefinition,
}

impl Operation {
    /// All of them.
    pub const ALL: [Operation; 3] =
        [Operation::StartTask, Operation::RunTask, Operation::RegisterTaskDefinition];
    /// Those that start tasks.
    pub const LAUNCHES: [Operation; 2] = [Operation::StartTask, Operation::RunTask];

    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Operation::StartTask => "start-task",
            Operation::RunTask => "run-task",
            Operation::RegisterTaskDefinition => "register-task-definition",
        }
    }
    /// What it sends.
    pub fn request(self) -> DocumentKind {
        match self {
            Operation::StartTask => DocumentKind::StartTask,
            Operation::RunTask => DocumentKind::RunTask,
            Operation::RegisterTaskDefinition => DocumentKind::TaskDefinition,
        }
    }
}

/// What an option takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// One word.
    One,
    /// Any number of words.
    Many,
    /// A word or none.
    Maybe,
    /// No word: it says yes or no.
    Flag(bool),
}

/// What an option is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// A member of the request.
    Member(ShapeId),
    /// `--cli-input-json`
    InputJson,
    /// `--cli-input-yaml`
    InputYaml,
    /// `--generate-cli-skeleton`
    Skeleton,
    /// Prints something and ends: `--version`.
    Prints,
    /// An option of the client itself, without influence on the request.
    Global(GlobalCheck),
}

/// What the client checks of a global option's word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GlobalCheck {
    /// Nothing that is known here.
    Nothing,
    /// That it is an integer.
    Integer,
    /// That it has a scheme.
    Address,
}

/// One option.
#[derive(Clone, Debug)]
pub struct OptionSpec {
    /// Its name with its hyphens.
    pub name: String,
    /// What it takes.
    pub takes: Takes,
    /// What it is for.
    pub role: Role,
    /// Whether it has to be there.
    pub required: bool,
    /// The words that it takes; empty for any.
    pub choices: &'static [&'static str],
}

impl OptionSpec {
    fn new(name: impl Into<String>, takes: Takes, role: Role) -> OptionSpec {
        OptionSpec { name: format!("--{}", name.into()), takes, role, required: false, choices: &[] }
    }
}

/// The members of a structure that a day knows, in the order of its model.
pub fn members_on(shape: ShapeId, date: Date) -> Vec<ShapeId> {
    // What only ECS writes cannot be given.
    let known = |id: &ShapeId| id.get().known_on(date) && !id.get().read_only;
    let all = shape.members().filter_map(|it| shape.member(it.name));
    let mut members: Vec<_> = all.filter(known).collect();
    let order = ORDERS.iter().find(|(id, until, _)| *id == shape && date < *until);
    if let Some((_, _, names)) = order {
        // What the older order does not name keeps its place after what it names.
        members.sort_by_key(|it| names.iter().position(|name| *name == it.get().name).unwrap_or(names.len()));
    }
    members
}

/// The options of a command as a client has them on a day.
pub fn of_command(operation: Operation, client: CliVersion, date: Date) -> Vec<OptionSpec> {
    let mut options = Vec::new();
    for id in members_on(operation.request().root(), date) {
        let member = id.get();
        let name = kebab(member.name);
        let role = Role::Member(id);
        match member.form {
            Type::Boolean => {
                options.push(OptionSpec::new(name.as_str(), Takes::Flag(true), role));
                options.push(OptionSpec::new(negative(&name), Takes::Flag(false), role));
            }
            form => {
                let takes = if form == Type::List { Takes::Many } else { Takes::One };
                let required = member.required_on(date);
                options.push(OptionSpec { required, ..OptionSpec::new(name, takes, role) });
            }
        }
    }
    options.push(OptionSpec::new("cli-input-json", Takes::One, Role::InputJson));
    let choices: &[&str] = match client {
        CliVersion::V2 => {
            options.push(OptionSpec::new("cli-input-yaml", Takes::One, Role::InputYaml));
            &["input", "output", "yaml-input"]
        }
        _ => &["input", "output"],
    };
    let skeleton = OptionSpec::new("generate-cli-skeleton", Takes::Maybe, Role::Skeleton);
    options.push(OptionSpec { choices, ..skeleton });
    options
}

/// All options that a client accepts after a command, its own among them.
pub(crate) fn all(operation: Operation, client: CliVersion, requested: Requested) -> Vec<OptionSpec> {
    let mut options = of_command(operation, client, client.day(requested));
    options.extend(global(client));
    options
}

/// The flag that says no. The model cannot say that one of them was given another name.
fn negative(name: &str) -> String {
    match name {
        "enable-execute-command" => "disable-execute-command".to_owned(),
        _ => format!("no-{name}"),
    }
}

/// The client's own options, which it accepts before and after the command.
pub fn global(client: CliVersion) -> Vec<OptionSpec> {
    use Takes::{Flag, One};
    const PLAIN: Role = Role::Global(GlobalCheck::Nothing);
    const NUMBER: Role = Role::Global(GlobalCheck::Integer);
    let output: &[&str] = match client {
        CliVersion::V2 => &["json", "text", "table", "yaml", "yaml-stream", "off"],
        _ => &["json", "text", "table"],
    };
    let with = |name: &str, choices| OptionSpec { choices, ..OptionSpec::new(name, One, PLAIN) };
    let mut options = vec![
        OptionSpec::new("debug", Flag(true), PLAIN),
        OptionSpec::new("endpoint-url", One, Role::Global(GlobalCheck::Address)),
        OptionSpec::new("no-verify-ssl", Flag(false), PLAIN),
        OptionSpec::new("no-paginate", Flag(false), PLAIN),
        with("output", output),
        OptionSpec::new("query", One, PLAIN),
        OptionSpec::new("profile", One, PLAIN),
        OptionSpec::new("region", One, PLAIN),
        OptionSpec::new("version", Flag(true), Role::Prints),
        with("color", &["on", "off", "auto"]),
        OptionSpec::new("no-sign-request", Flag(false), PLAIN),
        OptionSpec::new("ca-bundle", One, PLAIN),
        OptionSpec::new("cli-read-timeout", One, NUMBER),
        OptionSpec::new("cli-connect-timeout", One, NUMBER),
    ];
    match client {
        CliVersion::Old => {}
        CliVersion::V1 => options.push(OptionSpec::new("v2-debug", Flag(true), PLAIN)),
        CliVersion::V2 => options.extend([
            with("cli-binary-format", &["base64", "raw-in-base64-out"]),
            OptionSpec::new("no-cli-pager", Flag(true), PLAIN),
            OptionSpec::new("cli-auto-prompt", Flag(true), PLAIN),
            OptionSpec::new("no-cli-auto-prompt", Flag(true), PLAIN),
            with("cli-error-format", &["enhanced", "json", "legacy", "text", "table", "yaml"]),
        ]),
    }
    options
}
