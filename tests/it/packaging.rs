//! What is released, built here for this machine and used as its users would: wheel, npm packages, archive.

use crate::clients::{self, empty, folder, must, python, root, skip};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The program as the tests have it: what is tested here is its wrapping.
const PROGRAM: &str = env!("CARGO_BIN_EXE_ecs-preflight");

/// Where pip finds the wheel, and without an index what it needs to install it and pre-commit; an error says why not.
pub fn wheels() -> Result<&'static str, String> {
    static WHEELS: OnceLock<Result<String, String>> = OnceLock::new();
    WHEELS.get_or_init(build_wheel).as_deref().map_err(Clone::clone)
}

fn build_wheel() -> Result<String, String> {
    let bin = python("maturin", &["maturin==1.16.0"])?;
    let others = others(&bin.join("pip"))?;
    let at = empty("wheels");
    must(
        Command::new(bin.join("maturin"))
            .args(["build", "--quiet", "--profile", "release", "--out"])
            .arg(&at)
            .current_dir(root().join("packaging/pypi"))
            // Where the hook is built from source: what both stand on is compiled once.
            .env("CARGO_TARGET_DIR", folder("pre-commit/target"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    );
    Ok(format!("{} {}", at.display(), others.display()))
}

/// A folder with the packages of others, fetched once.
fn others(pip: &Path) -> Result<PathBuf, String> {
    let at = folder("wheels-of-others");
    let done = at.join("fetched");
    if !done.exists() {
        let mut fetch = Command::new(pip);
        fetch.args(["download", "-q", "--dest"]).arg(&at).args(["setuptools", "wheel", "pre-commit"]);
        let fetched = fetch.output().map_err(|it| it.to_string())?;
        if !fetched.status.success() {
            return Err(clients::text(&fetched));
        }
        fs::write(done, "").map_err(|it| it.to_string())?;
    }
    Ok(at)
}

#[test]
fn the_wheel_carries_the_program() {
    let wheels = match wheels() {
        Ok(wheels) => wheels,
        Err(why) => return skip("the wheel", &why),
    };
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
fn platform() -> Option<String> {
    let node = Command::new("node").args(["-p", "`${process.platform}-${process.arch}`"]).output().ok()?;
    Some(String::from_utf8(node.stdout).ok()?.trim().to_owned())
}

fn pack(package: &Path, into: &Path) -> PathBuf {
    let npm = must(
        Command::new("npm").args(["pack", "--silent", "--pack-destination"]).arg(into).current_dir(package),
    );
    into.join(npm.trim())
}

#[test]
fn the_npm_packages_carry_the_program() {
    const TEST: &str = "the npm packages";
    let Some(platform) = platform() else { return skip(TEST, "there is no node") };
    let at = empty("npm");
    let script = root().join("packaging/npm/platform.cjs");
    must(Command::new("node").arg(&script).args([&platform, PROGRAM, "package"]).current_dir(&at));
    let packed = [pack(&at.join("package"), &at), pack(&root().join("packaging/npm"), &at)];
    let scratch = at.join("scratch");
    fs::create_dir_all(&scratch).expect("a folder");
    fs::write(scratch.join("package.json"), "{}").expect("a file");
    // The other platforms' packages are nowhere, and nobody is asked for them.
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

#[test]
fn every_manifest_has_the_version() {
    let script = root().join("packaging/version.sh");
    must(Command::new(&script).arg(format!("v{VERSION}")));
    let wrong = Command::new(&script).arg("v99.0.0").output().expect("the script starts");
    assert!(!wrong.status.success() && clients::text(&wrong).contains("the tag is v99.0.0"));
}

/// The packages that the main one lists are those that the release builds.
#[test]
fn every_platform_is_released() {
    let package = fs::read_to_string(root().join("packaging/npm/package.json")).expect("the package");
    let package: serde_json::Value = serde_json::from_str(&package).expect("JSON");
    let workflow = fs::read_to_string(root().join(".github/workflows/release.yml")).expect("the workflow");
    let listed = package["optionalDependencies"].as_object().expect("packages");
    assert_eq!(listed.len(), workflow.matches(", npm: ").count());
    for name in listed.keys() {
        let platform = name.trim_start_matches("@ecs-preflight/");
        assert!(workflow.contains(&format!("npm: {platform}}}")), "{platform}");
    }
}

/// Schemas that editors can be pointed at: SchemaStore's entry, and its examples.
#[test]
fn the_entry_of_schemastore_is_ready() {
    let at = root().join("packaging/schemastore");
    let read = |path: &Path| -> serde_json::Value {
        serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON")
    };
    let entries = read(&at.join("catalog-entries.json"));
    let entries = entries.as_array().expect("entries");
    assert_eq!(entries.len(), 2);
    for entry in entries {
        let url = entry["url"].as_str().expect("an address");
        let kind = url.rsplit('/').next().and_then(|it| it.strip_suffix(".json")).expect("a name");
        assert!(url.starts_with("https://") && ecs_preflight::DocumentKind::named(kind).is_some(), "{url}");
        for glob in entry["fileMatch"].as_array().expect("globs") {
            let glob = glob.as_str().expect("a glob");
            // The catalogue wants simple ones that name what they are about.
            assert!(
                !glob.contains(['{', '!']) && (glob.contains("ecs-") || glob.contains("start-task")),
                "{glob}"
            );
        }
        let schema = must(Command::new(PROGRAM).args(["schema", kind]));
        let schema = serde_json::from_str(&schema).expect("JSON");
        let validator = jsonschema::draft7::new(&schema).expect("a schema");
        for (folder, good) in [("test", true), ("negative_test", false)] {
            let examples = at.join(folder).join(format!("ecs-{kind}"));
            let mut seen = 0;
            for example in fs::read_dir(&examples).expect("examples") {
                let path = example.expect("an example").path();
                assert_eq!(validator.is_valid(&read(&path)), good, "{}", path.display());
                seen += 1;
            }
            assert!(seen > 0, "{}", examples.display());
        }
    }
}
