//! `check --ndjson`: each line of a file is a document.

use crate::support::scratch::{Folder, Ran};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    process::{Child, Stdio},
};

const GOOD: &str =
    r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"]}"#;
const BAD: &str = r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "startedBy": "é b"}"#;
/// The column of the accent in it, and its offset.
const COLUMN: u64 = 104;
const OFFSET: u64 = 103;
const SERVICE: &str = r#"{"serviceName": "web", "desiredCount": 1}"#;

fn folder(test: &str, lines: &[&str]) -> Folder {
    Folder::new(&format!("lines-{test}"), &[("a.ndjson", &lines.join("\n"))])
}

/// Clean, empty, broken with a CR, clean, broken at the end of the file.
const LINES: [&str; 7] = [GOOD, "", "{\"taskDefinition\": \"web:12\",\r", " \t\r", BAD, GOOD, BAD];

#[test]
fn findings_stand_on_their_lines() {
    let folder = folder("places", &LINES);
    let ran = folder.run(&["check", "--ndjson", "--format", "concise", "a.ndjson"]).exits(1);
    let places: Vec<_> = ran.out.lines().filter_map(|it| it.split_once(": ").map(|it| it.0)).collect();
    let expected = ["a.ndjson:3:27", "a.ndjson:5:104", "a.ndjson:7:104"];
    assert_eq!(&places, &expected, "{}", ran.out);
    assert!(
        ran.out.ends_with("3 errors in 5 lines of 1 file (3 fixable with `--unsafe-fixes`)\n"),
        "{}",
        ran.out
    );
    assert_eq!(ran.err, "");
    // The last line may have its end too, and what is piped is the same.
    let text = LINES.join("\n") + "\n";
    for args in [
        &["check", "--ndjson", "--format", "concise", "-"][..],
        &["check", "--ndjson", "--format", "concise"],
    ] {
        let piped = folder.piped(args, text.as_bytes()).exits(1);
        assert_eq!(piped.out, ran.out.replace("a.ndjson:", "<stdin>:"));
    }
    let named = ["check", "--ndjson", "--format", "concise", "--stdin-filename", "x.ndjson", "-"];
    folder.piped(&named, text.as_bytes()).exits(1).says("x.ndjson:7:104: ");
}

/// Line, column and offset in the file of all that a report says of places.
#[test]
fn every_report_has_the_lines_of_the_file() {
    let folder = folder("reports", &LINES);
    let report = |format: &str| folder.run(&["check", "--ndjson", "--format", format, "a.ndjson"]).exits(1);
    let begins = LINES[..4].iter().map(|it| it.len() as u64 + 1).sum::<u64>();

    let human = report("human");
    let picture = "─[a.ndjson:5:104]\n 5 │ …";
    let human = human
        .says(picture)
        .says("─[a.ndjson:3:27]\n 3 │ {\"taskDefinition\": \"web:12\",\n")
        .says("at: /startedBy");
    assert!(!human.out.contains(" 4 │") && !human.out.contains(" 6 │"), "{}", human.out);

    let json = report("json").json();
    let files = json["files"].as_array().expect("files");
    assert_eq!(
        (files.len(), &files[0]["path"], &files[0]["kind"]),
        (1, &Value::from("a.ndjson"), &Value::Null)
    );
    assert_eq!((&json["summary"]["lines"], &json["summary"]["files"]), (&Value::from(5), &Value::from(1)));
    let second = &json["diagnostics"][1];
    assert_eq!(second["start"], serde_json::json!({"line": 5, "column": COLUMN}));
    assert_eq!(second["span"]["offset"], begins + OFFSET);
    assert_eq!(second["fix"]["edits"][0]["span"]["offset"], begins + OFFSET);
    assert_eq!(second["pointer"], "/startedBy");
    let lines = report("jsonl").out;
    assert_eq!(serde_json::from_str::<Value>(lines.lines().nth(1).expect("a line")).expect("JSON"), *second);

    let sarif = report("sarif").json();
    let result = &sarif["runs"][0]["results"][1];
    let region = &result["locations"][0]["physicalLocation"]["region"];
    let place =
        serde_json::json!({"startLine": 5, "startColumn": COLUMN, "endLine": 5, "endColumn": COLUMN + 1});
    assert_eq!(region, &place);
    assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"], place);
    // GitHub computes it from the whole file.
    assert_eq!(result["partialFingerprints"].get("primaryLocationLineHash"), None);

    let gitlab = report("gitlab").json();
    assert_eq!(gitlab[1]["location"]["lines"], serde_json::json!({"begin": 5, "end": 5}));
    assert_ne!(gitlab[1]["fingerprint"], gitlab[2]["fingerprint"]);
    report("github").says("a.ndjson,line=5,endLine=5,col=104,endColumn=105,");
    let junit = report("junit").says("started-by-charset at 5:104").says("tests=\"3\" failures=\"3\"").out;
    assert_eq!(junit.matches("<testsuite ").count(), 1);
    let markdown = report("markdown").says("| error | 5:104 |").says("| error | 7:104 |").out;
    assert_eq!(markdown.matches("####").count(), 1);
    let html = report("html").says("<span>5:104</span>").says("3 errors in 5 lines of 1 file").out;
    assert_eq!(html.matches("<section").count(), 1);
    assert!(!html.contains("API of"));
    let statistics = ["check", "--ndjson", "--statistics", "--format", "concise", "a.ndjson"];
    folder.run(&statistics).exits(1).says("2  error    started-by-charset  in 2 lines, 2 fixable\n");
}

#[test]
fn lines_that_are_something_else_are_counted() {
    let folder = folder("skipped", &[GOOD, SERVICE, r#"{"name": "x"}"#, "[]", SERVICE]);
    let clean = folder.run(&["check", "--ndjson", "a.ndjson"]).exits(0);
    let summary = "no findings in 1 line of 1 file; 4 lines skipped: 2 not ECS launch documents, 2 ECS CreateService requests\n";
    assert_eq!((clean.out.as_str(), clean.err.as_str()), (summary, ""));
    folder
        .piped(&["check", "--ndjson"], b"\n \r\n")
        .exits(2)
        .notes("no files were checked: all lines are empty");
    let none = folder.piped(&["check", "--ndjson"], SERVICE.as_bytes()).exits(2);
    none.notes("no files were checked: 1 line skipped: ECS CreateService request");
    folder.piped(&["check", "--ndjson", "--allow-none"], b"").exits(0);
    // A kind is a kind for all lines.
    let kind = ["check", "--ndjson", "--kind", "start-task", "--format", "concise", "a.ndjson"];
    folder.run(&kind).exits(1).says("a.ndjson:2:2: error[wrong-document]");
    // Lines that are not JSON are findings, unless the user wants to see none.
    folder
        .piped(&["check", "--ndjson", "--format", "concise"], b"{]\n")
        .exits(1)
        .says("<stdin>:1:2: error[syntax]");
    folder.write("b.ndjson", &[GOOD, "{]"].join("\n"));
    folder.run(&["check", "--ndjson", "--skip-unrecognized", "b.ndjson"]).exits(0).says("1 line skipped");
}

#[test]
fn words_are_about_lines() {
    let broken = "{\"taskDefinition\": [1\n{\"a\": 1} {\"b\": 2}\n/* {}\n";
    let ran = folder("words", &[]).piped(&["check", "--ndjson"], broken.as_bytes()).exits(1);
    assert!(!ran.out.contains("file;") && !ran.out.contains("the file"), "{}", ran.out);
    ran.says("not closed at the end of the line").says("put each document on its own line");
}

#[test]
fn bytes_that_are_no_text_stay_on_their_line() {
    let mut text = b"\xef\xbb\xbf".to_vec();
    for line in [
        GOOD.as_bytes(),
        BAD.as_bytes(),
        b"{\"cluster\": \"caf\xe9\", \"taskDefinition\": \"x\"}",
        GOOD.as_bytes(),
    ] {
        text.extend([line, b"\n"].concat());
    }
    let folder = folder("bytes", &[]);
    let ran = folder.piped(&["check", "--ndjson", "--format", "concise"], &text).exits(1);
    let encoding: Vec<_> = ran.out.lines().filter(|it| it.contains("[encoding]")).collect();
    assert_eq!(encoding.len(), 2, "{}", ran.out);
    assert!(
        encoding[0].starts_with("<stdin>:1:1: ") && encoding[1].starts_with("<stdin>:3:17: "),
        "{}",
        ran.out
    );
    let json = folder.piped(&["check", "--ndjson", "--format", "json"], &text).exits(1).json();
    let found = json["diagnostics"].as_array().expect("findings");
    let third =
        found.iter().find(|it| it["start"]["line"] == 3 && it["rule"] == "encoding").expect("a finding");
    let offset = third["span"]["offset"].as_u64().expect("an offset");
    assert_eq!(text[offset as usize], 0xe9);
    // UTF-16 is rejected, line by line, and nothing breaks.
    let wide: Vec<u8> = GOOD.encode_utf16().chain([10]).flat_map(u16::to_le_bytes).collect();
    folder
        .piped(&["check", "--ndjson", "--format", "concise"], wide.repeat(3))
        .exits(1)
        .says("<stdin>:1:1: error[encoding]");
}

/// A line of that many bytes that is a request.
fn line(bytes: usize) -> String {
    let value = "a".repeat(bytes + GOOD.len() - GOOD.len() * 2 - r#", "group": """#.len());
    let line = GOOD.replace('}', &format!(r#", "group": "{value}"}}"#));
    assert_eq!(line.len(), bytes);
    line
}

#[test]
fn a_line_that_is_too_long_is_one_finding() {
    let folder = folder("long", &[]);
    let concise = ["check", "--ndjson", "--format", "concise"];
    let most = 1 << 20;
    for end in ["", "\n", "\r\n"] {
        let text = [GOOD, &line(most), BAD].join(if end.is_empty() { "\n" } else { end }) + end;
        let ran = folder.piped(&concise, text.as_bytes()).exits(1);
        assert!(!ran.out.contains("longer") && ran.out.contains("<stdin>:3:104: "), "{}", ran.out);
        let text = [GOOD, &line(most + 1), BAD].join(if end.is_empty() { "\n" } else { end }) + end;
        let ran = folder.piped(&concise, text.as_bytes()).exits(1);
        let said = "<stdin>:2:1: error[syntax]: the line is longer than 1 MiB, which no ECS document is\n<stdin>:3:104: ";
        assert!(ran.out.starts_with(said), "{}", ran.out);
    }
    // Longer than any buffer, at the end of the file, of characters of three bytes, of white space; a secret at its
    // beginning.
    for long in [
        line(5 * most),
        "漢".repeat(most),
        " ".repeat(3 * most),
        format!("{{\"password\":\"hunter{}", line(2 * most)),
    ] {
        let text = [BAD, &long, BAD, &long].join("\n");
        let json = folder.piped(&["check", "--ndjson", "--format", "json"], text.as_bytes()).exits(1).json();
        let found = json["diagnostics"].as_array().expect("findings");
        let places: Vec<_> =
            found.iter().map(|it| (&it["start"]["line"], it["span"]["offset"].as_u64())).collect();
        let at = |line: usize| text.split('\n').take(line - 1).map(|it| it.len() as u64 + 1).sum::<u64>();
        let places: Vec<_> = places.into_iter().map(|(line, at)| (line.as_u64(), at)).collect();
        let expected = [(1, OFFSET), (2, at(2)), (3, at(3) + OFFSET), (4, at(4))];
        assert_eq!(places, expected.map(|(line, at)| (Some(line), Some(at))));
        let human = folder.piped(&["check", "--ndjson"], text.as_bytes()).exits(1);
        assert!(human.out.len() < 4_000 && !human.out.contains("\"hun"), "{}", human.out);
    }
}

#[test]
fn options_that_conflict_with_ndjson_are_rejected() {
    let folder = folder("refused", &[GOOD]);
    let reason = ["--add-ignore", "--reason", "x"];
    let others: &[&[&str]] = &[
        &["--fix"],
        &["--diff"],
        &["--fix", "--unsafe-fixes"],
        &reason,
        &["--prune-ignores"],
        &["--template"],
        &["--staged"],
        &["--since", "HEAD"],
    ];
    for other in others {
        let args = [&["check", "--ndjson", "a.ndjson"], *other].concat();
        let ran = folder.run(&args).exits(2);
        assert_eq!(ran.out, "");
        let named = format!("'{}", other[0]);
        let named = if other.len() == 2 && other[0] == "--fix" { "--unsafe-fixes".to_owned() } else { named };
        assert!(ran.err.contains("cannot be used with") && ran.err.contains(&named), "{}", ran.err);
    }
    folder.run(&["check", "--ndjson", "."]).exits(2).notes(
        "error: `--ndjson` does not search folders, and `.` is one; pass the files, or `-` for standard input\n",
    );
    folder.run(&["check", "--ndjson", "gone.ndjson"]).exits(2).notes("gone.ndjson: no such file");
    folder.run(&["check", "--ndjson", "a.ndjsn"]).exits(2).notes("did you mean `a.ndjson`?");
    folder.run(&["check", "--ndjson", "-o", "a.ndjson", "a.ndjson"]).exits(2).notes("would overwrite");
    assert_eq!(folder.text("a.ndjson"), GOOD);
}

#[test]
fn settings_and_suppressions_hold_for_lines() {
    let folder = folder("settings", &[BAD, GOOD, BAD]);
    let entry = |pointer: &str| {
        format!(
            "[[ignore]]\npath = \"a.ndjson\"\nrule = \"started-by-charset\"\npointer = \"{pointer}\"\nreason = \"x\"\n"
        )
    };
    folder.write("ecs-preflight.ignore.toml", &entry("/startedBy"));
    folder
        .run(&["check", "--ndjson", "a.ndjson"])
        .exits(0)
        .says("no findings in 3 lines of 1 file (2 suppressed)");
    folder.run(&["check", "--ndjson", "--no-ignores", "a.ndjson"]).exits(1);
    folder.write("ecs-preflight.ignore.toml", &(entry("/startedBy") + &entry("/group")));
    folder.run(&["check", "--ndjson", "--format", "concise", "a.ndjson"]).says("[ignore-unknown]");
    fs::remove_file(folder.path("ecs-preflight.ignore.toml")).expect("a file");
    let lenient = ["check", "--ndjson", "--warn", "started-by-charset", "a.ndjson"];
    folder.run(&lenient).exits(0).says("2 warnings in 3 lines of 1 file");
    folder.write(
        "ecs-preflight.toml",
        "[rules]\nstarted-by-charset = \"off\"\n[policy.cluster]\nat = \"/cluster\"\npresent = true\n",
    );
    let policy = folder.run(&["check", "--ndjson", "--format", "concise", "a.ndjson"]).exits(1);
    policy.says("a.ndjson:1:1: error[policy/cluster]").says("a.ndjson:3:1: ");
}

/// A launch is checked against the task definition that is named.
#[test]
fn task_definitions_are_known() {
    let definition =
        r#"{"family": "web", "containerDefinitions": [{"name": "app", "image": "x", "memory": 64}]}"#;
    let launch =
        GOOD.replace('}', r#", "overrides": {"containerOverrides": [{"name": "apq", "memory": 64}]}}"#);
    let folder = folder("pairs", &[GOOD, &launch]);
    folder.write("web.json", definition);
    let args = ["check", "--ndjson", "--task-definition", "web.json", "--format", "concise", "a.ndjson"];
    folder
        .run(&args)
        .exits(1)
        .says("a.ndjson:2:")
        .says("[container-not-in-definition]")
        .says("see web.json:1:");
}

#[test]
fn a_file_shows_a_thousand_findings_and_counts_the_others() {
    let folder = folder("many", &[BAD; 1_003]);
    let ran = folder.run(&["check", "--ndjson", "--format", "concise", "a.ndjson"]).exits(1);
    assert_eq!(ran.out.lines().count(), 1_001);
    let ran = ran.says(
        "1,000 errors in 1,003 lines of 1 file (1,000 fixable with `--unsafe-fixes`, 3 more not shown)\n",
    );
    ran.notes("note: a.ndjson: only the first 1000 findings are shown (3 more)\n");
    // What is not shown counts all the same.
    let lenient = ["check", "--ndjson", "--warn", "started-by-charset", "-"];
    let last = [BAD; 1_000].join("\n") + "\n" + &GOOD.replace("765936fa", "");
    folder
        .piped(&lenient, last.as_bytes())
        .exits(1)
        .says("(1,000 fixable with `--unsafe-fixes`, 1 more not shown)");
    let exact =
        folder.piped(&["check", "--ndjson", "--format", "concise"], [BAD; 1_000].join("\n").as_bytes());
    assert!(!exact.exits(1).out.contains("more not shown"));
}

/// The most memory that a process had so far, in KiB.
fn high_water(child: &Child) -> Option<u64> {
    let status = fs::File::open(format!("/proc/{}/status", child.id())).ok()?;
    let lines = BufReader::new(status).lines().map_while(Result::ok);
    let line = lines.filter_map(|it| it.strip_prefix("VmHWM:").map(str::to_owned)).next()?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// Sends lines through the program and gives what it took, in KiB, and said.
fn memory(folder: &Folder, lines: impl Iterator<Item = String>) -> (Option<u64>, Ran) {
    let mut command = folder.command(&["check", "--ndjson", "-q", "--format", "concise"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    for line in lines {
        pipe.write_all(line.as_bytes()).expect("a reader");
    }
    // All but what fits into the pipe was read: the process still waits for more.
    let most = high_water(&child);
    drop(pipe);
    (most, Ran::of(child.wait_with_output().expect("the program ends")))
}

/// What is held beyond what a few small lines take, in KiB. A program as it is shipped takes less than 16 MiB in all.
const GROWTH: u64 = 4 << 10;

/// It is bounded, whatever the file is: many lines, broken ones, long ones, one that never ends.
#[test]
fn memory_does_not_grow_with_the_file() {
    let folder = folder("memory", &[]);
    let block = |line: &str| (line.to_owned() + "\n").repeat((1 << 20) / (line.len() + 1));
    let kinds: [(&str, String, usize); 4] = [
        ("clean", block(GOOD), 24),
        ("broken", block(BAD), 2),
        ("long", line(1 << 20) + "\n", 12),
        ("one line", "x".repeat(1 << 20), 64),
    ];
    let (least, _) = memory(&folder, std::iter::once((BAD.to_owned() + "\n").repeat(3_000)));
    for (name, block, blocks) in kinds {
        let (most, ran) = memory(&folder, (0..blocks).map(|_| block.clone()));
        assert!(matches!(ran.code, 0 | 1), "{name}: {}", ran.err);
        // Only Linux says.
        if let (Some(least), Some(most)) = (least, most) {
            println!("{name}: {most} KiB, few lines {least} KiB");
            assert!(most < least + GROWTH, "{name}: {most} KiB, few lines {least} KiB");
        }
    }
}
