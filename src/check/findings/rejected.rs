//! The findings about a document that the table rejected.

use crate::{
    check::{Findings, explain, findings::mistakes::Mistakes},
    diagnostic::FINDINGS_MAX,
};
use crate::{
    diagnostic::fault::Fault,
    json::{self, Node},
    model::{kind::DocumentKind, revision::Date},
};

impl Findings<'_> {
    /// What the model does not allow, and keys that stand twice. Once there are as many findings as a document gets,
    /// nothing more is looked for. Gives the mistakes that were found.
    #[cold]
    pub(super) fn rejected(&mut self, body: Node<'_>, kind: DocumentKind, date: Date) -> Mistakes {
        let mut mistakes = Mistakes::default();
        for fault in explain::explain(body, date, FINDINGS_MAX * 2) {
            if let Fault::MissingMember { object, .. } = fault {
                let lost = self.lost.iter().any(|it| object.span().contains(*it));
                let supplied = (self.partial || self.required_reported) && object == body;
                if lost || supplied {
                    continue;
                }
            }
            let before = self.found.len();
            self.fault(&fault, kind, date);
            if self.found.len() > before {
                mistakes.add(&fault, kind);
            }
        }
        let mut objects = body.nodes().filter(|it| it.kind() == json::ValueKind::Object);
        while let Some(object) = objects.next().filter(|_| !self.is_full()) {
            json::doubled(object, &mut |before, again| {
                self.fault(&Fault::DuplicateKey { before, again }, kind, date);
                !self.is_full()
            });
        }
        mistakes
    }
}
