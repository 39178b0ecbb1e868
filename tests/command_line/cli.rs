//! The program as people run it.

use crate::support::scratch::{Folder, Ran};
use ecs_preflight::rules;
use serde_json::Value;
use std::{fs, io::Read, process::Stdio};

const GOOD: &str =
    r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"]}"#;
const BAD: &str = r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "startedBy": "a b"}"#;
const SERVICE: &str = r#"{"serviceName": "web", "desiredCount": 1}"#;

#[test]
fn exit_codes() {
    let folder = Folder::new("exit", &[("good.json", GOOD), ("bad.json", BAD)]);
    let silent = folder.run(&["check", "good.json"]).exits(0);
    assert_eq!((silent.out.as_str(), silent.err.as_str()), ("no findings in 1 file\n", ""));
    folder.run(&["check", "bad.json"]).exits(1).says("error[started-by-charset]").says("1 error in 1 file");
    folder.run(&["check", "bad.json", "--fail-on", "never"]).exits(0).says("error[started-by-charset]");
    folder.run(&["check", "bad.json", "--fail-on", "warning"]).exits(1);
    folder.run(&["check", "bad.json", "--fail-on", "info"]).exits(1);
    folder.run(&["check", "bad.json", "--nonsense"]).exits(2);
    folder.run(&["check", "bad.json", "gone.json"]).exits(2).says("error[started-by-charset]");
    folder.run(&[]).exits(2).notes("Usage:");
}

#[test]
fn a_value_that_no_option_has_is_answered_with_the_nearest() {
    let folder = Folder::new("options", &[("good.json", GOOD)]);
    folder.run(&["check", "--format", "jsn"]).exits(2).notes("'json'");
    folder.run(&["check", "--kind", "start-tsk"]).exits(2).notes("'start-task'");
    folder.run(&["check", "--api-revision", "lates"]).exits(2).notes("did you mean 'latest'?");
    folder.run(&["check", "--api-revision", "2018-02-30"]).exits(2).notes("such as 2018-03-01");
    folder.run(&["check", "--color", "alway"]).exits(2).notes("'always'");
    folder.run(&["check", "--fail-on", "errors"]).exits(2).notes("'error'");
    folder
        .run(&["check", "--stdin-filename", "x.json"])
        .exits(2)
        .notes("`--stdin-filename` requires the path `-`");
    folder.run(&["chek"]).exits(2).notes("'check'");
}

#[test]
fn help_and_version() {
    let folder = Folder::new("help", &[]);
    let version = folder.run(&["--version"]).exits(0);
    assert_eq!(version.out, concat!("ecs-preflight ", env!("CARGO_PKG_VERSION"), "\n"));
    folder.run(&["--help"]).exits(0).says("Exit codes:");
    folder.run(&["check", "--help"]).exits(0).says("Exit codes:").says("Examples:").says("64 MiB");
    folder.run(&["check", "-h"]).exits(0).says("--api-revision");
}

#[test]
fn folders_are_searched_as_git_would() {
    let files = [
        (".gitignore", "ignored/\nlocal-*.json\n"),
        ("a.json", BAD),
        ("b.txt", BAD),
        ("jobs/c.json", BAD),
        ("jobs/.gitignore", "d.json"),
        ("jobs/d.json", BAD),
        ("jobs/.hidden.json", BAD),
        ("ignored/e.json", BAD),
        ("local-f.json", BAD),
        (".hidden/g.json", BAD),
        ("jobs/package.json", r#"{"name": "x", "version": "1.0.0"}"#),
        ("jobs/broken.json", r#"{"a": [1, 2"#),
        ("jobs/list.json", "[]"),
        ("jobs/service.json", SERVICE),
        ("good/h.json", GOOD),
    ];
    let folder = Folder::new("walk", &files);
    let summary = "2 errors in 3 files (2 fixable with `--unsafe-fixes`); \
                   4 files skipped: 3 not ECS launch documents, 1 ECS CreateService request\n";
    for here in [&["check", "--format", "concise"][..], &["check", "--format", "concise", "."]] {
        let ran = folder.run(here).exits(1);
        assert_eq!(&ran.paths()[..2], ["a.json", "jobs/c.json"]);
        assert!(ran.out.ends_with(summary), "{}", ran.out);
        assert_eq!(ran.err, "");
    }
    let named = folder.run(&["check", "--format", "concise", "jobs", "b.txt", "ignored/e.json"]).exits(1);
    assert_eq!(&named.paths()[..3], ["b.txt", "ignored/e.json", "jobs/c.json"]);
    let dotted = folder.run(&["check", "--format", "concise", "./jobs", "./a.json"]).exits(1);
    assert_eq!(&dotted.paths()[..2], ["./a.json", "jobs/c.json"]);
    let json = folder.run(&["check", "--format", "json"]).exits(1).json();
    assert_eq!(json["summary"]["skipped"], 4);
    assert_eq!(json["files"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_named_file_of_another_type_is_skipped_with_a_note() {
    let files = [
        ("good.json", GOOD),
        ("service.json", SERVICE),
        ("package.json", r#"{"name": "x"}"#),
        ("broken.json", r#"{"name": "#),
    ];
    let folder = Folder::new("named", &files);
    folder
        .run(&["check", "good.json", "service.json"])
        .exits(0)
        .says("no findings in 1 file; 1 file skipped: ECS CreateService request\n")
        .notes("note: skipped service.json: an ECS CreateService request\n");
    folder
        .run(&["check", "good.json", "package.json"])
        .exits(0)
        .notes("pass `--kind` if it is meant to be one");
    let quiet = folder.run(&["check", "-q", "good.json", "service.json"]).exits(0);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("", ""));
    if rules::named("syntax").is_some() {
        let broken = folder.run(&["check", "broken.json", "--format", "json"]).exits(1).json();
        assert_eq!(broken["files"][0]["kind"], Value::Null);
        assert_eq!(broken["files"][0]["revision"], Value::Null);
        assert_eq!(broken["diagnostics"][0]["rule"], "syntax");
    }
}

/// Hooks name every JSON file that was changed, and some of them are not valid JSON.
#[test]
fn named_files_that_are_no_launch_documents_can_be_left_alone() {
    let config = "{\n  // strict\n  \"compilerOptions\": {},\n}\n";
    let folder = Folder::new("unrecognized", &[("tsconfig.json", config), ("a.json", GOOD), ("b.json", BAD)]);
    assert_eq!(folder.run(&["check", "tsconfig.json", "a.json"]).code, 1);
    let ran = folder.run(&["check", "--skip-unrecognized", "tsconfig.json", "a.json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(folder.run(&["check", "--skip-unrecognized", "tsconfig.json", "b.json"]).code, 1);
    assert_eq!(folder.run(&["check", "--skip-unrecognized", "tsconfig.json"]).code, 2);
    assert_eq!(folder.run(&["check", "--skip-unrecognized", "--allow-none", "tsconfig.json"]).code, 0);
    let missing = folder.run(&["check", "--skip-unrecognized", "--allow-none", "missing.json"]);
    assert_eq!(missing.code, 2, "{}", missing.err);
}

#[test]
fn an_explicit_kind_is_used() {
    let files = [("net.json", r#"{"x": 1}"#), ("service.json", SERVICE), ("good.json", GOOD)];
    let folder = Folder::new("kind", &files);
    let forced = folder.run(&["check", "--kind", "network-configuration", "--format", "json", "net.json"]);
    assert_eq!(forced.json()["files"][0]["kind"], "network-configuration");
    folder.run(&["check", "--kind", "start-task", "good.json"]).exits(0);
    if rules::named("wrong-document").is_some() {
        let wrong =
            folder.run(&["check", "--kind", "start-task", "--format", "json", "service.json"]).exits(1);
        assert_eq!(wrong.json()["files"][0]["kind"], "start-task");
        assert_eq!(wrong.json()["diagnostics"][0]["rule"], "wrong-document");
    }
}

#[test]
fn the_revision_is_what_was_asked_for() {
    let slash = BAD.replace("a b", "a/b");
    let folder = Folder::new("revision", &[("slash.json", &slash)]);
    let revision = |revision: &str| {
        let ran = folder.run(&["check", "--format", "json", "--api-revision", revision, "slash.json"]);
        (ran.code, ran.json()["files"][0]["revision"].as_str().map(str::to_owned))
    };
    assert_eq!(revision("auto"), (0, Some("2018-03-01".into())));
    assert_eq!(revision("2018-03-01"), (1, Some("2018-03-01".into())));
    assert_eq!(revision("2024-08-14"), (1, Some("2024-08-14".into())));
    assert_eq!(revision("2024-08-15"), (0, Some("2024-08-15".into())));
    assert_eq!(revision("latest").0, 0);
}

#[test]
fn partial_requests_are_a_matter_of_an_option() {
    let folder = Folder::new("partial", &[("base.json", r#"{"taskDefinition": "web:12"}"#)]);
    folder.run(&["check", "--partial", "base.json"]).exits(0);
    if rules::named("missing-member").is_some() {
        folder.run(&["check", "--kind", "start-task", "base.json"]).exits(1);
        // Without a kind it is a whole request for RunTask.
        folder.run(&["check", "base.json"]).exits(0).says("info[ambiguous-kind]");
    }
}

/// The message about a folder without anything to check.
const NOTHING_FOUND: &str = "no files found; folders are searched for *.json, *.asl, templates (*.tpl, *.tftpl, *.j2), \
                             and scripts that run `start-task` or `run-task`";

#[test]
fn nothing_to_check_is_trouble_unless_allowed() {
    let folder = Folder::new("nothing", &[("empty/x.txt", ""), ("other/service.json", SERVICE)]);
    for (path, why) in [("empty", NOTHING_FOUND), ("other", "1 file skipped: ECS CreateService request")] {
        let trouble = folder.run(&["check", path]).exits(2);
        assert_eq!(
            (trouble.out, trouble.err),
            (String::new(), format!("error: no files were checked: {why}\n"))
        );
        let allowed = folder.run(&["check", "--allow-none", path]).exits(0);
        assert_eq!(
            (allowed.out, allowed.err),
            (String::new(), format!("note: no files were checked: {why}\n"))
        );
        folder.run(&["check", "--allow-none", "--quiet", path]).exits(0).notes("");
    }
    let json = folder.run(&["check", "--format", "json", "empty"]).exits(2).json();
    assert_eq!((&json["version"], &json["summary"]["files"]), (&1.into(), &0.into()));
}

#[test]
fn a_missing_file_is_named_and_guessed() {
    let folder = Folder::new("missing", &[("jobs/nightly.json", GOOD), ("jobs/weekly.json", BAD)]);
    folder
        .run(&["check", "jobs/nigthly.json", "jobs/weekly.json"])
        .exits(2)
        .says("error[started-by-charset]")
        .notes("error: jobs/nigthly.json: no such file; did you mean `jobs/nightly.json`?\n");
    let alone = folder.run(&["check", "--allow-none", "jobs/completely-different.json"]).exits(2);
    assert_eq!(alone.err, "error: jobs/completely-different.json: no such file\n");
    folder.run(&["check", "no/such/folder/x.json"]).exits(2).notes("no such file");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = Folder::new("large", &[("good.json", GOOD), ("sub/large.json", "")]);
    let large = fs::File::create(folder.0.join("sub/large.json")).expect("a writable file");
    large.set_len((64 << 20) + 1).expect("a sparse file");
    folder
        .run(&["check", "sub/large.json"])
        .exits(2)
        .notes("error: sub/large.json: the file is larger than 64 MiB");
    folder.run(&["check"]).exits(0).says("no findings in 1 file; 1 file skipped: too large");
}

#[test]
fn standard_input() {
    let folder = Folder::new("stdin", &[("good.json", GOOD)]);
    folder.piped(&["check", "-"], BAD).exits(1).says("[<stdin>:1:");
    folder.piped(&["check", "-", "--stdin-filename", "jobs/x.json"], BAD).exits(1).says("[jobs/x.json:1:");
    folder.piped(&["check", "-", "good.json", "-"], GOOD).exits(0).says("no findings in 2 files");
    folder.piped(&["check", "-"], SERVICE).exits(2).notes("skipped <stdin>: an ECS CreateService request");
    folder.piped(&["check", "-", "--kind", "overrides"], "{}").exits(0);
}

#[test]
fn one_file_under_many_names_is_checked_once() {
    let folder = Folder::new("twice", &[("jobs/a.json", BAD)]);
    let whole = folder.0.join("jobs/a.json");
    let whole = whole.to_str().expect("UTF-8");
    let ran =
        folder.run(&["check", "jobs/a.json", "./jobs/a.json", "jobs/../jobs/a.json", "jobs", ".", whole]);
    ran.exits(1).says("1 error in 1 file");
}

#[test]
fn colors_are_a_matter_of_the_environment() {
    let folder = Folder::new("color", &[("bad.json", BAD)]);
    let colored = |args: &[&str], variables: &[(&str, &str)]| {
        let args = [&["check", "bad.json"], args].concat();
        folder.run_with(&args, variables).exits(1).out.contains('\x1b')
    };
    assert!(!colored(&[], &[]), "standard output is no terminal");
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1"), ("TERM", "dumb")]));
    assert!(!colored(&["--color", "never"], &[("FORCE_COLOR", "1")]));
    for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
        assert!(colored(&[], &[(name, "1")]));
        assert!(colored(&[], &[(name, "1"), ("CLICOLOR", "0"), ("TERM", "dumb")]));
        assert!(!colored(&[], &[(name, "0")]));
        assert!(!colored(&[], &[(name, "")]));
        assert!(!colored(&[], &[(name, "1"), ("NO_COLOR", "1")]));
        assert!(colored(&[], &[(name, "1"), ("NO_COLOR", "")]));
    }
    let json = folder.run(&["check", "bad.json", "--format", "json", "--color", "always"]).exits(1);
    assert!(!json.out.contains('\x1b'));
    let links = folder.run_with(&["check", "bad.json", "--color", "always"], &[("TERM", "xterm-kitty")]);
    assert!(!links.out.contains("\x1b]8"), "a pipe has no links");
    assert_eq!(strip(&links.out), folder.run(&["check", "bad.json"]).out, "colors change no text");
}

/// Without `ESC [ … m`.
fn strip(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, it| all + it.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn the_locale_decides_how_lines_are_drawn() {
    let folder = Folder::new("locale", &[("bad.json", BAD)]);
    let drawn = |variables: &[(&str, &str)]| {
        let mut command = folder.command(&["check", "bad.json"]);
        command.env_clear().envs(variables.iter().copied());
        Ran::of(command.output().expect("the program starts")).exits(1).out
    };
    assert!(drawn(&[("LANG", "de_DE.UTF-8")]).contains("╭─["));
    assert!(drawn(&[("LC_CTYPE", "en_US.utf8"), ("LANG", "C")]).contains("╭─["));
    assert!(drawn(&[("LC_ALL", ""), ("LANG", "C.UTF-8")]).contains("╭─["));
    for ascii in [&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")][..], &[("LANG", "POSIX")], &[]] {
        let out = drawn(ascii);
        assert!(out.contains(",-[") && out.is_ascii(), "{out}");
    }
}

#[test]
fn a_reader_that_stops_early_is_not_an_error() {
    let files: Vec<_> = (0..200).map(|it| format!("f{it}.json")).collect();
    let files: Vec<_> = files.iter().map(|it| (it.as_str(), BAD)).collect();
    let folder = Folder::new("pipe", &files);
    let mut command = folder.command(&["check"]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut one = [0];
    child.stdout.take().expect("a pipe").read_exact(&mut one).expect("a byte");
    let ended = Ran::of(child.wait_with_output().expect("the program ends")).exits(1);
    assert_eq!(ended.err, "");
}

#[test]
fn many_files_are_reported_in_order_whoever_reads_them() {
    let names: Vec<_> = (0..100).map(|it| format!("{}/f{it:02}.json", it % 7)).collect();
    let files: Vec<_> = names.iter().map(|it| (it.as_str(), BAD)).collect();
    let folder = Folder::new("many", &files);
    let mut expected = names.clone();
    expected.sort();
    for _ in 0..5 {
        let ran = folder.run(&["check", "--format", "concise"]).exits(1);
        assert_eq!(&ran.paths()[..100], expected);
    }
    // Fewer files are read by one thread: to the same end.
    let few = folder.run(&["check", "--format", "json", "0", "1"]).exits(1).json();
    let many = folder.run(&["check", "--format", "json"]).exits(1).json();
    let count = few["diagnostics"].as_array().map_or(0, Vec::len);
    assert!(count > 20);
    assert_eq!(
        few["diagnostics"].as_array(),
        many["diagnostics"].as_array().map(|it| it[..count].to_vec()).as_ref()
    );
}

#[test]
fn nothing_in_a_file_reaches_the_terminal_as_a_command() {
    let text = "{\"taskDefinition\": \"web:12\", \"containerInstances\": [\"765936fadbdd46b5991a4bd70c2a43d4\"],\r\n\
                \"startedBy\": \"a\\u001b[31m\u{9b}2J\u{202e}b\u{2028}\u{7f}\", \"x\u{9d}0;y\": 1}";
    let hostile = "\u{1b}[2J\u{202e}.json";
    let raw = text.replace("\\u001b", "\u{1b}");
    let files = [(hostile, text), ("raw.json", &raw), ("\u{1b}c.json", SERVICE)];
    let folder = Folder::new("hostile", &files);
    for format in ["human", "concise", "json"] {
        let named = ["check", "--format", format, hostile, "raw.json", "\u{1b}c.json", "\u{1b}gone"];
        for args in [&named[..], &named[..3]] {
            let ran = folder.run(args);
            let obeyed = |it: char| it != '\n' && ecs_preflight::text::display::is_unsafe(it);
            assert!(!ran.out.contains(obeyed), "{format}: {:?}", ran.out);
            assert!(!ran.err.contains(obeyed), "{format}: {:?}", ran.err);
            assert!(ran.out.contains("started-by-charset"), "{format}: {}", ran.out);
        }
    }
    let json = folder.run(&["check", "--format", "json", hostile]).exits(1).json();
    assert_eq!(json["files"][0]["path"], hostile);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_read_all_the_same() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let folder = Folder::new("bytes", &[]);
    let name = OsStr::from_bytes(b"caf\xe9.json");
    fs::write(folder.0.join(name), BAD).expect("a writable file");
    folder.run(&["check", "--format", "concise"]).exits(1).says("caf\u{fffd}.json:1:");
    let mut command = folder.command(&["check", "--format", "json"]);
    let ran = Ran::of(command.arg(name).output().expect("the program starts")).exits(1);
    assert_eq!(ran.json()["files"][0]["path"], "caf\u{fffd}.json");
}

#[test]
fn the_json_report_is_what_was_promised() {
    let text = "{\n  \"taskDefinition\": \"web:12\",\n  \"containerInstances\": [\"765936fadbdd46b5991a4bd70c2a43d4\"],\n  \"cluster\": \"é\", \"startedBy\": \"a b\"\n}\n";
    let folder = Folder::new("json", &[("a.json", text)]);
    let ran = folder.run(&["check", "--format", "json", "a.json"]).exits(1);
    let offset = text.find("a b").expect("it is there") + 1;
    let finding = serde_json::json!({
        "rule": "started-by-charset", "severity": "error", "rejected_by": "service",
        "message": "`startedBy` contains ` `, which ECS does not allow",
        "path": "a.json", "pointer": "/startedBy",
        "span": {"offset": offset, "length": 1},
        "start": {"line": 4, "column": 34}, "end": {"line": 4, "column": 35},
        "labels": [], "help": "use only letters, digits, `-`, `_` and `/`",
        "url": "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html",
        "page": concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/fixtures/started-by-charset/README.md"),
        "fix": {
            "title": "replace the invalid characters with `-`", "applicability": "unsafe",
            "edits": [{"span": {"offset": offset, "length": 1}, "text": "-"}],
        },
    });
    let json = ran.json();
    let found = json["diagnostics"].as_array().expect("a list");
    assert!(found.contains(&finding), "{json:#}");
    let file = serde_json::json!({"path": "a.json", "kind": "start-task", "skeleton": false, "revision": "2018-03-01"});
    assert_eq!(json["files"], serde_json::json!([file]));
    let head = concat!(
        r#"{"version":1,"tool":{"name":"ecs-preflight","version":""#,
        env!("CARGO_PKG_VERSION"),
        r#""},"files":[{"path":"a.json","kind":"start-task","skeleton":false,"revision":"2018-03-01"}],"diagnostics":[{"rule":"#
    );
    assert!(ran.out.starts_with(head), "{}", ran.out);
    assert!(ran.out.ends_with("}}\n") && ran.out.matches('\n').count() == 1);
    let counts: Vec<_> = json["summary"].as_object().expect("an object").keys().collect();
    assert_eq!(counts.len(), 7);
}

#[test]
fn explain_shows_the_page_and_real_reports() {
    let folder = Folder::new("explain", &[]);
    folder
        .run(&["explain", "started-by-charset"])
        .exits(0)
        .says("`startedBy` contains a character that ECS does not allow.")
        .says("error, rejected by ECS")
        .says("error[started-by-charset]: ")
        .says("╭─[bad-")
        .says("Source: <https://docs.aws.amazon.com/");
    folder.run(&["explain", "started-by-charst"]).exits(2).notes("did you mean `started-by-charset`?");
    folder.run(&["explain", "by-charset"]).exits(2).notes("did you mean `started-by-charset`?");
    folder
        .run(&["explain", "\u{1b}x"])
        .exits(2)
        .notes("unknown rule `␛x`; run `ecs-preflight rules` for a list");
    for rule in ecs_preflight::RULES {
        let page = folder.run(&["explain", rule.id]).exits(0);
        assert!(
            ecs_preflight::examples::of_rule(rule.id).is_none_or(|it| it.bad.is_none())
                || page.out.contains(&format!("[{}]", rule.id)),
            "{}",
            page.out
        );
    }
}

#[test]
fn rules_lists_all_of_them() {
    let folder = Folder::new("rules", &[]);
    let table = folder.run(&["rules"]).exits(0).says("started-by-charset  ");
    assert_eq!(table.out.lines().count(), 1 + ecs_preflight::RULES.len());
    let json = folder.run(&["rules", "--format", "json"]).exits(0).json();
    let list = json.as_array().expect("a list");
    assert_eq!(list.len(), ecs_preflight::RULES.len());
    let one = list.iter().find(|it| it["id"] == "started-by-charset").expect("it is there");
    assert_eq!(one["rejected_by"], "service");
    assert_eq!(one["summary"], "`startedBy` contains a character that ECS does not allow.");
}
