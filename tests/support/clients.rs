//! Real clients from PyPI and npm, each in a folder of its own below `target/`. One that cannot be installed fails the test.

use super::scratch::{empty, place};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{Mutex, MutexGuard},
};

/// Both streams, as a person sees them.
pub fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// What a command prints on stdout; anything but success fails the test.
#[track_caller]
pub fn must(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}:\n{}", text(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// One installation at a time: two tests may want the same one.
fn alone() -> MutexGuard<'static, ()> {
    static INSTALLING: Mutex<()> = Mutex::new(());
    INSTALLING.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// A folder below `target/tmp/` for which `install` ran once with what is wanted.
fn installed(name: &str, wanted: &str, install: impl FnOnce(&Path)) -> PathBuf {
    let _alone = alone();
    let at = place(name);
    let done = at.join("installed");
    if fs::read_to_string(&done).is_ok_and(|is| is == wanted) {
        return at;
    }
    let at = empty(name);
    install(&at);
    fs::write(done, wanted).expect("a folder below target/");
    at
}

/// The `bin` folder of a virtual environment that holds packages of PyPI.
pub fn python(name: &str, packages: &[&str]) -> PathBuf {
    python_with(Path::new("python3"), name, packages, &[])
}

/// The same with a certain Python, and with packages that are installed without what they ask for.
pub fn python_with(python: &Path, name: &str, first: &[&str], alone: &[&str]) -> PathBuf {
    let at = installed(name, &[first, alone].concat().join(" "), |at| {
        must(Command::new(python).args(["-m", "venv", "--clear"]).arg(at));
        let pip = || Command::new(at.join("bin/pip"));
        must(pip().args(["install", "-q"]).args(first));
        if !alone.is_empty() {
            must(pip().args(["install", "-q", "--no-deps"]).args(alone));
        }
    });
    at.join("bin")
}

/// A folder whose `node_modules` hold packages of npm.
pub fn npm(name: &str, packages: &[&str]) -> PathBuf {
    installed(name, &packages.join(" "), |at| {
        fs::write(at.join("package.json"), "{}").expect("a folder below target/");
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--loglevel=error"]).args(packages);
        must(npm.current_dir(at));
    })
}
