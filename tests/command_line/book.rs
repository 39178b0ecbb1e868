//! The commands of the book print what it shows.
//!
//! `UPDATE=1 cargo test` writes the outputs; git's diff is the review.

use crate::support::{clients, fixtures::expect, root, scratch::empty};
use ecs_preflight::RULES;
use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("docs/src")).expect("the pages").flatten();
    let mut pages: Vec<_> =
        entries.map(|it| it.path()).filter(|it| it.extension().is_some_and(|it| it == "md")).collect();
    pages.sort();
    pages
}

/// A copy of `docs/example`, in a repository of its own: a checkout may have no `.git`.
fn example() -> &'static Path {
    static COPY: OnceLock<PathBuf> = OnceLock::new();
    COPY.get_or_init(|| {
        let repository = empty("book-example");
        let copy = repository.join("docs/example");
        fs::create_dir(repository.join(".git")).expect("a writable folder");
        fs::create_dir_all(&copy).expect("a writable folder");
        for entry in fs::read_dir(root().join("docs/example")).expect("the example").flatten() {
            fs::copy(entry.path(), copy.join(entry.file_name())).expect("a writable folder");
        }
        copy
    })
}

/// What a command prints in the folder that the book says to be in.
fn run(line: &str) -> String {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("ecs-preflight"), "the book runs something else: {line}");
    let output = Command::new(env!("CARGO_BIN_EXE_ecs-preflight"))
        .args(words)
        .current_dir(example())
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the program starts");
    assert_ne!(output.status.code(), Some(2), "{line}: {}", clients::text(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A page with the real output below every command of its console blocks.
fn filled(page: &str) -> (String, usize) {
    let (mut out, mut commands) = (String::new(), 0);
    for (at, part) in page.split("```console\n").enumerate() {
        if at == 0 {
            out.push_str(part);
            continue;
        }
        let (block, rest) = part.split_once("```\n").expect("an end of the block");
        out.push_str("```console\n");
        for line in block.lines().filter_map(|it| it.strip_prefix("$ ")) {
            write!(out, "$ {line}\n{}", run(line)).expect("a string");
            commands += 1;
        }
        out.push_str("```\n");
        out.push_str(rest);
    }
    (out, commands)
}

#[test]
fn every_command_of_the_book_prints_what_is_shown() {
    let mut commands = 0;
    let wrong = pages().into_iter().filter_map(|path| {
        let (text, number) = filled(&fs::read_to_string(&path).expect("a page"));
        commands += number;
        expect(&path, &text)
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(commands >= 5, "only {commands} commands");
}

/// Every rule has one subject in the book, and every subject has rules that exist.
#[test]
fn every_rule_is_in_one_subject() {
    let list = fs::read_to_string(root().join("docs/subjects.txt")).expect("the subjects");
    let is_rule = |line: &&str| !line.is_empty() && !line.starts_with(['#', '[']);
    let mut listed: Vec<_> = list.lines().filter(is_rule).collect();
    listed.sort_unstable();
    let mut rules: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
    rules.sort_unstable();
    assert_eq!(listed, rules);
    assert!(!list.contains("]\n\n["), "a subject without rules");
}

/// The tables of the chapter on CI are those of action.yml.
#[test]
fn every_input_of_the_action_is_documented() {
    let action = fs::read_to_string(root().join("action.yml")).expect("the action");
    let page = fs::read_to_string(root().join("docs/src/ci.md")).expect("the chapter");
    let (inputs, rest) = action.split_once("\noutputs:\n").expect("outputs");
    let (outputs, _) = rest.split_once("\nruns:\n").expect("steps");
    let (_, inputs) = inputs.split_once("\ninputs:\n").expect("inputs");
    let names = |part: &str| -> Vec<String> {
        let names = part.lines().filter_map(|it| it.strip_prefix("  ")?.strip_suffix(':'));
        names.filter(|it| !it.starts_with(' ')).map(str::to_owned).collect()
    };
    let documented = |head: &str| -> Vec<String> {
        let table = page.split(head).nth(1).and_then(|it| it.split("\n\n").next()).expect("a table");
        table.lines().filter_map(|it| it.strip_prefix("| `")?.split('`').next()).map(str::to_owned).collect()
    };
    assert_eq!(names(inputs), documented("| input |"));
    assert_eq!(names(outputs), documented("| output |"));
}

/// The blocks of commands of the chapter.
fn shown() -> Vec<String> {
    let chapter = fs::read_to_string(root().join("docs/src/adopt.md")).expect("the chapter");
    let blocks = chapter.split("```sh\n").skip(1);
    blocks.filter_map(|block| block.split_once("```\n")).map(|(block, _)| block.to_owned()).collect()
}

#[test]
fn the_chapter_shows_the_commands_of_the_script_word_for_word() {
    let script = fs::read_to_string(root().join("tests/clients/adopt.sh")).expect("the script");
    let blocks = script.split("<<'SHOWN'\n").skip(1);
    let walked: Vec<_> = blocks.filter_map(|it| it.split_once("SHOWN\n")).map(|(block, _)| block).collect();
    // The last one is the one before it, on a later day.
    let (again, walked) = walked.split_last().expect("blocks");
    assert!(walked.last().is_some_and(|it| it.starts_with(again)));
    assert_eq!(shown(), walked);
}
