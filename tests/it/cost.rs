//! What a clean file costs, counted and not timed: allocations do not depend on the machine's mood.

use crate::{cli::Folder, rules::fixtures};
use ecs_preflight::{Options, Source, check, settings::Settings};
use std::fs;

fn allocations(bytes: Vec<u8>) -> u64 {
    let source = Source::new("request.json", bytes);
    let options = Options::default();
    let info = allocation_counter::measure(|| {
        let checked = check(&source, &options);
        assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
        assert!(checked.document.is_some());
    });
    info.count_total
}

/// The tree is one allocation; nothing else of a clean check allocates, whatever the size.
#[test]
fn a_clean_request_costs_one_allocation_whatever_its_size() {
    let small = fs::read(fixtures().join("_showcase/clean.json")).expect("the showcase");
    let entry = "\n          { \"name\": \"STAGE\", \"value\": \"prod\" },";
    let many: String = (0..60).map(|at| entry.replace("STAGE", &format!("STAGE_{at}"))).collect();
    let large = String::from_utf8(small.clone()).expect("UTF-8").replacen(entry, &many, 1);
    assert!(large.len() > 3 * small.len());
    assert_eq!((allocations(small), allocations(large.into_bytes())), (1, 1));
}

/// A server reads a configuration again whenever it changes, for as long as it runs.
#[test]
fn a_configuration_that_is_dropped_leaves_nothing_in_memory() {
    let use_one = |length: u32| {
        let text =
            format!("[defines]\nSHA = {length}\nSTAGE = \"production\"\n[rules]\nsyntax = \"warning\"\n");
        let (settings, faults) = Settings::parse(Source::new("ecs-preflight.toml", text.into_bytes()));
        assert!(faults.is_empty(), "{faults:?}");
        let options = settings.for_file("a.json").options;
        assert_eq!(options.defines.len(), 2);
        check(&Source::new("a.json", br#"{"startedBy": "${SHA}"}"#.to_vec()), &options);
    };
    // What is made once for all, such as tables that are made when they are first needed.
    use_one(1);
    let info = allocation_counter::measure(|| (2..10).for_each(use_one));
    assert_eq!((info.count_current, info.bytes_current), (0, 0));
}

/// A script without a command costs four calls of the system: it is opened, read to its end, and closed. The walk knows
/// that it is a file. Counted by `strace`, as the difference between many files and half as many.
#[test]
fn a_script_that_starts_no_task_costs_four_calls() {
    let calls = |files: usize| {
        let folder = Folder::new(&format!("unrelated-{files}"), &[]);
        for at in 0..files {
            let name = folder.0.join(format!("{at}.{}", ["sh", "yml", "mk", "dockerfile"][at % 4]));
            fs::write(name, "#!/bin/sh\naws ecs describe-tasks --tasks a\n".repeat(1 + at % 7))
                .expect("a file");
        }
        let program = env!("CARGO_BIN_EXE_ecs-preflight");
        let line = ["-f", "-qq", "-o", "calls", program, "check", "."];
        let output = std::process::Command::new("strace").args(line).current_dir(&folder.0).output().ok()?;
        let said = fs::read_to_string(folder.0.join("calls")).ok().filter(|it| it.contains("exited with"));
        let listed = |it: &str| it.lines().filter(|it| it.contains("getdents64")).count();
        said.filter(|_| output.status.code() == Some(2)).map(|it| it.lines().count() - listed(&it))
    };
    let (Some(some), Some(more)) = (calls(20), calls(100)) else {
        eprintln!("SKIPPED: there is no `strace` to count calls of the system with");
        return;
    };
    let each = (more - some) as f64 / 80.0;
    assert!((3.9..4.1).contains(&each), "{each} calls a file: {some} for 20, {more} for 100");
}
