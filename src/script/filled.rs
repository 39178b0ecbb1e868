//! Words that `xargs`, `parallel` and `find` fill in before they run a command: `xargs -I{} aws … {}`.

use crate::script::word::Word;
use crate::text::mapped_text::MappedText;

/// Makes what will be filled in unknown.
pub(super) fn fill(words: &mut [Word]) {
    let name = |it: &Word| it.text.text().rsplit('/').next().unwrap_or_default().to_owned();
    let is_filler = |it: &Word| matches!(name(it).as_str(), "xargs" | "parallel" | "find" | "fd");
    let Some(at) = words.iter().take(8).position(is_filler) else { return };
    let program = name(&words[at]);
    let mark = if program == "xargs" { mark(&words[at + 1..]) } else { Some("{}".to_owned()) };
    let Some(mark) = mark.filter(|it| !it.is_empty()) else { return };
    for word in &mut words[at + 1..] {
        let is_of_parallel =
            program == "parallel" && word.text.text().starts_with('{') && is_place(word.text.text());
        if is_of_parallel {
            let mut text = MappedText::default();
            text.push_unknown("0", word.text.origin(0..word.text.len()));
            word.text = text;
        } else if word.text.text().contains(&mark) {
            word.text = filled(&word.text, &mark);
            word.raw.clear();
            word.braces = None;
        }
    }
}

/// `{1}`, `{.}`, `{/}` of `parallel`.
fn is_place(text: &str) -> bool {
    let inner = text.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or("a");
    inner.bytes().all(|it| it.is_ascii_digit() || matches!(it, b'.' | b'/' | b'#' | b'%'))
}

/// What `xargs` replaces, if it replaces anything.
fn mark(options: &[Word]) -> Option<String> {
    let texts = options.iter().map(|it| it.text.text());
    let next = options.iter().skip(1).map(|it| it.text.text()).chain([""]);
    for (text, next) in texts.zip(next) {
        if text == "aws" {
            return None;
        }
        match text {
            "-I" | "-J" => return Some(next.to_owned()),
            "-i" | "--replace" => return Some("{}".to_owned()),
            _ => {}
        }
        let rest = ["--replace=", "-I", "-J", "-i"].iter().find_map(|it| text.strip_prefix(it));
        if let Some(rest) = rest {
            return Some(rest.to_owned());
        }
    }
    None
}

fn filled(text: &MappedText, mark: &str) -> MappedText {
    let mut out = MappedText::default();
    let mut at = 0;
    for (start, _) in text.text().match_indices(mark) {
        out.push_part(text, at..start);
        out.push_unknown("0", text.origin(start..start + mark.len()));
        at = start + mark.len();
    }
    out.push_part(text, at..text.len());
    out
}
