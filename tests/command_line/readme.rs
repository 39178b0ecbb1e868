//! Every command of the README says what the README shows.

use crate::support::fixtures::expect;
use std::{path::Path, process::Command};

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    std::fs::read_to_string(path).expect("the README")
}

/// What a command line of the README prints on stdout.
fn run(line: &str) -> String {
    let program = line.strip_prefix("cargo run -- ").or_else(|| line.strip_prefix("ecs-preflight "));
    let arguments = program.unwrap_or_else(|| panic!("the README runs something else: {line}"));
    let output = Command::new(env!("CARGO_BIN_EXE_ecs-preflight"))
        .args(arguments.split_whitespace())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the program starts");
    assert_ne!(output.status.code(), Some(2), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// `UPDATE=1` writes what the commands print.
#[test]
fn every_command_prints_what_is_shown() {
    let readme = readme();
    let (mut filled, mut commands) = (String::new(), 0);
    for (at, part) in readme.split("```console\n").enumerate() {
        if at == 0 {
            filled.push_str(part);
            continue;
        }
        let (block, rest) = part.split_once("```\n").expect("an end of the block");
        filled.push_str("```console\n");
        for line in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
            filled.push_str(&format!("$ {line}\n{}", run(line)));
            commands += 1;
        }
        filled.push_str(&format!("```\n{rest}"));
    }
    assert!(commands >= 4, "only {commands} commands");
    let wrong = expect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"), &filled);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}

/// A README is read at one sitting.
#[test]
fn it_stays_short() {
    let lines = readme().lines().count();
    assert!(lines <= 200, "{lines} lines");
}

/// The two commands of the set-up: one shows findings of a file in `fixtures/`, the other is this very test run.
#[test]
fn the_set_up_is_two_commands() {
    let readme = readme();
    let block = readme.split("```sh\n").nth(1).and_then(|it| it.split("```").next()).expect("the set-up");
    let [check, test] = block.lines().collect::<Vec<_>>()[..] else { panic!("two commands, not:\n{block}") };
    assert!(run(check).contains("errors in 1 file"));
    assert_eq!(test, "cargo test");
    let ci = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run");
    assert!(
        std::fs::read_to_string(ci).expect(".ci/run").lines().any(|it| it.starts_with(test)),
        ".ci/run runs `{test}`"
    );
}

/// The hook of the README is the one that `.pre-commit-hooks.yaml` offers.
#[test]
fn the_hook_exists() {
    let hooks = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let hooks = std::fs::read_to_string(hooks).expect("the hooks");
    for line in readme().lines().filter_map(|it| it.trim().strip_prefix("- id: ").map(str::to_owned)) {
        assert!(hooks.contains(&format!("- id: {line}\n")), "{line}");
    }
}
