//! A repository in which no file starts a task: what is paid for looking.

use crate::{corpus::Dice, paired, print};
use std::{
    env, fs,
    io::Read,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

/// Says to this very program which folder it is to walk, and nothing else.
pub const WALK: &str = "RATIOS_WALK";
const FILES: usize = 20_000;

/// Walks a folder as the `ignore` crate does it, and reads every file in it.
pub fn walk(folder: &Path) {
    let mut bytes = 0;
    for entry in ignore::WalkBuilder::new(folder).require_git(false).hidden(false).build().flatten() {
        if entry.file_type().is_some_and(|it| it.is_file()) {
            let mut content = Vec::new();
            let read = fs::File::open(entry.path()).and_then(|mut it| it.read_to_end(&mut content));
            bytes += read.expect("a file that can be read");
        }
    }
    assert!(bytes > FILES);
}

pub fn beside_walking() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unrelated");
    if !folder.join("done").is_file() {
        write(&folder);
    }
    let spawn = |command: &mut Command| {
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a program that runs");
    };
    let this = env::current_exe().expect("this program");
    let (ours, beside) = paired(
        15,
        || spawn(Command::new(env!("CARGO_BIN_EXE_ecs-preflight")).arg("check").arg(&folder)),
        || spawn(Command::new(&this).env(WALK, &folder)),
    );
    let ms = |it: Duration| it.as_nanos() as f64 / 1_000_000.0;
    print("20,000 unrelated files / walking and reading them", ms(ours), ms(beside), "ms");
}

/// Scripts, pipelines, texts, makefiles and Dockerfiles of 0.2 to 6 KB, 100 a folder.
fn write(folder: &Path) {
    let mut dice = Dice(3);
    let lines = [
        "set -eu",
        "echo \"building $IMAGE\"",
        "docker build -t \"$IMAGE\" .",
        "aws ecs describe-services --cluster prod --services web",
        "    - run: cargo test --locked",
        "\tgo build ./...",
        "RUN apt-get update && apt-get install -y curl",
        "for f in *.txt; do cat \"$f\"; done",
    ];
    for number in 0..FILES {
        let folder = folder.join(format!("{:03}", number / 100));
        if number % 100 == 0 {
            fs::create_dir_all(&folder).expect("a writable target folder");
        }
        let name = match number % 5 {
            0 => format!("{number}.sh"),
            1 => format!("{number}.yml"),
            2 => format!("{number}.txt"),
            3 => format!("Makefile.{number}.mk"),
            _ => format!("{number}.Dockerfile"),
        };
        let lines: Vec<_> = (0..5 + dice.roll(150)).map(|_| lines[dice.roll(lines.len())]).collect();
        fs::write(folder.join(name), lines.join("\n")).expect("a writable target folder");
    }
    fs::write(folder.join("done"), "all of them\n").expect("a writable target folder");
}
