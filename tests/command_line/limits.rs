//! Every limit of docs/src/limits.md, at it and past it.

use crate::support::{
    rng::step,
    root,
    scratch::{Folder, Ran},
};
use ecs_preflight::{
    LINE_MAX, LINE_VALUES_MAX, Options, Source, check,
    diagnostic::FINDINGS_MAX,
    json::{DEPTH_MAX, VALUES_MAX},
};
use std::fs;

const GOOD: &str =
    r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"]}"#;

fn folder(test: &str) -> Folder {
    Folder::new(&format!("limits-{test}"), &[("good.json", GOOD)])
}

/// A request with a number of comments.
fn comments(number: usize) -> String {
    GOOD.replace('{', &format!("{{{}", "/**/ ".repeat(number)))
}

/// A request with a number of findings, without fixes: these are found quickly.
fn objects(number: usize) -> String {
    let objects = vec!["{}"; number].join(",");
    let overrides = format!(r#"{{"containerOverrides": [{{"name": "a", "command": [{objects}]}}]}}"#);
    GOOD.replace('}', &format!(r#", "overrides": {overrides}}}"#))
}

#[test]
fn the_size_of_a_file() {
    let folder = folder("size");
    let most = 64 << 20;
    let request = |size: usize| format!("{GOOD}{}", " ".repeat(size - GOOD.len()));
    folder.write("most.json", &request(most));
    folder.run(&["check", "most.json"]).exits(0).says("no findings in 1 file\n");
    folder.write("more.json", &request(most + 1));
    let said = "the file is larger than 64 MiB\n";
    folder.run(&["check", "more.json"]).exits(2).notes(&format!("error: more.json: {said}"));
    folder.run(&["check"]).exits(0).says("no findings in 2 files; 1 file skipped: too large\n");
    let piped = folder.piped(&["check", "-"], request(most + 1).as_bytes()).exits(2);
    piped.notes(&format!("error: <stdin>: {said}"));
}

#[test]
fn the_depth_of_a_document() {
    let nested = |depth: usize| format!("{{\"x\": {}5{}}}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    let depth = DEPTH_MAX as usize;
    let check = |text: &str| {
        let args = ["check", "--kind", "start-task", "--partial", "--format", "concise", "-"];
        folder("depth").piped(&args, text.as_bytes()).exits(1)
    };
    assert!(!check(&nested(depth)).out.contains("[syntax]"));
    let said = "1:134: error[syntax]: nesting is deeper than 128 levels (at ";
    let ran = check(&nested(depth + 1)).says(said);
    assert_eq!(ran.out.matches("[syntax]").count(), 1);
    // However deep, and in an instant.
    check(&nested(1_000_000)).says(said);
}

#[test]
fn the_findings_of_a_file() {
    let folder = folder("findings");
    let check = |number: usize| {
        folder.piped(&["check", "--format", "concise", "-"], comments(number).as_bytes()).exits(1)
    };
    let most = check(FINDINGS_MAX);
    assert_eq!((most.out.matches("[syntax]").count(), most.err.as_str()), (FINDINGS_MAX, ""));
    let more = check(FINDINGS_MAX + 1);
    assert_eq!(more.out.matches("[syntax]").count(), FINDINGS_MAX);
    more.says(", 1 more not shown)")
        .notes("note: <stdin>: only the first 1000 findings are shown (1 more)\n");
}

/// However many findings one rule has in one list, only some are kept at a time; all are counted.
#[test]
fn the_findings_of_a_list() {
    let instances = vec!["\"web-1\""; 50_000].join(",");
    let text = format!("{{\"taskDefinition\": \"web:1\", \"containerInstances\": [{instances}]}}");
    let checked = check(&Source::new("list.json", text.into_bytes()), &Options::default());
    assert_eq!(checked.diagnostics.len(), 1_000);
    assert!((49_000..49_010).contains(&checked.cut), "{}", checked.cut);
}

/// What a script's command finds in a file counts for the file, however many commands name it.
#[test]
fn the_findings_of_a_file_that_a_script_names() {
    let folder = folder("script");
    let instances = vec!["\"web-1\""; 1_100].join(",");
    folder.write(
        "many.json",
        &format!("{{\"taskDefinition\": \"web:1\", \"containerInstances\": [{instances}]}}"),
    );
    let command = "aws ecs start-task --cli-input-json file://many.json\n";
    for commands in [command.to_owned(), command.repeat(2)] {
        folder.write("run.sh", &commands);
        for args in [&["run.sh"][..], &["run.sh", "many.json"]] {
            let ran = folder.run(&[&["check", "--format", "concise"], args].concat()).exits(1);
            assert_eq!(ran.out.matches("many.json:").count(), FINDINGS_MAX, "{args:?}");
            let ran = ran.says("(101 more not shown)");
            ran.notes("note: many.json: only the first 1000 findings are shown (101 more)\n");
        }
    }
}

#[test]
fn the_findings_of_a_run() {
    let folder = folder("run");
    for at in 0..25 {
        folder.write(&format!("jobs/{at:02}.json"), &objects(FINDINGS_MAX));
    }
    let lines = |ran: &Ran| ran.out.lines().count();
    let most = folder.run(&["check", "--format", "jsonl", "jobs"]).exits(1);
    assert_eq!((lines(&most), most.err.as_str()), (25_000, ""));
    // What is not shown is counted.
    folder.write("jobs/25.json", &objects(2));
    let more = folder.run(&["check", "--format", "concise", "--warn", "all", "jobs"]).exits(0);
    assert_eq!(lines(&more), 25_001);
    let more = more.says("25,000 warnings in 26 files (2 more not shown)\n");
    more.notes("note: only the first 25,000 findings are shown (2 more)\n");
}

#[test]
fn the_length_of_a_path() {
    let folder = folder("path");
    // As long as one likes, and always the same file.
    let path =
        |length: usize| "./".repeat((length - 9) / 2) + "/".repeat((length - 9) % 2).as_str() + "good.json";
    let most = path(4_095);
    assert_eq!((most.len(), path(4_096).len()), (4_095, 4_096));
    folder.run(&["check", &most]).exits(0).says("no findings in 1 file\n");
    let more = folder.run(&["check", &path(4_096), "good.json"]).exits(2).says("no findings in 1 file\n");
    let more = more.notes("…`: the path is 4,096 bytes long; the limit is 4,095\n");
    assert!(more.err.len() < 200, "{}", more.err);
    let named = |path: &str| folder.piped(&["check", "--stdin-filename", path, "-"], GOOD.as_bytes());
    named(&most).exits(0);
    named(&path(4_096)).exits(2).notes("the path is 4,096 bytes long");
}

#[test]
fn the_length_of_a_line() {
    let folder = folder("line");
    let check = |length: usize| {
        let line = format!("{GOOD}{}\n", " ".repeat(length - GOOD.len()));
        folder.piped(&["check", "--ndjson", "--format", "concise"], line.as_bytes())
    };
    check(LINE_MAX).exits(0).says("no findings in 1 line of 1 file\n");
    check(LINE_MAX + 1)
        .exits(1)
        .says("<stdin>:1:1: error[syntax]: the line is longer than 1 MiB, which no ECS document is\n");
}

#[test]
fn the_values_of_a_document() {
    let folder = folder("crowded");
    let check = |text: &str| folder.piped(&["check", "-"], text.as_bytes()).exits(1);
    let said = "error[syntax]: the document has more than 4,194,304 values, which no ECS document has\n";
    let secret = r#"{"name":"PASSWORD","value":"hunter-2-hunter"}"#;
    // The document, four members, what is in the two lists and in the secret.
    let values = |number: usize, quote: &str| {
        let values = "0,".repeat(number - 15);
        let text = format!(
            r#"{{"environment":[{secret}],"taskDefinition":"a","containerInstances":"b","overrides":[{values}0]}}"#
        );
        text.replacen('"', quote, 2)
    };
    // Both readers' limits are tested in the library too, where it costs less.
    let is_whole = step() == 1;
    if is_whole {
        let most = check(&values(VALUES_MAX, "\"")).says("wrong-type");
        assert!(!most.out.contains(said), "{}", most.out);
    }
    // The patient reader counts too.
    for quote in if is_whole { &["\"", "'"][..] } else { &["\""] } {
        let more = check(&values(VALUES_MAX + 1, quote)).says(said).says("1 error in 1 file\n");
        assert!(!more.out.contains("hunter"), "{}", more.out);
    }
    // What shows by its beginning that it is a request is not passed over in a folder either.
    folder.write("big.json", &values(VALUES_MAX + 1, "\""));
    folder.run(&["check", "."]).exits(1).says(said).says("1 error in 2 files\n");
    folder
        .run(&["budget", "big.json"])
        .exits(2)
        .notes("big.json: too many values, at 1:1; run `ecs-preflight check` for details");
}

#[test]
fn the_values_of_a_line() {
    let folder = folder("values");
    let check = |line: &str| {
        folder
            .piped(&["check", "--ndjson", "--format", "concise"], format!("{line}\n{GOOD}\n").as_bytes())
            .exits(1)
    };
    // The document, two members, and what is in the list.
    let values =
        |number: usize| format!(r#"{{"taskDefinition":"a","overrides":[{}0]}}"#, "0,".repeat(number - 6));
    let said =
        "<stdin>:1:1: error[syntax]: the line has more than 131,072 values, which no ECS document has\n";
    let most = check(&values(LINE_VALUES_MAX)).says("in 2 lines of 1 file");
    assert!(!most.out.contains(said), "{}", most.out);
    check(&values(LINE_VALUES_MAX + 1)).says(said).says("1 error in 2 lines of 1 file");
    // Text in a string is not a value, except on a line that is so broken that nobody knows what is a string.
    let commas = |end: &str| {
        format!(r#"{{"taskDefinition":"a","overrides":"{}"{end}"#, ",".repeat(3 * LINE_VALUES_MAX))
    };
    assert!(!check(&commas("}")).out.contains(said));
    check(&commas("]")).says(said);
}

#[test]
fn the_size_of_a_configuration() {
    let folder = folder("configuration");
    let text = |size: usize| format!("#{}\n", "x".repeat(size - 2));
    folder.write("ecs-preflight.toml", &text(4 << 20));
    folder.run(&["check", "good.json"]).exits(0);
    folder.write("ecs-preflight.toml", &text((4 << 20) + 1));
    folder.run(&["check", "good.json"]).exits(2).notes("ecs-preflight.toml: the file is larger than 4 MiB\n");
}

/// A finding has a limited number of places, a line a limited number of columns: no report is flooded by one of them.
#[test]
fn the_size_of_an_excerpt() {
    let folder = folder("excerpt");
    let deep = "{\"taskDefinition\": ".to_owned() + &"[".repeat(30) + &" ".repeat(100_000) + "5";
    let human = folder.piped(&["check", "-"], deep.as_bytes()).exits(1);
    let human = human.says("note: and 1 more place\n");
    assert!(human.out.lines().all(|it| it.chars().count() <= 110), "{}", human.out);
}

#[test]
fn the_page_has_every_limit() {
    let page = fs::read_to_string(root().join("docs/src/limits.md")).expect("the chapter");
    let (depth, findings) = (DEPTH_MAX.to_string(), ecs_preflight::text::display::grouped(FINDINGS_MAX));
    for limit in [
        "64 MiB",
        &depth,
        &findings,
        "25,000",
        "4,095 bytes",
        "1 MiB",
        "4,194,304 values",
        "131,072 values",
        "4 MiB",
        "8 MiB",
    ] {
        assert!(page.contains(&format!("| {limit}")), "{limit} is missing");
    }
}
