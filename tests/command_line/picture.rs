//! The picture of a report at the beginning of the book: what a terminal shows, as SVG.
//!
//! `UPDATE=1 cargo test` draws it anew.

use crate::support::fixtures::expect;
use std::{fmt::Write, path::Path, process::Command};

/// The size of a character and the height of a line, in pixels.
const CELL: (f64, usize) = (8.43, 19);

/// The beginning and the end of a picture; `WIDTH` and `HEIGHT` stand for its size.
const HEAD: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="WIDTH" height="HEIGHT" viewBox="0 0 WIDTH HEIGHT">
<title>A report of ecs-preflight in a terminal</title>
<style>
text { font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d6deeb; white-space: pre; }
.b { font-weight: bold } .d { fill: #7f8ea3 } .r { fill: #ff6b6b } .g { fill: #7fdb8a } .y { fill: #f5c26b } .c { fill: #6cc7e0 }
</style>
<rect width="100%" height="100%" rx="8" fill="#0f1720"/>
"##;

/// The classes of a style: the numbers of an escape sequence of colors.
fn classes(codes: &str) -> String {
    let class = |code| match code {
        "1" => Some("b"),
        "2" => Some("d"),
        "31" => Some("r"),
        "32" => Some("g"),
        "33" => Some("y"),
        "36" => Some("c"),
        _ => None,
    };
    codes.split(';').filter_map(class).collect::<Vec<_>>().join(" ")
}

/// One line of a terminal as pieces of text with their styles.
fn line(out: &mut String, text: &str, y: usize) {
    let mut column = 0;
    let mut style = String::new();
    for (at, part) in text.split("\u{1b}[").enumerate() {
        let (codes, shown) = if at == 0 { ("", part) } else { part.split_once('m').expect("a color") };
        if at > 0 {
            style = classes(codes);
        }
        let blank = shown.len() - shown.trim_start().len();
        if !shown.trim().is_empty() {
            let x = 16.0 + CELL.0 * (column + blank) as f64;
            let safe = shown.trim().replace('&', "&amp;").replace('<', "&lt;");
            write!(out, r#"<text x="{x:.1}" y="{y}" class="{style}">{safe}</text>"#).expect("a string");
        }
        column += shown.chars().count();
    }
    out.push('\n');
}

fn svg(report: &str) -> String {
    let lines: Vec<_> = report.lines().collect();
    let columns = lines.iter().map(|line| plain(line).chars().count()).max().unwrap_or(0);
    let width = (32.0 + CELL.0 * columns as f64).ceil().to_string();
    let height = (24 + CELL.1 * lines.len()).to_string();
    let mut out = HEAD.replace("WIDTH", &width).replace("HEIGHT", &height);
    for (at, text) in lines.iter().enumerate() {
        line(&mut out, text, 26 + CELL.1 * at);
    }
    out.push_str("</svg>\n");
    out
}

/// A line without its colors.
fn plain(line: &str) -> String {
    let parts = line.split("\u{1b}[").enumerate();
    parts.map(|(at, part)| if at == 0 { part } else { part.split_once('m').map_or("", |it| it.1) }).collect()
}

#[test]
fn the_picture_shows_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_ecs-preflight"))
        .args(["check", "--color", "always", "nightly.json"])
        .current_dir(root.join("docs/example"))
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the program starts");
    let report = String::from_utf8(output.stdout).expect("UTF-8");
    let wrong = expect(
        &root.join("docs/src/report.svg"),
        &svg(&format!("$ ecs-preflight check nightly.json\n{report}")),
    );
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}
