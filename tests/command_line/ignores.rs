//! Suppressions as people use them: a scratch repository, the program, and an ignore file.

use crate::support::scratch::{Folder, Ran};
use std::{fs, path::Path};

const IGNORE_FILE: &str = "ecs-preflight.ignore.toml";

const REQUEST: &str = r#"{
  "taskDefinition": "web:12",
  "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"],
  "startedBy": "deploy of monday",
  "overrides": {
    "containerOverrides": [
      { "name": "app", "memory": "512", "environment": [{ "name": "A:/~", "value": 1 }, { "name": "TOKEN", "value": 2 }] },
      { "name": "log", "cpu": 10 }
    ]
  }
}
"#;

/// A repository with the request in `jobs/nightly.json`.
fn repository(test: &str, files: &[(&str, &str)]) -> Folder {
    let base = [(".git/HEAD", ""), ("jobs/nightly.json", REQUEST)];
    Folder::new(&format!("ignores-{test}"), &[&base, files].concat())
}

fn entry(path: &str, rule: &str, pointer: &str, more: &str) -> String {
    format!(
        "[[ignore]]\npath = {path:?}\nrule = {rule:?}\npointer = {pointer:?}\nreason = \"known\"\n{more}\n"
    )
}

impl Folder {
    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
    fn replace(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{name} does not hold {old:?}");
        self.write(name, &text.replace(old, new));
    }
    fn check(&self, more: &[&str]) -> Ran {
        self.run(&[&["check", "--format", "concise"], more].concat())
    }
    fn on(&self, day: &str, more: &[&str]) -> Ran {
        self.run_with(&[&["check", "--format", "concise"], more].concat(), &[("SOURCE_DATE_EPOCH", day)])
    }
}

/// The rules that a concise report names, in its order.
fn rules(ran: &Ran) -> Vec<&str> {
    let rule = |line| Some(str::split_once(line, '[')?.1.split_once("]: ")?.0);
    ran.out.lines().filter_map(rule).collect()
}

#[test]
fn add_clean_change_stale_prune() {
    let at = repository("round-trip", &[]);
    at.check(&[]).exits(1).says("4 errors in 1 file");
    at.check(&["--add-ignore", "--reason", "legacy, OPS-1"])
        .exits(0)
        .says("no findings in 1 file (4 suppressed)")
        .notes("note: added 4 entries to ecs-preflight.ignore.toml");
    let written = at.read(IGNORE_FILE);
    let token = "pointer = \"/overrides/containerOverrides/name=app/environment/name=TOKEN/value\"\n";
    let escaped = "pointer = \"/overrides/containerOverrides/name=app/environment/name=A:~1~0/value\"\n";
    assert!(written.contains(token) && written.contains(escaped), "{written}");
    assert_eq!(written.matches("reason = \"legacy, OPS-1\"\n").count(), 4);
    assert!(!written.to_lowercase().contains("line"), "{written}");

    at.check(&[]).exits(0).says("4 suppressed");
    at.check(&["--no-ignores"]).exits(1).says("4 errors in 1 file");
    let report = at.run(&["check", "--format", "json"]).exits(0).json();
    assert_eq!((&report["summary"]["suppressed"], &report["summary"]["files"]), (&4.into(), &1.into()));
    assert_eq!(report["diagnostics"].as_array().map(Vec::len), Some(0));

    at.replace("jobs/nightly.json", "deploy of monday", "monday");
    let ran = at.check(&[]).exits(0).says("ecs-preflight.ignore.toml:").says("3 suppressed");
    assert_eq!(rules(&ran), ["ignore-stale"]);
    at.check(&["--fail-on", "warning"]).exits(1);
    at.check(&["--prune-ignores"]).exits(0).notes("note: removed 1 entry from ecs-preflight.ignore.toml");
    assert_eq!(at.read(IGNORE_FILE).matches("[[ignore]]").count(), 3);
    let silent = at.check(&["--prune-ignores"]).exits(0);
    assert_eq!((silent.out.as_str(), silent.err.as_str()), ("no findings in 1 file (3 suppressed)\n", ""));
}

/// The list of the request turned round, another layout: `jq` would write it so.
#[test]
fn order_and_layout_do_not_matter() {
    let at = repository("order", &[]);
    at.check(&["--add-ignore", "--pin", "--reason", "known"]).exits(0);
    let before = at.read(IGNORE_FILE);
    assert_eq!(before.matches("value = \"sha256:").count(), 4);
    let other = r#"{"overrides":{"containerOverrides":[{"cpu":10,"name":"log"},{"environment":[
        {"value":2,"name":"TOKEN"},{"value":1,"name":"A\u003a\/~"}],"memory":"\u00351\u0032","name":"app"}]},
        "startedBy":"deploy of monday","containerInstances":["765936fadbdd46b5991a4bd70c2a43d4"],"taskDefinition":"web:12"}"#;
    at.write("jobs/nightly.json", other);
    at.check(&["--fail-on", "info"]).exits(0).says("no findings in 1 file (4 suppressed)");
    at.check(&["--add-ignore", "--reason", "again", "--prune-ignores"]).exits(0);
    assert_eq!(at.read(IGNORE_FILE), before);
}

#[test]
fn a_renamed_container_ends_it() {
    let at = repository("renamed", &[]);
    at.check(&["--add-ignore", "--reason", "known"]).exits(0);
    at.replace("jobs/nightly.json", "\"app\"", "\"app2\"");
    let ran = at.check(&[]).exits(1).says("`pointer` does not match anything in `jobs/nightly.json`");
    assert_eq!(rules(&ran).iter().filter(|it| **it == "wrong-type").count(), 3);
    assert_eq!(rules(&ran).iter().filter(|it| **it == "ignore-unknown").count(), 3);
    at.run(&["check"]).exits(1).says("did you mean `name=app2`?");
    let ran = at.check(&["--prune-ignores"]).exits(1);
    assert_eq!(rules(&ran), ["wrong-type"; 3]);
}

#[test]
fn another_value_ends_a_pinned_entry() {
    let at = repository("pinned", &[]);
    at.check(&["--add-ignore", "--pin", "--reason", "known"]).exits(0);
    at.replace("jobs/nightly.json", "deploy of monday", "deploy of tuesday");
    let ran = at.check(&[]).exits(1).says("3 suppressed");
    assert_eq!(rules(&ran), ["started-by-charset", "ignore-stale"]);
    // Accepting the new value renews the entry in its place.
    at.check(&["--add-ignore", "--pin", "--reason", "tuesday too"]).exits(0).says("4 suppressed");
    let written = at.read(IGNORE_FILE);
    assert_eq!(
        (written.matches("[[ignore]]").count(), written.matches("tuesday too").count()),
        (4, 1),
        "{written}"
    );
    // Without a fingerprint any value would do.
    let at = repository("not-pinned", &[]);
    at.check(&["--add-ignore", "--reason", "known"]).exits(0);
    at.replace("jobs/nightly.json", "deploy of monday", "deploy of tuesday");
    at.check(&[]).exits(0).says("4 suppressed");
}

#[test]
fn an_entry_expires_after_its_last_day() {
    // 2027-03-31, its last second, and the one after it.
    let (last, after) = ("1806537599", "1806537600");
    let at = repository("expired", &[]);
    at.on(last, &["--add-ignore", "--reason", "known", "--expires", "2027-03-31"]).exits(0);
    assert_eq!(at.read(IGNORE_FILE).matches("expires = 2027-03-31\n").count(), 4);
    at.on(last, &[]).exits(0).says("4 suppressed");
    let ran = at.on(after, &["jobs/nightly.json"]).exits(1);
    assert_eq!(rules(&ran)[4..], ["ignore-expired"; 4]);
    ran.says("suppression expired on 2027-03-31").says("8 errors in 2 files");
    // Deciding anew renews the entries; pruning takes them out.
    at.on(after, &["--add-ignore", "--reason", "until summer", "--expires", "2027-06-30"]).exits(0);
    assert_eq!(at.read(IGNORE_FILE).matches("expires = 2027-06-30\n").count(), 4);
    at.on("1900000000", &["--add-ignore", "--reason", "for good", "--prune-ignores"]).exits(0);
    assert_eq!(at.read(IGNORE_FILE).matches("reason = \"for good\"\n").count(), 4);
    at.on("1900000000", &["--fail-on", "info"]).exits(0).says("4 suppressed");
    at.replace(IGNORE_FILE, "reason = \"for good\"\n", "reason = \"for good\"\nexpires = 2027-06-30\n");
    let ran = at.on("1900000000", &["--prune-ignores"]).exits(1);
    assert_eq!(rules(&ran).len(), 4);
    assert!(!at.read(IGNORE_FILE).contains("[[ignore]]"));
    // The clock of the machine is after 2000 and before 9999.
    at.write(
        IGNORE_FILE,
        &entry("jobs/nightly.json", "started-by-charset", "/startedBy", "expires = 2000-01-01"),
    );
    at.check(&[]).exits(1).says("suppression expired on 2000-01-01");
    at.write(
        IGNORE_FILE,
        &entry("jobs/nightly.json", "started-by-charset", "/startedBy", "expires = 9999-01-01"),
    );
    at.check(&[]).exits(1).says("1 suppressed");
    // Package managers set the start of 1980 where they know no day.
    at.write(
        IGNORE_FILE,
        &entry("jobs/nightly.json", "started-by-charset", "/startedBy", "expires = 2000-01-01"),
    );
    at.on("315532800", &[]).exits(1).says("suppression expired on 2000-01-01");
    at.on("tomorrow", &[]).exits(2).notes("SOURCE_DATE_EPOCH");
}

#[test]
fn writing_sorts_and_keeps_what_people_wrote() {
    let by_hand = "# The side-car of the team.\n\n\
        # OPS-7: the other end wants blanks.\n[[ignore]] # for ever\npath = 'jobs/nightly.json' # one\n\
        rule = \"started-by-charset\"\npointer = \"/startedBy\"\n# why\nreason = \"\"\"\nOPS-7\"\"\"\n\n\
        # Of another team.\n[[ignore]]\npath = \"jobs/*.json\"\nrule = \"wrong-type\"\n\
        pointer = \"/overrides/containerOverrides/name=app/memory\"\nreason = \"text is text\"\n# the end\n";
    let at = repository("by-hand", &[(IGNORE_FILE, by_hand)]);
    let ran = at.check(&[]).exits(1).says("2 suppressed");
    assert_eq!(rules(&ran), ["wrong-type"; 2]);
    at.check(&["--add-ignore", "--reason", "known"]).exits(0).says("4 suppressed");
    let once = at.read(IGNORE_FILE);
    for kept in [
        "# Of another team.\n[[ignore]]\npath = \"jobs/*.json\"\n",
        "# OPS-7: the other end wants blanks.\n[[ignore]] # for ever\npath = 'jobs/nightly.json' # one\n",
        "# why\nreason = \"\"\"\nOPS-7\"\"\"\n",
    ] {
        assert!(once.contains(kept), "{kept:?} is gone:\n{once}");
    }
    assert!(
        once.starts_with("# The side-car of the team.\n\n# Of another team.\n")
            && once.ends_with("# the end\n"),
        "{once}"
    );
    let paths: Vec<_> = once
        .lines()
        .filter(|it| it.starts_with("path"))
        .map(|it| it.replace('\'', "\"").replace(" # one", ""))
        .collect();
    assert!(paths.is_sorted() && paths.len() == 4, "{once}");
    at.check(&["--add-ignore", "--reason", "again"]).exits(0);
    at.check(&["--prune-ignores"]).exits(0);
    assert_eq!(at.read(IGNORE_FILE), once);

    // The same findings in another order of files and runs make the same text.
    let (both, one_by_one) =
        (repository("both", &[("b.json", REQUEST)]), repository("one-by-one", &[("b.json", REQUEST)]));
    both.check(&["--add-ignore", "--reason", "known"]).exits(0);
    one_by_one.check(&["jobs/nightly.json", "--add-ignore", "--reason", "known"]).exits(0);
    one_by_one.check(&["b.json", "--add-ignore", "--reason", "known"]).exits(0);
    assert_eq!(both.read(IGNORE_FILE), one_by_one.read(IGNORE_FILE));
}

#[test]
fn line_ends_and_permissions_stay() {
    let text = entry("jobs/nightly.json", "started-by-charset", "/startedBy", "").replace('\n', "\r\n");
    let at = repository("crlf", &[(IGNORE_FILE, &text)]);
    #[cfg(unix)]
    let mode = |at: &Folder| {
        use std::os::unix::fs::PermissionsExt;
        let metadata = fs::metadata(at.0.join(IGNORE_FILE)).expect("the side-car");
        fs::set_permissions(at.0.join(IGNORE_FILE), fs::Permissions::from_mode(0o640)).expect("a mode");
        metadata.permissions().mode() & 0o777
    };
    #[cfg(unix)]
    mode(&at);
    at.check(&["--add-ignore", "--reason", "known"]).exits(0);
    let text = at.read(IGNORE_FILE);
    assert_eq!(
        (text.matches("[[ignore]]\r\n").count(), text.matches('\n').count()),
        (4, text.matches("\r\n").count())
    );
    #[cfg(unix)]
    assert_eq!(mode(&at), 0o640);
    let left: Vec<_> = fs::read_dir(&at.0).expect("the folder").flatten().map(|it| it.file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn elements_that_share_a_key_are_distinguished_by_their_values() {
    let request = r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"],
        "tags": [{"key": "a", "value": 1}, {"key": "a", "value": 2}]}"#;
    let at = Folder::new("ignores-shared", &[(".git/HEAD", ""), ("r.json", request)]);
    let reason = ["--add-ignore", "--reason", "known"];
    at.check(&reason).exits(0);
    let written = at.read(IGNORE_FILE);
    assert_eq!(written.matches("pointer = \"/tags/key=a/value\"\nvalue = \"sha256:").count(), 2, "{written}");
    at.check(&[]).exits(0);
    at.replace("r.json", "\"value\": 2", "\"value\": 3");
    let ran = at.check(&["--fail-on", "info"]).exits(1);
    assert!(rules(&ran).contains(&"wrong-type") && rules(&ran).contains(&"ignore-stale"), "{}", ran.out);
    at.check(&reason).exits(0);
    assert_eq!(at.read(IGNORE_FILE).matches("/tags/key=a/value").count(), 2);
    at.replace(
        "r.json",
        r#"{"key": "a", "value": 1}, {"key": "a", "value": 3}"#,
        r#"{"key": "a", "value": 3}, {"key": "a", "value": 1}"#,
    );
    at.check(&[]).exits(0);
}

#[test]
fn only_what_would_fail_is_accepted() {
    let request = r#"{"taskDefinition": "web", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "startedBy": "a b",
        "overrides": {"containerOverrides": [{"name": "a", "environment": [{"name": "X", "value": "1"}, {"name": "X", "value": "2"}]}]}}"#;
    let at = Folder::new("ignores-least", &[(".git/HEAD", ""), ("r.json", request)]);
    let all = rules(&at.check(&[]).exits(1)).len();
    let ran = at.check(&["--add-ignore", "--reason", "known"]).exits(0);
    assert!(!rules(&ran).is_empty() && rules(&ran).len() < all, "{}", ran.out);
    at.check(&["--add-ignore", "--reason", "all", "--fail-on", "info"]).exits(0).says("no findings");
    assert_eq!(at.read(IGNORE_FILE).matches("[[ignore]]").count(), all);
}

#[test]
fn the_nearest_ignore_file_counts_up_to_the_root() {
    let here = entry("nightly.json", "started-by-charset", "/startedBy", "");
    let above = entry("jobs/nightly.json", "wrong-type", "/overrides/containerOverrides/name=app/memory", "");
    let at = repository("nearest", &[(IGNORE_FILE, &above)]);
    at.check(&[]).exits(1).says("1 suppressed");
    let from_below = |args: &[&str]| {
        let mut command = at.command(&[&["check", "--format", "concise"], args].concat());
        command.current_dir(at.0.join("jobs"));
        Ran::of(command.output().expect("the program starts"))
    };
    let ran = from_below(&["nightly.json"]).exits(1).says("1 suppressed");
    assert!(!rules(&ran).contains(&"ignore-unknown"), "{}", ran.out);
    let absolute = at.0.join("jobs/../jobs/nightly.json");
    from_below(&[absolute.to_str().expect("Unicode")]).exits(1).says("1 suppressed");
    at.write("jobs/ecs-preflight.ignore.toml", &here);
    let ran = at.check(&[]).exits(1).says("1 suppressed");
    assert!(!rules(&ran).contains(&"started-by-charset"), "{}", ran.out);
    fs::create_dir(at.0.join("jobs/.git")).expect("a root");
    fs::remove_file(at.0.join("jobs").join(IGNORE_FILE)).expect("a side-car");
    at.check(&[]).exits(1).says("4 errors in 1 file (4 fixable, 1 of them with `--unsafe-fixes`)\n");
    // Standard input has the ignore file of its file name.
    fs::remove_dir(at.0.join("jobs/.git")).expect("a root");
    at.piped(&["check", "-", "--stdin-filename", "jobs/nightly.json"], REQUEST).exits(1).says("1 suppressed");
    at.piped(&["check", "-"], REQUEST).exits(1).says("4 errors in 1 file (");
}

#[test]
fn files_that_were_not_checked_are_not_mentioned() {
    let text = [
        entry("jobs/nightly.json", "null-value", "/startedBy", ""),
        entry("jobs/*.json", "null-value", "/startedBy", ""),
        entry("other/*.json", "null-value", "/startedBy", ""),
    ];
    let other = REQUEST.replace("deploy of monday", "monday").replace("\"512\"", "512");
    let at = repository("elsewhere", &[(IGNORE_FILE, &text.concat()), ("ok.json", &other)]);
    let ran = at.check(&["ok.json"]);
    assert!(rules(&ran).iter().all(|it| !it.starts_with("ignore-")), "{}", ran.out);
    // One file of a pattern is not all of them.
    let ran = at.check(&["jobs/nightly.json"]);
    assert_eq!(rules(&ran)[4..], ["ignore-stale"]);
    let ran = at.check(&[]).says("no file matches `other/*.json`");
    let said: Vec<_> = rules(&ran).into_iter().filter(|it| it.starts_with("ignore-")).collect();
    assert_eq!(said, ["ignore-stale", "ignore-stale", "ignore-unknown"]);
    // What could not be read as a whole says nothing about what is not in it.
    at.replace("jobs/nightly.json", "\"startedBy\":", "\"startedBy\"");
    let ran = at.check(&["jobs/nightly.json"]).exits(1);
    assert!(rules(&ran).iter().all(|it| !it.starts_with("ignore-")), "{}", ran.out);
    // What is not a launch document any more has nothing to suppress.
    at.write("jobs/nightly.json", "{}");
    let ran = at.check(&["jobs/nightly.json", "ok.json"]);
    assert!(rules(&ran).contains(&"ignore-stale"), "{}", ran.out);
    fs::remove_file(at.0.join("jobs/nightly.json")).expect("a file");
    at.check(&["ok.json"]).says("error[ignore-unknown]: no file matches `jobs/nightly.json`");
}

#[test]
fn a_broken_side_car_is_a_finding_and_is_not_written() {
    let good = entry("jobs/nightly.json", "started-by-charset", "/startedBy", "");
    let at = repository("broken", &[(IGNORE_FILE, &format!("{good}\n[[ignore]\npath = \"a\u{1b}[31m\"\n"))]);
    let ran = at.check(&[]).exits(1).says("ecs-preflight.ignore.toml:8:").says("error[ignore-malformed]");
    assert!(!ran.out.contains('\u{1b}'), "{:?}", ran.out);
    let before = at.read(IGNORE_FILE);
    at.check(&["--add-ignore", "--reason", "known"]).exits(2).notes("not written");
    assert_eq!(at.read(IGNORE_FILE), before);
    at.check(&["--prune-ignores"]).exits(1);
    assert_eq!(at.read(IGNORE_FILE), before);
    // An entry without a reason suppresses nothing.
    at.write(IGNORE_FILE, &good.replace("reason = \"known\"\n", ""));
    let ran = at.check(&[]).exits(1).says("an entry is missing `reason`");
    assert!(rules(&ran).contains(&"started-by-charset"), "{}", ran.out);
    fs::write(at.0.join(IGNORE_FILE), b"\xff\xfe[\0").expect("a file");
    at.check(&[]).exits(1).says("ignore-malformed");
}

#[test]
fn wrong_usage() {
    let at = repository("usage", &[]);
    at.check(&["--add-ignore"]).exits(2).notes("--reason");
    at.check(&["--add-ignore", "--reason", " "]).exits(2).notes("give a reason");
    at.check(&["--reason", "x"]).exits(2).notes("--add-ignore");
    at.check(&["--add-ignore", "--reason", "x", "--no-ignores"]).exits(2);
    at.check(&["--add-ignore", "--reason", "x", "--expires", "soon"]).exits(2).notes("2027-03-31");
    at.check(&["--add-ignore", "--reason", "x", "--expires", "2020-01-01"])
        .exits(2)
        .notes("the date is in the past");
    assert!(!Path::new(&at.0.join(IGNORE_FILE)).exists());
}

#[test]
fn what_the_configuration_says_counts() {
    let at = repository("configured", &[("ecs-preflight.toml", "[rules]\nignore-stale = \"error\"\n")]);
    // Only what is selected is accepted, whatever its severity; a rule that did not run is not silent.
    at.check(&["--add-ignore", "--reason", "known", "--select", "started-by-charset"])
        .exits(1)
        .says("1 suppressed");
    assert_eq!(at.read(IGNORE_FILE).matches("[[ignore]]").count(), 1);
    let ran = at.check(&["--only", "wrong-type"]).exits(1);
    assert_eq!(rules(&ran), ["wrong-type"; 3]);
    at.check(&["--add-ignore", "--reason", "known"]).exits(0);
    at.replace("jobs/nightly.json", "deploy of monday", "monday");
    let ran = at.check(&[]).exits(1).says("error[ignore-stale]");
    assert_eq!(rules(&ran), ["ignore-stale"]);
    at.check(&["--ignore", "ignore-stale"]).exits(0).says("no findings in 1 file (3 suppressed)");
    // A new ignore file is beside the configuration.
    let at = repository("beside", &[("jobs/ecs-preflight.toml", "fail-on = \"info\"\n")]);
    at.check(&["--add-ignore", "--reason", "known"]).exits(0);
    assert!(at.read("jobs/ecs-preflight.ignore.toml").contains("path = \"nightly.json\"\n"));
}

#[test]
fn every_kind_of_document_has_its_keys() {
    let definition = r#"{"family": "web", "containerDefinitions": [{"name": "app", "image": "nginx", "memory": 128,
        "portMappings": [{"containerPort": 80, "protocol": 6}], "dnsServers": ["10.0.0.2", 7],
        "environment": [{"name": "A", "value": 1}]}]}"#;
    let at = Folder::new("ignores-definition", &[(".git/HEAD", ""), ("d.json", definition)]);
    at.check(&["--kind", "task-definition", "--add-ignore", "--reason", "known"]).exits(0);
    let written = at.read(IGNORE_FILE);
    for pointer in [
        "/containerDefinitions/name=app/portMappings/containerPort=80/protocol",
        "/containerDefinitions/name=app/dnsServers/=7",
        "/containerDefinitions/name=app/environment/name=A/value",
    ] {
        assert!(written.contains(&format!("pointer = {pointer:?}\n")), "{pointer} is not in\n{written}");
    }
    at.replace("d.json", "\"10.0.0.2\", 7", "7, \"10.0.0.2\"");
    at.check(&["--kind", "task-definition"]).exits(0).says("suppressed");

    // As `register-task-definition` answers, as Step Functions spells it, and with placeholders.
    let described = format!(r#"{{"taskDefinition": {definition}, "tags": []}}"#);
    let machine = r#"{"StartAt": "Run", "States": {"Run": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync",
        "Parameters": {"TaskDefinition": "web:1", "Cluster": "default", "Overrides": {"ContainerOverrides": [
        {"Name": "app", "Memory": "512", "Environment": [{"Name": "A", "Value": 1}]}]}}, "End": true}}}"#;
    let template = r#"{"taskDefinition": "web:1", "containerInstances": [${instance}], "tags": [{"key": "a", "value": 1}]}"#;
    let files = [(".git/HEAD", ""), ("d.json", &described), ("m.json", machine), ("t.json.tpl", template)];
    let at = Folder::new("ignores-spelled", &files);
    at.check(&["d.json", "m.json", "t.json.tpl", "--add-ignore", "--reason", "known"]).exits(0);
    let written = at.read(IGNORE_FILE);
    for pointer in [
        "/taskDefinition/containerDefinitions/name=app/portMappings/containerPort=80/protocol",
        "/States/Run/Parameters/Overrides/ContainerOverrides/Name=app/Environment/Name=A/Value",
        "/tags/key=a/value",
    ] {
        assert!(written.contains(&format!("pointer = {pointer:?}\n")), "{pointer} is not in\n{written}");
    }
    at.check(&["d.json", "m.json", "t.json.tpl"]).exits(0).says("suppressed");
    at.replace("t.json.tpl", "\"value\": 1", "\"value\": \"1\"");
    at.check(&["t.json.tpl"]).exits(0).says("ignore-stale");
}

#[test]
fn suppressed_problems_are_not_fixed() {
    let text = entry("jobs/nightly.json", "wrong-type", "/overrides/containerOverrides/name=app/memory", "");
    let at = repository("fixed", &[(IGNORE_FILE, &text)]);
    at.check(&["--fix"]).exits(1).says("1 suppressed");
    let fixed = at.read("jobs/nightly.json");
    assert!(fixed.contains(r#""memory": "512""#) && fixed.contains(r#""value": "1""#), "{fixed}");
    assert!(!at.check(&["--diff"]).out.contains("512"));
    at.check(&["--add-ignore", "--reason", "known", "--fix"]).exits(2);
    fs::write(at.0.join(IGNORE_FILE), b"# \xff\n").expect("a file");
    at.check(&["--add-ignore", "--reason", "known"]).exits(2).notes("not written");
}
