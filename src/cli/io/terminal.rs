//! What the terminal can show, according to the environment.

use crate::cli::{args::Color, input};
use ecs_preflight::{
    report::{Links, RenderOptions},
    text::display::COMMAND,
};
use std::{
    borrow::Cow,
    env,
    io::{self, IsTerminal, Write},
    sync::atomic::{AtomicBool, Ordering},
};

/// How a report on standard output may look.
pub fn look(color: Color) -> RenderOptions {
    look_on(color, io::stdout().is_terminal())
}

/// How a report on standard error may look.
pub fn look_aside(color: Color) -> RenderOptions {
    look_on(color, io::stderr().is_terminal())
}

fn look_on(color: Color, terminal: bool) -> RenderOptions {
    let color = is_colored(color, terminal);
    RenderOptions {
        width: width(terminal),
        unicode: unicode(),
        color,
        links: if terminal && color && links() { Links::Hidden } else { Links::Address },
        summary: true,
    }
}

/// The same for what goes to standard error, which may be a file where standard output is a terminal.
pub fn for_errors(look: &RenderOptions) -> RenderOptions {
    let forced = !io::stdout().is_terminal();
    RenderOptions { color: look.color && (forced || io::stderr().is_terminal()), ..*look }
}

/// A variable that is set to something.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|it| !it.is_empty())
}

fn is_colored(color: Color, terminal: bool) -> bool {
    let forced = |name| variable(name).is_some_and(|it| it != "0");
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if variable("NO_COLOR").is_some() => false,
        Color::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
        Color::Auto if variable("CLICOLOR").is_some_and(|it| it == "0") => false,
        Color::Auto if variable("TERM").is_some_and(|it| it == "dumb") => false,
        Color::Auto => terminal,
    }
}

/// The columns of the terminal that standard output is; `None` if it is not a terminal.
pub fn columns() -> Option<usize> {
    let is_terminal = io::stdout().is_terminal();
    is_terminal.then(|| width(is_terminal))
}

/// Columns. Somewhere else than in a terminal, and in one that says nothing, a fixed number.
fn width(terminal: bool) -> usize {
    let size = if terminal { terminal_size::terminal_size() } else { None };
    match size {
        Some((terminal_size::Width(columns), _)) if columns > 0 => usize::from(columns),
        _ => RenderOptions::default().width,
    }
}

/// Whether the locale can show more than ASCII.
fn unicode() -> bool {
    if cfg!(windows) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default();
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// Whether the terminal is known to have links (OSC 8). Some of the others would print their addresses.
fn links() -> bool {
    let program = variable("TERM_PROGRAM").unwrap_or_default();
    let term = variable("TERM").unwrap_or_default();
    let vte = variable("VTE_VERSION").and_then(|it| it.parse().ok()).unwrap_or(0);
    ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "zed"].contains(&program.as_str())
        || ["kitty", "alacritty", "foot", "ghostty"].iter().any(|it| term.contains(it))
        || ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"].into_iter().any(|it| variable(it).is_some())
        || vte >= 5000
}

/// Whether something that was to be printed got lost.
static LOST: AtomicBool = AtomicBool::new(false);

/// Writes all at once. A reader that stops reading is not an error. A full disk is one, and
/// [`lost`] says so.
pub fn print(text: &str) {
    if let Err(error) = write(text.as_bytes()) {
        note(&format!("error: standard output: {}\n", input::in_words(&error)));
        LOST.store(true, Ordering::Relaxed);
    }
}

/// Whether something that was printed did not arrive.
pub fn lost() -> bool {
    LOST.load(Ordering::Relaxed)
}

fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// Whether what is printed goes through the runner of GitHub Actions, which obeys some of it.
pub fn in_github() -> bool {
    variable("GITHUB_ACTIONS").is_some_and(|it| it == "true")
}

/// Text for a log in which the runner of GitHub Actions finds no command of its older form. The newer
/// one is at the beginning of a line, where no report puts text of a file.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if in_github() && text.contains(COMMAND) { text.replace(COMMAND, "##⟦").into() } else { text.into() }
}

/// Writes bytes of files as they are. A terminal, which would obey some of them, gets them as `shown`.
pub fn print_bytes(bytes: &[u8], shown: impl FnOnce(&[u8]) -> String) -> io::Result<()> {
    if io::stdout().is_terminal() { write(shown(bytes).as_bytes()) } else { write(bytes) }
}

/// Writes text that is not a finding.
pub fn note(text: &str) {
    let text = harmless(text);
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
