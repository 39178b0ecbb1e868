//! `shorthand`: converts shorthand to JSON and back.

use crate::cli::{EXIT_ERROR, EXIT_FINDINGS, args, commands::launch, input::InputSource, io::terminal};
use ecs_preflight::{
    Source,
    command::{
        self, Answer, CommandOptions, Line, Operation,
        options::{OptionSpec, Role, of_command},
        wire::{self, Layout},
    },
    json::{self, ShapeId},
    model::cli_version::CliVersion,
    report::plain,
    shorthand::from_json,
    text::{display, edit_distance},
};
use std::path::Path;

/// An option, its member and its command.
type Param = (OptionSpec, ShapeId, Operation);

/// Runs the command; gives the exit code.
pub fn run(args: &args::Shorthand) -> u8 {
    let settings = CommandOptions {
        client: args.compare_client.client(),
        revision: args.api_revision,
        ..CommandOptions::default()
    };
    let spec = match args.param.as_deref().map(|it| param(it, &settings)).transpose() {
        Ok(spec) => spec,
        Err(why) => {
            terminal::note(&format!("error: {why}\n"));
            return EXIT_ERROR;
        }
    };
    match (&args.from_json, spec) {
        (Some(path), spec) => from_json(path, spec.map(|it| it.1)),
        (None, _) if args.texts.is_empty() => {
            terminal::note("error: pass a text in shorthand, or `--from-json FILE`\n");
            EXIT_ERROR
        }
        (None, spec) => to_json(args, &settings, spec),
    }
}

/// The option of a name, with or without hyphens before it; the member will do too.
fn param(name: &str, settings: &CommandOptions<'_>) -> Result<Param, String> {
    let day = settings.client.day(settings.revision);
    let all = Operation::LAUNCHES.into_iter().flat_map(|operation| {
        of_command(operation, CliVersion::V2, day).into_iter().map(move |it| (operation, it))
    });
    let members = all.filter_map(|(operation, it)| match it.role {
        Role::Member(id) => Some((it, id, operation)),
        _ => None,
    });
    let members: Vec<_> = members.collect();
    let bare = name.trim_start_matches('-');
    let found =
        members.iter().find(|(it, id, _)| it.name.trim_start_matches('-') == bare || id.get().name == bare);
    found.cloned().ok_or_else(|| {
        let names = members.iter().map(|(it, ..)| it.name.trim_start_matches('-'));
        let hint = match edit_distance::word(bare, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "expected an option of `start-task` or `run-task`".to_owned(),
        };
        format!("unknown option {}; {hint}", display::quoted(name))
    })
}

fn to_json(args: &args::Shorthand, settings: &CommandOptions<'_>, spec: Option<Param>) -> u8 {
    let texts = match args.texts.as_slice() {
        [one] if one == "-" => match InputSource::Stdin.read() {
            Ok(bytes) => vec![String::from_utf8_lossy(&bytes).into_owned()],
            Err(_) => {
                terminal::note("error: cannot read standard input\n");
                return EXIT_ERROR;
            }
        },
        texts => texts.to_vec(),
    };
    let understood = match &spec {
        Some((spec, _, operation)) => {
            let words: Vec<_> = [spec.name.clone()].into_iter().chain(texts).collect();
            let (line, source) = Line::of_words(*operation, &words, true);
            command::understand(&line, source, settings, &mut launch::Disk)
        }
        None => command::shorthand_alone(&texts.join(" "), settings, &mut launch::Disk),
    };
    if let Answer::Request(request) = &understood.answer {
        let parsed = json::parse(request);
        let root = parsed.tree.root();
        let value = spec.as_ref().map_or(Some(root), |(_, id, _)| root.get(id.get().name));
        if let Some(value) = value {
            terminal::print(&(wire::dumps(value, Layout::Pretty) + "\n"));
        }
    }
    let summary = launch::report(&understood, "shorthand", args.format, args.color.color, false);
    if args.fail_on.reached(summary.worst()) { EXIT_FINDINGS } else { 0 }
}

/// Prints the shorthand of a JSON file, one line for each element of a list.
fn from_json(path: &Path, shape: Option<ShapeId>) -> u8 {
    let shown = path.to_string_lossy();
    let from = if path.as_os_str() == "-" { InputSource::Stdin } else { InputSource::Named(path.to_owned()) };
    let Ok(bytes) = from.read() else {
        terminal::note(&format!("error: cannot read {}\n", plain(&shown)));
        return EXIT_ERROR;
    };
    let source = Source::new(shown.as_ref().to_owned(), bytes);
    if !json::is_strict(source.text()) {
        terminal::note(&format!(
            "error: {}: not valid JSON; run `ecs-preflight check` on it for details\n",
            plain(&shown)
        ));
        return EXIT_FINDINGS;
    }
    let parsed = json::parse(source.text());
    match from_json::say(parsed.tree.root(), shape) {
        Ok(texts) => {
            terminal::print(&texts.iter().map(|it| format!("{it}\n")).collect::<String>());
            0
        }
        Err(unsayable) => {
            let at = source.position(unsayable.span.start);
            let place = format!("{}:{}:{}", plain(&shown), at.line, at.column);
            terminal::note(&format!("{place}: cannot be written in shorthand: {}\n", unsayable.why));
            EXIT_FINDINGS
        }
    }
}
