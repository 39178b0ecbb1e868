//! What a file that starts no task costs, in calls of the system.

use crate::support::{scratch::Folder, skip};
use std::fs;

/// A script without a command costs four calls of the system: it is opened, read to its end, and closed. The walk knows
/// that it is a file. Counted by `strace`, as the difference between many files and half as many.
#[test]
fn a_script_that_starts_no_task_costs_four_calls() {
    let calls = |files: usize| {
        let folder = Folder::new(&format!("unrelated-{files}"), &[]);
        for at in 0..files {
            let name = format!("files/{at}.{}", ["sh", "yml", "mk", "dockerfile"][at % 4]);
            folder.write(&name, &"#!/bin/sh\naws ecs describe-tasks --tasks a\n".repeat(1 + at % 7));
        }
        let program = env!("CARGO_BIN_EXE_ecs-preflight");
        // The list lies beside what is checked: else the program would read what it causes.
        let line = ["-f", "-q", "-o", "calls", program, "check", "files"];
        let output = std::process::Command::new("strace").args(line).current_dir(&folder.0).output().ok()?;
        let said = fs::read_to_string(folder.0.join("calls")).ok().filter(|it| it.contains("exited with"));
        // Folders are listed in few calls or many; with debug assertions the standard library asks whether a file is
        // open before it closes it.
        let counts = |line: &&str| !line.contains("getdents64") && !line.contains("F_GETFD");
        said.filter(|_| output.status.code() == Some(2)).map(|it| it.lines().filter(counts).count())
    };
    let (Some(some), Some(more)) = (calls(20), calls(100)) else {
        return skip("calls of the system", "there is no `strace` to count them with");
    };
    let each = (more - some) as f64 / 80.0;
    assert!((3.9..4.1).contains(&each), "{each} calls a file: {some} for 20, {more} for 100");
}
