//! The configuration, `ecs-preflight.toml`, as people use it: scratch repositories and the program.

use crate::support::scratch::{Folder, Ran};
use ecs_preflight::{
    RULES, Source,
    settings::{self, rule_levels},
};
use serde_json::Value;
use std::fs;

const BAD: &str = r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "startedBy": "a b"}"#;
const GOOD: &str =
    r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"]}"#;

/// A repository of git with files in it.
fn repository(test: &str, files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(&format!("settings-{test}"), files);
    let git = std::process::Command::new("git").args(["init", "--quiet"]).current_dir(&folder.0).status();
    assert!(git.expect("git").success());
    folder
}

/// A run with one configuration over one bad file in a folder.
fn with(test: &str, toml: &str, args: &[&str]) -> Ran {
    repository(test, &[("ecs-preflight.toml", toml), ("jobs/bad.json", BAD), ("jobs/good.json", GOOD)])
        .run(args)
}

#[test]
fn the_nearest_configuration_in_the_repository_holds() {
    let off = "[rules]\nstarted-by-charset = \"off\"\n";
    let folder = repository(
        "nearest",
        &[
            ("ecs-preflight.toml", off),
            ("a/bad.json", BAD),
            ("b/.ecs-preflight.toml", "[rules]\nstarted-by-charset = \"warning\"\n"),
            ("b/deep/er/bad.json", BAD),
            ("inner/bad.json", BAD),
        ],
    );
    fs::create_dir_all(folder.0.join("inner/.git")).expect("a writable folder");
    let ran = folder.run(&["check", "--format", "concise"]).exits(1);
    assert_eq!(ran.paths(), ["b/deep/er/bad.json", "inner/bad.json"]);
    let ran = ran.says("b/deep/er/bad.json:1:105: warning[started-by-charset]");
    // Beyond the root of the inner repository nothing is looked for.
    ran.says("inner/bad.json:1:105: error[started-by-charset]");
    folder.run(&["check", "a"]).exits(0);
    folder.run(&["check", "--no-config", "a"]).exits(1);
    folder.run(&["check", "--config", "ecs-preflight.toml", "inner", "b"]).exits(0);
    folder
        .run(&["check", "--config", "ecs-prefligt.toml", "a"])
        .exits(2)
        .notes("did you mean `ecs-preflight.toml`?");
    folder.run(&["check", "--config", "x", "--no-config"]).exits(2);
    // So it is where the root is that of a work tree or a submodule, which has a file there.
    fs::remove_dir(folder.0.join("inner/.git")).expect("a folder");
    fs::write(folder.0.join("inner/.git"), "gitdir: ../.git/modules/inner\n").expect("a writable file");
    folder.run(&["check", "inner"]).exits(1);
    fs::remove_file(folder.0.join("inner/.git")).expect("a file");
    folder.run(&["check", "inner"]).exits(0);
    // A path from elsewhere finds the same.
    let mut command = folder.command(&["check", "../a/./bad.json"]);
    command.current_dir(folder.0.join("b"));
    assert_eq!(command.output().expect("the program starts").status.code(), Some(0));
}

/// Files of a folder are checked before all configurations are known, and once more where that was too early.
/// Names of 300 files in 60 folders.
fn hundreds() -> Vec<String> {
    (0..300).map(|it| format!("{}/{}/f{it}.json", ["a", "b", "c"][it % 3], it % 20)).collect()
}

#[test]
fn a_configuration_may_follow_hundreds_of_files() {
    let names = hundreds();
    let files: Vec<_> = names.iter().map(|it| (it.as_str(), BAD)).collect();
    let folder = repository("late", &files);
    let run = |args: &[&str]| {
        folder.run(&[&["check", "--format", "concise", "--warn", "started-by-length"], args].concat())
    };
    let mut expected: Vec<_> = names.iter().map(String::as_str).collect();
    expected.sort();
    assert_eq!(run(&[]).exits(1).paths(), expected);
    let last = expected.last().copied().unwrap_or_default();
    let (deep, _) = last.rsplit_once('/').expect("a folder");
    let write =
        |name: &str, text: &str| fs::write(folder.0.join(deep).join(name), text).expect("a writable folder");
    // What is named path by path is looked for in another way.
    let paths = ["a", "b", "c"];
    write("ecs-preflight.toml", "[rules]\nstarted-by-charset = \"off\"\n");
    expected.retain(|it| !it.starts_with(&format!("{deep}/")));
    let late = run(&[]).exits(1);
    assert_eq!(late.paths(), expected);
    assert_eq!(late.out, run(&paths).exits(1).out);
    // A configuration with a mistake is the only thing that is reported, and a suppression works too.
    write("ecs-preflight.toml", "[rules]\nstarted-by-charsat = \"off\"\n");
    let wrong = run(&[]).exits(2);
    assert_eq!((wrong.out.as_str(), &wrong.err), ("", &run(&paths).exits(2).err));
    let suppressed = |expected: usize| {
        let ran = run(&[]).exits(1).says(&format!("{expected} errors in 300 files")).says("1 suppressed");
        assert!(!ran.paths().contains(&last), "{}", ran.out);
    };
    let path = last.rsplit_once('/').map_or(last, |it| it.1);
    let ignore = format!(
        "[[ignore]]\npath = \"{path}\"\nrule = \"started-by-charset\"\npointer = \"/startedBy\"\nreason = \"old\"\n"
    );
    write("ecs-preflight.ignore.toml", &ignore);
    write("ecs-preflight.toml", "");
    suppressed(299);
    fs::remove_file(folder.0.join(deep).join("ecs-preflight.toml")).expect("a file");
    suppressed(299);
}

#[test]
fn a_configuration_holds_for_hundreds_of_files_and_another_for_some() {
    let names = hundreds();
    let files: Vec<_> = names.iter().map(|it| (it.as_str(), BAD)).collect();
    let folder = repository("many", &files);
    let write = |name: &str, text: &str| fs::write(folder.0.join(name), text).expect("a writable folder");
    let run = |paths: &[&str]| folder.run(&[&["check", "--format", "concise"], paths].concat());
    // What is named path by path is looked for in another way.
    let alike = |code: i32| {
        let ran = run(&[]).exits(code);
        let other = run(&["a", "b", "c"]).exits(code);
        assert_eq!((&ran.out, &ran.err), (&other.out, &other.err));
        ran
    };
    write(
        "ecs-preflight.toml",
        "exclude = [\"b/\"]\nfail-on = \"error\"\n[rules]\nstarted-by-charset = \"warning\"\n",
    );
    alike(0).says("200 warnings in 200 files");
    // A nearer one holds instead.
    write("c/4/ecs-preflight.toml", "");
    let nearer = names.iter().filter(|it| it.starts_with("c/4/")).count();
    alike(1).says(&format!("{nearer} errors, {} warnings in 200 files", 200 - nearer));
    fs::remove_file(folder.0.join("c/4/ecs-preflight.toml")).expect("a file");
    // A repository of its own in it has none.
    fs::create_dir(folder.0.join("c/4/.git")).expect("a writable folder");
    alike(1).says(&format!("{nearer} errors, {} warnings in 200 files", 200 - nearer));
    // One that names a task definition has to read it first, and what is not a schema is reported all the same.
    write("ecs-preflight.toml", "task-definitions = [\"none.json\"]\n");
    alike(2).notes("none.json");
    write("schema.json", "{\"type\": \"strin\"}");
    write("ecs-preflight.toml", "[policy.ours]\nschema = \"schema.json\"\n");
    alike(2).notes("schema.json");
}

#[test]
fn two_configurations_in_one_folder_are_one_too_many() {
    let folder =
        repository("two", &[("ecs-preflight.toml", ""), (".ecs-preflight.toml", ""), ("a.json", GOOD)]);
    folder.run(&["check"]).exits(2).notes("only one of them is allowed");
}

#[test]
fn include_and_exclude_are_for_folders() {
    let folder = repository(
        "exclude",
        &[
            (
                "ecs-preflight.toml",
                "include = [\"jobs/**/*.json\", \"*.request\"]\nexclude = [\"drafts/\"]\n",
            ),
            ("jobs/a.json", BAD),
            ("jobs/drafts/b.json", BAD),
            ("other.json", BAD),
            ("c.request", BAD),
            ("jobs/readme.md", "{}"),
        ],
    );
    let ran = folder.run(&["check", "--format", "concise"]).exits(1);
    assert_eq!(ran.paths()[..2], ["c.request", "jobs/a.json"]);
    ran.says("2 errors in 2 files (2 fixable with `--unsafe-fixes`); 2 files skipped: excluded by the configuration");
    // What is named is checked, except for hooks, which name whatever changed.
    folder.run(&["check", "jobs/drafts/b.json"]).exits(1);
    folder
        .run(&["check", "--force-exclude", "jobs/drafts/b.json"])
        .exits(0)
        .notes("excluded by the configuration");
    folder.run(&["check", "--force-exclude", "other.json"]).exits(0);
    folder.run(&["check", "--skip-unrecognized", "other.json"]).exits(0);
    folder.run(&["check", "--force-exclude", "jobs/a.json"]).exits(1);
    folder.run(&["check", "--no-config", "--force-exclude", "other.json"]).exits(1);
}

#[test]
fn what_is_piped_has_the_settings_of_its_name() {
    let toml = "exclude = [\"drafts/\"]\n[kind]\n\"o.json\" = \"overrides\"\n[rules]\nstarted-by-charset = \"warning\"\n";
    let folder = repository(
        "stdin",
        &[("jobs/ecs-preflight.toml", toml), ("jobs/drafts/x.json", BAD), ("jobs/o.json", "{}")],
    );
    let piped = |name: &str, text: &str| folder.piped(&["check", "-", "--stdin-filename", name], text);
    piped("jobs/new.json", BAD).exits(0).says("warning[started-by-charset]");
    piped("jobs/drafts/new.json", BAD).exits(0).says("").notes("excluded by the configuration");
    piped("jobs/o.json", BAD).exits(1).says("wrong-document");
    piped("new.json", BAD).exits(1).says("error[started-by-charset]");
    folder.piped(&["check", "-", "--no-config", "--stdin-filename", "jobs/drafts/new.json"], BAD).exits(1);
}

#[test]
fn kinds_revisions_and_partial_requests_are_a_matter_of_the_file() {
    let toml = "partial = true\napi-revision = \"2018-03-01\"\n[kind]\n\"*.json\" = \"start-task\"\n\"o/*.json\" = \"overrides\"\n\
                [[overrides]]\nfiles = [\"new/\"]\napi-revision = 2024-08-15\npartial = false\n";
    let folder = repository(
        "kinds",
        &[
            ("ecs-preflight.toml", toml),
            ("o/a.json", r#"{"memory": "512"}"#),
            ("a.json", r#"{"startedBy": "a/b"}"#),
            ("new/a.json", r#"{"startedBy": "a/b"}"#),
        ],
    );
    let json = folder.run(&["check", "--format", "json"]).exits(1).json();
    let found: Vec<_> = json["diagnostics"].as_array().expect("a list").iter().collect();
    let rules = |path: &str| -> Vec<_> {
        found.iter().filter(|it| it["path"] == path).filter_map(|it| it["rule"].as_str()).collect()
    };
    assert_eq!(rules("a.json"), ["started-by-charset"]);
    assert_eq!(rules("new/a.json"), ["missing-member", "missing-member"]);
    // The command line wins.
    let later = folder.run(&["check", "--api-revision", "latest", "--partial", "a.json", "new"]);
    later.exits(0);
    folder.run(&["check", "--kind", "start-task", "o/a.json"]).exits(1).says("unknown-member");
}

#[test]
fn each_file_fails_on_its_own_severity() {
    let toml = "fail-on = \"warning\"\n[rules]\nservice = \"warning\"\n[[overrides]]\nfiles = \"lax/\"\nfail-on = \"never\"\n";
    let folder = repository("fail-on", &[("ecs-preflight.toml", toml), ("a.json", BAD), ("lax/a.json", BAD)]);
    folder.run(&["check"]).exits(1).says("2 warnings");
    folder.run(&["check", "lax"]).exits(0).says("1 warning");
    folder.run(&["check", "--fail-on", "error"]).exits(0);
    folder.run(&["check", "--fail-on", "info", "lax"]).exits(1);
}

#[test]
fn the_narrowest_level_counts_and_the_command_line_wins() {
    let toml = "[rules]\nstarted-by-charset = \"info\"\nstarted-by = \"warning\"\nall = \"off\"\n\
                [[overrides]]\nfiles = \"jobs/bad.json\"\nrules.all = \"warning\"\n";
    with("level-1", toml, &["check", "jobs/bad.json"]).exits(0).says("warning[started-by-charset]");
    let toml = "[rules]\nall = \"off\"\nstarted-by-charset = \"info\"\nstarted-by = \"warning\"\n";
    with("level-2", toml, &["check", "jobs/bad.json"]).exits(0).says("info[started-by-charset]");
    for (options, expected) in [
        (vec!["--error", "started-by-charset"], "error[started-by-charset]"),
        (vec!["--warn", "service"], "warning[started-by-charset]"),
        (vec!["--ignore", "all"], "no findings"),
        (vec!["--ignore", "all", "--select", "started-by"], "info[started-by-charset]"),
        (vec!["--only", "tags,started-by"], "info[started-by-charset]"),
        (vec!["--only", "tags"], "no findings"),
        (vec!["--only", "started-by", "--error", "started-by"], "error[started-by-charset]"),
    ] {
        let mut args = vec!["check", "jobs/bad.json"];
        args.extend(&options);
        let ran = with("level-3", toml, &args);
        assert!(ran.out.contains(expected), "{options:?}: {}", ran.out);
        assert_eq!(ran.code, i32::from(expected.starts_with("error")), "{options:?}");
    }
    let off = "[rules]\nstarted-by-charset = \"off\"\n";
    with("level-4", off, &["check", "jobs/bad.json"]).exits(0).says("no findings");
    with("level-4", off, &["check", "--select", "started-by", "jobs/bad.json"]).exits(1);
}

#[test]
fn options_that_name_no_rule_are_wrong_usage() {
    let run = |args: &[&str]| with("options", "", args);
    run(&["check", "--ignore", "started-by-chrset"]).exits(2).notes("did you mean `started-by-charset`?");
    run(&["check", "--only", "tag"]).exits(2).notes("did you mean `tags`?");
    run(&["check", "--warn", "tags", "--error", "tags"])
        .exits(2)
        .notes("`tags` is in both `--warn` and `--error`");
    run(&["check", "--ignore", "syntax"]).exits(2).notes("cannot be turned off");
}

#[test]
fn what_cannot_be_read_is_never_ignored() {
    let folder = repository(
        "syntax",
        &[("ecs-preflight.toml", "[rules]\nall = \"off\"\n"), ("a.json", "{\"taskDefinition\": \"a\",}")],
    );
    folder.run(&["check", "a.json"]).exits(1).says("error[syntax]");
    folder.run(&["check", "--only", "tags", "a.json"]).exits(1).says("error[syntax]");
    with("syntax-off", "[rules]\nsyntax = \"off\"\n", &["check"])
        .exits(2)
        .notes("`syntax` cannot be turned off");
}

#[test]
fn every_mistake_is_shown_in_its_place() {
    for (at, (toml, expected)) in [
        ("exlude = [\"x\"]", "ecs-preflight.toml:1:1]|`exlude`|did you mean `exclude`?"),
        ("fail-on = \"eror\"", ":1:11]|did you mean `error`?"),
        ("fail-on = 1", ":1:11]|expected a string, not an integer"),
        ("[rules]\ntags = \"warn\"", ":2:8]|did you mean `warning`?"),
        ("[rules]\nstarted-by-chrset = \"off\"", ":2:1]|did you mean `started-by-charset`?"),
        (
            "[rules]\n\"policy/x\" = \"off\"\n[policy.y]\nat = \"/cluster\"\nabsent = true",
            ":2:1]|unknown rule or group `policy/x`",
        ),
        ("include = \"*.json\"", ":1:11]|expected a list, not a string"),
        (
            "include = [\"jbos/*.json\"]",
            ":1:12]|`jbos/*.json` does not match any file|did you mean `jobs/*.json`?",
        ),
        ("exclude = [\"jobs/*.jsn\"]", ":1:12]|did you mean `jobs/*.json`?"),
        ("exclude = [\"[a\"]", ":1:12]|is not a valid pattern"),
        ("exclude = [\"!jobs/\"]", ":1:12]|must not start with `!`"),
        ("[kind]\n\"*.json\" = \"start-tsk\"", ":2:12]|did you mean `start-task`?"),
        ("api-revision = \"lates\"", ":1:16]|did you mean `latest`?"),
        ("api-revision = \"2018-02-30\"", ":1:16]|is not an API revision"),
        ("[[overrides]]\nfail-on = \"never\"", ":1:1]|an entry of `overrides` is missing `files`"),
        ("[[overrides]]\nfiles = \"jobs/\"\ninclude = []", ":3:1]|this setting applies to all files"),
        ("[policy.a]\n", ":1:9]|has no requirement"),
        ("[policy.a]\npresent = true", ":2:1]|requires `at`"),
        ("[policy.a]\nat = \"cluster\"\npresent = true", ":2:6]|must start with `/`"),
        ("[policy.a]\nat = \"/cluster\"\npresent = false", ":3:11]|must be `true`"),
        ("[policy.a]\nat = \"/cluster\"\nmatch = \"prod-*\"", ":3:9]|like = \"prod-*\""),
        (
            "[policy.a]\nat = \"/cluster\"\nmatch = \"(\"",
            ":3:9]|is not a valid regular expression: unclosed group",
        ),
        ("[policy.a]\nat = \"/cluster\"\nabsent = true\ndocs = \"wiki\"", ":4:8]|is not a valid web address"),
        ("[policy.a]\nschema = \"s.json\"", ":2:1]|requires `files`"),
        ("[policy.a]\nfiles = \"jobs/\"\nschema = \"s.json\"", ":3:10]|no such file"),
        ("[policy.\"a b\"]\nat = \"/cluster\"\nabsent = true", ":1:9]|`a b` is not a valid policy name"),
        ("fail-on = \"error", ":1:16]|invalid basic string"),
        ("fail-on = \"error\"\nfail-on = \"error\"", ":2:1]|duplicate key"),
    ]
    .into_iter()
    .enumerate()
    {
        let ran = with(&format!("mistake-{at}"), toml, &["check"]).exits(2);
        assert_eq!(ran.out, "", "{toml}");
        for part in expected.split('|') {
            assert!(ran.err.contains(part), "{part:?} is missing for:\n{toml}\n{}", ran.err);
        }
        assert!(
            ran.err.contains("error[configuration]: ") && ran.err.contains("1 error in ecs-preflight.toml"),
            "{}",
            ran.err
        );
    }
    // All at once, and in the order in which they stand.
    let ran =
        with("mistakes", "exlude = []\n[rules]\nx = \"off\"\n", &["check", "--format", "json"]).exits(2);
    assert_eq!((ran.err.matches("error[configuration]").count(), ran.out.as_str()), (2, ""));
    let folder = Folder::new("settings-bytes", &[("a.json", GOOD)]);
    fs::write(folder.0.join("ecs-preflight.toml"), b"fail-on = \"\xff\"").expect("a writable file");
    folder.run(&["check"]).exits(2).notes("is not valid UTF-8");
}

#[test]
fn nothing_of_a_configuration_reaches_the_terminal_as_a_command() {
    let toml = "[rules]\n\"\u{1b}[31mx\" = \"off\"\n\"\u{202e}y\" = 1\n";
    let ran = with("escape", toml, &["check"]).exits(2);
    assert!(!ran.err.contains(['\u{1b}', '\u{202e}']), "{}", ran.err);
}

#[test]
fn a_pattern_may_match_what_is_not_checked_now() {
    let toml = "exclude = [\"*.md\", \"/build/\", \"vendor\"]\n[[overrides]]\nfiles = [\"jobs/good.json\", \"jobs/**/b?d.json\"]\nfail-on = \"never\"\n";
    let folder = repository(
        "vain",
        &[
            ("ecs-preflight.toml", toml),
            (".gitignore", "vendor\n"),
            ("jobs/bad.json", BAD),
            ("jobs/good.json", GOOD),
            ("build/x.json", GOOD),
            ("a/b/c.md", ""),
            ("vendor/y", ""),
        ],
    );
    folder.run(&["check", "jobs/good.json"]).exits(0);
    fs::remove_dir_all(folder.0.join("vendor")).expect("a folder");
    folder.run(&["check", "jobs/good.json"]).exits(2).notes("`vendor` does not match any file");
}

#[test]
fn show_says_what_holds_and_where_it_was_said() {
    let toml = "fail-on = \"warning\"\n[rules]\ntags = \"off\"\n[kind]\n\"jobs/\" = \"start-task\"\n\
                [[overrides]]\nfiles = \"jobs/\"\napi-revision = \"latest\"\n[policy.no-group]\nat = \"/group\"\nabsent = true\n";
    let args = ["config", "show", "jobs/new.json", "--partial", "--warn", "started-by"];
    let text = with("show", toml, &args).exits(0);
    let lines: Vec<Vec<&str>> = text.out.lines().map(|it| it.split_whitespace().collect()).collect();
    for expected in [
        vec!["configuration:", "ecs-preflight.toml"],
        vec!["fail-on", "\"warning\"", "ecs-preflight.toml:1:1"],
        vec!["kind", "\"start-task\"", "ecs-preflight.toml:5:1"],
        vec!["api-revision", "\"latest\"", "ecs-preflight.toml:8:1"],
        vec!["partial", "true", "--partial"],
        vec!["exclude", "[]", "default"],
        vec!["tag-charset", "off", "ecs-preflight.toml:3:1"],
        vec!["started-by-length", "warning", "--warn"],
        vec!["policy/no-group", "error", "ecs-preflight.toml:9:9"],
    ] {
        assert!(lines.contains(&expected), "{expected:?} is missing:\n{}", text.out);
    }
    let json = with("show", toml, &["config", "show", "jobs/new.json", "--format", "json"]).exits(0).json();
    assert_eq!(json["configuration"], "ecs-preflight.toml");
    let names: Vec<_> = json["settings"].as_array().expect("a list").iter().map(|it| &it["name"]).collect();
    // Every setting of the table is there, but those that have their own lists.
    let own = ["rules", "overrides", "policy"];
    let keys: Vec<_> = settings::KEYS.iter().map(|it| it.name).filter(|it| !own.contains(it)).collect();
    assert_eq!(names, keys);
    with("show-broken", "x = 1", &["config", "show", "a.json"]).exits(2);
    let none = Folder::new("settings-show-none", &[]);
    fs::create_dir_all(none.0.join(".git")).expect("a writable folder");
    none.run(&["config", "show", "a.json"]).exits(0).says("configuration: none");
}

fn schema() -> jsonschema::Validator {
    let folder = Folder::new("settings-schema", &[]);
    let schema = folder.run(&["config", "schema"]).exits(0).json();
    jsonschema::draft7::meta::validate(&schema).expect("a schema");
    jsonschema::draft7::new(&schema).expect("a schema")
}

/// A TOML text as JSON, by a reader that is not the program's.
fn json(toml: &str) -> Value {
    let table: toml::Table = toml.parse().unwrap_or_else(|it| panic!("{it}\n{toml}"));
    serde_json::to_value(table).expect("JSON")
}

/// The starter with all that it only proposes.
fn proposed(starter: &str) -> String {
    let lines = starter.lines().filter(|it| {
        !it.starts_with("##") && !it.starts_with("# Conf") && !it.starts_with("# with their own")
    });
    lines.map(|it| it.strip_prefix("# ").unwrap_or(it)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_schema_describes_what_the_program_takes() {
    let schema = schema();
    let starter = settings::starter();
    for toml in [
        "".to_owned(),
        starter.clone(),
        proposed(&starter),
        settings::KEYS
            .iter()
            .map(|it| it.example)
            .filter(|it| !it.starts_with('['))
            .collect::<Vec<_>>()
            .join("\n"),
    ] {
        let errors: Vec<_> = schema.iter_errors(&json(&toml)).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{toml}");
        let (_, faults) = settings::Settings::parse(Source::new("x.toml", toml.clone().into_bytes()));
        assert!(faults.is_empty(), "{faults:?}\n{toml}");
    }
    // Both say no to the same.
    for toml in [
        "x = 1",
        "fail-on = \"eror\"",
        "include = \"a\"",
        "partial = 1",
        "[rules]\nx = \"off\"",
        "[rules]\ntags = \"loud\"",
        "[[overrides]]\nfail-on = \"never\"",
        "[[overrides]]\nfiles = \"a\"\ninclude = []",
        "[policy.a]\nx = 1",
        "[policy.a]\npresent = true",
        "[policy.a]\nat = \"/a\"\npresent = false",
        "[policy.a]\nschema = \"a\"",
        "api-revision = \"now\"",
        "[policy.\"a b\"]\nat = \"/a\"\npresent = true",
    ] {
        assert!(!schema.is_valid(&json(toml)), "the schema takes {toml}");
        let (_, faults) = settings::Settings::parse(Source::new("x.toml", toml.as_bytes().to_vec()));
        assert!(!faults.is_empty(), "the program takes {toml}");
    }
}

#[test]
fn the_starter_explains_every_setting_and_makes_none() {
    let folder = repository("init", &[("a.json", GOOD)]);
    folder.run(&["config", "init"]).exits(0).says("created ecs-preflight.toml");
    let written = fs::read_to_string(folder.0.join("ecs-preflight.toml")).expect("the starter");
    assert_eq!(written, folder.run(&["config", "init", "-"]).exits(0).out);
    for key in settings::KEYS {
        assert!(written.contains(key.name), "{}", key.name);
    }
    folder.run(&["check"]).exits(0);
    folder
        .run(&["config", "init"])
        .exits(2)
        .notes("ecs-preflight.toml: the file already exists; nothing was written");
    assert_eq!(json(&written), json(""));
}

#[test]
fn groups_follow_from_the_rules() {
    for it in RULES {
        assert!(rule_levels::groups(it).contains(&it.rule.rejected_by.word().to_owned()));
        assert!(rule_levels::groups(it).len() >= 2, "{} looks nowhere", it.id);
        assert!(!rule_levels::all_groups().contains(it.id), "{} is a rule and a group", it.id);
    }
    let folder = Folder::new("settings-groups", &[]);
    folder.run(&["rules", "--groups"]).exits(0).says("started-by-charset, started-by-length");
    let json = folder.run(&["rules", "--format", "json"]).exits(0).json();
    let one =
        json.as_array().expect("a list").iter().find(|it| it["id"] == "started-by-charset").expect("it");
    assert_eq!(one["groups"], serde_json::json!(["service", "started-by"]));
}
