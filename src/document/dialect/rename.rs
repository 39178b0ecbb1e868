//! Findings with the names that their document uses for members.

use crate::{
    diagnostic::Diagnostic,
    json::{self, Node, Tree},
    model::shape::SHAPES,
    text::span::Span,
};
use crate::{
    diagnostic::Text,
    document::dialect::{
        AWSVPC, CamelCased, Dialect, ENTRIES, ENTRIES_IN_A_PIPE, network_in_a_template, renamed, swapped,
        targets::Owner,
    },
    text::display,
};
use std::collections::{BTreeMap, BTreeSet};

/// Puts findings back into the spelling of their document.
pub(crate) struct MemberRenames<'a> {
    dialect: Dialect,
    /// As it was written.
    original: &'a Tree<'a>,
    /// As it was read.
    translated: &'a Tree<'a>,
    /// Keys that were shortened, and parts that stayed.
    translation: &'a CamelCased,
    /// Strings that are not keys and look like one: they are quoted as they are.
    values: BTreeSet<&'a str>,
    /// What each key was before it was translated, apart for the parts that stayed.
    written: BTreeMap<(bool, &'a str), &'a str>,
}

impl<'a> MemberRenames<'a> {
    /// For the findings in one document.
    pub fn new(
        dialect: Dialect,
        original: &'a Tree<'a>,
        translated: &'a Tree<'a>,
        translation: &'a CamelCased,
    ) -> MemberRenames<'a> {
        let values = translated.nodes().filter(|it| !it.is_key()).filter_map(Node::plain);
        let values = values.filter(|it| is_member(it) || is_member(&swapped(it))).collect();
        let mut it =
            MemberRenames { dialect, original, translated, translation, values, written: BTreeMap::new() };
        let keys = translated.nodes().filter(|it| it.is_key());
        it.written = keys
            .filter_map(|key| {
                Some(((it.stayed(key.span()), key.plain()?), original.counterpart(key).plain()?))
            })
            .collect();
        it
    }

    /// Whether a place lies in a part that is spelled as for the CLI.
    fn stayed(&self, span: Span) -> bool {
        self.translation.verbatim.iter().any(|it| it.start <= span.start && span.end <= it.end)
    }

    /// Gives a finding the document's own names and places.
    pub fn rename(&self, it: &mut Diagnostic) {
        if let Some(node) = resolve(self.translated, &it.pointer) {
            it.pointer = self.original.counterpart(node).pointer();
        }
        if self.translation.inputs.iter().any(|input| input.contains(it.span)) {
            return;
        }
        let stayed = self.stayed(it.span);
        it.span = self.whole(it.span);
        it.message = self.text(&it.message, stayed);
        let texts = [&mut it.label, &mut it.help].into_iter().flatten();
        texts.for_each(|text| *text = self.text(text, stayed));
        for label in it.own_labels() {
            label.message = self.text(&label.message, stayed);
            label.span = self.whole(label.span);
        }
        if let Some(fix) = &mut it.fix {
            fix.title = self.text(&fix.title, stayed);
            for edit in &mut fix.edits {
                let stayed = self.stayed(edit.span);
                let key = self.translated.at(edit.span.start);
                let is_key = key.is_key() && key.span() == edit.span;
                edit.span = self.whole(edit.span);
                edit.text = match is_key {
                    true => self.json_key(&edit.text, self.original.counterpart(key), stayed),
                    false => self.json(&edit.text, stayed),
                };
            }
        }
        self.not_of_a_target(it);
    }

    /// A member of RunTask in `EcsParameters`, to which no name of the model comes near.
    fn not_of_a_target(&self, it: &mut Diagnostic) {
        let key = self.original.at(it.span.start);
        let Some(name) = key.plain().filter(|_| key.is_key() && it.rule == "unknown-member") else { return };
        if !self.dialect.is_of_a_target() || !self.translation.owner.lacks(name) {
            return;
        }
        it.label = Some("not available in a target".into());
        it.fix = None;
        it.help = Some(match name {
            "Overrides" => {
                "pass them in the `Input` of the target, as a JSON string with camelCase members".into()
            }
            "Cluster" if self.translation.owner == Owner::Pipe => {
                "remove it; the cluster is the `Target` of the pipe".into()
            }
            "Cluster" => "remove it; the cluster is the `Arn` of the target".into(),
            _ => format!("remove `{name}`; EventBridge cannot pass it to RunTask").into(),
        });
    }

    fn whole(&self, span: Span) -> Span {
        let key = self.translation.keys.iter().find(|it| it.span.start == span.start && it.end == span.end);
        key.map_or(span, |it| it.span)
    }

    /// A sentence with the document's own names of members.
    fn text(&self, text: &Text, stayed: bool) -> Text {
        // A name as it is written may contain anything, if its quotes were lost.
        let printable = |code: String| code.chars().map(display::visible).collect();
        text.with_code(|code| Some(printable(self.code(code, stayed))))
    }

    fn code(&self, code: &str, stayed: bool) -> String {
        if code.starts_with('/') {
            return code.split('/').map(|step| self.name(step, stayed)).collect::<Vec<_>>().join("/");
        }
        if code.contains('"') { self.json(code, stayed) } else { self.name(code, stayed) }
    }

    /// The document's name for a member; any other word stays, and so does a value of the document. In a part that
    /// stayed the names are its own, wherever else they are spelled otherwise.
    fn name(&self, word: &str, stayed: bool) -> String {
        let here = self.written.get(&(stayed, word)).map(|it| it.trim_end_matches(".$"));
        let in_a_pipe = stayed && self.translation.owner == Owner::Pipe;
        let entry = self.dialect == Dialect::EventBridge
            && (ENTRIES.contains(&word) || in_a_pipe && ENTRIES_IN_A_PIPE.contains(&word));
        if stayed && (entry || here.is_some()) || entry && here.is_none() {
            return word.to_owned();
        }
        if let Some(theirs) = self.name_in_a_target(word) {
            return theirs.to_owned();
        }
        let written = here.or_else(|| self.written.get(&(false, word)).copied());
        if let Some(written) = written.filter(|_| !self.values.contains(word)) {
            return written.to_owned();
        }
        let other = swapped(word);
        if word.is_empty() || !(is_member(word) || is_member(&other)) || self.values.contains(word) {
            return word.to_owned();
        }
        other.into_owned()
    }

    /// What a member is called in `EcsParameters`, where that is more than a matter of its first letter.
    fn name_in_a_target(&self, word: &str) -> Option<&str> {
        let written = self.written.get(&(false, word)).copied();
        match self.dialect {
            Dialect::EventBridge if word == AWSVPC => Some(AWSVPC),
            Dialect::CloudFormation if word == AWSVPC => {
                Some(written.unwrap_or(network_in_a_template(self.translation.owner)))
            }
            it if it.is_of_a_target() => {
                let (theirs, _) = renamed(it, self.translation.owner).find(|(_, ours)| *ours == word)?;
                Some(written.unwrap_or(theirs))
            }
            _ => None,
        }
    }

    /// A key as JSON that replaces another one: what Step Functions computes stays computed.
    fn json_key(&self, json: &str, old: Node<'_>, stayed: bool) -> String {
        let end = if old.plain().is_some_and(|it| it.ends_with(".$")) { ".$" } else { "" };
        let inner = json.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        inner.map_or(json.to_owned(), |it| format!("\"{}{end}\"", self.name(it, stayed)))
    }

    /// JSON text with its keys put back.
    fn json(&self, json: &str, stayed: bool) -> String {
        let parts: Vec<_> = json.split('"').collect();
        let is_key =
            |at: usize| at % 2 == 1 && parts.get(at + 1).is_some_and(|it| it.trim_start().starts_with(':'));
        let parts = parts.iter().enumerate();
        let parts =
            parts.map(|(at, part)| if is_key(at) { self.name(part, stayed) } else { (*part).to_owned() });
        parts.collect::<Vec<_>>().join("\"")
    }
}

/// Whether the model has a member of that name anywhere.
pub(super) fn is_member(name: &str) -> bool {
    name.len() < 64 && SHAPES.iter().any(|it| it.name == name)
}

/// The node of a JSON Pointer.
fn resolve<'t>(tree: &'t Tree<'t>, pointer: &str) -> Option<Node<'t>> {
    let mut node = tree.root();
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        node = match node.kind() {
            json::ValueKind::Array => node.elements().nth(name.parse().ok()?)?,
            _ => node.get(&name)?,
        };
    }
    Some(node)
}
