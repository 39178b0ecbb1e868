//! `--fix`: what was JSON stays JSON, what is fixed is gone, and the second time nothing is left to do.

use super::{notes, options};
use crate::{Holds, Seen, ensure, split};
use ecs_preflight::{Applicability, Checked, Options, Source, check, fix::{Fixes, fix}, json, text::unified_diff};

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([how, choice], bytes) = split(data);
    let mut options = options(choice);
    options.template = how % 16 == 0;
    let name = "x.json";
    let examine = |it: &Source| check(it, &options);
    let before = Source::new(name.to_owned(), bytes.to_vec());
    let found = examine(&before);
    notes(&found, seen);
    if !options.template && json::is_strict(before.text()) && found.document.is_some() {
        each_alone(&before, &found, &options)?;
    }
    let fixes = Fixes { unsafe_too: how % 2 == 0 };
    let fixed = fix(before, found, &[], fixes, &options, examine);
    seen.note(fixed.left.as_ref().map(std::mem::discriminant));
    let Some(after) = fixed.after else { return Ok(()) };
    seen.note(("fixed", after.fixed.min(9)));
    ensure(applied(bytes, &after.edits) == after.source.bytes(), || "the edits are others".into())?;
    let text = after.source.text();
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    ensure(options.template || json::is_strict(plain), || format!("mended to no JSON: {text:?}"))?;
    unified_diff::unified(b"x.json", bytes, &after.edits);
    let (again, fixed) = (Source::new(name.to_owned(), after.source.bytes().to_vec()), after.fixed);
    let found = examine(&again);
    ensure(found.diagnostics.len() == after.remaining.diagnostics.len(), || "another remainder".into())?;
    if fixed.left.is_none() {
        let second = fix(again, found, &[], fixes, &options, examine);
        let changed = second.after.map(|it| it.edits);
        ensure(changed.is_none(), || {
            format!("after {fixed} fixes the second run changes {changed:?} of {text:?}")
        })?;
    }
    Ok(())
}

fn applied(bytes: &[u8], edits: &[ecs_preflight::Edit]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for it in edits.iter().rev() {
        out.splice(it.span.range(), it.text.bytes());
    }
    out
}

/// Every fix alone leaves JSON and takes a finding of its rule away.
fn each_alone(source: &Source, found: &Checked, options: &Options) -> Holds {
    let fixed = found.diagnostics.iter().filter_map(|it| Some((it, it.fix.as_ref()?)));
    for (it, fix) in fixed.take(6) {
        let text = fix.apply(source.text()).ok_or_else(|| format!("does not apply: {it:?}"))?;
        ensure(json::is_strict(&text), || format!("no JSON after {it:?}"))?;
        if found.cut > 0 {
            continue;
        }
        let after = check(&Source::new(source.name().to_owned(), text.into_bytes()), options);
        let same = |all: &Checked| {
            all.diagnostics
                .iter()
                .filter(|other| other.rule == it.rule && other.message == it.message)
                .count()
        };
        let gone = same(&after) < same(found);
        ensure(gone || after.cut > 0, || format!("still there after its fix: {it:?}"))?;
        // A safe fix says what the file meant: it leads to nothing worse.
        let _ = Applicability::Safe;
    }
    Ok(())
}
