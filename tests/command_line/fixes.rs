//! `--fix` and `--diff` as people run them, and the library's fixes on broken documents.

use crate::support::{
    fixtures::{cases, file_name, fixtures, options},
    scratch::{Folder, must},
};
use ecs_preflight::{
    Applicability, Defined, Edit, Fix, Options, RULES, Requested, Source, Span, check,
    diagnostic::Text,
    fix::{Fixes, Unfixed, fix_document},
};
use std::{collections::BTreeMap, fs, path::PathBuf};

/// Without this, every launch would be checked against every task definition of a thousand files.
const ALONE: &str = "--no-discover";
const BOTH: &[&str] = &["check", "--fix", "--unsafe-fixes", "--fail-on", "never", "--format", "concise"];
const INSTANCE: &str = "765936fadbdd46b5991a4bd70c2a43d4";

/// A request with members that somebody added.
fn request(more: &str) -> String {
    format!(
        "{{\n  \"taskDefinition\": \"web:12\",\n  \"containerInstances\": [\"{INSTANCE}\"],\n  {more}\n}}\n"
    )
}

/// What the names of fixtures say about how to check them, on the command line.
fn arguments(options: &Options) -> Vec<String> {
    let mut arguments = vec!["--api-revision".to_owned()];
    arguments.push(match options.revision {
        Requested::Auto => "auto".to_owned(),
        Requested::Latest => "latest".to_owned(),
        Requested::On(date) => date.to_string(),
    });
    arguments.extend(options.template.then(|| "--template".to_owned()));
    arguments.extend(options.finished.then(|| "--final".to_owned()));
    for it in &*options.defines {
        let value = match &it.value {
            Defined::Length(length) => length.to_string(),
            Defined::Text(text) => text.clone(),
        };
        arguments.extend(["--define".to_owned(), format!("{}={value}", it.name)]);
    }
    arguments.extend(options.kind.iter().flat_map(|it| ["--kind".to_owned(), it.word().to_owned()]));
    arguments
}

/// All fixtures, by the options that they are checked with.
fn groups() -> BTreeMap<Vec<String>, Vec<PathBuf>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for case in RULES.iter().flat_map(|it| cases(&fixtures().join(it.id))) {
        groups.entry(arguments(&options(&case))).or_default().push(case);
    }
    groups
}

/// The name of a fixture among those of all rules.
fn name(case: &std::path::Path) -> String {
    let folder = case.parent().map(file_name).unwrap_or_default();
    format!("{folder}--{}", file_name(case))
}

/// A file written otherwise.
type Form = fn(&[u8]) -> Vec<u8>;

fn crlf(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace('\n', "\r\n").into_bytes()
}
/// Indentation by tabs. Other white space stays: some is in strings.
fn tabs(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let line = |line: &str| {
        let rest = line.trim_start_matches(' ');
        "\t".repeat(line.len() - rest.len()) + rest
    };
    text.split_inclusive('\n').map(line).collect::<String>().into_bytes()
}
fn without_end(bytes: &[u8]) -> Vec<u8> {
    bytes.strip_suffix(b"\n").unwrap_or(bytes).to_vec()
}

/// Fixes all fixtures in one form, twice, and gives the results.
fn fixed(form: &str, change: Form) -> BTreeMap<String, (Vec<u8>, Vec<u8>)> {
    let mut all = BTreeMap::new();
    for (number, (arguments, cases)) in groups().into_iter().enumerate() {
        let folder = Folder::new(&format!("forms/{form}/{number}"), &[]);
        let mut before = BTreeMap::new();
        for case in cases {
            let bytes = change(&fs::read(&case).expect("a fixture"));
            fs::write(folder.path(&name(&case)), &bytes).expect("a writable file");
            before.insert(name(&case), bytes);
        }
        let command: Vec<_> =
            BOTH.iter().copied().chain([ALONE]).chain(arguments.iter().map(String::as_str)).collect();
        let first = folder.run(&command).exits(0);
        let read = |name: &String| fs::read(folder.path(name)).expect("a fixed file");
        let once: Vec<_> = before.keys().map(read).collect();
        let again = folder.run(&command).exits(0);
        assert!(!again.out.contains(" fixed"), "{form} {command:?}: {}", again.out);
        for ((name, before), once) in before.into_iter().zip(once) {
            assert!(once == read(&name), "{form}: {name} changes again");
            // A template is to become JSON.
            if once != before && !name.contains("+template") && !first.err.contains(&name) {
                assert!(
                    serde_json::from_slice::<serde::de::IgnoredAny>(&once).is_ok(),
                    "{form}: {name} is not JSON"
                );
            }
            all.insert(name, (before, once));
        }
    }
    all
}

/// A fix changes only what it fixes: lines end, are indented and stop as before.
#[test]
fn fixtures_are_fixed_once_and_keep_their_other_bytes() {
    let plain = fixed("plain", <[u8]>::to_vec);
    let changed = plain.values().filter(|(before, after)| before != after).count();
    assert!(changed > 100, "only {changed} fixtures are fixed");
    let forms: [(&str, Form); 3] = [("crlf", crlf), ("tabs", tabs), ("without-end", without_end)];
    for (form, change) in forms {
        for (name, (_, after)) in fixed(form, change) {
            // There, line ends and white space themselves are broken.
            if !name.starts_with("syntax--") && !name.starts_with("encoding--") {
                let wanted = change(&plain[&name].1);
                assert!(
                    after == wanted,
                    "{form}: {name}:\n{}\n--- wanted\n{}",
                    String::from_utf8_lossy(&after),
                    String::from_utf8_lossy(&wanted)
                );
            }
        }
    }
}

/// The real git makes of the diff what `--fix` makes of the file.
#[test]
fn a_diff_is_what_git_applies() {
    let form = |number: usize| [<[u8]>::to_vec, crlf, tabs, without_end][number % 4];
    let fill = |folder: &Folder| {
        for case in groups().into_values().flatten() {
            for number in 0..4 {
                let bytes = fs::read(&case).expect("a fixture");
                let odd = ["", " a b ", "ünïcode\u{1b}[31m", "\"q\\\n"][number];
                fs::write(folder.path(&format!("{odd}{}", name(&case))), form(number)(&bytes))
                    .expect("a writable file");
            }
        }
    };
    let (one, other) = (Folder::new("diff/one", &[]), Folder::new("diff/other", &[]));
    fill(&one);
    fill(&other);
    must(&one.0, "git", &["init", "-q", "."]);
    let diff = one.raw(&["check", "--diff", "--unsafe-fixes", ALONE]);
    assert_eq!(diff.status.code(), Some(1));
    fs::write(one.path("all.diff"), &diff.stdout).expect("a writable file");
    let escapes = |bytes: &[u8]| bytes.contains(&0x1b);
    assert!(!diff.stdout.split(|it| *it == b'\n').any(|it| it.starts_with(b"+++ ") && escapes(it)));
    must(&one.0, "git", &["apply", "--whitespace=nowarn", "all.diff"]);
    other.run(&[BOTH, &[ALONE]].concat()).exits(0);
    let mut files = 0;
    for entry in fs::read_dir(&other.0).expect("a folder") {
        let path = entry.expect("an entry").path();
        let same = one.0.join(path.file_name().expect("a name"));
        assert!(fs::read(&path).expect("a file") == fs::read(&same).expect("a file"), "{}", path.display());
        files += 1;
    }
    assert!(files > 400, "only {files} files");
    let again = one.run(&["check", "--diff", "--unsafe-fixes", "--fail-on", "never", ALONE]).exits(0);
    assert_eq!(again.out, "");
}

#[test]
fn safe_fixes_and_unsafe_ones() {
    let text = request(
        r#""startedBy": "a b", "overrides": {"cpu": "512", "containerOverrides": [{"name": "a", "cpu": "9"}]}"#,
    );
    let folder = Folder::new("which", &[("a.json", &text)]);
    folder.run(&["check", "a.json"]).exits(1).says("2 fixable");
    folder.run(&["check", "--fix", "a.json"]).exits(1).says("1 fixed").says("started-by-charset");
    let safe = folder.text("a.json");
    assert!(safe.contains(r#""cpu": 9"#) && safe.contains("a b"), "{safe}");
    folder
        .run(&["check", "--fix", "--unsafe-fixes", "a.json"])
        .exits(0)
        .says("no findings in 1 file (")
        .says("fixed");
    assert!(folder.text("a.json").contains("a-b"));
    folder.run(&["check", "--unsafe-fixes", "a.json"]).exits(2).notes("requires `--fix` or `--diff`");
    folder.run(&["check", "--fix", "--diff", "a.json"]).exits(2).notes("cannot be used with");
    folder.run(&["check", "--diff", "--format", "json", "a.json"]).exits(2).notes("cannot be used with");
}

#[test]
fn exit_codes_of_fix_and_diff() {
    let fixable = request(r#""overrides": {"containerOverrides": [{"name": "a", "cpu": "9"}]}"#);
    let hopeless = request(r#""cluster": {}"#);
    let folder = Folder::new("codes", &[("a.json", &fixable), ("b.json", &hopeless)]);
    let before = folder.text("a.json");
    let diff = folder.run(&["check", "--diff", "a.json"]).exits(1);
    assert!(diff.out.contains("/a.json\n@@ -"), "{}", diff.out);
    assert_eq!(diff.err, "Would fix 1 finding, leaving no findings in 1 file\n");
    assert_eq!(folder.text("a.json"), before, "a diff writes nothing");
    folder.run(&["check", "--diff", "b.json"]).exits(1).notes("Would fix 0 findings, leaving 1 error");
    folder.run(&["check", "--fix", "--exit-non-zero-on-fix", "a.json"]).exits(1).says("1 fixed");
    folder.run(&["check", "--fix", "--exit-non-zero-on-fix", "a.json"]).exits(0);
    let diff = folder.run(&["check", "--diff", "a.json"]).exits(0);
    assert_eq!(diff.out, "");
    folder.run(&["check", "--exit-non-zero-on-fix", "a.json"]).exits(2);
    folder.write("a.json", &fixable);
    let json = folder.run(&["check", "--fix", "--format", "json", "a.json"]).exits(0).json();
    assert_eq!(json["summary"]["fixed"], 1);
}

/// The edits of the JSON report, applied by hand, do what `--fix` does.
#[test]
fn the_json_report_carries_the_edits() {
    let text = request(r#""startedBy": "é b:c", "tags": null"#);
    let folder = Folder::new("edits", &[("a.json", &text)]);
    let json = folder.run(&["check", "--format", "json", "a.json"]).exits(1).json();
    let mut edits = Vec::new();
    for it in json["diagnostics"].as_array().expect("findings") {
        for edit in it["fix"]["edits"].as_array().into_iter().flatten() {
            let number = |name: &str| edit["span"][name].as_u64().expect("a number") as usize;
            let start = number("offset");
            edits.push((start, start + number("length"), edit["text"].as_str().expect("a text").to_owned()));
        }
    }
    edits.sort();
    let mut fixed = text.clone();
    for (start, end, new) in edits.iter().rev() {
        fixed.replace_range(start..end, new);
    }
    assert!(edits.len() >= 3 && fixed != text, "{edits:?}");
    folder.run(BOTH).exits(0);
    assert_eq!(folder.text("a.json"), fixed);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::new("stdin", &[]);
    let text = request(r#""overrides": {"containerOverrides": [{"name": "a", "cpu": "9"}]}"#);
    let ran = folder.piped(&["check", "--fix", "-"], text.as_bytes()).exits(0).notes("1 fixed");
    assert_eq!(ran.out, text.replace("\"9\"", "9"));
    // What needs no fix, and what is not a document of ECS, is printed unchanged.
    for text in
        [request(r#""cluster": {}"#), "{\"a\": [1,]}".to_owned(), "nonsense".to_owned(), "{}".to_owned()]
    {
        let ran = folder.piped(&["check", "--fix", "--allow-none", "-"], text.as_bytes());
        assert_eq!(ran.out, text);
    }
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let ran = folder.piped(&["check", "--fix", "-"], &utf16).exits(0).notes("2 fixed");
    assert_eq!(ran.out, text.replace("\"9\"", "9"));
    let diff =
        folder.piped(&["check", "--diff", "--stdin-filename", "jobs/x.json", "-"], text.as_bytes()).exits(1);
    assert!(diff.out.starts_with("--- a/jobs/x.json\n"), "{}", diff.out);
}

/// Wherever the program was started, git finds the file: from the root, in its folder, and from outside.
#[test]
fn a_diff_applies_from_every_folder() {
    let text = request(r#""overrides": {"containerOverrides": [{"name": "a", "cpu": "9"}]}"#);
    let folder = Folder::new("diff-from", &[("repository/jobs/nightly/a.json", &text)]);
    let (root, inside) = (folder.path("repository"), folder.path("repository/jobs/nightly"));
    must(&root, "git", &["init", "-q", "."]);
    let file = inside.join("a.json");
    let whole = file.to_string_lossy().into_owned();
    let jobs = folder.path("repository/jobs");
    let starts: [(&std::path::PathBuf, &str); 4] =
        [(&root, "jobs/nightly/a.json"), (&jobs, "nightly/a.json"), (&inside, "a.json"), (&folder.0, &whole)];
    for (start, name) in starts {
        fs::write(&file, &text).expect("a writable file");
        let diff = Folder(start.clone()).raw(&["check", "--diff", name]).stdout;
        assert!(diff.starts_with(b"--- a/jobs/nightly/a.json\n"), "{}", String::from_utf8_lossy(&diff));
        fs::write(folder.path("a.diff"), &diff).expect("a writable file");
        let applied_in = if start == &folder.0 { &root } else { start };
        must(applied_in, "git", &["apply", &folder.path("a.diff").to_string_lossy()]);
        assert_eq!(fs::read_to_string(&file).expect("a file"), text.replace("\"9\"", "9"), "{start:?}");
    }
}

#[test]
fn encodings_are_fixed_byte_by_byte() {
    let text = request(
        r#""overrides": {"containerOverrides": [{"name": "a", "command": ["caf\u{e9}"], "cpu": "9"}]}"#,
    );
    let text = text.replace("\\u{e9}", "é");
    let wanted = text.replace("\"9\"", "9");
    let latin1: Vec<u8> = text.chars().map(|it| it as u8).collect();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
    let folder = Folder::new("encodings", &[]);
    let forms = [
        ("bom", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("latin1", latin1),
        ("utf16le", [&[0xff, 0xfe][..], &utf16(u16::to_le_bytes)].concat()),
        ("utf16be", utf16(u16::to_be_bytes)),
    ];
    for (form, bytes) in &forms {
        fs::write(folder.path(&format!("{form}.json")), bytes).expect("a writable file");
    }
    // The encoding of Latin-1 bytes is a guess, and half a fix leaves invalid JSON.
    folder.run(&["check", "--fix", "latin1.json"]).exits(1).notes("would still be invalid JSON");
    assert_eq!(fs::read(folder.path("latin1.json")).expect("a file"), forms[1].1);
    must(&folder.0, "git", &["init", "-q", "."]);
    let diff = folder.raw(&["check", "--diff", "--unsafe-fixes"]);
    folder.run(BOTH).exits(0).says("no findings in 4 files (8 fixed)");
    let fixed: Vec<_> =
        forms.iter().map(|(form, _)| fs::read(folder.path(&format!("{form}.json")))).collect();
    assert!(fixed.iter().all(|it| it.as_ref().is_ok_and(|it| it == wanted.as_bytes())));
    for (form, bytes) in &forms {
        fs::write(folder.path(&format!("{form}.json")), bytes).expect("a writable file");
    }
    fs::write(folder.path("all.diff"), diff.stdout).expect("a writable file");
    must(&folder.0, "git", &["apply", "--whitespace=nowarn", "all.diff"]);
    for (form, _) in forms {
        assert_eq!(folder.text(&format!("{form}.json")), wanted, "{form}");
    }
}

#[test]
fn documents_of_other_programs_are_not_changed() {
    let text = "{\n  // strict\n  \"compilerOptions\": {},\n}\n";
    let folder = Folder::new("stays", &[("tsconfig.json", text)]);
    let ran = folder.run(&["check", "--fix", "--unsafe-fixes", "tsconfig.json"]).exits(1);
    assert!(!ran.notes("not an ECS launch document").out.contains(" fixed"));
    assert_eq!(folder.text("tsconfig.json"), text);
}

/// One syntax error without a fix does not stop the fixes of what is intact.
#[test]
fn fixable_problems_are_fixed_next_to_others() {
    let text = |instances: &str, end: &str| {
        format!(
            r#"{{"taskDefinition": "web:12", "cluster": {{{{ prod }}}}, "containerInstances": ["{INSTANCE}"{instances}]{end}}}"#
        )
    };
    let folder = Folder::new("half", &[("half.json", &text(",", ","))]);
    let ran = folder.run(&["check", "--fix", "half.json"]).exits(1).says("(2 fixed)");
    ran.notes("half.json: still not valid JSON: some syntax errors have no fix");
    assert_eq!(folder.text("half.json"), text("", ""));
}

/// More findings than one check lists, most of them overlapping, and long lists: every sibling has a fix.
#[test]
fn many_findings_take_several_rounds() {
    let variable = |it: usize| format!(r#"{{"name": "V{it}", "value": null}}, null"#);
    let variables: Vec<_> = (0..3_000).map(variable).collect();
    let text = variables.join(", ");
    let text = request(&format!(
        r#""overrides": {{"containerOverrides": [{{"name": "a", "environment": [{text}]}}]}}"#
    ));
    let folder = Folder::new("many", &[("a.json", &text)]);
    let ran =
        folder.run(&["check", "--fix", "--unsafe-fixes", "--fail-on", "never", "--quiet", "a.json"]).exits(0);
    assert!(!ran.out.contains("null-value"), "{}", ran.out);
    assert!(!folder.text("a.json").contains("null"));
}

#[test]
fn of_many_equal_keys_the_last_stays() {
    let groups: String = (0..300).map(|it| format!(r#""group": "g{it}", "#)).collect();
    let text = request(&format!(r#"{groups}"group": "last""#));
    let folder = Folder::new("equal-keys", &[("a.json", &text)]);
    folder.run(BOTH).exits(0).says("no findings in 1 file (300 fixed)");
    assert_eq!(folder.text("a.json"), request(r#""group": "last""#));
}

/// A fix that changes nothing is not a fix: a document that is `null` stays so.
#[test]
fn edits_without_a_change_are_not_fixes() {
    let folder = Folder::new("null", &[("a.json", "null,\n"), ("b.json", "null")]);
    let fix = |more: &[&str]| folder.run(&[BOTH, &["--kind", "start-task"], more].concat());
    fix(&["b.json"]).exits(0).says("1 error in 1 file\n");
    fix(&["a.json"]).exits(0).says("(1 fixed)");
    assert_eq!((folder.text("a.json"), folder.text("b.json")), ("null\n".to_owned(), "null".to_owned()));
    let examine = |source: &Source| {
        // Two rules with fixes that undo each other: nothing is left of them.
        let mut found = check(source, &Options::default());
        let (from, to) = if source.text().contains("\"a\"") { ("a", "b") } else { ("b", "a") };
        let at = source.text().find(&format!("\"{from}\"")).expect("one of them") + 1;
        let edit = Edit { span: Span::new(at, at + 1), text: to.to_owned() };
        found.diagnostics[0].fix =
            Some(Fix { title: Text::default(), applicability: Applicability::Safe, edits: vec![edit] });
        found
    };
    let source = Source::new("a.json", request(r#""propagateTags": "a""#).into_bytes());
    let found = examine(&source);
    let fixed = fix_document(source, found, &[], Fixes::default(), &Options::default(), examine);
    assert!(fixed.after.is_none() && fixed.left == Some(Unfixed::Unsettled));
}

#[test]
fn rules_that_are_off_fix_nothing() {
    let text =
        request(r#""startedBy": "a b", "overrides": {"containerOverrides": [{"name": "a", "cpu": "9"}]}"#);
    let settings = "[rules]\nstarted-by-charset = \"off\"\n";
    let folder =
        Folder::new("off", &[("a.json", &text), ("set/a.json", &text), ("set/ecs-preflight.toml", settings)]);
    folder
        .run(&["check", "--fix", "--unsafe-fixes", "--ignore", "wrong-type", "a.json"])
        .exits(0)
        .says("(1 fixed)");
    assert_eq!(folder.text("a.json"), text.replace("a b", "a-b"));
    folder.run(&["check", "--fix", "--unsafe-fixes", "set"]).exits(0).says("(1 fixed)");
    assert_eq!(folder.text("set/a.json"), text.replace("\"9\"", "9"));
}

/// Under an ignore file too, and in later rounds: the first fix removes an element before it.
#[test]
fn suppressed_findings_are_not_fixed() {
    let text = request(r#""tags": [null, {"key": "a", "value": null}, {"key": "b", "value": null}]"#);
    let entry = "[[ignore]]\npath = \"a.json\"\nrule = \"null-value\"\npointer = \"/tags/key=b/value\"\nreason = \"known\"\n";
    let folder = Folder::new("side-car", &[("a.json", &text), ("ecs-preflight.ignore.toml", entry)]);
    folder.run(BOTH).exits(0).says("1 suppressed");
    assert_eq!(
        folder.text("a.json"),
        text.replace(r#"null, {"key": "a", "value": null}"#, r#"{"key": "a"}"#)
    );
    folder
        .run(&["check", "--fix", "--add-ignore", "--reason", "known"])
        .exits(2)
        .notes("cannot be used with");
}

#[cfg(unix)]
mod writing {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    fn bad() -> String {
        request(r#""overrides": {"containerOverrides": [{"name": "a", "cpu": "9"}]}"#)
    }
    fn good() -> String {
        bad().replace("\"9\"", "9")
    }
    fn only(folder: &Folder, names: &[&str]) {
        let entries = fs::read_dir(&folder.0).expect("a folder").map(|it| it.expect("an entry").file_name());
        let mut entries: Vec<_> = entries.map(|it| it.to_string_lossy().into_owned()).collect();
        entries.sort();
        assert_eq!(entries, names);
    }

    #[test]
    fn permissions_links_and_unusual_names_are_kept() {
        let folder = Folder::new("kept", &[("real/a.json", &bad()), ("-\u{1b}[31m\n'\".json", &bad())]);
        for mode in [0o640, 0o600, 0o755] {
            fs::write(folder.path("real/a.json"), bad()).expect("a writable file");
            fs::set_permissions(folder.path("real/a.json"), PermissionsExt::from_mode(mode))
                .expect("my file");
            folder.run(&["check", "--fix", "real/a.json"]).exits(0).says("1 fixed");
            let metadata = fs::metadata(folder.path("real/a.json")).expect("a file");
            assert_eq!(metadata.mode() & 0o7777, mode);
            assert_eq!(folder.text("real/a.json"), good());
        }
        fs::write(folder.path("real/a.json"), bad()).expect("a writable file");
        symlink("real/a.json", folder.path("link.json")).expect("a link");
        symlink("link.json", folder.path("link-to-link.json")).expect("a link");
        folder.run(&["check", "--fix", "link-to-link.json"]).exits(0).says("1 fixed");
        assert_eq!(folder.text("real/a.json"), good());
        for link in ["link.json", "link-to-link.json"] {
            assert!(folder.path(link).symlink_metadata().expect("a link").is_symlink());
        }
        let ran = folder.run(&["check", "--fix", "."]).exits(0).says("1 fixed");
        assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'));
        assert_eq!(folder.text("-\u{1b}[31m\n'\".json"), good());
        only(&folder, &["-\u{1b}[31m\n'\".json", "link-to-link.json", "link.json", "real"]);
    }

    #[test]
    fn files_that_cannot_be_written_are_reported_and_stay() {
        let folder = Folder::new("readonly", &[("a.json", &bad())]);
        fs::set_permissions(folder.path("a.json"), PermissionsExt::from_mode(0o444)).expect("my file");
        let ran = folder
            .run(&["check", "--fix", "a.json"])
            .exits(2)
            .notes("a.json: cannot write: the file is read-only");
        assert!(ran.out.contains("wrong-type") && !ran.out.contains(" fixed"), "{}", ran.out);
        assert_eq!(folder.text("a.json"), bad());
        must(&folder.0, "mkfifo", &["pipe"]);
        let text = bad();
        let path = folder.path("pipe");
        let writer = std::thread::spawn(move || fs::write(path, text));
        folder.run(&["check", "--fix", "pipe"]).exits(2).notes("not a regular file");
        writer.join().expect("a thread").expect("a pipe");
    }

    /// A folder and a copy of the program that any user can reach, removed in the end. The checkout may be in a home
    /// that only root can enter, and the temporary folder as well: then there is none.
    struct Public(PathBuf);

    impl Public {
        fn new() -> Option<Public> {
            let candidates = [std::env::temp_dir(), "/tmp".into(), "/var/tmp".into()];
            let is_open = |folder: &PathBuf| {
                folder.ancestors().all(|it| fs::metadata(it).is_ok_and(|it| it.mode() & 0o1 == 1))
            };
            let base = candidates.into_iter().filter_map(|it| it.canonicalize().ok()).find(is_open)?;
            let folder = Public(base.join(format!("ecs-preflight-test-{}", std::process::id())));
            fs::create_dir(&folder.0).ok()?;
            for (path, mode) in [("", 0o755), ("locked", 0o755)] {
                fs::create_dir_all(folder.0.join(path)).ok()?;
                fs::set_permissions(folder.0.join(path), PermissionsExt::from_mode(mode)).ok()?;
            }
            fs::copy(env!("CARGO_BIN_EXE_ecs-preflight"), folder.program()).ok()?;
            fs::set_permissions(folder.program(), PermissionsExt::from_mode(0o755)).ok()?;
            Some(folder)
        }
        fn program(&self) -> PathBuf {
            self.0.join("ecs-preflight")
        }
        /// Runs the program as a user who owns nothing; `None` where the file system runs no programs.
        fn run(&self, folder: &Folder, args: &[&str]) -> Option<std::process::Output> {
            let mut command = std::process::Command::new(self.program());
            command.args(args).current_dir(&folder.0).env_clear().env("LC_ALL", "C.UTF-8");
            std::os::unix::process::CommandExt::uid(&mut command, 65_534);
            command.output().ok()
        }
    }

    impl Drop for Public {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// A user who may write neither the file nor its folder. Root may write everything, and becomes another user.
    #[test]
    fn a_folder_that_cannot_be_written_is_reported() {
        let own = Folder::new("locked", &[("a.json", &bad())]);
        let is_root = fs::metadata(&own.0).expect("a folder").uid() == 0;
        let public = if is_root { Public::new() } else { None };
        if is_root && public.is_none() {
            return crate::support::skip(
                "fixes: a locked folder",
                "root has no folder that other users can enter",
            );
        }
        let folder = public.as_ref().map_or(own, |it| Folder(it.0.join("locked")));
        folder.write("a.json", &bad());
        fs::set_permissions(folder.path("a.json"), PermissionsExt::from_mode(0o666)).expect("my file");
        fs::set_permissions(&folder.0, PermissionsExt::from_mode(0o555)).expect("my folder");
        let args = ["check", "--fix", "a.json"];
        let output = match &public {
            Some(public) => public.run(&folder, &args),
            None => Some(folder.raw(&args)),
        };
        fs::set_permissions(&folder.0, PermissionsExt::from_mode(0o755)).expect("my folder");
        let Some(output) = output else {
            return crate::support::skip(
                "fixes: a locked folder",
                "no program starts in the temporary folder",
            );
        };
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("a.json: cannot write: permission denied"), "{said}");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(folder.text("a.json"), bad());
        only(&folder, &["a.json"]);
    }

    /// The system stops the process, or rejects a write, in the middle of a file.
    #[test]
    fn half_a_file_is_never_seen() {
        let text = bad().replace("\"name\"", &format!("{}\"name\"", " ".repeat(20_000)));
        let folder = Folder::new("half", &[("a.json", &text)]);
        let program = env!("CARGO_BIN_EXE_ecs-preflight");
        let limited = |trap: &str| {
            let line = format!("{trap} ulimit -f 2; exec '{program}' check --fix a.json");
            std::process::Command::new("sh")
                .args(["-c", &line])
                .current_dir(&folder.0)
                .output()
                .expect("a shell")
        };
        let killed = limited("");
        assert_eq!(killed.status.code(), None, "{}", String::from_utf8_lossy(&killed.stderr));
        assert_eq!(folder.text("a.json"), text);
        let rejected = limited("trap '' XFSZ;");
        assert_eq!(rejected.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&rejected.stderr).contains("a.json: cannot write: file too large"));
        assert_eq!(folder.text("a.json"), text);
        folder.run(&["check", "--fix", "a.json"]).exits(0).says("1 fixed");
        assert_eq!(folder.text("a.json"), text.replace("\"9\"", "9"));
    }

    /// A terminal gets nothing that it would obey: `script` is one.
    #[test]
    fn a_terminal_is_not_sent_escape_sequences() {
        let text = bad().replace("\"name\": \"a\"", "\"name\": \"a\", \"command\": [\"\u{9b}31m\u{202e}\"]");
        let folder = Folder::new("terminal", &[("a.json", &text)]);
        let program = env!("CARGO_BIN_EXE_ecs-preflight");
        for command in ["check --diff --color never a.json", "check --fix --color never - <a.json"] {
            let line = format!("'{program}' {command}");
            let Ok(output) = std::process::Command::new("script")
                .args(["-qec", &line, "/dev/null"])
                .current_dir(&folder.0)
                .env("TERM", "xterm")
                .output()
            else {
                eprintln!("SKIPPED: there is no `script` to make a terminal with");
                return;
            };
            let shown = String::from_utf8_lossy(&output.stdout);
            assert!(shown.contains("\"cpu\": 9"), "{shown}");
            assert!(!shown.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{shown:?}");
        }
    }
}
