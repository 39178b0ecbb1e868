//! `check` of every kind: findings in their places, the same ones each time.

use super::{notes, options};
use crate::{Holds, Seen, ensure, sound, split};
use ecs_preflight::{Checked, Definition, Definitions, DocumentKind, Options, Source, check, check::overrides_budget, check_with, document::task_definition::Discovery, text::source::Encoding};

const LAUNCH: &[u8] = include_bytes!("../../../fixtures/_showcase/nightly.json");
const DEFINITION: &[u8] = include_bytes!("../../../tests/data/field/task-def-sidecar.json");

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([kinds, choice], bytes) = split(data);
    let source = Source::new("x.json", bytes.to_vec());
    let mut options = options(choice);
    if kinds % 8 == 7 {
        for kind in DocumentKind::ALL {
            options.kind = Some(kind);
            once(&source, &options, seen)?;
        }
    } else {
        once(&source, &options, seen)?;
    }
    match kinds % 5 {
        3 => as_definition(bytes, seen),
        4 => with_definition(&source, &options, seen),
        _ => Ok(()),
    }
}

fn once(source: &Source, options: &Options, seen: &mut Seen) -> Holds {
    let checked = check(source, options);
    notes(&checked, seen);
    all(source, &checked)?;
    let again = check(source, options);
    let same = checked.diagnostics.len() == again.diagnostics.len()
        && checked
            .diagnostics
            .iter()
            .zip(&again.diagnostics)
            .all(|(a, b)| a.span == b.span && a.message == b.message);
    ensure(same, || "another answer the second time".into())?;
    if let Ok(it) = overrides_budget::of(source, options.kind) {
        ensure(it.total.compact <= it.total.sent, || format!("{it:?}"))?;
    }
    Ok(())
}

fn all(source: &Source, checked: &Checked) -> Holds {
    sound::checked(source, checked)?;
    match source.encoding() {
        Encoding::Utf8 | Encoding::Utf8Bom => sound::pointers(source, checked),
        _ => Ok(()),
    }
}

fn as_definition(bytes: &[u8], seen: &mut Seen) -> Holds {
    let Ok(it) = Definition::read(Source::new("td.json", bytes.to_vec()), Discovery::Named) else {
        return Ok(());
    };
    let source = Source::new("x.json", LAUNCH.to_vec());
    let checked = check_with(&source, &Options::default(), &Definitions::new(vec![it]));
    notes(&checked, seen);
    all(&source, &checked)
}

fn with_definition(source: &Source, options: &Options, seen: &mut Seen) -> Holds {
    let it =
        Definition::read(Source::new("td.json", DEFINITION.to_vec()), Discovery::Named).expect("a definition");
    let checked = check_with(source, options, &Definitions::new(vec![it]));
    notes(&checked, seen);
    all(source, &checked)
}
