//! Our reader beside Python's `json`. The fuzz runner has this file too.

use ecs_preflight::json::{self, Node, SyntaxErrorKind, ValueKind};
use std::{
    fmt::Write as _,
    io::Write as _,
    process::{Command, Stdio},
    thread,
};

/// What came of comparing texts.
#[derive(Default)]
pub struct Compared {
    /// How many Python takes.
    pub taken: usize,
    /// How many it takes that RFC 8259 does not know.
    pub beyond: usize,
    /// Texts that are read otherwise, and how.
    pub wrong: Vec<(Vec<u8>, String)>,
}

/// Compares verdicts, and of every `each`th text the values. An error says why Python cannot be asked.
pub fn compare(texts: &[Vec<u8>], each: usize) -> Result<Compared, String> {
    let with_value = |at: usize| at.is_multiple_of(each);
    let mut frames = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        frames.extend_from_slice(&(text.len() as u32).to_le_bytes());
        frames.push(u8::from(with_value(at)));
        frames.extend_from_slice(text);
    }
    let answers = ask(frames)?;
    if answers.lines().count() != texts.len() {
        return Err("Python broke off".to_owned());
    }
    let mut compared = Compared::default();
    for ((at, text), answer) in texts.iter().enumerate().zip(answers.lines()) {
        compared.taken += usize::from(answer.starts_with('+'));
        compared.beyond += usize::from(answer == "?");
        if let Some(problem) = differs(text, answer, with_value(at)) {
            compared.wrong.push((text.clone(), problem));
        }
    }
    Ok(compared)
}

fn ask(frames: Vec<u8>) -> Result<String, String> {
    let mut child = Command::new("python3")
        .args(["-c", include_str!("../data/reader/python.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|it| format!("python3: {it}"))?;
    let mut stdin = child.stdin.take().ok_or("no input")?;
    let writer = thread::spawn(move || stdin.write_all(&frames));
    let output = child.wait_with_output().map_err(|it| it.to_string())?;
    let _ = writer.join();
    String::from_utf8(output.stdout).map_err(|it| it.to_string())
}

/// How our answer differs from Python's, if it does.
fn differs(bytes: &[u8], answer: &str, with_value: bool) -> Option<String> {
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => return (answer != "-").then(|| "it is no UTF-8, and taken".to_owned()),
    };
    let parsed = json::parse(text);
    let strict = json::is_strict(text);
    match answer.as_bytes().first() {
        Some(b'+') if !strict => {
            // It allows deeper nesting; that is all that it may accept and this reader rejects.
            let deep = parsed.faults.iter().all(|it| it.kind == SyntaxErrorKind::TooDeep);
            (!deep || parsed.faults.is_empty()).then(|| format!("Python takes it: {:?}", parsed.faults))
        }
        Some(b'+') if with_value => {
            let mut value = String::new();
            say(parsed.tree.root(), &mut value);
            (value != answer[1..]).then(|| format!("it means {}, not {value}", &answer[1..]))
        }
        Some(b'+') => (!parsed.faults.is_empty()).then(|| format!("found in JSON: {:?}", parsed.faults)),
        Some(b'?') => {
            let known =
                [SyntaxErrorKind::NotFinite, SyntaxErrorKind::LoneSurrogate, SyntaxErrorKind::TooDeep];
            let others: Vec<_> = parsed.faults.iter().filter(|it| !known.contains(&it.kind)).collect();
            (strict || !others.is_empty()).then(|| format!("Python finds it clean: {others:?}"))
        }
        _ => strict.then(|| "Python refuses it".to_owned()),
    }
}

/// A value in the form in which Python says it: numbers as written, keys as often as they stand there.
fn say(node: Node<'_>, out: &mut String) {
    match node.kind() {
        ValueKind::String => say_text(&node.as_str().unwrap_or_default(), out),
        ValueKind::Array => {
            out.push('[');
            for (at, it) in node.elements().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                say(it, out);
            }
            out.push(']');
        }
        ValueKind::Object => {
            out.push('{');
            for (at, (key, value)) in node.members().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                say(key, out);
                out.push(':');
                say(value, out);
            }
            out.push('}');
        }
        _ => out.push_str(node.raw()),
    }
}

fn say_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            ' '..='~' => out.push(c),
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.push('"');
}
