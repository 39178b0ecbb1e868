//! What an editor asks: positions in all encodings, hover, completion, the outline, links and hints at any place.

use crate::{Holds, Seen, ensure, split};
use ecs_preflight::{
    Definitions, Options, check,
    editor::{
        completion, hover,
        navigation::{hints, links, names, symbols},
        position::{Lines, Position, PositionEncoding},
        text_document::TextDocument,
    },
    text::span::Span,
};

const ENCODINGS: [PositionEncoding; 3] =
    [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32];

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([how, place], bytes) = split(data);
    let text = String::from_utf8_lossy(bytes).into_owned();
    let encoding = ENCODINGS[how % ENCODINGS.len()];
    positions(&text, encoding)?;
    let document = TextDocument::new("run-task.json".to_owned(), text.clone(), 1, encoding);
    let checked = check(&document.source, &Options::default());
    let definitions = Definitions::default();
    let offset = text.floor_char_boundary(place * (text.len() + 1) / 256);
    let asked = completion::Asked {
        document: &document,
        is: checked.document,
        definitions: &definitions,
        offset,
        snippets: how % 2 == 0,
    };
    let items = completion::complete(&asked);
    seen.note(("items", items.len().min(20), items.first().map(|it| it.label.clone())));
    let shown = hover::hover(&document, Some(&checked), &definitions, offset);
    seen.note(("hover", shown.is_some(), checked.document.map(|it| it.kind)));
    let whole = Span::new(0, text.len());
    let hints = hints::hints(&document, checked.document, &definitions, whole);
    let symbols = symbols::symbols(&document, checked.document);
    let target = names::definition(&document, checked.document, &definitions, offset);
    seen.note((hints.len().min(4), symbols.len().min(8), target.is_some(), links::files(&text).len().min(4)));
    links::rules(&text);
    Ok(())
}

fn positions(text: &str, encoding: PositionEncoding) -> Holds {
    let lines = Lines::of(text, encoding);
    for (at, _) in text.char_indices().take(2_000) {
        let is_in_end = text[..at].ends_with('\r') && text[at..].starts_with('\n');
        let position = lines.position(text, at);
        let back = lines.offset(text, position);
        ensure(back == at || is_in_end, || format!("{encoding:?}: {at} becomes {back} by {position:?}"))?;
    }
    for (line, character) in [(0, u32::MAX), (u32::MAX, 0), (1, 1), (2, 3)] {
        let at = lines.offset(text, Position::new(line, character));
        ensure(text.is_char_boundary(at), || format!("{encoding:?}: {line}:{character} is in a character"))?;
    }
    Ok(())
}
