//! The runner on stable Rust: `attack SECONDS [TARGET]`, or `attack replay TARGET FILE…`.
//!
//! Each target runs in processes of its own, so that a stack that overflows or memory that runs out ends only them. An
//! input is kept where the parent finds it before it is looked at. What does something new becomes a seed.

mod child;
mod parent;

use ecs_preflight_fuzz::{Seen, targets};
use std::{env, fs, process::ExitCode};

const USAGE: &str = "usage: attack SECONDS [TARGET] [--jobs N] [--seed N] | attack replay TARGET FILE…";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["child", rest @ ..] => child::run(rest),
        ["replay", target, files @ ..] if !files.is_empty() => replay(target, files),
        rest => match parent::Plan::read(rest) {
            Some(plan) => parent::run(&plan),
            None => {
                let names: Vec<_> = targets::ALL.iter().map(|it| it.name).collect();
                eprintln!("{USAGE}\ntargets: {}, python", names.join(", "));
                ExitCode::from(2)
            }
        },
    }
}

/// Looks at saved inputs again.
fn replay(target: &str, files: &[&str]) -> ExitCode {
    let Some(target) = targets::ALL.iter().find(|it| it.name == target) else {
        eprintln!("there is no target {target}");
        return ExitCode::from(2);
    };
    let mut code = ExitCode::SUCCESS;
    for file in files {
        let Ok(data) = fs::read(file) else {
            eprintln!("{file}: cannot be read");
            return ExitCode::from(2);
        };
        match (target.run)(&data, &mut Seen::default()) {
            Ok(()) => println!("{file}: holds"),
            Err(problem) => {
                println!("{file}: {problem}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
