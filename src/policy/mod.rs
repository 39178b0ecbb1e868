//! Rules that a team defines itself: members that must be present, absent or have some value, and JSON Schemas.
//!
//! A policy is data, and its findings are like all others. It never repeats a value of the document, because the value may
//! be a secret.
//!
//! Layer 10: may import `text` to `check`.

mod constraint;
pub mod path;
pub mod team_schema;

use crate::{
    check::{
        Checked, Options,
        view::{self, View},
    },
    diagnostic::{Diagnostic, FINDINGS_MAX, RejectedBy, Severity, Text},
    document::dialect::Dialect,
    json::Node,
    model::kind::DocumentKind,
    policy::team_schema::TeamSchema,
    secrets,
    text::{
        display,
        source::{Encoding, Source},
    },
};
pub use constraint::{Constraint, Scalar};
use path::PathPattern;

/// A rule that a team defines.
#[derive(Debug)]
pub struct Policy {
    /// `policy/<name>`
    pub id: String,
    /// The severity of its findings.
    pub severity: Severity,
    /// Their message, instead of one generated from the demand.
    pub message: Option<String>,
    /// How to fix it.
    pub help: Option<String>,
    /// A link to more information.
    pub docs: Option<String>,
    /// The kinds of documents that it applies to; if empty, requests and parts of them.
    pub kinds: Vec<DocumentKind>,
    /// Its demands on places in a document.
    pub demands: Vec<(PathPattern, Constraint)>,
    /// Its schema for a whole file.
    pub schema: Option<TeamSchema>,
}

impl Policy {
    /// Whether it applies to documents of a kind.
    pub fn concerns(&self, kind: DocumentKind) -> bool {
        match self.kinds.is_empty() {
            true => !matches!(kind.word(), "response" | "task-definition"),
            false => self.kinds.contains(&kind),
        }
    }
}

/// Adds the findings of the policies to the findings in a document.
pub fn apply(source: &Source, policies: &[&Policy], options: &Options, checked: &mut Checked) {
    let Some(document) = checked.document else { return };
    // The offsets of UTF-16 are not those of the file; it is rejected as a whole.
    if policies.is_empty() || matches!(source.encoding(), Encoding::Utf16Le | Encoding::Utf16Be) {
        return;
    }
    let found = view::show(source, options, &document, &mut |view, found| {
        for policy in policies {
            let mut report = Report { policy, found };
            match view.launch {
                Some((kind, _)) if policy.concerns(kind) => {
                    policy
                        .demands
                        .iter()
                        .for_each(|(at, demand)| constraint::check(view, at, demand, &mut report));
                }
                None if policy.concerns(document.kind) && view.whole => {
                    policy.schema.iter().for_each(|it| against_schema(it, view, &mut report));
                }
                _ => {}
            }
        }
    });
    if !found.is_empty() {
        checked.diagnostics.extend(found);
        secrets::scrub(source, &mut checked.diagnostics);
        checked.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        checked.cut += checked.diagnostics.len().saturating_sub(FINDINGS_MAX);
        checked.diagnostics.truncate(FINDINGS_MAX);
    }
}

/// The findings of the policies in a request that was assembled from several texts. `whole` says whether absent members
/// are missing.
pub(crate) fn of_request(
    root: Node<'_>,
    kind: DocumentKind,
    whole: bool,
    policies: &[&Policy],
) -> Vec<Diagnostic> {
    let view = View { root, launch: Some((kind, Dialect::Cli)), whole, open: true };
    let mut found = Vec::new();
    for policy in policies.iter().filter(|it| it.concerns(kind)) {
        let mut report = Report { policy, found: &mut found };
        policy.demands.iter().for_each(|(at, demand)| constraint::check(view, at, demand, &mut report));
    }
    found
}

fn against_schema(schema: &TeamSchema, view: View<'_>, report: &mut Report<'_>) {
    for fault in schema.faults(view.root, FINDINGS_MAX) {
        if view.is_unknown(fault.place.node()) {
            continue;
        }
        let demanded = format!("{} requires this at `{}`", display::quoted(schema.name()), fault.demanded_at);
        let found = report.begin(fault.place.span(), fault.place.node(), fault.message);
        found.label.get_or_insert(fault.label.into());
        found.help.get_or_insert(demanded.into());
    }
}

/// Collects the findings of a policy.
struct Report<'a> {
    policy: &'a Policy,
    found: &'a mut Vec<Diagnostic>,
}

impl Report<'_> {
    /// Whether there is room for another finding; after that, the findings of the file count as truncated.
    fn has_room(&self) -> bool {
        self.found.len() <= FINDINGS_MAX * 2
    }

    fn begin(&mut self, span: crate::text::span::Span, node: Node<'_>, message: String) -> &mut Diagnostic {
        let Policy { id, severity, message: own, help, docs, .. } = self.policy;
        self.found.push(Diagnostic {
            rule: id.clone().into(),
            severity: *severity,
            rejected_by: RejectedBy::Nobody,
            message: own.clone().unwrap_or(message).into(),
            span,
            label: None,
            pointer: node.pointer(),
            labels: Vec::new(),
            help: help.as_ref().map(Text::from),
            fix: None,
            reference: docs.clone(),
            allowed_since: None,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}
