//! Several reports in one run, where they go, and what is beside them.

use crate::support::{
    clients,
    github::GitHubCommand,
    repository::{BAD, GOOD, Repository},
    root, skip,
};
use ecs_preflight::report::REPORTS;
use std::{fs, io::Write, process::Command, thread, time::Duration};

#[test]
fn one_run_writes_several_reports() {
    let folder = Repository::new("outputs-several", &[("ecs/bad.json", BAD), ("ecs/good.json", GOOD)]);
    let alone = folder.run(1, &["ecs"]).out;
    let arguments = ["ecs", "--format", "human", "--format", "sarif=out.sarif", "--format", "junit=out.xml"];
    assert_eq!(folder.run(1, &arguments).out, alone);
    for (format, file) in [("sarif", "out.sarif"), ("junit", "out.xml")] {
        assert_eq!(folder.read(file), folder.run(1, &["ecs", "--format", format]).out);
    }
    // Nothing goes to standard output but what was asked for.
    assert_eq!(folder.run(1, &["ecs", "--format", "json=out.json"]).out, "");
    assert_eq!(folder.run(1, &["ecs", "--format", "concise", "-o", "out.txt"]).out, "");
    assert_eq!(folder.read("out.txt"), folder.run(1, &["ecs", "--format", "concise"]).out);
    folder.run(1, &["ecs", "-o", "human.txt", "--color", "always"]);
    assert_eq!(folder.read("human.txt"), alone);
    assert_eq!(
        folder.run(1, &["ecs", "--format", "json=-"]).out,
        folder.run(1, &["ecs", "--format", "json"]).out
    );
    let both = ["ecs", "--format", "json", "--format", "concise=c.txt", "-o", "j.json"];
    assert_eq!(folder.run(1, &both).out, "");
    assert_eq!(folder.read("j.json"), folder.run(1, &["ecs", "--format", "json"]).out);
}

#[test]
fn clashes_and_what_cannot_be_written_are_wrong_usage() {
    let folder = Repository::new("outputs-clash", &[("bad.json", BAD)]);
    let says = |arguments: &[&str], text: &str| {
        let ran = folder.run(2, arguments);
        assert!(ran.err.contains(text) && ran.out.is_empty(), "{}{}", ran.out, ran.err);
    };
    says(&["--format", "human", "--format", "json"], "cannot both go to standard output");
    says(&["--format", "json", "--format", "json"], "cannot both go to standard output");
    says(&["--format", "json", "--format", "sarif=-"], "cannot both go to standard output");
    says(&["--format", "json=a", "--format", "sarif=./a"], "two reports cannot go to the same file");
    says(&["--format", "json=a", "-o", "b"], "`--output-file` is unused");
    says(&["--format", "json="], "is missing a file name");
    says(&["--format", "srif=a"], "'sarif'");
    says(&["--annotations", "nevr"], "'never'");
    says(&["bad.json", "-o", "bad.json"], "would overwrite a file that is checked");
    assert_eq!(folder.read("bad.json"), BAD);
    assert!(!folder.0.join("a").exists());
    // What can be written is written all the same.
    let ran = folder.run(2, &["bad.json", "--format", "concise", "--format", "sarif=no/such/folder/x.sarif"]);
    assert!(ran.out.contains("1 error in 1 file"), "{}", ran.out);
    assert!(ran.err.contains("no/such/folder/x.sarif: cannot write: No such file"), "{}", ran.err);
    folder.run(2, &["bad.json", "-o", "."]);
    if fs::metadata("/dev/full").is_ok() {
        assert!(folder.run(2, &["bad.json", "-o", "/dev/full"]).err.contains("No space left"));
    }
}

#[test]
fn github_actions_gets_annotations_beside_the_report() {
    let folder = Repository::new("outputs-github", &[("bad.json", BAD)]);
    let alone = folder.run(1, &["bad.json"]).out;
    let annotations = folder.run(1, &["bad.json", "--format", "github"]).out;
    assert!(GitHubCommand::read(annotations.trim_end()).is_some_and(|it| it.property("line") == "4"));
    assert_eq!(folder.run_in_github(1, &["bad.json"]).out, annotations.clone() + &alone);
    assert_eq!(folder.run_in_github(1, &["bad.json", "--annotations", "never"]).out, alone);
    let with_sarif = ["bad.json", "--format", "human", "--format", "sarif=x.sarif"];
    assert_eq!(folder.run_in_github(1, &with_sarif).out, annotations.clone() + &alone);
    assert_eq!(folder.run_in_github(1, &["bad.json", "--format", "github"]).out, annotations);
    // Programs read the others.
    assert_eq!(
        folder.run_in_github(1, &["bad.json", "--format", "json"]).out,
        folder.run(1, &["bad.json", "--format", "json"]).out
    );
    assert_eq!(folder.run_in_github(1, &["bad.json", "-o", "human.txt"]).out, "");

    // The summary of a job keeps what an earlier command wrote.
    fs::write(folder.0.join("summary.md"), "before\n").expect("a file");
    let summary = folder.0.join("summary.md");
    let to_summary = format!("markdown={}", summary.display());
    let mut command = folder.command(&["bad.json", "--format", &to_summary]);
    command.env("GITHUB_STEP_SUMMARY", &summary).output().expect("the program starts");
    assert!(folder.read("summary.md").starts_with("before\n### ecs-preflight\n"));
}

#[test]
fn statistics_count_each_rule() {
    let two = BAD.replace("\"startedBy\"", "\"strange\": 1,\n  \"startedBy\"");
    let folder = Repository::new("outputs-statistics", &[("a.json", BAD), ("b.json", &two)]);
    let expected =
        "2  error    started-by-charset  in 2 files, 2 fixable\n1  error    unknown-member      in 1 file";
    let out = folder.run(1, &["--statistics", "."]).out;
    assert!(out.contains(&format!("\n\n{expected}")), "{out}");
    assert!(out.ends_with("\n\n3 errors in 2 files (2 fixable with `--unsafe-fixes`)\n"), "{out}");
    assert!(folder.run(1, &["--statistics", "--format", "concise", "."]).out.contains(expected));
    // A program's report stays what it is.
    let json = folder.run(1, &["--statistics", "--format", "json", "."]);
    assert!(json.err.contains(expected) && json.json()["summary"]["errors"] == 3);
    let clean = Repository::new("outputs-statistics-clean", &[("a.json", GOOD)]);
    assert_eq!(clean.run(0, &["--statistics", "."]).out, "no findings in 1 file\n");
}

/// The bar comes on a terminal only, in long runs only, and never for a few files.
#[test]
fn a_bar_shows_only_where_a_run_lasts() {
    if Command::new("script").arg("--version").output().is_err() {
        return skip("the progress bar", "there is no `script` to make a terminal");
    }
    let names: Vec<_> = (0..80).map(|it| format!("f{it:02}.json")).collect();
    let files: Vec<_> = names.iter().map(|it| (it.as_str(), GOOD)).collect();
    let folder = Repository::new("outputs-progress", &files);
    // A pipe among the files keeps the run waiting as long as this test likes.
    let pipe = folder.0.join("slow.json");
    clients::must(Command::new("mkfifo").arg(&pipe));
    let shown = |arguments: &str, wait: u64| {
        let program = env!("CARGO_BIN_EXE_ecs-preflight");
        let mut command = Command::new("script");
        command.args(["-qec", &format!("'{program}' check {arguments}"), "/dev/null"]).current_dir(&folder.0);
        command.env_remove("GITHUB_ACTIONS").env("TERM", "xterm");
        let pipe = pipe.clone();
        let writer = thread::spawn(move || {
            // Opening waits for the reader.
            let mut pipe = fs::OpenOptions::new().write(true).open(pipe).expect("a pipe");
            thread::sleep(Duration::from_millis(wait));
            pipe.write_all(GOOD.as_bytes()).expect("a reader");
        });
        let output = command.output().expect("script starts");
        writer.join().expect("it wrote");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let long = shown("*.json", 1_600);
    assert!(long.contains("of 81 files") && long.contains("no findings in 81 files"), "{long:?}");
    assert!(!shown("*.json", 100).contains("of 81 files"));
    assert!(!shown("*.json --quiet", 1_600).contains("of 81 files"));
    assert!(!shown("*.json 2>errors", 1_600).contains("of 81 files"));
    assert_eq!(folder.read("errors"), "");
    let few = shown("f00.json slow.json", 1_600);
    assert!(!few.contains(" of ") && few.contains("no findings in 2 files"), "{few:?}");
}

#[test]
fn every_report_is_in_the_documentation() {
    let page = root().join("docs/src/reports.md");
    let page = fs::read_to_string(page).expect("docs/src/reports.md");
    let rows: Vec<_> = page.lines().filter(|it| it.starts_with("| `")).collect();
    for report in REPORTS {
        let name = format!("`{}`", report.name);
        assert!(rows.iter().any(|it| it.split('|').nth(1).is_some_and(|it| it.contains(&name))), "{name}");
    }
}
