//! Rules that a team states itself: what has to be present, absent, or of some value, and JSON Schemas.
//!
//! A policy is data, and its findings are like all others. It never repeats a value of the
//! document: that may be secret.

mod demand;
pub mod place;

use crate::{
    check::{
        Checked, FINDINGS_MAX, Options,
        views::{self, View},
    },
    diagnostic::{Diagnostic, RejectedBy, Severity},
    dialect::Dialect,
    document::Kind,
    json::Node,
    schema::team::TeamSchema,
    secret,
    source::{Encoding, Source},
    text,
};
pub use demand::{Demand, Scalar};
use place::At;

/// A rule of a team.
#[derive(Debug)]
pub struct Policy {
    /// `policy/<name>`
    pub id: String,
    /// How much its findings weigh.
    pub severity: Severity,
    /// What they say, in place of words made from the demand.
    pub message: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// Where to read on.
    pub docs: Option<String>,
    /// The documents that it is about; requests and parts of them where there is none.
    pub kinds: Vec<Kind>,
    /// What it demands of a place.
    pub demands: Vec<(At, Demand)>,
    /// What it demands of a whole file.
    pub schema: Option<TeamSchema>,
}

impl Policy {
    /// Whether it is about documents of a kind.
    pub fn concerns(&self, kind: Kind) -> bool {
        match self.kinds.is_empty() {
            true => !matches!(kind.word(), "response" | "task-definition"),
            false => self.kinds.contains(&kind),
        }
    }
}

/// Adds to what was found in a document what the policies find in it.
pub fn apply(source: &Source, policies: &[&Policy], options: &Options, checked: &mut Checked) {
    let Some(document) = checked.document else { return };
    // The offsets of UTF-16 are not those of the file; it is refused as a whole.
    if policies.is_empty() || matches!(source.encoding(), Encoding::Utf16Le | Encoding::Utf16Be) {
        return;
    }
    let found = views::show(source, options, &document, &mut |view, found| {
        for policy in policies {
            let mut report = Report { policy, found };
            match view.launch {
                Some((kind, _)) if policy.concerns(kind) => {
                    policy
                        .demands
                        .iter()
                        .for_each(|(at, demand)| demand::check(view, at, demand, &mut report));
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
        secret::scrub(source, &mut checked.diagnostics);
        checked.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        checked.cut += checked.diagnostics.len().saturating_sub(FINDINGS_MAX);
        checked.diagnostics.truncate(FINDINGS_MAX);
    }
}

/// What the policies find in a request that was put together from several texts. `whole` says whether what is not there
/// is missing.
pub(crate) fn of_request(root: Node<'_>, kind: Kind, whole: bool, policies: &[&Policy]) -> Vec<Diagnostic> {
    let view = View { root, launch: Some((kind, Dialect::Cli)), whole, open: true };
    let mut found = Vec::new();
    for policy in policies.iter().filter(|it| it.concerns(kind)) {
        let mut report = Report { policy, found: &mut found };
        policy.demands.iter().for_each(|(at, demand)| demand::check(view, at, demand, &mut report));
    }
    found
}

fn against_schema(schema: &TeamSchema, view: View<'_>, report: &mut Report<'_>) {
    for fault in schema.faults(view.root, FINDINGS_MAX) {
        if view.is_unknown(fault.place.node()) {
            continue;
        }
        let demanded = format!("required by {} at `{}`", text::quoted(schema.name()), fault.demanded_at);
        let found = report.begin(fault.place.span(), fault.place.node(), fault.message);
        found.label.get_or_insert(fault.label);
        found.help.get_or_insert(demanded);
    }
}

/// What a policy finds, in the making.
struct Report<'a> {
    policy: &'a Policy,
    found: &'a mut Vec<Diagnostic>,
}

impl Report<'_> {
    /// Whether there is room for another finding; past it the file is counted as cut.
    fn has_room(&self) -> bool {
        self.found.len() <= FINDINGS_MAX * 2
    }

    fn begin(&mut self, span: crate::Span, node: Node<'_>, message: String) -> &mut Diagnostic {
        let Policy { id, severity, message: own, help, docs, .. } = self.policy;
        self.found.push(Diagnostic {
            rule: id.clone().into(),
            severity: *severity,
            rejected_by: RejectedBy::Nobody,
            message: own.clone().unwrap_or(message),
            span,
            label: None,
            pointer: node.pointer(),
            labels: Vec::new(),
            help: help.clone(),
            fix: None,
            reference: docs.clone(),
            allowed_since: None,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}
