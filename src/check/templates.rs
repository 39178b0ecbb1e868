//! Templates with blocks: a finding holds if every rendering shows it in which its place is left.
//!
//! Branches exclude each other, so no reading of the whole text is right. Each rendering is checked as a document of its
//! own. A member that is set in two branches is set once in each of them, and what one branch lacks another rendering has.
//! Commas next to a tag are not looked at, since a branch or the next round of a loop may bring them.

use crate::{
    check::{
        Checked, Input, Options, findings::Findings, is_known_template, pass, placeholders, tags::is_ignored,
    },
    diagnostic::Diagnostic,
    json::{self, SyntaxError, SyntaxErrorKind, Tree},
    text::{
        source::Source,
        span::{Span, is_among},
        template::{self, Rendering, TagError, Template},
    },
};
use std::collections::BTreeMap;

/// Checks what is known to be a template; `None` where nothing in it has to be made readable.
pub(super) fn examine(source: &Source, reading: &Input<'_>, options: &Options) -> Option<Checked> {
    if let Some(template) = template::read(reading.text) {
        return Some(look_closely(&template, source, reading, options));
    }
    let rendering = template::readable(reading.text)?;
    let reading = input(&rendering, false, reading);
    let mut checked = placeholders::refine(pass(&reading, Some(source), options), &reading, options);
    without_tags(&mut checked.diagnostics, &rendering, false);
    Some(checked)
}

/// Checks a template that shows by its blocks that it is one; `None` for any other text.
pub(super) fn examine_blocks(source: &Source, reading: &Input<'_>, options: &Options) -> Option<Checked> {
    let template = template::read(reading.text)?;
    Some(look_closely(&template, source, reading, options))
}

/// The text of a template as it can be read; `None` for what is to be read as it stands.
pub(super) fn readable(source: &Source, options: &Options) -> Option<Rendering> {
    if is_known_template(source, options) {
        return template::readable(source.text());
    }
    let is_json = || json::is_strict(source.text());
    if options.finished || is_json() {
        None
    } else {
        template::read(source.text())?.renderings.into_iter().next()
    }
}

/// Whether all that a template may become is JSON, but for commas next to its tags.
pub(super) fn is_readable(text: &str, is_known: bool) -> bool {
    let is_sound = |rendering: &Rendering, directives: bool| {
        let naming = Default::default();
        let definitions = &crate::document::task_definition::NONE;
        let reading = input(rendering, directives, &Input::new(text, definitions, naming));
        json::parse(&rendering.text).faults.iter().all(|it| is_ignored(it, &reading))
    };
    match template::read(text) {
        Some(template) => template.error.is_none() && template.renderings.iter().all(|it| is_sound(it, true)),
        None => is_known && template::readable(text).is_some_and(|it| is_sound(&it, false)),
    }
}

fn input<'s>(rendering: &'s Rendering, directives: bool, reading: &Input<'s>) -> Input<'s> {
    Input {
        text: &rendering.text,
        open: &rendering.values,
        hidden: &rendering.hidden,
        included: &rendering.included,
        directives,
        ..*reading
    }
}

/// Checks one rendering, its placeholders taken literally.
fn look_at<'s>(
    rendering: &'s Rendering,
    source: &Source,
    reading: &Input<'s>,
    options: &Options,
) -> (Input<'s>, Checked) {
    let reading = input(rendering, true, reading);
    let mut checked = pass(&reading, Some(source), options);
    without_tags(&mut checked.diagnostics, rendering, true);
    (reading, checked)
}

/// Drops what is found in a placeholder, and fixes that would change or move a tag.
fn without_tags(found: &mut Vec<Diagnostic>, rendering: &Rendering, directives: bool) {
    found.retain(|it| !is_among(&rendering.hidden, it.span));
    for it in found {
        let is_syntax = directives && it.rule == "syntax";
        let Some(fix) = it.fix.take() else { continue };
        if is_syntax {
            let more = it.help.take().map_or(String::new(), |help| format!("; {help}"));
            it.help = Some(format!("{}{more}", fix.title).into());
        } else if !fix.edits.iter().any(|edit| is_among(&rendering.hidden, edit.span)) {
            it.fix = Some(fix);
        }
    }
}

#[cold]
fn look_closely(template: &Template, source: &Source, reading: &Input<'_>, options: &Options) -> Checked {
    if let Some(fault) = broken(template, options) {
        return reported_once(&fault, &template.renderings[0], source, reading, options);
    }
    let all = template.renderings.iter().map(|it| (it, look_at(it, source, reading, options)));
    let mut all: Vec<_> = all.map(|(rendering, (reading, checked))| (rendering, reading, checked)).collect();
    let kind = all.iter().find_map(|(_, _, it)| it.document).map(|it| it.kind);
    if kind.is_some() {
        // Where a condition is about the whole document, some renderings are empty.
        all.retain(|(_, _, it)| it.document.map(|it| it.kind) == kind);
    }
    let shown = shown_by_all(&all);
    let Checked { recognized, document, cut, .. } = all[0].2;
    let mut kept: Vec<Diagnostic> = Vec::new();
    for (index, (rendering, reading, checked)) in all.into_iter().enumerate() {
        let own: Vec<_> = shown.iter().filter(|(first, _)| *first == index).map(|(_, it)| it).collect();
        // With `--define` more may be known than what is written.
        if own.is_empty() && (index > 0 || options.defines.is_empty()) {
            continue;
        }
        let literal = checked.diagnostics.clone();
        let is_same = |a: &Diagnostic, b: &Diagnostic| a.rule == b.rule && a.pointer == b.pointer;
        let mut found = placeholders::refine(checked, &reading, options).diagnostics;
        without_tags(&mut found, rendering, true);
        found.retain(|it| {
            own.iter().any(|own| is_same(own, it))
                || index == 0 && !literal.iter().any(|own| is_same(own, it))
        });
        kept.append(&mut found);
    }
    kept.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    one_storm_is_one(&mut kept);
    Checked { recognized, document, diagnostics: kept, cut }
}

/// More syntax errors than this are one: that the template could not be read.
const SYNTAX_MAX: usize = 4;

fn one_storm_is_one(found: &mut Vec<Diagnostic>) {
    let is_syntax = |it: &Diagnostic| it.rule == "syntax";
    if found.iter().filter(|it| is_syntax(it)).count() > SYNTAX_MAX {
        let first = found.iter().position(is_syntax).unwrap_or_default();
        found.truncate(first + 1);
    }
}

/// The findings that every rendering shows in which their place is left, with the first rendering that has each.
fn shown_by_all(all: &[(&Rendering, Input<'_>, Checked)]) -> Vec<(usize, Diagnostic)> {
    let mut found: BTreeMap<(Span, &str), (usize, &Diagnostic, usize)> = BTreeMap::new();
    for (index, (_, _, checked)) in all.iter().enumerate() {
        let mut before = None;
        for it in &checked.diagnostics {
            let key = (it.span, &*it.rule);
            // A rule may find several things at a place.
            if before != Some(key) {
                found.entry(key).or_insert((index, it, 0)).2 += 1;
            }
            before = Some(key);
        }
    }
    let is_shown = |span: Span, count: usize| {
        count == all.iter().filter(|(rendering, _, _)| !is_among(&rendering.hidden, span)).count()
    };
    let shown = found.into_iter().filter(|((span, _), (_, _, count))| is_shown(*span, *count));
    shown.map(|(_, (index, it, _))| (index, it.clone())).collect()
}

/// What is wrong with the tags.
fn broken(template: &Template, options: &Options) -> Option<SyntaxError> {
    let (kind, range) = match &template.error {
        _ if options.finished => (SyntaxErrorKind::TemplateTag, &template.first),
        Some(TagError::Unclosed(range)) => (SyntaxErrorKind::OpenTag, range),
        Some(TagError::NoEnd(range)) => (SyntaxErrorKind::OpenBlock, range),
        Some(TagError::Stray(range)) => (SyntaxErrorKind::StrayTag, range),
        None => return None,
    };
    Some(SyntaxError::new(kind, range.start, range.end))
}

/// One finding about a template of which nothing more can be said.
fn reported_once(
    fault: &SyntaxError,
    rendering: &Rendering,
    source: &Source,
    reading: &Input<'_>,
    options: &Options,
) -> Checked {
    let reading = input(rendering, true, reading);
    let mut checked = pass(&reading, Some(source), options);
    let mut findings = Findings::new(options, reading.definitions);
    findings.syntax(&Tree::of_unknown(source.text()), fault);
    checked.cut = 0;
    checked.diagnostics = findings.checked(checked.recognized, checked.document).diagnostics;
    checked
}
