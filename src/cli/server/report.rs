//! `server --check`: what a bug report needs.

use crate::cli::{args, commands::config_show, io::terminal};
use ecs_preflight::{RULES, editor::actions::KINDS};
use std::env::consts::{ARCH, OS};

/// Prints versions and features and, for a file, the configuration that it would get; returns the exit code.
pub fn run(args: &args::Server) -> u8 {
    let features = [
        ("version", format!("{} ({ARCH}-{OS})", env!("CARGO_PKG_VERSION"))),
        ("rules", RULES.len().to_string()),
        ("protocol", "LSP 3.18 on standard input and output".to_owned()),
        ("synchronization", "incremental or full".to_owned()),
        ("position encodings", "utf-8, utf-16, utf-32".to_owned()),
        ("diagnostics", "on request if the editor supports a refresh, otherwise sent".to_owned()),
        ("code actions", KINDS.join(", ")),
        ("options", r#"{"diagnostics": "auto" or "push", "leaveOutSchema": true or false}"#.to_owned()),
    ];
    let width = features.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines = features.map(|(name, value)| format!("{name:width$}  {value}\n"));
    terminal::print(&lines.concat());
    let Some(file) = &args.file else { return 0 };
    terminal::print("\n");
    config_show::run(&args::Show {
        file: file.clone(),
        format: args::ListFormat::Human,
        color: args::ColorChoice::default(),
        settings: args::Settings::default(),
    })
}
