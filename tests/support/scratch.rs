//! Folders of their own for tests, and the program and others run in them.

use std::{
    fs,
    io::Write,
    panic::Location,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// A path below `target/tmp/`.
pub fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A folder there with nothing in it.
pub fn empty(name: &str) -> PathBuf {
    let folder = place(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a writable folder");
    folder
}

/// A folder that is empty but for some files.
pub struct Folder(pub PathBuf);

impl Folder {
    /// The name needs to be unique in the file that asks for the folder.
    #[track_caller]
    pub fn new(name: &str, files: &[(&str, &str)]) -> Folder {
        let asking = Path::new(Location::caller().file()).with_extension("");
        let asking = asking.file_name().expect("a file of tests").to_string_lossy().into_owned();
        let folder = Folder(empty(&format!("scratch/{asking}/{name}")));
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a readable file")
    }
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        fs::write(path, text).expect("a writable file");
    }
}

/// The program in the folder.
#[cfg(feature = "cli")]
impl Folder {
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ecs-preflight"));
        command.args(args).current_dir(&self.0).env_clear().env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        // git is looked for there, and is nobody's in particular.
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command
    }
    pub fn raw(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program starts")
    }
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.raw(args))
    }
    pub fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Ran {
        Ran::of(self.command(args).envs(variables.iter().copied()).output().expect("the program starts"))
    }
    pub fn piped(&self, args: &[&str], stdin: impl AsRef<[u8]>) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        // Wrong usage ends the program before it reads.
        let _ = pipe.write_all(stdin.as_ref());
        drop(pipe);
        Ran::of(child.wait_with_output().expect("the program ends"))
    }
}

pub struct Ran {
    /// -1 where a signal ended it.
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
    #[track_caller]
    pub fn exits(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "\n--- stdout\n{}--- stderr\n{}", self.out, self.err);
        self
    }
    #[track_caller]
    pub fn says(self, text: &str) -> Ran {
        assert!(self.out.contains(text), "{text:?} is missing:\n{}", self.out);
        self
    }
    #[track_caller]
    pub fn notes(self, text: &str) -> Ran {
        assert!(self.err.contains(text), "{text:?} is missing:\n{}", self.err);
        self
    }
    /// The paths that a concise report names, in its order.
    pub fn paths(&self) -> Vec<&str> {
        self.out.lines().filter_map(|line| line.split_once(':').map(|(path, _)| path)).collect()
    }
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).expect("one JSON document")
    }
}

/// Runs another program, which must succeed.
#[track_caller]
pub fn must(folder: &Path, program: &str, args: &[&str]) -> String {
    let output = Command::new(program)
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(["AUTHOR", "COMMITTER"].map(|it| (format!("GIT_{it}_NAME"), "test")))
        .envs(["AUTHOR", "COMMITTER"].map(|it| (format!("GIT_{it}_EMAIL"), "test@example.com")))
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {args:?}:\n{text}");
    text
}
