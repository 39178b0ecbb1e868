//! The commands about the configuration: `config show`, `config init`, `config schema`, `policy test`.

use crate::cli::{
    EXIT_ERROR, EXIT_FINDINGS, args,
    commands::config_show,
    input,
    io::{atomic_write, terminal},
    settings::{ConfigDiscovery, Loaded, print_faults},
};
use ecs_preflight::{
    report::{json::to_json, plain},
    settings::{self, Verdict},
    text::display,
};
use std::{fmt::Write, path::Path};

/// `config …`.
pub fn run(command: &args::ConfigCommand) -> u8 {
    match command {
        args::ConfigCommand::Show(args) => config_show::run(args),
        args::ConfigCommand::Init(args) => init(args),
        args::ConfigCommand::Schema => {
            let schema = to_json(&settings::json_schema());
            terminal::print(&schema.map(|text| text + "\n").unwrap_or_default());
            0
        }
    }
}

fn init(args: &args::Init) -> u8 {
    let starter = settings::starter();
    if args.file.as_os_str() == "-" {
        terminal::print(&starter);
        return 0;
    }
    let shown = plain(&args.file.to_string_lossy()).into_owned();
    // An existing file is not overwritten.
    match atomic_write::create(&args.file, starter.as_bytes()) {
        Ok(()) => {
            terminal::print(&format!("created {shown}\n"));
            0
        }
        Err(error) => {
            let why = match error.kind() {
                std::io::ErrorKind::AlreadyExists => {
                    "the file already exists; nothing was written".to_owned()
                }
                _ => input::in_words(&error),
            };
            terminal::note(&format!("error: {shown}: {why}\n"));
            EXIT_ERROR
        }
    }
}

/// `policy …`.
pub fn policy(command: &args::PolicyCommand) -> u8 {
    let args::PolicyCommand::Test(args) = command;
    let look = terminal::look(args.color.color);
    let mut configurations = ConfigDiscovery::new(args.config.as_deref(), false);
    let configuration = configurations.find_for_folder(Path::new(""));
    if configurations.complain(&look) {
        return EXIT_ERROR;
    }
    match configuration {
        Some(loaded) => test(&loaded, &look),
        None => {
            terminal::note(&format!(
                "error: no {} in this folder or above; run `ecs-preflight config init` to create one\n",
                settings::NAMES[0]
            ));
            EXIT_ERROR
        }
    }
}

fn test(configuration: &Loaded, look: &ecs_preflight::report::RenderOptions) -> u8 {
    let tested = configuration.settings.test_policies();
    let broken = configuration.settings.broken_schemas();
    if !broken.is_empty() {
        print_faults(configuration.settings.source(), broken, look);
        return EXIT_ERROR;
    }
    let mut out = String::new();
    let mut failed = Vec::new();
    let width = tested.iter().map(|policy| policy.id.len()).max().unwrap_or(0);
    for policy in &tested {
        let (word, examples) = match &policy.verdict {
            Verdict::Holds => (
                "passed",
                format!("{} accepted, {} rejected", display::count(policy.ok, "document"), policy.bad),
            ),
            Verdict::Untested => ("untested", "no `ok` or `bad` examples".to_owned()),
            Verdict::Fails(found) => ("failed", display::count(found.len(), "example")),
        };
        // Writing into a string cannot fail.
        let _ = writeln!(out, "{:width$}  {word:8}  {examples}", policy.id);
        if let Verdict::Fails(found) = &policy.verdict {
            failed.extend(found.iter().cloned());
        }
    }
    if tested.is_empty() {
        let _ = writeln!(out, "no policies in {}", plain(configuration.settings.source().name()));
    }
    terminal::print(&out);
    let code = if failed.is_empty() { 0 } else { EXIT_FINDINGS };
    failed.sort_by_key(|found| found.span);
    print_faults(configuration.settings.source(), failed, look);
    code
}
