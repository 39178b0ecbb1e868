//! A repository in which `check` runs, as services run it.

use super::{
    clients, root,
    scratch::{Folder, Ran},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

pub const GOOD: &str =
    r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"]}"#;
pub const BAD: &str = r#"{
  "taskDefinition": "web:12",
  "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"],
  "startedBy": "a b"
}
"#;

/// A folder with files, in which the program runs. Reports name files from here.
pub struct Repository(pub PathBuf);

impl Repository {
    #[track_caller]
    pub fn new(name: &str, files: &[(&str, &str)]) -> Repository {
        let folder = Folder::new(name, files);
        fs::create_dir(folder.path(".git")).expect("a writable folder");
        Repository(folder.0)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        Folder(self.0.clone()).command(&[&["check"], arguments].concat())
    }

    #[track_caller]
    pub fn run(&self, code: i32, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().expect("the program starts")).exits(code)
    }

    /// The same where GitHub Actions runs it.
    #[track_caller]
    pub fn run_in_github(&self, code: i32, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        Ran::of(command.env("GITHUB_ACTIONS", "true").output().expect("the program starts")).exits(code)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// A script of `tests/data/reports/` on files, run by Python; what it prints.
pub fn python(program: &Path, script: &str, files: &[&Path]) -> String {
    let script = root().join("tests/data/reports").join(script);
    clients::must(Command::new(program).arg(script).args(files))
}
