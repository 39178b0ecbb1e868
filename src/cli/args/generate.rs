//! Completions and manual pages, generated from the definition of the command line.

use crate::cli::args::Cli;
use clap::CommandFactory;
pub use clap_complete::Shell;
use ecs_preflight::text::edit_distance;

/// The completion script of a shell.
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "ecs-preflight", &mut script);
    script
}

/// The manual page of the program or of one of its commands; the error is for an unknown command.
pub fn man(command: Option<&str>) -> Result<Vec<u8>, String> {
    let mut program = Cli::command();
    program.build();
    let page = match command {
        None => program,
        Some(name) => {
            let names: Vec<_> = program.get_subcommands().map(|it| it.get_name().to_owned()).collect();
            let found = program.find_subcommand(name).cloned();
            let found = found.ok_or_else(|| unknown(name, names.iter().map(String::as_str)))?;
            // One page per command, as git has them: `ecs-preflight-check(1)`.
            found.version(env!("CARGO_PKG_VERSION")).display_name(format!("ecs-preflight-{name}"))
        }
    };
    let mut roff = Vec::new();
    // Writing into a vector cannot fail.
    let _ = clap_mangen::Man::new(page).render(&mut roff);
    Ok(roff)
}

fn unknown<'a>(name: &'a str, names: impl Iterator<Item = &'a str>) -> String {
    let hint = match edit_distance::word(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "run `ecs-preflight --help` for a list".to_owned(),
    };
    format!("unknown command {}; {hint}", ecs_preflight::text::display::quoted(name))
}
