//! What people really wrote: 36 reported failures and a corpus of files that were once judged wrongly.
//!
//! Each folder of `tests/data/field-cases/` is one report; `<folder>.out` contains what the program prints of each of its
//! files. Files that lie beside a `taskdef.json` are checked together with it, all others alone. `UPDATE=1` writes the
//! answers; git's diff is the review.

use crate::support::{
    fixtures::expect,
    scratch::{Folder, Ran},
};
use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/field-cases")
}

/// All files below a folder, by path from the root.
fn files(folder: &Path, found: &mut Vec<String>) {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = entries.collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_none_or(|ending| ending != "out") {
            let short = path.strip_prefix(root()).expect("a path below the root");
            found.push(short.to_str().expect("Unicode").to_owned());
        }
    }
}

fn check(arguments: &[&str]) -> Ran {
    run(&[&["--format", "concise"], arguments].concat())
}

fn run(arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ecs-preflight"));
    command.args(["check", "--no-config"]).args(arguments);
    command.current_dir(root()).env_clear().env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    Ran::of(command.output().expect("the program starts"))
}

/// The files of a folder that are checked in one run: all of a directory with a task definition, else each alone.
fn runs(folder: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    files(&root().join(folder), &mut all);
    let mut directories: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in all {
        let directory = file.rsplit_once('/').map_or("", |(directory, _)| directory).to_owned();
        directories.entry(directory).or_default().push(file);
    }
    let together =
        |files: &[String]| files.iter().any(|file| file.ends_with("/taskdef.json")) && files.len() > 1;
    let mut runs = Vec::new();
    for files in directories.into_values() {
        match together(&files) {
            true => runs.push(files),
            false => runs.extend(files.into_iter().map(|file| vec![file])),
        }
    }
    runs
}

/// Whether a file of that name is right as it is.
fn is_fixed(file: &str) -> bool {
    let name = |part: &str| part.starts_with("fixed") || part.starts_with("ok-") || part.contains("-fixed");
    file.split('/').any(name)
}

#[test]
fn each_reported_case_gets_the_right_answer() {
    let mut wrong = Vec::new();
    let entries = fs::read_dir(root()).expect("the cases").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    assert_eq!(folders.len(), 37, "36 reports and the corpus");
    for folder in folders {
        let name = folder.file_name().and_then(|name| name.to_str()).expect("Unicode");
        let mut out = String::new();
        for files in runs(name) {
            let arguments: Vec<_> = files.iter().map(String::as_str).collect();
            let ran = check(&arguments);
            let errors = ran.out.lines().filter(|line| line.contains(": error["));
            let file = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
            wrong.extend(
                errors.filter(|line| is_fixed(&file(line))).map(|line| format!("is right, and gets {line}")),
            );
            let code = ran.code;
            write!(out, "$ check {}\n{}{}exit code {code}\n\n", files.join(" "), ran.out, ran.err)
                .expect("a string");
        }
        wrong.extend(expect(&folder.with_extension("out"), &out));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Folders of the corpus in which the search itself was wrong.
#[test]
fn folders_are_searched_as_teams_keep_them() {
    let mut out = String::new();
    for folder in ["m14-hidden", "m15-asl", "m16-shell-template", "m17-powershell-workflow", "m19-forms"] {
        let ran = run(&["--show-files", &format!("corpus/{folder}")]);
        let code = ran.code;
        write!(out, "$ check --show-files corpus/{folder}\n{}{}exit code {code}\n\n", ran.out, ran.err)
            .expect("a string");
    }
    let wrong = expect(&root().join("folders.out"), &out);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}

/// `--fix --unsafe-fixes` changes no file that is not a launch.
#[test]
fn fixes_change_launches_only() {
    let copy = Folder::new("field-cases", &[]);
    let mut all = Vec::new();
    files(&root(), &mut all);
    let bytes = |path: &Path| fs::read(path).expect("a readable file");
    for file in &all {
        let path = copy.path(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        fs::write(path, bytes(&root().join(file))).expect("a writable file");
    }
    let changed = |copy: &Folder| -> Vec<String> {
        let differs = |file: &&String| bytes(&copy.path(file)) != bytes(&root().join(file));
        all.iter().filter(differs).cloned().collect()
    };
    copy.run(&["check", "--no-config", "--fix", "--unsafe-fixes", "."]);
    for file in &all {
        copy.run(&["check", "--no-config", "--fix", "--unsafe-fixes", file]);
    }
    let text = changed(&copy).join("\n") + "\n";
    let wrong = expect(&root().join("changed.out"), &text);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}
