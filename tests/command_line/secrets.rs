//! Secrets are found, and no report shows one: they are planted in every place of every document, and
//! looked for in all that the program prints.

use crate::support::{
    planted_secrets::{Planted, TEMPLATES},
    scratch::Folder,
};
use ecs_preflight::{Options, Source, check};
use std::fs;

const FORMATS: [&str; 10] =
    ["human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "html"];

#[test]
fn no_report_shows_a_secret() {
    let mut leaks = Vec::new();
    let mut looked = 0;
    for (name, template) in TEMPLATES {
        let planted = Planted::new(template);
        let folder = Folder::new(&format!("secrets-{name}"), &[(name, &planted.text)]);
        let off = ["--ignore", "secret-environment-value,secret-argument,secret-token"];
        for (format, options) in FORMATS.iter().flat_map(|it| [(it, &off[..0]), (it, &off[..])]) {
            let args = [&["check", "--format", format, "--color", "always", name], options].concat();
            let ran = folder.run(&args);
            assert!(ran.out.len() > 60, "{name} as {format} prints nothing: {}{}", ran.out, ran.err);
            for (at, secret) in planted.secrets.iter().enumerate() {
                looked += 1;
                // A short beginning may be shown only of what is not a secret.
                if ran.out.contains(&secret[..7]) || ran.err.contains(&secret[..7]) {
                    let line = ran.out.lines().find(|it| it.contains(&secret[..7])).unwrap_or_default();
                    let line: String = line.chars().take(300).collect();
                    leaks
                        .push(format!("{name} as {format} {options:?} shows secret {at} ({secret}): {line}"));
                }
            }
        }
    }
    assert!(looked > 500);
    assert!(leaks.is_empty(), "{} leaks\n{}", leaks.len(), leaks.join("\n"));
}

/// With asterisks for a secret a fix would destroy what it is to keep.
#[test]
fn no_report_for_programs_has_a_fix_that_repeats_a_secret() {
    let text = r#"{"taskDefinition": "web:12", "overrides": {"containerOverrides": [{"name": "a", "environment": [{"name": "DB_PASSWORD", "value": '8713'}]}]}}"#;
    let folder = Folder::new("secrets-fix", &[("a.json", text)]);
    for format in ["json", "jsonl", "sarif", "human"] {
        let out = folder.run(&["check", "--format", format, "a.json"]).out;
        assert!(out.contains("syntax") && !out.contains("8713"), "{format}: {out}");
    }
    let source = Source::new("a.json", text.into());
    let checked = check(&source, &Options::default());
    let fix = checked.diagnostics.iter().find_map(|it| it.fix.as_ref()).expect("a fix");
    assert!(fix.apply(source.text()).expect("it applies").contains("\"8713\""));
}

/// A diff with asterisks says so; what is written is the file itself.
#[test]
fn a_diff_shows_no_secret_and_a_fix_keeps_it() {
    let text = "{\"taskDefinition\": \"web:12\", \"count\": 1, \"overrides\": {\"containerOverrides\": [{\"name\": \"a\", \"cpu\": \"1\",\n\
                \"environment\": [{\"name\": \"DB_PASSWORD\", \"value\": '8713'}, {\"name\": \"B_TOKEN\", \"value\": \"hunter2\"}]}]}}\n";
    let folder = Folder::new("secrets-diff", &[("a.json", text)]);
    let ran = folder.run(&["check", "--diff", "a.json"]);
    assert!(ran.out.contains("+\"environment\"") && ran.out.contains("\"*******\""), "{}", ran.out);
    for secret in ["8713", "hunter2"] {
        assert!(!ran.out.contains(secret) && !ran.err.contains(secret), "{}{}", ran.out, ran.err);
    }
    ran.notes("cannot be applied");
    folder.run(&["check", "--fix", "a.json"]);
    let fixed = fs::read_to_string(folder.0.join("a.json")).expect("a file");
    assert!(fixed.contains("\"8713\"") && fixed.contains("hunter2"), "{fixed}");
}

/// Words of command lines, each with findings beside its secrets; `{}` stands for a file of a request.
const LINES: [&[&str]; 11] = [
    &[
        "--overrides",
        r#"{"containerOverrides": [{"name": "web", "cpu": "1", "environment": [{"name": "DB_PASSWORD", "value": "§"}]}]}"#,
    ],
    &[
        "--overrides",
        r#"{"containerOverrides": [{"name": "w b", "command": ["--password", "§", "--token=§"], "environment": [{"name": "A_TOKEN", "value": "§"}]}]}"#,
    ],
    &[
        "--overrides",
        "containerOverrides=[{name=w b,environment=[{name=DB_PASSWORD,value=§}],command=[--password,§]}]",
    ],
    &[
        "--overrides",
        "containerOverrides=[{name=web,environment=[{name=DB_PASSWORD,value='§'},{value=\"§\",name=B_SECRET}]},{nam=x}]",
    ],
    &["--overrides", "containerOverrides=[{name=web,environment=[{name=DB_PASSWORD,value=§ x}] }]"],
    &["--tags", "key=admin-password,value=§", "key=aws:x,value=postgres://u:§@h/"],
    &["--started-by", "a b --password=§", "--group", "service:--token=§"],
    &["--cli-input-json", "file://request.json", "--started-by", "a b"],
    &[
        "--cli-input-json",
        r#"{"startedBy": "a b", "overrides": {"containerOverrides": [{"name": "web", "environment": [{"name": "A_SECRET", "value": "§"}]}]}}"#,
        "--started-bi",
        "x",
        "--password=§",
    ],
    &[
        "--overrides",
        r#"{"containerOverrides": [{"name": "w b", "environment": [{"name": "X_TOKEN", "value": "§"}]}"#,
    ],
    &[
        "--overrides",
        r#"{containerOverrides:"#,
        r#"[{name:"#,
        r#"w,"#,
        r#"environment:[{name:"#,
        r#"X_TOKEN,value:"#,
        "§}]}]}",
    ],
];

/// Standard output is the very request, with its secrets; what is reported shows none.
#[test]
fn a_command_line_is_answered_with_its_secrets_and_reported_without() {
    let (mut leaks, mut sent) = (Vec::new(), 0);
    for (number, line) in LINES.iter().enumerate() {
        let file = Planted::new(
            r#"{"taskDefinition": "web:12", "overrides": {"containerOverrides": [{"name": "w b", "environment": [{"name": "F_PASSWORD", "value": "§"}]}]}}"#,
        );
        let planted = Planted::new(&line.join("\n"));
        let words: Vec<_> = planted.text.split('\n').collect();
        let in_file = line.contains(&"file://request.json");
        let secrets = if in_file { &file.secrets } else { &planted.secrets };
        let folder = Folder::new(&format!("secrets-line-{number}"), &[("request.json", &file.text)]);
        for (format, wire) in FORMATS.iter().flat_map(|it| [(it, false), (it, true)]) {
            let start = [
                "start-task",
                "--task-definition",
                "web:12",
                "--container-instances",
                INSTANCE,
                "--format",
                format,
            ];
            let wire = if wire { &["--wire"][..] } else { &[] };
            let ran = folder.run(&[&start, wire, &words].concat());
            assert!(ran.err.len() > 60, "{line:?} as {format} reports nothing: {}", ran.err);
            sent += usize::from(!ran.out.is_empty());
            for secret in secrets {
                assert!(ran.out.is_empty() || ran.out.contains(secret), "{line:?}: {}", ran.out);
                if let Some(line) = ran.err.lines().find(|it| it.contains(&secret[..7])) {
                    leaks.push(format!(
                        "{number} as {format} shows {secret}: {}",
                        line.chars().take(300).collect::<String>()
                    ));
                }
            }
        }
    }
    assert!(sent > 60, "{sent} requests");
    assert!(leaks.is_empty(), "{} leaks\n{}", leaks.len(), leaks.join("\n"));
}

const INSTANCE: &str = "765936fadbdd46b5991a4bd70c2a43d4";

/// In a script a command stands as it was typed, in shorthand too.
#[test]
fn a_script_is_reported_without_its_secrets() {
    let planted = Planted::new(
        "#!/bin/sh\naws ecs run-task --task-definition web:12 --count 11 --overrides 'containerOverrides=[{name=w b,environment=[{name=DB_PASSWORD,value=§}]}]'\n\
         aws ecs run-task --task-definition web:12 --count 11 --overrides '{\"containerOverrides\": [{\"name\": \"w b\", \"environment\": [{\"name\": \"X_TOKEN\", \"value\": \"§\"}]}]}'\n\
         aws ecs run-task --task-definition web:12 --started-by \"a b\" --tags key=x-secret,value=§ --overrides \"{\\\"containerOverrides\\\": [{\\\"name\\\": \\\"w b\\\", \\\"environment\\\": [{\\\"name\\\": \\\"X_TOKEN\\\", \\\"value\\\": \\\"§\\\"}]}]}\"\n\
         PASS=§\naws ecs run-task --task-definition web:12 --count 11 --overrides \"containerOverrides=[{name=w b,environment=[{name=DB_PASSWORD,value=$PASS}]}]\"\n\
         aws ecs run-task --task-definition web:12 --overrides '{\"containerOverrides\": [{\"name\": \"w b\", \"environment\": [{\"name\": \"X_TOKEN\", \"value\": \"§\"}]}'\n\
         aws ecs run-task --task-definition web:12 --overrides {\"containerOverrides\": [{\"name\": \"web\", \"environment\": [{\"name\": \"X_TOKEN\", \"value\": \"§\"}]}]}\n",
    );
    let folder = Folder::new("secrets-script", &[("run.sh", &planted.text)]);
    let mut leaks = Vec::new();
    for format in FORMATS {
        let ran = folder.run(&["check", "--format", format, "run.sh"]);
        assert!(ran.out.len() > 60, "{}{}", ran.out, ran.err);
        for secret in &planted.secrets {
            if let Some(line) = ran.out.lines().chain(ran.err.lines()).find(|it| it.contains(&secret[..7])) {
                leaks
                    .push(format!("{format} shows {secret}: {}", line.chars().take(300).collect::<String>()));
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks\n{}", leaks.len(), leaks.join("\n"));
}
