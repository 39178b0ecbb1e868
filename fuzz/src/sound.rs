//! What holds for whatever is found in anything.

use crate::{Holds, ensure};
use ecs_preflight::{Checked, Diagnostic, diagnostic::FINDINGS_MAX, RULES, Source, Span, json::{ValueKind, Node, Tree}, text::display};
use std::collections::BTreeSet;

/// All that holds for the findings in a source, but for their pointers.
pub fn checked(source: &Source, checked: &Checked) -> Holds {
    let found = &checked.diagnostics;
    ensure(found.len() <= FINDINGS_MAX, || format!("{} findings", found.len()))?;
    ensure(found.is_sorted_by(|a, b| (a.span, &a.rule) <= (b.span, &b.rule)), || {
        "findings out of order".into()
    })?;
    let mut seen = BTreeSet::new();
    for it in found {
        diagnostic(source.text(), it)?;
        let fresh = seen.insert((it.span, &it.rule, it.message.to_string(), &it.pointer));
        ensure(fresh, || format!("found twice: {it:?}"))?;
    }
    Ok(())
}

/// All that holds for a finding in a text.
pub fn diagnostic(text: &str, it: &Diagnostic) -> Holds {
    let there =
        |text: &str, it: Span| text.is_empty() || text.get(it.range()).is_some_and(|it| !it.is_empty());
    ensure(there(text, it.span), || format!("no place: {it:?}"))?;
    let known = it.rule.starts_with("policy/")
        || RULES.iter().any(|rule| rule.id == it.rule)
        || it.rule == "settings";
    ensure(known || it.rule == ecs_preflight::settings::RULE, || format!("no rule: {it:?}"))?;
    for label in &it.labels {
        let text = label.file.as_ref().map_or(text, |it| it.text());
        ensure(there(text, label.span), || format!("no place of a label: {it:?}"))?;
    }
    if let Some(fix) = &it.fix {
        ensure(fix.apply(text).is_some() && !fix.edits.is_empty(), || format!("no fix: {it:?}"))?;
    }
    let said = [Some(&*it.message), it.label.as_deref(), it.help.as_deref()];
    let said = said.into_iter().flatten().chain(it.labels.iter().map(|it| &*it.message));
    said.into_iter().try_for_each(|words| one_line(words, "a message"))
}

/// Words that a terminal obeys in nothing.
pub fn one_line(words: &str, what: &str) -> Holds {
    ensure(!words.is_empty() && !words.chars().any(display::is_unsafe), || format!("{what}: {words:?}"))
}

/// Whether a pointer resolves. Steps below a string lead into the JSON in that string; of duplicate keys either
/// matches.
pub fn resolves(tree: &Tree<'_>, pointer: &str) -> bool {
    let mut nodes: Vec<Node<'_>> = vec![tree.root()];
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        if nodes.iter().any(|it| matches!(it.kind(), ValueKind::String | ValueKind::Unknown)) {
            return true;
        }
        let at = name.parse().unwrap_or(usize::MAX);
        let mut below = Vec::new();
        for node in nodes.into_iter().take(1_000) {
            below.extend(
                node.members().filter(|(key, _)| key.as_str().is_some_and(|it| it == name)).map(|it| it.1),
            );
            below.extend(if node.kind() == ValueKind::Array { node.elements().nth(at) } else { None });
        }
        nodes = below;
    }
    !nodes.is_empty() && (pointer.is_empty() || pointer.starts_with('/'))
}

/// Whether all pointers lead somewhere.
pub fn pointers(source: &Source, checked: &Checked) -> Holds {
    // A key may be a secret, which no pointer shows.
    if !ecs_preflight::secrets::of(source).is_empty() {
        return Ok(());
    }
    let text = source.text();
    let parsed = ecs_preflight::json::parse(text);
    // Each may be long, and be looked for in a long list.
    checked.diagnostics.iter().take(64).try_for_each(|it| {
        ensure(resolves(&parsed.tree, &it.pointer), || format!("the pointer leads nowhere: {it:?}"))
    })
}
