//! The files in `editors/` with the real editors: Neovim and Emacs as clients of the language server, Vim with ALE, which
//! runs `check`; the extensions for VS Code and Zed are built.

use crate::support::{clients::must, root, scratch::Folder};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// An emoji before the mistake: columns differ in UTF-8, in UTF-16 and on the screen.
const REQUEST: &str = r#"{
  "cluster": "prod",
  "overrides": {"containerOverrides": [{"name": "web", "environment": [{"name": "MOOD", "value": "🚀"}]}]}, "Count": 1,
  "taskDefinition": "web:12"
}
"#;

/// A folder with the request, an editor's configuration in `home/`, and the program as `ecs-preflight`.
fn workspace(name: &str, configuration: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(name, &[("request.json", REQUEST), (".git/HEAD", "")]);
    for (to, from) in configuration {
        folder.write(&format!("home/{to}"), &read(&root().join("editors").join(from)));
    }
    let program = folder.path("bin/ecs-preflight");
    fs::create_dir_all(folder.path("bin")).expect("a folder");
    fs::copy(env!("CARGO_BIN_EXE_ecs-preflight"), program).expect("the program");
    folder
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An editor in the folder, with nothing of the person who runs the tests.
fn editor(program: &str, folder: &Folder) -> Command {
    let mut command = Command::new(program);
    let home = fs::canonicalize(folder.path("home")).expect("a home");
    let mut path = vec![fs::canonicalize(folder.path("bin")).expect("a folder")];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    command.current_dir(&folder.0).env("HOME", &home).env("XDG_CONFIG_HOME", home.join(".config"));
    command.env("PATH", std::env::join_paths(path).expect("a path")).env("TERM", "dumb");
    command
}

fn data(name: &str) -> PathBuf {
    root().join("tests/data/client").join(name)
}

#[test]
fn neovim_shows_findings_and_fixes_them() {
    let plugin = ".config/nvim/plugin/ecs_preflight_0_7.lua";
    let folder = workspace("neovim", &[(plugin, "nvim/plugin/ecs_preflight_0_7.lua")]);
    let mut command = editor("nvim", &folder);
    let out =
        command.arg("--headless").arg("-c").arg(format!("luafile {}", data("nvim_session.lua").display()));
    let out = out.output().expect("Neovim");
    // Neovim prints to standard error.
    let shown = String::from_utf8_lossy(&out.stderr).replace('\r', "");
    assert!(shown.contains("open \"Count\" ecs-preflight unknown-member"), "{shown}");
    assert!(shown.contains("open count 1") && shown.contains("fixed count 0"), "{shown}");
    assert_eq!(folder.text("request.json"), REQUEST.replace("Count", "count"));
}

#[test]
fn emacs_shows_findings_and_fixes_them() {
    let folder = workspace("emacs", &[("ecs-preflight.el", "emacs/ecs-preflight.el")]);
    let mut command = editor("emacs", &folder);
    command
        .args(["--batch", "-L", "home", "--eval", "(package-initialize)", "-l"])
        .arg(data("eglot_session.el"));
    let shown = must(&mut command);
    assert!(shown.contains("open \"Count\"\nopen count 1\n") && shown.contains("fixed count 0"), "{shown}");
    assert_eq!(folder.text("request.json"), REQUEST.replace("Count", "count"));
}

#[test]
fn vim_shows_findings_with_ale() {
    let linter = "vim/ale_linters/json/ecs_preflight.vim";
    let folder = workspace("vim", &[(".vim/ale_linters/json/ecs_preflight.vim", linter)]);
    let mut command = editor("vim", &folder);
    command.args(["-n", "--not-a-term", "-T", "dumb", "-N", "-u"]).arg(data("ale_session.vim"));
    command.output().expect("Vim");
    assert_eq!(
        folder.text("findings.txt").trim(),
        "3:111 E unknown-member: unknown member `Count` in a RunTask request (at /Count)"
    );
}

/// `:make` puts the findings into the quickfix list.
#[test]
fn vim_reads_findings_with_its_compiler() {
    let compiler = ".vim/compiler/ecs_preflight.vim";
    let folder = workspace("vim-compiler", &[(compiler, "vim/compiler/ecs_preflight.vim")]);
    let show = "call writefile(map(getqflist(), 'bufname(v:val.bufnr).\":\".v:val.lnum.\":\".v:val.col.\" \".v:val.type'), 'findings.txt')";
    let mut command = editor("vim", &folder);
    command.args(["-n", "-es", "-u", "NONE", "-c", "set rtp^=$HOME/.vim", "-c", "compiler ecs_preflight"]);
    command.args(["-c", "silent make! request.json", "-c", show, "-c", "qall!"]).output().expect("Vim");
    assert_eq!(folder.text("findings.txt").trim(), "request.json:3:108 e");
}

#[test]
fn the_extension_for_vs_code_is_packed() {
    let folder = Folder::new("vscode", &[]);
    let mut pack = Command::new(root().join("packaging/vscode.sh"));
    let out = must(pack.args(["linux-x64", env!("CARGO_BIN_EXE_ecs-preflight")]).arg(&folder.0));
    let listed = must(Command::new("unzip").arg("-l").arg(out.lines().last().expect("a path")));
    for file in ["extension/dist/extension.js", "extension/bin/ecs-preflight", "extension/readme.md"] {
        assert!(listed.contains(file), "{file}\n{listed}");
    }
    assert!(!listed.contains("node_modules") && !listed.contains("src/"), "{listed}");
}

/// Zed compiles an extension to WebAssembly when it installs it.
#[test]
fn the_extension_for_zed_compiles() {
    let target = "wasm32-wasip2";
    if Command::new("rustup").args(["target", "add", target]).output().is_err() {
        panic!("rustup is needed to install the target {target}");
    }
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--target", target, "--manifest-path"]).arg(root().join("editors/zed/Cargo.toml"));
    must(build.arg("--target-dir").arg(crate::support::scratch::place("zed")));
}
