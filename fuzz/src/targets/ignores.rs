//! Side-cars of suppressions: any TOML, and every finding accepted by the entry that `--add-ignore` would write.

use super::notes;
use crate::{Holds, Seen, ensure, sound, split};
use ecs_preflight::{Date, Options, Source, check, examples::EXAMPLE_DAY, suppress::{Addition, IgnoreFile, edit, judge, names}};
use std::collections::BTreeSet;

const DOCUMENTS: [(&str, &[u8]); 3] = [
    ("documents/nightly.json", include_bytes!("../../../fixtures/_showcase/nightly.json")),
    ("documents/overrides.json", include_bytes!("../../../fixtures/_showcase/overrides.json")),
    ("broken.json", include_bytes!("../../../fixtures/_showcase/broken.json")),
];

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([how, _], bytes) = split(data);
    if bytes.trim_ascii_start().starts_with(b"{") {
        accepted(bytes, how, seen)
    } else {
        any(bytes, how, seen)
    }
}

fn any(bytes: &[u8], how: usize, seen: &mut Seen) -> Holds {
    let source = Source::new("ecs-preflight.ignore.toml", bytes.to_vec());
    let (source, checked) = judge(source, &DOCUMENTS, EXAMPLE_DAY);
    notes(&checked, seen);
    sound::checked(&source, &checked)?;
    let additions = [addition("documents/nightly.json", "wrong-type", "/overrides", None)];
    let without: BTreeSet<usize> = (0..how % 4).collect();
    let Ok(edited) = edit(source.text(), &without, &BTreeSet::new(), &additions) else { return Ok(()) };
    seen.note(("edited", edited.len() > source.text().len()));
    let again = edit(&edited, &BTreeSet::new(), &BTreeSet::new(), &[]);
    ensure(again.is_ok(), || format!("edited to no TOML: {edited:?}"))
}

fn addition(path: &str, rule: &str, pointer: &str, value: Option<String>) -> Addition {
    Addition {
        path: path.to_owned(),
        rule: rule.to_owned(),
        pointer: pointer.to_owned(),
        value,
        reason: "it has to stay".to_owned(),
        expires: None,
    }
}

/// Whatever is found in a document, the entries for it suppress it.
fn accepted(bytes: &[u8], how: usize, seen: &mut Seen) -> Holds {
    let source = Source::new("x.json", bytes.to_vec());
    let mut checked = check(&source, &Options::default());
    if checked.cut > 0 {
        return Ok(());
    }
    let named = names(&source, &checked, how % 2 == 0);
    let rules: Vec<_> = checked.diagnostics.iter().map(|it| it.rule.to_string()).collect();
    let all = named.iter().flatten();
    let additions: Vec<_> =
        all.map(|it| addition("x.json", &it.rule, &it.pointer, it.value.clone())).collect();
    let text = edit("", &BTreeSet::new(), &BTreeSet::new(), &additions).map_err(|_| "no TOML is written")?;
    let mut ignore_file =
        IgnoreFile::read(Source::new("ecs-preflight.ignore.toml", text.clone().into_bytes()), Date::MIN);
    let expected = named.iter().flatten().count();
    let suppressed = ignore_file.apply("x.json", || &source, &mut checked, |_| true);
    seen.note((suppressed.min(5), rules.first(), rules.len() == suppressed));
    ensure(suppressed >= expected, || format!("{suppressed} of {expected} are suppressed by {text}"))
}
