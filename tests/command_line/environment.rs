//! What the machine around a run may do to it: files that go, disks that are full, a process that is killed.
#![cfg(unix)]

use crate::support::{
    rng::rounds,
    scratch::{Folder, Ran},
    skip,
};
use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, symlink},
        process::{CommandExt, ExitStatusExt},
    },
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Instant,
};

const GOOD: &str =
    r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"]}"#;
const BAD: &str = r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "startedBy": "a b"}"#;
const FIXED: &str = r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "startedBy": "a-b"}"#;

fn folder(test: &str, files: &[(&str, &str)]) -> Folder {
    Folder::new(&format!("surroundings-{test}"), files)
}

/// The program after commands of a shell, which may limit its resources.
fn limited(folder: &Folder, before: &str, args: &[&str]) -> Command {
    let mut command = Command::new("sh");
    let words = args.join(" ");
    command.arg("-c").arg(format!("{before}; exec \"$0\" {words}")).arg(env!("CARGO_BIN_EXE_ecs-preflight"));
    command.current_dir(&folder.0).env_clear().env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
}

fn ran(mut command: Command) -> Ran {
    Ran::of(command.output().expect("the program starts"))
}

/// Starts the program, has it read files before a long standard input, and holds it there.
fn held(folder: &Folder, args: &[&str]) -> (Child, std::process::ChildStdin) {
    let mut command = folder.command(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    // More than a pipe can buffer: once all is written, the reader has begun.
    pipe.write_all(" ".repeat(1 << 20).as_bytes()).expect("a reader");
    (child, pipe)
}

fn released((child, mut pipe): (Child, std::process::ChildStdin)) -> Ran {
    pipe.write_all(GOOD.as_bytes()).expect("a reader");
    drop(pipe);
    Ran::of(child.wait_with_output().expect("the program ends"))
}

/// The names in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn files_that_vanish_are_reported() {
    let folder = folder("vanish", &[("jobs/a.json", BAD), ("jobs/b.json", BAD), ("jobs/c/d.json", BAD)]);
    // Standard input is first by its name.
    let run = held(&folder, &["check", "--format", "concise", "-", "jobs"]);
    fs::remove_file(folder.path("jobs/a.json")).expect("a file");
    fs::remove_dir_all(folder.path("jobs/c")).expect("a folder");
    let ran = released(run).exits(2).says("jobs/b.json:1:105: ");
    assert_eq!(
        ran.err,
        "error: jobs/a.json: No such file or directory\nerror: jobs/c/d.json: No such file or directory\n"
    );
}

#[test]
fn files_that_change_while_they_are_read_are_not_written() {
    let folder = folder("change", &[("a.json", BAD), ("b.json", BAD)]);
    // Standard input is last by its name: the others were read.
    let args = ["check", "--fix", "--unsafe-fixes", "--stdin-filename", "z.json", "-", "a.json", "b.json"];
    let run = held(&folder, &args);
    let changed = BAD.replace("web:12", "web:13");
    folder.write("a.json", &changed);
    let ran =
        released(run).exits(2).notes("error: a.json: not written: the file has changed in the meantime\n");
    ran.notes("1 fixed");
    assert_eq!((folder.text("a.json"), folder.text("b.json")), (changed, FIXED.to_owned()));
    assert_eq!(names(&folder.0).len(), 2);
}

#[test]
fn links_that_lead_in_circles_are_followed_by_nobody() {
    let folder = folder("links", &[("jobs/a.json", BAD)]);
    symlink(".", folder.path("jobs/loop")).expect("a link");
    symlink("jobs", folder.path("again")).expect("a link");
    symlink("to.json", folder.path("from.json")).expect("a link");
    symlink("from.json", folder.path("to.json")).expect("a link");
    symlink("nowhere", folder.path("jobs/dangling.json")).expect("a link");
    let all = folder.run(&["check"]).exits(1).says("1 error in 1 file (1 fixable with `--unsafe-fixes`)\n");
    assert_eq!(all.err, "");
    folder.run(&["check", "again", "jobs/loop/loop/a.json", "jobs"]).exits(1).says("1 error in 1 file");
    folder
        .run(&["check", "from.json"])
        .exits(2)
        .notes("error: from.json: Too many levels of symbolic links\n");
    folder.run(&["check", "jobs/dangling.json"]).exits(2).notes("error: jobs/dangling.json: no such file");
    folder.run(&["check", "--fix", "jobs/loop/loop/a.json"]).exits(1);
}

/// Has a command run by nobody in particular, where root runs the tests, for whom no permission counts.
fn as_nobody(command: &mut Command) {
    if fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0) {
        command.uid(65_534).gid(65_534);
    }
}

/// Whether that somebody gets at the program and the folder at all.
fn reaches(folder: &Folder) -> bool {
    let mut command = folder.command(&["check", "good.json"]);
    as_nobody(&mut command);
    let reaches = command.output().is_ok_and(|it| it.status.code() == Some(0));
    if !reaches {
        skip("permissions", "another user does not get at the program");
    }
    reaches
}

#[test]
fn unreadable_files_are_reported() {
    let folder = folder("unreadable", &[("good.json", GOOD), ("closed/a.json", BAD), ("secret.json", BAD)]);
    if !reaches(&folder) {
        return;
    }
    let mode = |name: &str, mode| {
        fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).expect("our own file");
    };
    mode("closed", 0o000);
    mode("secret.json", 0o000);
    let check = |args: &[&str]| {
        let mut command = folder.command(args);
        as_nobody(&mut command);
        ran(command)
    };
    let all = check(&["check"]);
    let named = check(&["check", "good.json", "secret.json", "closed"]);
    mode("closed", 0o755);
    let all = all.exits(2).says("no findings in 1 file\n");
    assert_eq!(all.err.lines().count(), 2, "{}", all.err);
    all.notes("closed: Permission denied").notes("error: secret.json: Permission denied\n");
    named.exits(2).notes("error: secret.json: Permission denied\n").notes("closed: Permission denied");
}

#[test]
fn files_that_cannot_be_written_stay() {
    let folder = folder("read-only", &[("good.json", GOOD), ("a.json", BAD)]);
    if !reaches(&folder) {
        return;
    }
    let before = names(&folder.0);
    let check = |args: &[&str]| {
        let mut command = folder.command(args);
        as_nobody(&mut command);
        ran(command)
    };
    // Root's files are not nobody's; where nobody runs the tests, they are read-only.
    let mode =
        |mode| fs::set_permissions(&folder.0, fs::Permissions::from_mode(mode)).expect("our own folder");
    fs::set_permissions(folder.path("a.json"), fs::Permissions::from_mode(0o444)).expect("our own file");
    mode(0o555);
    let fix = check(&["check", "--fix", "--unsafe-fixes", "a.json"]);
    let add = check(&["check", "--add-ignore", "--reason", "x", "a.json"]);
    let init = check(&["config", "init"]);
    let report = check(&["check", "--format", "sarif=report.sarif", "a.json"]);
    mode(0o755);
    fix.exits(2).notes("error: a.json: cannot write");
    add.exits(2).notes("ecs-preflight.ignore.toml: cannot write: permission denied\n");
    init.exits(2).notes("error: ecs-preflight.toml: Permission denied\n");
    report.exits(2).notes("error: report.sarif: cannot write: Permission denied\n");
    assert_eq!((names(&folder.0), folder.text("a.json")), (before, BAD.to_owned()));
}

/// `/proc` is written by nobody, root included.
#[test]
fn nothing_is_written_that_nobody_asked_for() {
    let folder = folder("home", &[("good.json", GOOD), ("a.json", BAD)]);
    if !Path::new("/proc/self").exists() {
        return;
    }
    let before = names(&folder.0);
    let path = folder.path("a.json");
    let path = path.to_str().expect("a path in Unicode");
    let variables = ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"];
    for args in [
        &["check", path][..],
        &["check", "--format", "html", path],
        &["check", "--diff", path],
        &["explain", "syntax"],
    ] {
        let mut command = folder.command(args);
        let here = ran({
            command.envs(variables.map(|it| (it, "/proc")));
            command
        });
        let mut command = folder.command(args);
        command.current_dir("/proc").envs(variables.map(|it| (it, "/proc/nowhere")));
        let there = ran(command);
        assert!(here.code < 2 && there.code == here.code, "{}{}", here.err, there.err);
    }
    assert_eq!(names(&folder.0), before);
}

#[test]
fn a_full_disk_is_reported() {
    let folder = folder("full", &[("a.json", BAD), ("good.json", GOOD)]);
    if !Path::new("/dev/full").exists() {
        return;
    }
    let said = "No space left on device\n";
    for args in [
        &["check", "a.json"][..],
        &["check", "--format", "json", "a.json"],
        &["rules"],
        &["explain", "syntax"],
        &["check", "--diff", "--unsafe-fixes", "a.json"],
        &["schema", "overrides"],
    ] {
        let mut command = folder.command(args);
        command.stdout(fs::OpenOptions::new().write(true).open("/dev/full").expect("a device"));
        let ran = ran(command).exits(2);
        assert!(
            ran.err.to_lowercase().contains(&format!("error: standard output: {}", said.to_lowercase())),
            "{}",
            ran.err
        );
    }
    for report in ["sarif", "junit", "html"] {
        let args = ["check", "--format", &format!("{report}=/dev/full"), "a.json"];
        folder.run(&args).exits(2).notes(&format!("error: /dev/full: cannot write: {said}"));
    }
    let piped = folder.piped(&["check", "-o", "/dev/full", "-"], BAD.as_bytes()).exits(2);
    piped.notes("/dev/full: cannot write");
    // Standard error is where it would be said.
    let mut command = folder.command(&["check", "good.json", "gone.json"]);
    command.stderr(fs::OpenOptions::new().write(true).open("/dev/full").expect("a device"));
    ran(command).exits(2).says("no findings in 1 file\n");
}

/// A document with many findings that `--fix` fixes, of some hundred kilobytes.
fn large() -> String {
    let instance = "\"765936fadbdd46b5991a4bd70c2a43d4\"";
    let environment =
        (0..900).map(|at| format!("\n{{\"name\": \"V{at}\", \"value\": \"{}\"}},", "x".repeat(300)));
    format!(
        "{{\"taskDefinition\": \"web:12\", \"containerInstances\": [{instance}], \"overrides\": {{\"containerOverrides\": [{{\"name\": \"app\", \"environment\": [{}\n]}}]}}}}",
        environment.collect::<String>()
    )
}

/// The whole file is written, or nothing: whatever ends the process, and whenever.
#[test]
fn a_file_is_old_or_new_and_never_half() {
    let old = large();
    let folder = folder("killed", &[("a.json", &old)]);
    let fix = ["check", "--fix", "a.json"];
    let begin = Instant::now();
    folder.run(&fix);
    let takes = begin.elapsed();
    let new = folder.text("a.json");
    assert!(new != old && new.len() + 1 == old.len());
    let mut seen = BTreeSet::new();
    let rounds = 12 + rounds(28) as u32;
    for round in 0..rounds {
        folder.write("a.json", &old);
        let mut child =
            folder.command(&fix).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a start");
        thread::sleep(takes * round / (rounds - 4));
        child.kill().expect("a signal");
        child.wait().expect("an end");
        let now = folder.text("a.json");
        assert!(now == old || now == new, "{} bytes", now.len());
        seen.insert(now == new);
    }
    assert!(seen.contains(&false), "it was never killed in time");
    // A leftover file is read by nothing, and disturbs nothing.
    folder.write("a.json", &old);
    folder.run(&["check"]).says(" in 1 file");
    folder.run(&fix);
    assert_eq!(folder.text("a.json"), new);
}

#[test]
fn a_file_that_may_not_grow_stays_as_it_was() {
    let old = large();
    let folder = folder("growth", &[("a.json", &old)]);
    // The signal for it ends the process; without it, writing fails.
    let killed =
        limited(&folder, "ulimit -f 16", &["check", "--fix", "-q", "a.json"]).output().expect("a start");
    assert!(killed.status.signal().is_some() || killed.status.code() == Some(2), "{:?}", killed.status);
    assert_eq!(folder.text("a.json"), old);
    let fails =
        ran(limited(&folder, "trap '' XFSZ; ulimit -f 16", &["check", "--fix", "-q", "a.json"])).exits(2);
    fails.notes("error: a.json: cannot write: file too large\n");
    assert_eq!(folder.text("a.json"), old);
    let left: Vec<_> = names(&folder.0).into_iter().filter(|it| it.ends_with(".tmp")).collect();
    assert!(left.len() <= 1, "only the process that was killed leaves something: {left:?}");
    // An ignore file that does not fit is not written at all.
    folder.write("b.json", BAD);
    let add = ["check", "--add-ignore", "--reason", "x", "b.json"];
    ran(limited(&folder, "trap '' XFSZ; ulimit -f 0", &add))
        .exits(2)
        .notes("ecs-preflight.ignore.toml: cannot write: file too large\n");
    assert!(!folder.path("ecs-preflight.ignore.toml").exists());
}

#[test]
fn a_closed_output_is_not_an_error() {
    let files: Vec<_> = (0..300).map(|at| format!("jobs/{at}.json")).collect();
    let files: Vec<_> = files.iter().map(|it| (it.as_str(), BAD)).collect();
    let folder = folder("closed", &files);
    for format in ["human", "concise", "jsonl", "json", "sarif", "html"] {
        let head = format!(
            "\"$0\" check --format {format} jobs 2>err | head -c 1 >/dev/null; cat err >&2; exit 1; :"
        );
        assert_eq!(ran(limited(&folder, &head, &[])).exits(1).err, "");
    }
    let closed = |before: &str, args: &[&str]| ran(limited(&folder, before, args));
    assert_eq!(closed("exec >&-", &["check", "jobs"]).exits(1).err, "");
    closed("exec >&- 2>&-", &["check", "jobs", "gone"]).exits(2);
    closed("exec 2>&-", &["check", "jobs"]).exits(1).says("300 errors in 300 files");
    closed("exec <&-", &["check", "-"]).exits(1);
    closed("exec <&-", &["check", "--ndjson", "-"]).exits(2).notes("all lines are empty");
}

/// As many files as may be open elsewhere, where sixteen may.
#[test]
fn few_files_are_open_at_once() {
    let deep: String = (0..30).map(|at| format!("d{at}/")).collect();
    let folder = folder("open", &[(&format!("{deep}deep.json"), BAD)]);
    for at in 0..4_096 {
        folder.write(&format!("jobs/{}/{at}.json", at % 64), if at % 512 == 0 { BAD } else { GOOD });
    }
    let all = ran(limited(&folder, "ulimit -n 16", &["check", "--format", "concise"])).exits(1);
    assert!(
        all.out.ends_with("9 errors in 4,097 files (9 fixable with `--unsafe-fixes`)\n")
            && all.err.is_empty(),
        "{}{}",
        all.out,
        all.err
    );
    // As if all cores of a large machine were at it: each waits for its turn.
    let few =
        ran(limited(&folder, "ulimit -n 5", &["check", "--format", "concise", "jobs/1", "jobs/2", "jobs/3"]));
    few.exits(0).says("no findings in 192 files\n");
    fs::remove_dir_all(folder.path("jobs")).expect("a folder");
}

/// Not a test of time: only an end is waited for.
#[test]
fn pipes_and_devices_are_read_to_the_end_or_rejected() {
    let folder = folder("devices", &[("good.json", GOOD)]);
    folder.run(&["check", "/dev/null"]).exits(1).says("there is no JSON in this file");
    if Path::new("/dev/zero").exists() {
        folder
            .run(&["check", "/dev/zero"])
            .exits(2)
            .notes("error: /dev/zero: the file is larger than 64 MiB");
    }
    let fix = folder.run(&["check", "--fix", "/dev/null"]);
    assert!(fix.code == 1 || fix.code == 2, "{}", fix.err);
    let fifo = folder.path("pipe.json");
    if Command::new("mkfifo").arg(&fifo).status().is_ok_and(|it| it.success()) {
        // In a folder it is nothing that is checked: reading it would never end.
        folder.run(&["check"]).exits(0).says("no findings in 1 file\n");
        let path = fifo.clone();
        let writer = thread::spawn(move || fs::write(path, BAD));
        folder.run(&["check", "pipe.json"]).exits(1).says("[pipe.json:1:105]");
        writer.join().expect("a writer").expect("a reader");
    }
}
