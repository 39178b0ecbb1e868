//! `policy test`: checks the example documents of each policy.

use crate::settings::{Item, Settings, Stated, Value, fault, toml_value::member};
use crate::{
    check::{Options, check},
    diagnostic::Diagnostic,
    model::kind::{DocumentKind, Recognized},
    policy::{self, team_schema::TeamSchema},
    text::source::Source,
};

/// What became of one policy.
pub struct Tested<'s> {
    /// `policy/<name>`
    pub id: &'s str,
    /// Documents that had to pass.
    pub ok: usize,
    /// Documents that had to be rejected.
    pub bad: usize,
    /// What came of it.
    pub verdict: Verdict,
}

/// What came of the examples of a policy.
pub enum Verdict {
    /// Each is what it was to be.
    Holds,
    /// It has no examples.
    Untested,
    /// Those that are not, as findings in the configuration.
    Fails(Vec<Diagnostic>),
}

impl Settings {
    /// Runs the examples of all policies.
    pub fn test_policies(&self) -> Vec<Tested<'_>> {
        self.policies.iter().map(test).collect()
    }
}

fn test(stated: &Stated) -> Tested<'_> {
    let each = |name| member(&stated.members, name).map(|it| it.item.clone());
    let all = |name| each(name).map(|it| listed(&it)).unwrap_or_default();
    let (ok, bad) = (all("ok"), all("bad"));
    // Without examples it would not be built, and whether it can be is part of the test.
    let _ = stated.policy.schema.as_ref().map(TeamSchema::build);
    let mut failed = Vec::new();
    for (examples, rejected, name) in [(&ok, false, "ok"), (&bad, true, "bad")] {
        for (at, example) in examples.iter().enumerate() {
            let pointer = format!("/policy/{}/{name}/{at}", stated.policy.id.trim_start_matches("policy/"));
            failed.extend(run(stated, example, rejected, &pointer));
        }
    }
    let verdict = match failed.is_empty() {
        false => Verdict::Fails(failed),
        true if ok.is_empty() && bad.is_empty() => Verdict::Untested,
        true => Verdict::Holds,
    };
    Tested { id: &stated.policy.id, ok: ok.len(), bad: bad.len(), verdict }
}

/// A list holds several documents; anything else is one, also a table.
fn listed(item: &Item) -> Vec<Item> {
    item.each().to_vec()
}

/// Runs one document through the policy alone.
fn run(stated: &Stated, example: &Item, rejected: bool, pointer: &str) -> Option<Diagnostic> {
    let text = match &example.value {
        Value::Text(text) => text.clone(),
        _ => example.to_json().to_string(),
    };
    let source = Source::new("example", text.into_bytes());
    let mut checked = check(&source, &Options::default());
    if !crate::json::is_strict(source.text()) {
        let mistake = checked.diagnostics.first().map(|it| it.message.clone()).unwrap_or_default();
        return Some(fault(example.span, pointer, format!("the example is not valid JSON: {mistake}")));
    }
    // What is left out of an example may be what tells its kind.
    let announced = stated.policy.kinds.first().copied().unwrap_or(DocumentKind::StartTask);
    let recognized = matches!(checked.recognized, Recognized::Launch(kind) if stated.policy.concerns(kind));
    if !recognized {
        checked.document = Some(crate::check::Document {
            kind: announced,
            dialect: crate::document::dialect::Dialect::Cli,
            skeleton: false,
            revision: crate::model::revision::Revision {
                named: crate::model::shape::LATEST,
                applied: crate::model::shape::LATEST,
            },
        });
    }
    checked.diagnostics.clear();
    policy::apply(&source, &[&stated.policy], &Options::default(), &mut checked);
    match (checked.diagnostics.first(), rejected) {
        (Some(found), false) => {
            let mut failed = fault(example.span, pointer, "this `ok` example is rejected");
            failed.label(format!("{} (at `{}`)", found.message, found.pointer));
            Some(failed)
        }
        (None, true) => {
            let mut failed = fault(example.span, pointer, "this `bad` example is accepted");
            failed.label(format!("`{}` reports nothing", stated.policy.id));
            Some(failed)
        }
        _ => None,
    }
}
