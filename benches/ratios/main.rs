//! `cargo bench`: what ecs-preflight costs beside what cannot be avoided, as ratios of one run.
//!
//! - In process: a whole `check` of a clean request beside `serde_json::from_slice::<Value>` on the
//!   same bytes (the goal is at most 0.5). `CORPUS`, a list of paths below its own folder, adds those files;
//!   some of them may have findings.
//! - As a process: `ecs-preflight check` of one clean file beside an empty Rust program (at most 1.2),
//!   as it is shipped where `packaging/build` has made that.
//! - In a repository of 20,000 files that start no task: `ecs-preflight check` beside a program that walks it
//!   the same way and reads every file (at most 1.5).
//!
//! Absolute times are printed for orientation only: machines differ and drift. Both sides of a ratio
//! take turns, so a ratio holds when the machine's speed does not.

mod corpus;
mod unrelated;

use ecs_preflight::{Options, Source, check};
use std::{
    hint::black_box,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

fn main() {
    if let Some(folder) = std::env::var_os(unrelated::WALK) {
        return unrelated::walk(Path::new(&folder));
    }
    println!("{:44} {:>10} {:>10} {:>7}", "", "ours", "beside", "ratio");
    in_process();
    as_process();
    unrelated::beside_walking();
}

fn in_process() {
    let small = corpus::request(&mut corpus::Dice(7), 1_000);
    let near_limit = corpus::request(&mut corpus::Dice(8), 9_000);
    let mixed = corpus::requests(1_000);
    let page: Vec<u8> = include_bytes!("../../fixtures/_showcase/clean.json").to_vec();
    for (name, documents) in [
        ("1 KB request", vec![small]),
        ("9 KB request", vec![near_limit]),
        ("the showcase's clean request", vec![page]),
        ("1,000 requests of 0.3 to 9 KB", mixed),
    ] {
        for it in &documents {
            let found = check(&Source::new("bench", it.clone()), &Options::default()).diagnostics;
            assert!(found.is_empty(), "{found:#?}\n{}", String::from_utf8_lossy(it));
        }
        compare(name, &documents);
    }
    if let Some(list) = std::env::var_os("CORPUS") {
        let mut documents = listed(Path::new(&list));
        compare("the corpus", &documents);
        documents
            .retain(|it| check(&Source::new("", it.clone()), &Options::default()).diagnostics.is_empty());
        compare("what is clean in it", &documents);
    }
}

/// The files of a list, whose paths begin where the list is.
fn listed(list: &Path) -> Vec<Vec<u8>> {
    let paths = std::fs::read_to_string(list).expect("a list of paths");
    paths.lines().map(|it| std::fs::read(list.with_file_name(it)).expect("a file of the list")).collect()
}

fn compare(name: &str, documents: &[Vec<u8>]) {
    let bytes: usize = documents.iter().map(Vec::len).sum();
    let rounds = (40_000_000 / bytes / 40).max(1);
    let (ours, value) = paired(
        40,
        || run(rounds, documents, |it| drop(black_box(check(&Source::new("", it), &Options::default())))),
        || {
            run(rounds, documents, |it| {
                let value: serde_json::Value = serde_json::from_slice(&it).expect("JSON");
                drop(black_box(value));
            });
        },
    );
    let each = |it: Duration| it.as_nanos() as f64 / (rounds * documents.len()) as f64;
    print(&format!("check / serde_json Value: {name}"), each(ours), each(value), "ns");
}

/// Both sides get an own copy of the bytes, as if they had just been read.
fn run(rounds: usize, documents: &[Vec<u8>], mut each: impl FnMut(Vec<u8>)) {
    for _ in 0..rounds {
        for it in documents {
            each(black_box(it.clone()));
        }
    }
}

fn as_process() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, empty) = (folder.join("empty.rs"), folder.join("empty"));
    std::fs::write(&source, "fn main() {}\n").expect("a writable target folder");
    let built = Command::new("rustc").args(["-O", "-o"]).arg(&empty).arg(&source).status();
    if !built.is_ok_and(|it| it.success()) {
        return println!("process: skipped, no rustc to build the empty program with");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shipped = root.join("target/dist/ecs-preflight");
    let (program, form) = match shipped.is_file() {
        true => (shipped.as_path(), "as shipped"),
        false => (Path::new(env!("CARGO_BIN_EXE_ecs-preflight")), "linked dynamically"),
    };
    if form != "as shipped" {
        println!("process: `packaging/build` makes the program as it is shipped, linked statically");
    }
    // What a linker wrote lies scattered in memory, and starts slower than what was installed.
    let installed = ["ours", "beside"].map(|it| folder.join(it));
    for (from, to) in [program, &empty].into_iter().zip(&installed) {
        std::fs::copy(from, to).expect("a writable target folder");
    }
    let [ours, empty] = &installed;
    let clean = root.join("fixtures/_showcase/clean.json");
    let broken = root.join("fixtures/_showcase/broken.json");
    for (name, file) in [("a clean file", clean), ("a broken file, with its report", broken)] {
        let spawn = |command: &mut Command| {
            command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a program that runs");
        };
        let (ours, beside) = paired(
            300,
            || spawn(Command::new(ours).arg("check").arg(&file)),
            || spawn(&mut Command::new(empty)),
        );
        let us = |it: Duration| it.as_nanos() as f64 / 1_000.0;
        print(&format!("process, {form} / empty program: {name}"), us(ours), us(beside), "us");
    }
}

/// The median time of each of two things that take turns.
fn paired(rounds: usize, mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let time = |it: &mut dyn FnMut()| {
        let start = Instant::now();
        it();
        start.elapsed()
    };
    let mut pairs: Vec<_> = (0..rounds).map(|_| (time(&mut one), time(&mut other))).collect();
    pairs.sort_by(|a, b| ratio(*a).total_cmp(&ratio(*b)));
    pairs[rounds / 2]
}

fn ratio((one, other): (Duration, Duration)) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn print(name: &str, ours: f64, beside: f64, unit: &str) {
    println!("{name:56} {ours:8.0} {unit} {beside:8.0} {unit} {:6.2}", ours / beside);
}
