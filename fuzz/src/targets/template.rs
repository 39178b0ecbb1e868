//! Templates: placeholders inside and outside strings.

use super::{notes, options};
use crate::{Holds, Seen, ensure, sound, split};
use ecs_preflight::{Source, check, json, text::placeholder};

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([how, choice], bytes) = split(data);
    let source = Source::new(if how % 2 == 0 { "x.json" } else { "x.json.tftpl" }, bytes.to_vec());
    let text = source.text();
    let holes = placeholder::holes(text);
    let apart = holes.is_sorted_by(|a, b| a.end <= b.start);
    ensure(apart && holes.iter().all(|it| text.get(it.clone()).is_some_and(|it| !it.is_empty())), || {
        format!("{holes:?}")
    })?;
    for it in holes {
        placeholder::variable(&text[it]);
    }
    if let Some(masked) = placeholder::mask(text) {
        seen.note(("masked", masked.values.len().min(4)));
        ensure(masked.text.len() == text.len(), || "another length".into())?;
        ensure(masked.values.iter().all(|it| text.get(it.range()).is_some()), || {
            format!("{:?}", masked.values)
        })?;
        json::parse(&masked.text);
    }
    let mut options = options(choice);
    options.template = how % 4 < 3;
    options.finished = how % 8 == 7;
    let checked = check(&source, &options);
    notes(&checked, seen);
    sound::checked(&source, &checked)
}
