//! Words that a shell, YAML or a word processor changes: what the programs themselves make of them, and fixes in scripts.

use crate::support::fixtures::{all_cases, file_name, fixtures, run};
use ecs_preflight::{Checked, Definitions, Options, Severity, Source, examples::command};
use std::collections::BTreeSet;

const RULES: [&str; 4] = ["brace-expansion", "carriage-return", "escaped-blank", "typographic-character"];

fn script(name: &str, text: &str) -> Checked {
    let source = Source::new(name.to_owned(), text.as_bytes().to_vec());
    command::script(&source, &Options::default(), &Definitions::default())
}

fn found(name: &str, text: &str) -> Vec<String> {
    script(name, text).diagnostics.iter().map(|it| it.rule.to_string()).collect()
}

#[test]
fn a_fix_silences_its_finding_and_brings_no_other() {
    let mut fixes = 0;
    for case in RULES.iter().flat_map(|it| all_cases(&fixtures().join(it))) {
        let (source, checked) = run(&case);
        let before: BTreeSet<_> = checked.diagnostics.iter().map(|it| it.rule.to_string()).collect();
        for it in &checked.diagnostics {
            let Some(fix) = &it.fix else { continue };
            fixes += 1;
            let text = fix.apply(source.text()).expect("edits in the text, in order");
            let after = script(source.name(), &text);
            let name = file_name(&case);
            let same = |all: &Checked| {
                all.diagnostics
                    .iter()
                    .filter(|other| other.rule == it.rule && other.message == it.message)
                    .count()
            };
            assert!(same(&after) < same(&checked), "{name}: {} stays:\n{text}", it.rule);
            let more = after
                .diagnostics
                .iter()
                .find(|it| it.severity >= Severity::Warning && !before.contains(it.rule.as_ref()));
            assert!(more.is_none(), "{name}: {} brings {more:#?}\n{text}", fix.title);
        }
    }
    assert!(fixes > 20, "{fixes}");
}

/// Which shells expand braces, and where none does.
#[test]
fn braces_matter_where_the_shell_expands_them() {
    let command = "aws ecs run-task --cluster c --task-definition w:1 --overrides containerOverrides=[{name=app,cpu=1}]";
    let fires = |name: &str, text: &str| found(name, &text.replace("CMD", command)) == ["brace-expansion"];
    let silent = |name: &str, text: &str| found(name, &text.replace("CMD", command)).is_empty();
    for first in
        ["#!/bin/bash -e", "#!/usr/bin/env bash", "#!/usr/bin/env -S bash -e", "#!/bin/zsh", "#!/bin/ksh"]
    {
        assert!(fires("x.sh", &format!("{first}\nCMD\n")), "{first}");
    }
    for first in ["#!/bin/sh", "#!/usr/bin/env sh", "#!/bin/dash", "#!/bin/ash"] {
        assert!(silent("x.sh", &format!("{first}\nCMD\n")), "{first}");
    }
    assert!(fires("x.bash", "CMD\n") && fires("x.sh", "CMD\n"));
    assert!(fires("x.mk", "SHELL := /bin/bash\nx:\n\tCMD\n") && silent("x.mk", "x:\n\tCMD\n"));
    assert!(silent("Dockerfile", "FROM a\nRUN CMD\n"));
    assert!(fires("Dockerfile", "FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN CMD\n"));
    let github = "jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: CMD\n";
    assert!(fires("x.yml", github));
    assert!(silent("x.yml", &format!("{github}        shell: sh\n")));
    assert!(silent("x.yml", &github.replace("ubuntu-latest", "windows-latest")));
    assert!(silent("x.yml", &format!("defaults: {{run: {{shell: sh}}}}\n{github}")));
    assert!(fires("x.yml", &format!("defaults: {{run: {{shell: sh}}}}\n{github}        shell: bash\n")));
    assert!(fires("x.yml", "runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: CMD\n"));
    assert!(fires("x.yml", "steps:\n  - command: CMD\n"));
    assert!(fires("x.yml", "a:\n  script:\n    - CMD\n"));
    assert!(silent("x.yml", "version: 0.2\nphases:\n  build:\n    commands:\n      - CMD\n"));
    assert!(silent("x.yml", "services:\n  a:\n    command: CMD\n"));
    // The shell inside another one is not known.
    assert!(silent("x.sh", "#!/bin/bash\nsh -c 'CMD'\n"));
}

#[test]
fn line_ends_matter_where_a_shell_reads_them() {
    let command = "aws ecs run-task --cluster c \\\r\n\t  --task-definition w:1\r\n";
    assert_eq!(found("x.sh", &format!("#!/bin/sh\r\n{command}")), ["carriage-return"]);
    assert_eq!(found("x.sh", &format!("#!/bin/sh\r\n{command}{command}")), ["carriage-return"]);
    // make and Docker drop them.
    assert!(found("x.mk", &format!("x:\r\n\t{command}")).is_empty());
    assert!(found("Dockerfile", &format!("FROM a\r\nRUN {command}")).is_empty());
    // In these places they never reach the client.
    for text in ["echo x\r\n", "aws ecs run-task --cluster c --task-definition w:1 > out.json\r\n"] {
        let text = format!("#!/bin/sh\n{text}aws ecs run-task --cluster c --task-definition w:1\n");
        assert!(found("x.sh", &text).is_empty(), "{text:?}");
    }
}

#[test]
fn spaces_after_backslashes_matter_where_a_shell_reads_them() {
    let command = "aws ecs run-task --cluster c \\ \n\t  --task-definition w:1 \\ \n\t  --count 2\n";
    assert_eq!(found("x.sh", &format!("#!/bin/sh\n{command}")), ["escaped-blank"]);
    assert_eq!(found("x.mk", &format!("x:\n\t{command}")), ["escaped-blank"]);
    // Docker takes them away.
    assert!(found("Dockerfile", &format!("FROM a\nRUN {command}")).is_empty());
    let value = "aws ecs run-task --cluster c --task-definition w:1 --overrides \\ \n  '{\"containerOverrides\": []}'\n";
    assert_eq!(found("x.sh", value), ["escaped-blank"]);
    for sound in [
        "echo a\\ \naws ecs run-task --cluster c --task-definition w:1\n",
        "aws ecs run-task --cluster c --task-definition w:1 # \\ \n",
        "# aws ecs \\ \naws ecs run-task --cluster c --task-definition w:1\n",
        "aws ecs run-task --cluster c --task-definition w:1 \\\n\n",
    ] {
        assert!(found("x.sh", sound).is_empty(), "{sound:?}");
    }
}

#[test]
fn typographic_characters_are_one_finding_each() {
    let one = |rest: &str| found("x.sh", &format!("aws ecs run-task {rest}\n"));
    let rule = "typographic-character";
    for dash in ['‐', '‑', '‒', '–', '—', '―', '−', '\u{ff0d}'] {
        assert_eq!(one(&format!("{dash}cluster c --task-definition w:1")), [rule], "{dash}");
        assert_eq!(one(&format!("{dash}{dash}cluster=c --task-definition w:1")), [rule], "{dash}");
    }
    assert_eq!(one("--cluster c –task-definition w:1 —count 2 —no-cli-pager"), [rule; 3]);
    assert_eq!(one("--cluster „c“ --task-definition w:1"), [rule]);
    assert_eq!(one("--cluster “c d” --task-definition w:1 --started-by ‘x’")[..1], [rule]);
    assert_eq!(one("--task-definition\u{a0}w:1 --cluster c"), [rule]);
    assert_eq!(one("\u{a0}--task-definition w:1 --cluster c\u{200b}"), [rule, "cluster-format"]);
    // A misspelled option is a second mistake.
    assert_eq!(one("–clutser c --task-definition w:1"), [rule, "command-option"]);
    for sound in [
        "--cluster c --task-definition w:1 --overrides '{\"containerOverrides\": [{\"name\": \"a\", \"command\": [\"echo\", \"a – b\", \"“c”\"]}]}'",
        "--cluster c --task-definition w:1 --query 'tasks[?contains(group, `–`)]'",
    ] {
        assert!(one(sound).is_empty(), "{sound}: {:?}", one(sound));
    }
}
