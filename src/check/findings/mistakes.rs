//! One mistake, one finding: what is found only because of another mistake is not reported.
//!
//! A value of the wrong type and a misspelled member have findings of their own. Rules that look for the same member
//! see that it is missing, or cannot use its value. So their findings are compared with those of a second tree, in
//! which each such value is unknown and each such member has the name that was probably meant. What is not found there
//! comes from the mistake.

use crate::check::findings::Findings;
use crate::{
    check::conform,
    diagnostic::{Severity, fault::Fault},
    document::misplaced,
    json::{Node, Renamed, Tree, quote_json},
    model::{kind::DocumentKind, member_suggestion, revision::Date, shape::LATEST},
    text::span::Span,
};
use std::collections::BTreeSet;

/// The mistakes of one document that have a finding of their own.
#[derive(Default)]
pub(super) struct Mistakes {
    /// Keys, by their cells, and the names that were meant.
    keys: Vec<(u32, &'static str)>,
    /// Values, by their cells.
    unknown: Vec<u32>,
    /// Members that belong further up.
    misplaced: Vec<Span>,
    /// Objects in which one of these was found, or that lack a member, by their cells.
    objects: Vec<u32>,
}

impl Mistakes {
    /// Adds one that was reported.
    pub(super) fn add(&mut self, fault: &Fault<'_>, kind: DocumentKind) {
        match *fault {
            Fault::NullValue { node } | Fault::WrongType { node } | Fault::EnumValue { node } => {
                self.unknown.push(node.id());
                self.objects.extend(node.parent().map(Node::id));
            }
            Fault::MissingMember { object, .. } => self.objects.push(object.id()),
            Fault::UnknownMember { key, object } => {
                self.unknown_member(key, object, kind);
                self.objects.push(object.id());
            }
            _ => {}
        }
    }

    fn unknown_member(&mut self, key: Node<'_>, object: Node<'_>, kind: DocumentKind) {
        let Some(name) = key.as_str() else { return };
        if let Some(meant) = member_suggestion::member(&name, object.shape()) {
            if object.get(meant.name).is_none() {
                self.keys.push((key.id(), meant.name));
            }
            return;
        }
        let group = misplaced::too_high(object);
        let group = group.filter(|it| it.members.iter().any(|member| member.0 == key));
        match group.as_ref().and_then(|it| it.steps.first()) {
            Some(step) if object.get(step).is_none() => {
                self.keys.push((key.id(), step));
                self.unknown.extend(object.members().find(|it| it.0 == key).map(|it| it.1.id()));
            }
            Some(_) => {}
            None if member_suggestion::elsewhere_in_document(&name, object.shape(), kind).is_some() => {
                self.misplaced.push(key.span());
            }
            None => {}
        }
    }

    /// Whether a value looks left over only because of a mistake beside it: a share of 0 is meant where the capacity
    /// provider has a name.
    fn explain(&self, leftover: Node<'_>) -> bool {
        let is_share = leftover.key().is_some_and(|it| it.is("weight") || it.is("base"));
        is_share && leftover.parent().is_some_and(|it| self.objects.contains(&it.id()))
    }

    /// Whether there are any, also such as concern no rule.
    pub(super) fn are_none(&self) -> bool {
        self.objects.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.unknown.is_empty() && self.misplaced.is_empty()
    }
}

impl Findings<'_> {
    /// Drops the findings of rules, those from `first` on, and the leftovers that are there only because of a mistake.
    /// A leftover that is reported is a mistake too.
    #[cold]
    pub(super) fn keep_independent(
        &mut self,
        (body, kind, date): (Node<'_>, DocumentKind, Date),
        mut mistakes: Mistakes,
        mut first: usize,
        leftovers: &mut Vec<Node<'_>>,
    ) {
        leftovers.retain(|it| !mistakes.explain(*it));
        self.one_of_key_and_value(body.tree(), &mistakes, &mut first);
        mistakes.unknown.extend(leftovers.iter().map(|it| it.id()));
        if mistakes.is_empty() || self.is_full() || self.found.len() == first {
            return;
        }
        let meant = Meant::new(body.tree(), mistakes);
        let tree = body.tree().as_meant(&meant.text, &meant.keys, &meant.unknown);
        let body = tree.node(body.id());
        let _ = conform::walk(body, kind.root(), date);
        let mut again = Findings { found: Vec::new(), lost: meant.lost(&self.lost), ..*self };
        again.rules(body, kind, date, true);
        if self.is_auto && date < LATEST {
            again.rules(body, kind, LATEST, true);
        }
        if !self.definitions.is_empty() {
            again.launch(body, kind, date);
        }
        let stays: BTreeSet<_> = again.found.iter().map(|it| (&*it.rule, it.span)).collect();
        let mut at = 0;
        self.found.retain(|it| {
            at += 1;
            at <= first || stays.contains(&(&*it.rule, meant.span(it.span)))
        });
    }
}

impl Findings<'_> {
    /// A rule that objects to a member says all there is to say of its value. Only an error takes the place of one.
    fn one_of_key_and_value(&mut self, tree: &Tree<'_>, mistakes: &Mistakes, first: &mut usize) {
        for value in mistakes.unknown.iter().map(|it| tree.node(*it)) {
            let Some(key) = value.key() else { continue };
            let of_rules = self.found.iter().skip(*first);
            let on_key = of_rules.filter(|it| it.span == key.span()).map(|it| it.severity).max();
            match on_key {
                None => {}
                Some(Severity::Error) => {
                    let mut at = 0;
                    let faults = *first;
                    self.found.retain(|it| {
                        at += 1;
                        let goes = at <= faults && it.span == value.span();
                        *first -= usize::from(goes);
                        !goes
                    });
                }
                Some(_) => {
                    let mut at = 0;
                    let faults = *first;
                    self.found.retain(|it| {
                        at += 1;
                        at <= faults || it.span != key.span()
                    });
                }
            }
        }
    }
}

/// The document as it was meant.
struct Meant {
    text: String,
    /// Keys with other names, in order.
    keys: Vec<Renamed>,
    unknown: Vec<u32>,
    misplaced: Vec<Span>,
}

impl Meant {
    fn new(tree: &Tree<'_>, mut mistakes: Mistakes) -> Meant {
        mistakes.keys.sort_unstable();
        mistakes.keys.dedup_by_key(|it| it.0);
        let mut meant = Meant {
            text: String::new(),
            keys: Vec::new(),
            unknown: mistakes.unknown,
            misplaced: mistakes.misplaced,
        };
        let mut at = 0;
        for (id, name) in mistakes.keys {
            let span = tree.node(id).span();
            meant.text.push_str(tree.text().get(at..span.range().start).unwrap_or_default());
            meant.text.push_str(&quote_json(name));
            at = span.range().end;
            meant.keys.push(Renamed { id, end: span.end, shift: meant.text.len() as i64 - at as i64 });
        }
        meant.text.push_str(tree.text().get(at..).unwrap_or_default());
        meant
    }
    /// Where a span is in the new text.
    fn span(&self, span: Span) -> Span {
        Span { start: Renamed::moved(&self.keys, span.start), end: Renamed::moved(&self.keys, span.end) }
    }
    /// Where members may have been lost. A member that belongs further up is lost there.
    fn lost(&self, lost: &[Span]) -> Vec<Span> {
        lost.iter().chain(&self.misplaced).map(|it| self.span(*it)).collect()
    }
}
