//! The words of the project: `tests/data/words.txt` lists those that it does not use.
//!
//! Checked are the documents, the pages of the rules, the texts in the code, and all comments.

use crate::source_layout::sources;
use regex::{Captures, Regex};
use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// The folders of Rust code whose comments are checked.
const CODE: [&str; 7] =
    ["src", "tests", "build", "benches", "bench/limits/src", "fuzz/src", "fuzz/fuzz_targets"];

/// Documents, and folders of documents. The schemas have the texts that editors show.
const DOCUMENTS: [&str; 8] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs",
    "bench/README.md",
    "fixtures",
    "schemas",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An entry of the list.
struct Entry {
    words: String,
    /// How every match begins: to look for it first is quick.
    start: String,
    pattern: Regex,
    instead: String,
    /// Phrases in which the words are right.
    unless: Vec<Regex>,
}

fn entries() -> Vec<Entry> {
    let list = fs::read_to_string(root().join("tests/data/words.txt")).expect("the list");
    let lines =
        list.lines().filter(|line| !line.is_empty() && (!line.starts_with("# ") || line.starts_with("# %")));
    lines.filter(|line| *line != "#").map(entry).collect()
}

fn entry(line: &str) -> Entry {
    let (words, rest) = line.split_once(" => ").unwrap_or_else(|| panic!("no `=>` in `{line}`"));
    let (instead, unless) = match rest.split_once(" (unless: ") {
        Some((instead, unless)) => (instead, unless.strip_suffix(')').expect("a closing parenthesis")),
        None => (rest, ""),
    };
    let phrases = unless.split("; ").filter(|phrase| !phrase.is_empty());
    Entry {
        words: words.to_owned(),
        start: words.split([' ', '*', '#']).next().unwrap_or_default().to_owned(),
        pattern: pattern(words),
        instead: instead.to_owned(),
        unless: phrases.map(pattern).collect(),
    }
}

/// The words as a pattern; between them may be the end of a line.
fn pattern(words: &str) -> Regex {
    let escaped = |word: &str| regex::escape(word).replace(r"\*", "[a-z]*").replace(r"\#", "[0-9]");
    let words: Vec<_> = words.split(' ').map(escaped).collect();
    let text = words.join(r"[\s\\]+");
    let end = if text.ends_with('%') { "" } else { r"\b" };
    let start = if text.starts_with('[') { "" } else { r"\b" };
    fixed(&format!("(?i){start}{text}{end}"))
}

/// A text without the code in it, of a file from a line on.
struct Prose {
    file: PathBuf,
    line: usize,
    text: String,
}

impl Prose {
    fn new(file: &Path, line: usize, text: &str) -> Prose {
        let file = file.strip_prefix(root()).unwrap_or(file).to_owned();
        Prose { file, line, text: without_code(text) }
    }

    /// The words that are not used here, as `file:line: reason`.
    fn wrong(&self, entries: &[Entry]) -> Vec<String> {
        let mut wrong = Vec::new();
        let small = self.text.to_lowercase();
        for entry in entries.iter().filter(|entry| small.contains(&entry.start)) {
            for found in entry.pattern.find_iter(&self.text) {
                let is_in = |phrase: Range<usize>| phrase.start <= found.start() && found.end() <= phrase.end;
                let allowed = |phrase: &Regex| phrase.find_iter(&self.text).any(|it| is_in(it.range()));
                if entry.unless.iter().any(allowed) {
                    continue;
                }
                let line = self.line + self.text[..found.start()].matches('\n').count();
                let Entry { words, instead, .. } = entry;
                wrong.push(format!("{}:{line}: \"{words}\": write \"{instead}\"", self.file.display()));
            }
        }
        wrong
    }
}

/// The text with code and URLs replaced by a sign, and its lines kept.
fn without_code(text: &str) -> String {
    static CODE: LazyLock<Regex> = LazyLock::new(|| fixed(r"``.*?``|`[^`]*`|https?://[^\s)>]*"));
    let mut prose = String::new();
    let mut fence = None;
    for line in text.lines() {
        let start = line.trim_start();
        let ticks = &start[..start.len() - start.trim_start_matches('`').len()];
        match fence {
            Some(open) if ticks == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => prose.push_str(line),
            Some(_) => {}
        }
        prose.push('\n');
    }
    let sign = |found: &Captures<'_>| format!("\u{fffc}{}", "\n".repeat(found[0].matches('\n').count()));
    CODE.replace_all(&prose, sign).into_owned()
}

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}

/// The text in a Rust file: its comments and its string literals. Unit tests at its end are left out.
#[derive(Default)]
struct CodeText {
    comments: Vec<Prose>,
    strings: Vec<Prose>,
}

impl CodeText {
    fn of(file: &Path, text: &str) -> CodeText {
        static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
            let comment = r"(?P<comment>(?:[ \t]*//[^\n]*\n)+)";
            let string = r#"r\#+"(?P<raw>.*?)"\#+|"(?P<string>(?:[^"\\]|\\.)*)""#;
            fixed(&format!(r"(?s){comment}|{string}|b?'(?:\\.[^']*|[^'\\])'"))
        });
        static INTERPOLATED: LazyLock<Regex> = LazyLock::new(|| fixed(r"\{[^{}]*\}"));
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let mut texts = CodeText::default();
        for found in TOKEN.captures_iter(code) {
            let start = found.get(0).map_or(0, |all| all.start());
            let line = 1 + code[..start].matches('\n').count();
            if let Some(comment) = found.name("comment") {
                let lines =
                    comment.as_str().lines().map(|line| line.trim_start().trim_start_matches(['/', '!']));
                let text = lines.collect::<Vec<_>>().join("\n");
                texts.comments.push(Prose::new(file, line, &text));
            } else if let Some(string) = found.name("raw").or(found.name("string")) {
                // One without a space is a name, and `{…}` is code.
                let text = string.as_str().replace("\\n", "  ");
                let text = INTERPOLATED.replace_all(&text, "\u{fffc}");
                if text.contains(' ') {
                    texts.strings.push(Prose::new(file, line, &text));
                }
            }
        }
        texts
    }
}

/// The documents at a path or below: Markdown, and JSON in `schemas/`.
fn documents(path: &Path) -> Vec<PathBuf> {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder");
        return entries.flat_map(|entry| documents(&entry.expect("an entry").path())).collect();
    }
    let is_schema = path.parent().is_some_and(|folder| folder.ends_with("schemas"));
    let wanted = if is_schema { "json" } else { "md" };
    if path.extension().is_some_and(|extension| extension == wanted) {
        vec![path.to_owned()]
    } else {
        Vec::new()
    }
}

fn all_of(texts: &[Prose], entries: &[Entry]) -> Vec<String> {
    texts.iter().flat_map(|text| text.wrong(entries)).collect()
}

#[test]
fn documents_use_plain_words() {
    let entries = entries();
    let files = DOCUMENTS.iter().flat_map(|name| documents(&root().join(name)));
    let texts: Vec<_> =
        files.map(|file| Prose::new(&file, 1, &fs::read_to_string(&file).expect("a document"))).collect();
    assert!(texts.len() > 150, "only {} documents", texts.len());
    let wrong = all_of(&texts, &entries);
    assert!(wrong.is_empty(), "{}\n{} in all", wrong.join("\n"), wrong.len());
}

#[test]
fn texts_in_the_code_use_plain_words() {
    let entries = entries();
    let files = sources(&root().join("src"));
    let wrong: Vec<_> =
        files.iter().flat_map(|(path, text)| all_of(&CodeText::of(path, text).strings, &entries)).collect();
    assert!(wrong.is_empty(), "{}\n{} in all", wrong.join("\n"), wrong.len());
}

#[test]
fn comments_use_plain_words() {
    let entries = entries();
    let files = CODE.iter().flat_map(|folder| sources(&root().join(folder)));
    let wrong: Vec<_> =
        files.flat_map(|(path, text)| all_of(&CodeText::of(&path, &text).comments, &entries)).collect();
    assert!(wrong.is_empty(), "{}\n{} in all", wrong.join("\n"), wrong.len());
}

#[test]
fn weeded_words_are_found_at_their_lines() {
    let entries = entries();
    let found = |text: &str| Prose::new(Path::new("page.md"), 1, text).wrong(&entries);
    assert_eq!(found("This\nis\nno list"), ["page.md:2: \"is no\": write \"is not a\""]);
    assert_eq!(found("Slips cost 5 % of it").len(), 2);
    assert_eq!(found("There is no list, and it is no longer one: `is no`, 5% of recommended").len(), 0);
    let code = "// What it is\n/// behind the told\nfn f() { g('\"', \"the guilty\\\n  byte\", r#\"a \"slip\"\"#) }\n";
    let texts = CodeText::of(Path::new("a.rs"), code);
    let comments = all_of(&texts.comments, &entries);
    assert_eq!(comments.len(), 2);
    assert_eq!(comments[0], "a.rs:2: \"behind\": write \"after\"");
    assert_eq!(all_of(&texts.strings, &entries).len(), 2);
}

#[test]
fn every_entry_of_the_list_finds_itself() {
    for Entry { words, pattern, .. } in entries() {
        let text = words.replace('*', "s").replace('#', "5");
        assert!(pattern.is_match(&text), "{words}");
    }
}
