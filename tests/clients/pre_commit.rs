//! The real pre-commit runs the hooks on scratch repositories: built from source, from a wheel, and the one on PATH.
//!
//! pre-commit comes from PyPI.

use crate::packaging;
use crate::support::clients::{self, text};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

fn workplace() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pre-commit")
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    prepared(folder, program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"))
}

/// A command without the environment of the person who runs the tests.
fn prepared(folder: &Path, program: &str) -> Command {
    let at = workplace();
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env("PRE_COMMIT_HOME", at.join("home"))
        .env("CARGO_TARGET_DIR", at.join("target"))
        // It is the hook that is tested, not the optimizer.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(["AUTHOR", "COMMITTER"].map(|it| (format!("GIT_{it}_NAME"), "test")))
        .envs(["AUTHOR", "COMMITTER"].map(|it| (format!("GIT_{it}_EMAIL"), "test@example.com")))
        // The same files give the same commit, so an unchanged hook is not built again.
        .envs(["AUTHOR", "COMMITTER"].map(|it| (format!("GIT_{it}_DATE"), "2026-01-01T00:00:00Z")))
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE");
    command
}

fn must(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = run(folder, program, arguments);
    assert!(output.status.success(), "{program} {arguments:?}:\n{}", text(&output));
    text(&output)
}

/// A repository with the files of this checkout as they are now, and its commit.
fn hook_repository() -> &'static (PathBuf, String) {
    static HOOK: OnceLock<(PathBuf, String)> = OnceLock::new();
    HOOK.get_or_init(|| make_hook_repository().expect("a git checkout"))
}

/// The same with the tag that a release of it would have.
pub fn released() -> PathBuf {
    let (at, _) = hook_repository();
    must(at, "git", &["tag", "-f", &format!("v{}", packaging::VERSION)]);
    at.clone()
}

fn make_hook_repository() -> Option<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = Command::new("git")
        .args(["ls-files", "-coz", "--exclude-standard"])
        .current_dir(root)
        .output()
        .ok()?;
    let files = String::from_utf8(files.stdout).ok()?;
    let at = workplace().join("hook");
    let _ = fs::remove_dir_all(&at);
    let names: Vec<_> = files.split('\0').filter(|it| !it.is_empty()).collect();
    if names.is_empty() {
        return None;
    }
    for name in names {
        let to = at.join(name);
        fs::create_dir_all(to.parent()?).ok()?;
        // A file that was deleted and is still in the index does not belong to the checkout.
        let _ = fs::copy(root.join(name), to);
    }
    must(&at, "git", &["init", "-q"]);
    must(&at, "git", &["add", "-A", "-f"]);
    must(&at, "git", &["commit", "-q", "-m", "hook"]);
    let revision = must(&at, "git", &["rev-parse", "HEAD"]).trim().to_owned();
    Some((at, revision))
}

fn pre_commit() -> String {
    let bin = clients::python("pre-commit/venv", &["pre-commit"]);
    bin.join("pre-commit").to_str().expect("UTF-8").to_owned()
}

const BAD: &str = r#"{
  "cluster": "prod",
  "taskDefinition": "web:12",
  "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"],
  "startedBy": "deploy of tuesday"
}
"#;

#[test]
fn the_hook_rejects_an_invalid_request_and_passes_the_fixed_one() {
    let program = pre_commit();
    let (hook, revision) = hook_repository();
    let at = workplace().join("scratch");
    let _ = fs::remove_dir_all(&at);
    fs::create_dir_all(at.join("deploy")).expect("a scratch folder");
    must(&at, "git", &["init", "-q"]);
    let config =
        format!("repos:\n- repo: {}\n  rev: {revision}\n  hooks:\n  - id: ecs-preflight\n", hook.display());
    fs::write(at.join(".pre-commit-config.yaml"), config).expect("a scratch file");
    // Neither is any business of the hook.
    fs::write(at.join("tsconfig.json"), "{\n  // strict\n  \"compilerOptions\": {},\n}\n")
        .expect("a scratch file");
    fs::write(at.join("package.json"), "{\"name\": \"x\"}\n").expect("a scratch file");
    must(&at, &program, &["install"]);
    must(&at, "git", &["add", "-A"]);
    must(&at, "git", &["commit", "-q", "-m", "nothing of ECS"]);

    let request = at.join("deploy/nightly.json");
    fs::write(&request, BAD).expect("a scratch file");
    must(&at, "git", &["add", "-A"]);
    let rejected = run(&at, "git", &["commit", "-q", "-m", "a bad request"]);
    let said = text(&rejected);
    assert!(!rejected.status.success(), "{said}");
    assert!(said.contains("started-by-charset") && said.contains("deploy/nightly.json:5:23"), "{said}");

    fs::write(&request, BAD.replace("deploy of tuesday", "deploy-of-tuesday")).expect("a scratch file");
    must(&at, "git", &["add", "-A"]);
    must(&at, "git", &["commit", "-q", "-m", "fixed"]);
    let log = must(&at, "git", &["log", "--format=%s"]);
    assert_eq!(log.lines().collect::<Vec<_>>(), ["fixed", "nothing of ECS"]);
}

/// A repository of forty requests, half of them bad, and what it is called by git.
fn forty_requests(name: &str) -> PathBuf {
    let at = workplace().join(name);
    let _ = fs::remove_dir_all(&at);
    fs::create_dir_all(at.join("deploy")).expect("a scratch folder");
    for number in 0..40 {
        let label = if number % 2 == 0 { "deploy of tuesday" } else { "deploy-of-tuesday" };
        let request = BAD.replace("deploy of tuesday", label);
        fs::write(at.join(format!("deploy/{number:02}.json")), request).expect("a scratch file");
    }
    fs::write(at.join("package.json"), "{\"name\": \"x\"}\n").expect("a scratch file");
    must(&at, "git", &["init", "-q"]);
    must(&at, "git", &["add", "-A"]);
    at
}

/// `try-repo` on forty files: rejected in one summary, fixed, passed.
fn tried(id: &str, prepare: impl Fn(&mut Command)) {
    let program = pre_commit();
    let (hook, _) = hook_repository();
    let at = forty_requests(id);
    let try_repo = || {
        let mut command = prepared(&at, &program);
        command.arg("try-repo").arg(hook).args([id, "--all-files", "--verbose"]);
        prepare(&mut command);
        let output = command.output().expect("pre-commit starts");
        (output.status.success(), text(&output))
    };
    let (passed, said) = try_repo();
    assert!(!passed && said.contains("- exit code: 1"), "{said}");
    // One process for all of them, whatever pre-commit makes of the number of processors.
    assert_eq!(said.matches(" in 40 files").count(), 1, "{said}");
    assert!(said.contains("20 errors in 40 files") && said.contains("deploy/38.json:5:23"), "{said}");
    fix_document(&at);
    let (passed, said) = try_repo();
    assert!(passed && said.contains("no findings in 40 files"), "{said}");
}

fn fix_document(at: &Path) {
    for number in 0..40 {
        let path = at.join(format!("deploy/{number:02}.json"));
        let text = fs::read_to_string(&path).expect("a scratch file");
        fs::write(&path, text.replace("deploy of tuesday", "deploy-of-tuesday")).expect("a scratch file");
    }
    must(at, "git", &["add", "-A"]);
}

#[test]
fn the_hook_from_a_wheel_needs_no_rust() {
    let wheels = packaging::wheels();
    // The wheel is not on PyPI before the release: pip finds it, and only it, in a folder.
    tried("ecs-preflight-py", |command| {
        command.env("PIP_NO_INDEX", "1").env("PIP_FIND_LINKS", wheels);
        command.env("CARGO", "/nonexistent").env("RUSTUP_HOME", "/nonexistent");
    });
}

#[test]
fn the_hook_of_the_system_runs_what_is_on_path() {
    let program = Path::new(env!("CARGO_BIN_EXE_ecs-preflight")).parent().expect("a folder");
    let path = env::join_paths(
        [program.to_owned()].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap_or_default())),
    );
    let path = path.expect("a PATH");
    tried("ecs-preflight-system", |command| {
        command.env("PATH", &path);
    });
}
