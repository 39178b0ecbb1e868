//! The reports for services and browsers, each read by what reads it in earnest.

mod hostile;
mod outputs;
mod page;
mod sarif;
mod services;

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

pub const GOOD: &str =
    r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"]}"#;
pub const BAD: &str = r#"{
  "taskDefinition": "web:12",
  "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"],
  "startedBy": "a b"
}
"#;

/// A folder with files, in which the program runs.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str, files: &[(&str, &str)]) -> Folder {
        let folder = crate::clients::empty(&format!("formats-{name}"));
        // The root of a repository: paths are told from here.
        fs::create_dir(folder.join(".git")).expect("a writable folder");
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
            fs::write(path, text).expect("a writable file");
        }
        Folder(folder)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ecs-preflight"));
        let command_ref = command.arg("check").args(arguments).current_dir(&self.0).env_clear();
        command_ref.env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        command
    }

    #[track_caller]
    pub fn run(&self, code: i32, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().expect("the program starts"), code)
    }

    /// The same where GitHub Actions runs it.
    #[track_caller]
    pub fn run_in_github(&self, code: i32, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        Ran::of(command.env("GITHUB_ACTIONS", "true").output().expect("the program starts"), code)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_else(|it| panic!("{name}: {it}"))
    }
}

/// What a run printed.
pub struct Ran {
    pub out: String,
    pub err: String,
}

impl Ran {
    #[track_caller]
    fn of(output: Output, code: i32) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let ran = Ran { out: text(output.stdout), err: text(output.stderr) };
        assert_eq!(output.status.code(), Some(code), "--- stdout\n{}--- stderr\n{}", ran.out, ran.err);
        ran
    }
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("JSON")
    }
}

/// A command of GitHub as its runner reads it: name, properties, data.
pub struct GitHubCommand {
    pub name: String,
    pub properties: Vec<(String, String)>,
    pub data: String,
}

impl GitHubCommand {
    pub fn property(&self, name: &str) -> &str {
        self.properties.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value)
    }

    /// The rules of the runner: blanks before `::` do not matter, `##[` is found anywhere in a line.
    pub fn read(line: &str) -> Option<GitHubCommand> {
        let known = |name: &str| {
            ["error", "warning", "notice", "debug", "group", "stop-commands", "add-mask", "set-output"]
                .contains(&name)
        };
        let unescaped = |text: &str, pairs: &[(&str, &str)]| {
            pairs.iter().fold(text.to_owned(), |text, (escape, plain)| text.replace(escape, plain))
        };
        let data = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
        let property = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
        let trimmed = line.trim_start();
        if let Some((info, text)) = trimmed.strip_prefix("::").and_then(|it| it.split_once("::")) {
            let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
            if known(name) {
                let pairs = properties.trim().split(',').filter_map(|it| it.split_once('='));
                let pairs = pairs.map(|(key, value)| (key.to_owned(), unescaped(value, &property)));
                let (properties, data) = (pairs.collect(), unescaped(text, &data));
                return Some(GitHubCommand { name: name.to_owned(), properties, data });
            }
        }
        let (info, text) = line.split_once("##[")?.1.split_once(']')?;
        let name = info.split(' ').next().unwrap_or_default();
        known(name).then(|| GitHubCommand {
            name: name.to_owned(),
            properties: Vec::new(),
            data: text.to_owned(),
        })
    }
}

/// A script of `tests/data/reports/` on files, run by Python; what it prints.
pub fn python(program: &Path, script: &str, files: &[&Path]) -> String {
    let script = crate::clients::root().join("tests/data/reports").join(script);
    crate::clients::must(Command::new(program).arg(script).args(files))
}
