//! Command lines in scripts: `tests/data/scripts/`, each with exactly the findings that `findings.txt` lists,
//! on exactly those bytes.

use crate::support::{fixtures::expect, rng::step};
use ecs_preflight::{
    Checked, Definitions, Options, Source,
    command::{Against, FileSystem},
    script::{self, Script},
};
use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/scripts")
}

/// The files beside the scripts.
struct Beside;

impl FileSystem for Beside {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        fs::read(folder().join(path)).map_err(|_| "no such file".to_owned())
    }
    fn neighbor(&mut self, path: &str) -> Option<String> {
        (path == "overides.json").then(|| "file://overrides.json".to_owned())
    }
}

fn checked(name: &str, text: Vec<u8>) -> Option<Script> {
    script::check_script(
        &Source::new(name.to_owned(), text),
        &Options::default(),
        Against::default(),
        &mut Beside,
        Some(&|_| true),
    )
}

fn list(out: &mut String, source: &Source, checked: &Checked) {
    for it in &checked.diagnostics {
        let at = source.position(it.span.start);
        let token = &source.text()[it.span.range()];
        writeln!(out, "  {}:{} {} {:?}", at.line, at.column, it.rule, token).expect("a string");
    }
}

#[test]
fn every_fault_is_found_on_its_token_and_nothing_else() {
    let entries = fs::read_dir(folder()).expect("the scripts").map(|it| it.expect("an entry").file_name());
    let mut names: Vec<_> = entries.map(|it| it.into_string().expect("a name")).collect();
    names.retain(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    names.sort();
    assert!(names.len() >= 40);
    let (mut out, mut odd) = (String::new(), Vec::new());
    for name in &names {
        let bytes = fs::read(folder().join(name)).expect("a script");
        let source = Source::new(name.to_owned(), bytes.clone());
        writeln!(out, "{name}").expect("a string");
        let script = checked(name, bytes).unwrap_or_else(|| panic!("{name}: holds no command"));
        list(&mut out, &source, &script.checked);
        if script.suppressed > 0 {
            writeln!(out, "  suppressed {}", script.suppressed).expect("a string");
        }
        for used in &script.files {
            writeln!(out, " {}", used.path).expect("a string");
            list(&mut out, &used.source, &used.checked);
        }
        if name.contains("-ok-") != script.checked.diagnostics.is_empty() && script.files.is_empty() {
            odd.push(name.as_str());
        }
    }
    let wrong = expect(&folder().join("findings.txt"), &out);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
    assert!(odd.is_empty(), "sound ones with findings, or the reverse: {odd:?}");
}

/// Each place is inside the script and not empty, wherever the script breaks off.
#[test]
fn a_script_may_break_off_anywhere() {
    for entry in fs::read_dir(folder()).expect("the scripts") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|it| it.to_str()).expect("a name");
        let text = fs::read_to_string(&path).expect("a script");
        // Long scripts are cut at fewer places.
        let step = (5 + text.len() / 100) * step();
        let cuts = text.char_indices().map(|(at, _)| at).skip(name.len() % step).step_by(step);
        for part in cuts.flat_map(|at| [&text[..at], &text[at..]]) {
            let Some(script) = checked(name, part.as_bytes().to_vec()) else { continue };
            for it in &script.checked.diagnostics {
                let place = part.get(it.span.range());
                assert!(place.is_some_and(|it| !it.is_empty()), "{name}: {it:#?} in\n{part}");
            }
        }
    }
}

/// A hostile script costs little more than its length.
#[test]
fn no_script_hangs() {
    let call = "aws ecs run-task --task-definition web --overrides ";
    let texts = [
        format!("{call}{}", "\"$(".repeat(20_000)),
        format!("{}{call}", "(".repeat(50_000)),
        format!("{}{call}", "`\"'".repeat(30_000)),
        format!("{call}x\n").repeat(3_000),
        format!(
            "{}{call}\"$z\"",
            (0..200).map(|it| format!("v{}=\"$v{it}$v{it}\"\n", it + 1)).collect::<String>()
        ),
        format!("A: {}\n{call}", "- ".repeat(5_000)),
        format!("{call}{}", "<<E ".repeat(5_000)),
        format!("{call}'{}'", "$A".repeat(20_000)),
    ];
    for (at, text) in texts.iter().enumerate() {
        for name in ["x.sh", "x.yml", "Makefile", "Dockerfile"] {
            let start = std::time::Instant::now();
            let _ = checked(
                name,
                format!("{}{text}", if name == "Makefile" { "a:\n\t" } else { "" }).into_bytes(),
            );
            assert!(start.elapsed().as_secs() < 60, "{name}: text {at} takes {:?}", start.elapsed());
        }
    }
}

/// The bytes after a place in YAML, whatever the style of the scalar.
#[test]
fn places_in_yaml_are_those_of_the_file() {
    let bad = "aws ecs run-task --task-definition web:latest";
    let styles = [
        format!("script: {bad}\n"),
        format!("script: '{bad} --started-by ''x'''\n"),
        format!("script: \"\\u0065cho \\\"é\\\"; {bad}\"\n"),
        format!("script: \"echo \\\n  x; {bad}\"\n"),
        format!("a:\n    - script: |\n        if true; then\n          {bad}\n        fi\n"),
        format!("a:\n  - script: >-\n      echo x\n\n      {bad}\n\n    b: 1\n"),
        format!("script: |2\n    echo é\n    {bad}\n"),
        format!("script:\n  - echo x\n  - >\n    echo\n    x;\n      {bad}\n"),
        format!("script:\n- |+\n  # é\n  {bad}\n\n\n- x\n"),
        format!("script: echo\n   x;   {bad}\n"),
        format!("script: |\r\n  echo x\r\n  {bad}\r\n"),
    ];
    for text in styles {
        let script =
            checked("x.yml", text.clone().into_bytes()).unwrap_or_else(|| panic!("nothing in {text}"));
        let places: Vec<_> = script.checked.diagnostics.iter().map(|it| &text[it.span.range()]).collect();
        assert_eq!(places, ["latest"], "{text}");
    }
}

/// A comment that names nothing is one mistake, however often it does not.
#[test]
fn a_remark_without_a_rule_is_one_finding() {
    let text = b"# ecs-preflight: ignore[,] reason\naws ecs run-task --task-definition web:1\n";
    let source = Source::new("x.sh", text.to_vec());
    let checked =
        ecs_preflight::examples::command::script(&source, &Options::default(), &Definitions::default());
    assert_eq!(checked.diagnostics.iter().filter(|it| it.rule == "ignore-unknown").count(), 1);
}
