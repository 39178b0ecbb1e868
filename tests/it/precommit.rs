//! The real pre-commit runs the hook, built from source, on a scratch repository.
//!
//! pre-commit comes from PyPI. Where it cannot be installed the test says so on stderr and passes.

use crate::clients::{self, text};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn workplace() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pre-commit")
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let at = workplace();
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("PRE_COMMIT_HOME", at.join("home"))
        .env("CARGO_TARGET_DIR", at.join("target"))
        // It is the hook that is tested, not the optimiser.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(["AUTHOR", "COMMITTER"].map(|it| (format!("GIT_{it}_NAME"), "test")))
        .envs(["AUTHOR", "COMMITTER"].map(|it| (format!("GIT_{it}_EMAIL"), "test@example.com")))
        // The same files give the same commit, so an unchanged hook is not built again.
        .envs(["AUTHOR", "COMMITTER"].map(|it| (format!("GIT_{it}_DATE"), "2026-01-01T00:00:00Z")))
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"))
}

fn must(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = run(folder, program, arguments);
    assert!(output.status.success(), "{program} {arguments:?}:\n{}", text(&output));
    text(&output)
}

/// A repository with the files of this checkout as they are now.
fn hook_repository() -> Option<(PathBuf, String)> {
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
        // A file that was deleted and is still in the index is no part of the checkout.
        let _ = fs::copy(root.join(name), to);
    }
    must(&at, "git", &["init", "-q"]);
    must(&at, "git", &["add", "-A", "-f"]);
    must(&at, "git", &["commit", "-q", "-m", "hook"]);
    let revision = must(&at, "git", &["rev-parse", "HEAD"]).trim().to_owned();
    Some((at, revision))
}

const SKIPPED: &str = "the pre-commit hook";

const BAD: &str = r#"{
  "cluster": "prod",
  "taskDefinition": "web:12",
  "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"],
  "startedBy": "deploy of tuesday"
}
"#;

#[test]
fn the_hook_refuses_a_bad_request_and_passes_the_mended_one() {
    let program = match clients::python("pre-commit/venv", &["pre-commit"]) {
        Ok(bin) => bin.join("pre-commit").to_str().expect("UTF-8").to_owned(),
        Err(why) => return clients::skip(SKIPPED, &why),
    };
    let Some((hook, revision)) = hook_repository() else {
        return clients::skip(SKIPPED, "this is no git checkout");
    };
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
    let refused = run(&at, "git", &["commit", "-q", "-m", "a bad request"]);
    let said = text(&refused);
    assert!(!refused.status.success(), "{said}");
    assert!(said.contains("started-by-charset") && said.contains("deploy/nightly.json:5:23"), "{said}");

    fs::write(&request, BAD.replace("deploy of tuesday", "deploy-of-tuesday")).expect("a scratch file");
    must(&at, "git", &["add", "-A"]);
    must(&at, "git", &["commit", "-q", "-m", "mended"]);
    let log = must(&at, "git", &["log", "--format=%s"]);
    assert_eq!(log.lines().collect::<Vec<_>>(), ["mended", "nothing of ECS"]);
}
