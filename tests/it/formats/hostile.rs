//! Whatever a file or its name holds: every report stays what it is, and nothing in it is obeyed.

use super::{Folder, GitHubCommand, python};
use crate::clients;
use ecs_preflight::report::REPORTS;
use serde_json::Value;
use std::{ffi::OsStr, fs, os::unix::ffi::OsStrExt, path::Path};

/// Names of members that nobody has, as JSON writes them: each is quoted in a message and shown in an excerpt.
const MEMBERS: &[&str] = &[
    r"line\nbreak\r\n::error::pwned",
    r"::error file=x,line=1::pwned",
    r"##[error]pwned",
    r"##[stop-commands]pwned",
    r"esc\u001b[31m raw",
    r"100%0A%25 and %0D",
    r#"\"quotes\" and 'single' ones"#,
    r"]]> <![CDATA[ --> &amp; &#10;",
    r"<script>alert(1)</script><img src=x onerror=alert(1)>",
    r"| a | b |",
    r"`code` ``more`` `",
    r"[text](http://pwned.example) ![x](y)",
    "line\u{2028}separator \u{85}next",
    "bidi\u{202e}gpj\u{202c} \u{200b}",
    "not a character \u{ffff}\u{fffe}",
    r"https://pwned.example @everyone :tada: $x^2$ #1",
    r"a\\b {0} {{ }}",
];

/// Names of files.
const NAMES: &[&[u8]] = &[
    b"::error file=x::pwned.json",
    b"  ::warning::pwned.json",
    b"new\nline.json",
    b"cr\r::error::pwned.json",
    b"esc\x1b[31m.json",
    b"not utf-8 \xff\xfe.json",
    b"100% a:b,c;d.json",
    b"<i>`|]]>&\"'.json",
    b"##[error]pwned.json",
    "bidi\u{202e}nosj.json".as_bytes(),
];

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name, &[]);
    let members: Vec<_> = MEMBERS.iter().map(|it| format!("  \"{it}\": 1")).collect();
    let text = format!(
        "{{\n  \"taskDefinition\": \"web:12\",\n  \"containerInstances\": [\"765936fadbdd46b5991a4bd70c2a43d4\"],\n{}\n}}\n",
        members.join(",\n")
    );
    fs::write(folder.0.join("members.json"), text).expect("a writable file");
    for name in NAMES {
        fs::write(folder.0.join(OsStr::from_bytes(name)), super::BAD).expect("a writable file");
    }
    // Raw, not escaped: broken JSON, the text of which begins lines.
    let raw = "{\"taskDefinition\": \"a\n::error::pwned\n##[error]pwned\n\u{1b}[31m\", \"containerInstances\": []\n::error::pwned\n}";
    fs::write(folder.0.join("raw.json"), raw).expect("a writable file");
    folder
}

#[test]
fn nothing_in_a_report_is_obeyed() {
    let folder = folder("hostile");
    for report in REPORTS {
        for statistics in [false, true] {
            let mut arguments = vec!["--format", report.name, "--annotations", "never", "."];
            arguments.extend(statistics.then_some("--statistics"));
            let ran = folder.run_in_github(1, &arguments);
            for line in ran.out.lines().chain(ran.err.lines()) {
                assert!(!line.contains(ecs_preflight::text::display::is_unsafe), "{}: {line:?}", report.name);
                if let Some(it) = GitHubCommand::read(line) {
                    assert_eq!(report.name, "github", "{line}");
                    assert!(["error", "warning", "notice"].contains(&it.name.as_str()), "{line}");
                    assert!(!it.property("title").is_empty() && !it.data.starts_with("pwned"), "{line}");
                }
            }
            fs::write(folder.0.join(format!("report.{}", report.name)), ran.out).expect("a writable file");
        }
    }
    assert!(!folder.read("report.json").is_empty());
}

/// The annotations say what the JSON report says, once the runner has read them.
#[test]
fn annotations_survive_the_runner() {
    let folder = folder("hostile-annotations");
    let json = folder.run(1, &["--format", "json", "."]).json();
    let out = folder.run(1, &["--format", "github", "."]).out;
    let read: Vec<_> = out.lines().map(|it| GitHubCommand::read(it).expect("a command")).collect();
    let of_rules: Vec<_> = read.iter().filter(|it| it.property("title") != "ecs-preflight").collect();
    let found = json["diagnostics"].as_array().expect("findings");
    assert_eq!(of_rules.len(), found.len());
    let visible = |it: &Value| {
        let text = it.as_str().unwrap_or_default();
        text.chars()
            .map(|c| if "\r\n".contains(c) { c } else { ecs_preflight::text::display::visible(c) })
            .collect()
    };
    for it in found {
        let (path, message): (String, String) = (visible(&it["path"]), visible(&it["message"]));
        let (line, column) = (it["start"]["line"].to_string(), it["start"]["column"].to_string());
        assert!(
            of_rules.iter().any(|command| {
                command.property("file") == path
                    && command.property("line") == line
                    && command.property("col") == column
                    && command.data.lines().next() == Some(message.as_str())
            }),
            "{path}:{line}: {message}\n{out}"
        );
    }
}

/// Python's readers of JSON, XML and HTML, and GitHub's of Markdown, all agree that it is what it should be.
#[test]
fn parsers_read_every_report() {
    let folder = folder("hostile-parsers");
    let json = folder.run(1, &["--format", "json", "."]).json();
    for report in REPORTS {
        let ran = folder.run(1, &["--format", report.name, "."]);
        fs::write(folder.0.join(format!("report.{}", report.name)), ran.out).expect("a writable file");
    }
    let at = |name: &str| folder.0.join(format!("report.{name}"));
    let files = ["json", "jsonl", "sarif", "gitlab", "junit", "html"].map(at);
    let files: Vec<_> = files.iter().map(|it| it.as_path()).collect();
    let found = json["diagnostics"].as_array().map_or(0, Vec::len);
    assert!(found > MEMBERS.len() + NAMES.len());
    assert_eq!(python(Path::new("python3"), "parse.py", &files).trim(), format!("{found} findings each"));

    match clients::python("reports-cmark", &["cmarkgfm==2025.10.22"]) {
        Err(why) => clients::skip("Markdown as GitHub reads it", &why),
        Ok(bin) => {
            let read = python(&bin.join("python"), "markdown.py", &[&at("markdown")]);
            assert_eq!(read.trim(), format!("{found} findings"));
        }
    }
}
