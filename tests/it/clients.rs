//! Real clients from PyPI and npm, each in a folder of its own below `target/`.
//!
//! Where a registry cannot be reached, a test says on stderr what it skips, and passes.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Mutex,
};

/// Written past the test harness, which would keep it to itself.
pub fn skip(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {test}: {}", why.trim());
}

pub fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A folder with nothing in it.
pub fn empty(name: &str) -> PathBuf {
    let at = folder(name);
    let _ = fs::remove_dir_all(&at);
    fs::create_dir_all(&at).expect("a folder below target/");
    at
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Both streams, as a person sees them.
pub fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// What a command prints on stdout; anything but success fails the test.
pub fn must(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}:\n{}", text(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// One installation at a time: two tests may want the same one.
static INSTALLING: Mutex<()> = Mutex::new(());

fn install(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|it| format!("{command:?}: {it}"))?;
    if output.status.success() { Ok(()) } else { Err(text(&output)) }
}

/// The `bin` folder of a virtual environment that holds packages of PyPI; an error says why there is none.
pub fn python(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    let _alone = INSTALLING.lock().unwrap_or_else(|it| it.into_inner());
    let (at, wanted) = (folder(name), packages.join(" "));
    let done = at.join("installed");
    if fs::read_to_string(&done).is_ok_and(|it| it == wanted) {
        return Ok(at.join("bin"));
    }
    install(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&at))?;
    install(Command::new(at.join("bin/pip")).args(["install", "-q"]).args(packages))?;
    fs::write(done, wanted).map_err(|it| it.to_string())?;
    Ok(at.join("bin"))
}

/// The same with a certain Python, and with packages whose own wishes are not heard.
pub fn python_with(python: &Path, name: &str, first: &[&str], alone: &[&str]) -> Result<PathBuf, String> {
    let _alone = INSTALLING.lock().unwrap_or_else(|it| it.into_inner());
    let (at, wanted) = (folder(name), [first, alone].concat().join(" "));
    let done = at.join("installed");
    if fs::read_to_string(&done).is_ok_and(|it| it == wanted) {
        return Ok(at.join("bin"));
    }
    install(Command::new(python).args(["-m", "venv", "--clear"]).arg(&at))?;
    install(Command::new(at.join("bin/pip")).args(["install", "-q"]).args(first))?;
    install(Command::new(at.join("bin/pip")).args(["install", "-q", "--no-deps"]).args(alone))?;
    fs::write(done, wanted).map_err(|it| it.to_string())?;
    Ok(at.join("bin"))
}

/// A folder whose `node_modules` hold packages of npm; an error says why there is none.
pub fn npm(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    let _alone = INSTALLING.lock().unwrap_or_else(|it| it.into_inner());
    let (at, wanted) = (folder(name), packages.join(" "));
    let done = at.join("installed");
    if fs::read_to_string(&done).is_ok_and(|it| it == wanted) {
        return Ok(at);
    }
    let at = empty(name);
    fs::write(at.join("package.json"), "{}").map_err(|it| it.to_string())?;
    install(
        Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
            .args(packages)
            .current_dir(&at),
    )?;
    fs::write(done, wanted).map_err(|it| it.to_string())?;
    Ok(at)
}
