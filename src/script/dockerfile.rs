//! Dockerfiles: what their instructions hand to a shell, and what they run themselves.

use crate::script::word::Word;
use crate::{
    command::LINE,
    json::{self, Node},
    text::mapped_text::MappedText,
};

/// What an instruction runs.
pub(super) enum Run {
    /// Text for the shell.
    Shell(MappedText),
    /// Words: `CMD ["aws", "ecs", …]`, and whether more may be added to them.
    Words(Vec<Word>, bool),
}

/// Whether a text is a Dockerfile: nothing else begins with `FROM`, or with `ARG` and goes on with it.
pub(super) fn is_one(text: &str) -> bool {
    let word = |line: &str| line.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    let mut lines = text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#'));
    let first = lines.next().map(word).unwrap_or_default();
    first == "FROM" || first == "ARG" && lines.any(|it| word(it) == "FROM")
}

/// What all instructions run.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut lines = text.split_inclusive('\n').scan(0, |start, line| {
        let at = *start;
        *start += line.len();
        Some((at, line))
    });
    while let Some((at, line)) = lines.next() {
        let mut whole = MappedText::default();
        whole.push_verbatim(LINE, line, at);
        let mut last = line;
        while last.trim_end().ends_with('\\') {
            let Some((at, line)) = lines.next() else { break };
            // Comments between the lines of an instruction are taken out.
            if line.trim_start().starts_with('#') {
                continue;
            }
            whole.push_verbatim(LINE, line, at);
            last = line;
        }
        if let Some(rest) = instruction(&whole) {
            if let Some(end) = document(rest.text()) {
                let mut body = MappedText::default();
                for (at, line) in lines.by_ref().take_while(|(_, line)| line.trim() != end) {
                    body.push_verbatim(LINE, line, at);
                }
                runs.push(Run::Shell(body));
            } else if rest.text().trim_start().starts_with('[') {
                let open = whole.text().trim_start().to_ascii_uppercase().starts_with("ENTRYPOINT");
                runs.extend(words(&rest).map(|words| Run::Words(words, open)));
            } else {
                runs.push(Run::Shell(rest));
            }
        }
    }
    runs
}

/// What is after `RUN`, `CMD`, `ENTRYPOINT`, without the options of `RUN`.
fn instruction(whole: &MappedText) -> Option<MappedText> {
    let text = whole.text();
    let mut at = 0;
    loop {
        let rest = text.get(at..)?.trim_start();
        at = text.len() - rest.len();
        let word = rest.split([' ', '\t', '\n']).next()?;
        match word.to_ascii_uppercase().as_str() {
            "ONBUILD" | "HEALTHCHECK" => at += word.len(),
            "RUN" | "CMD" | "ENTRYPOINT" => {
                at += word.len();
                break;
            }
            _ if word.starts_with("--") && at > 0 => at += word.len(),
            _ => return None,
        }
    }
    loop {
        let rest = text.get(at..)?.trim_start();
        at = text.len() - rest.len();
        if !rest.starts_with("--") {
            break;
        }
        at += rest.find([' ', '\t', '\n'])?;
    }
    let mut out = MappedText::default();
    out.push_part(whole, at..text.len());
    Some(out)
}

/// The word that ends a here-document which is a whole script.
fn document(rest: &str) -> Option<String> {
    let word = rest.trim().strip_prefix("<<")?.trim_start_matches('-').trim_matches(['"', '\'']);
    (!word.is_empty() && word.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_'))
        .then(|| word.to_owned())
}

fn words(rest: &MappedText) -> Option<Vec<Word>> {
    let parsed = json::parse(rest.text());
    let root = parsed.tree.root();
    let word = |it: Node<'_>| {
        let inside = it.span().start as usize + 1..(it.span().end as usize).saturating_sub(1);
        let mut text = MappedText::default();
        if it.raw().contains('\\') || inside.is_empty() {
            let at = rest.origin(it.span().range());
            text = MappedText::standing_for(at.source, it.as_str()?, at.span);
        } else {
            text.push_part(rest, inside);
        }
        Some(Word { text, quoted: true, ..Word::default() })
    };
    let strings = parsed.faults.is_empty() && root.elements().all(|it| it.kind() == json::ValueKind::String);
    strings.then(|| root.elements().filter_map(word).collect())
}
