//! What is released, built here for this machine and used as its users would: wheel, npm packages, archive.

use crate::support::{
    clients::{self, must, python},
    root,
    scratch::{empty, place},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The program as the tests have it: what is tested here is its wrapping.
const PROGRAM: &str = env!("CARGO_BIN_EXE_ecs-preflight");

/// Where pip finds the wheel, and without an index what it needs to install it and pre-commit.
pub fn wheels() -> &'static str {
    static WHEELS: OnceLock<String> = OnceLock::new();
    WHEELS.get_or_init(build_wheel)
}

fn build_wheel() -> String {
    let bin = python("maturin", &["maturin==1.16.0"]);
    let others = others(&bin.join("pip"));
    let at = empty("wheels");
    must(
        Command::new(bin.join("maturin"))
            .args(["build", "--quiet", "--profile", "release", "--out"])
            .arg(&at)
            .current_dir(root().join("packaging/pypi"))
            // Where the hook is built from source: what both stand on is compiled once.
            .env("CARGO_TARGET_DIR", place("pre-commit/target"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    );
    format!("{} {}", at.display(), others.display())
}

/// A folder with the packages of others, fetched once.
fn others(pip: &Path) -> PathBuf {
    let at = place("wheels-of-others");
    let done = at.join("fetched");
    if !done.exists() {
        let mut fetch = Command::new(pip);
        fetch.args(["download", "-q", "--dest"]).arg(&at).args(["setuptools", "wheel", "pre-commit"]);
        must(&mut fetch);
        fs::write(done, "").expect("a folder below target/");
    }
    at
}

#[test]
fn the_wheel_carries_the_program() {
    let wheels = wheels();
    let venv = empty("wheel-venv");
    must(Command::new("python3").args(["-m", "venv"]).arg(&venv));
    let pip = |arguments: &[&str]| must(Command::new(venv.join("bin/pip")).args(arguments));
    let mut install = Command::new(venv.join("bin/pip"));
    install.args(["install", "-q", &format!("ecs-preflight=={VERSION}")]);
    must(install.env("PIP_NO_INDEX", "1").env("PIP_FIND_LINKS", wheels));
    let shown = must(Command::new(venv.join("bin/ecs-preflight")).arg("--version"));
    assert_eq!(shown, format!("ecs-preflight {VERSION}\n"));
    assert!(pip(&["show", "ecs-preflight"]).contains("Name: ecs-preflight"));
    refuses(&venv.join("bin/ecs-preflight"));
}

/// It finds what it should, and its exit code gets through whatever is wrapped around it.
fn refuses(program: &Path) {
    let nightly = root().join("fixtures/_showcase/nightly.json");
    let run = Command::new(program).args(["check", "--format", "concise"]).arg(nightly).output();
    let run = run.expect("the program starts");
    assert_eq!(run.status.code(), Some(1), "{}", clients::text(&run));
    assert!(clients::text(&run).contains("started-by-charset"));
    let usage = Command::new(program).arg("chek").output().expect("the program starts");
    assert_eq!(usage.status.code(), Some(2));
}

/// The name that npm has for this machine.
fn platform() -> String {
    must(Command::new("node").args(["-p", "`${process.platform}-${process.arch}`"])).trim().to_owned()
}

fn pack(package: &Path, into: &Path) -> PathBuf {
    let npm = must(
        Command::new("npm").args(["pack", "--silent", "--pack-destination"]).arg(into).current_dir(package),
    );
    into.join(npm.trim())
}

#[test]
fn the_npm_packages_carry_the_program() {
    let platform = platform();
    let at = empty("npm");
    let script = root().join("packaging/npm/platform.cjs");
    must(Command::new("node").arg(&script).args([&platform, PROGRAM, "package"]).current_dir(&at));
    let packed = [pack(&at.join("package"), &at), pack(&root().join("packaging/npm"), &at)];
    let scratch = at.join("scratch");
    fs::create_dir_all(&scratch).expect("a folder");
    fs::write(scratch.join("package.json"), "{}").expect("a file");
    // The packages of the other platforms do not exist, and nothing requests them.
    let install = ["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error"];
    must(Command::new("npm").args(install).args(&packed).current_dir(&scratch));
    let program = scratch.join("node_modules/.bin/ecs-preflight");
    assert_eq!(must(Command::new(&program).arg("--version")), format!("ecs-preflight {VERSION}\n"));
    refuses(&program);
    // Without the package of the platform it says what is missing.
    fs::remove_dir_all(scratch.join("node_modules/@ecs-preflight")).expect("the package of the platform");
    let run = Command::new(&program).arg("--version").output().expect("node starts");
    assert_eq!(run.status.code(), Some(2));
    assert!(clients::text(&run).contains(&format!("@ecs-preflight/{platform} is not installed")));
}

#[test]
fn the_archive_has_completions_and_manual_pages() {
    let at = empty("archive");
    let from = Path::new(PROGRAM).parent().expect("a folder");
    must(Command::new(root().join("packaging/archive.sh")).arg("here").args([from, &at]));
    let archive = at.join("ecs-preflight-here.tar.gz");
    must(Command::new("tar").args(["-C"]).arg(&at).arg("-xzf").arg(archive));
    let inside = at.join("ecs-preflight-here");
    refuses(&inside.join("ecs-preflight"));
    for name in [
        "LICENSE",
        "completions/_ecs-preflight",
        "completions/ecs-preflight.bash",
        "man/ecs-preflight.1",
        "man/ecs-preflight-check.1",
        "man/ecs-preflight-schema.1",
    ] {
        assert!(fs::read_to_string(inside.join(name)).is_ok_and(|it| it.len() > 500), "{name}");
    }
}
