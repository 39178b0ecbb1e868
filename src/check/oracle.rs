//! The answers of jsonschema to whole documents, with which tests compare those of [`conform`](crate::check::conform) and
//! [`explain`].

use crate::{
    check::{
        explain,
        validator::{compiled, locate, number_of_cli, value},
    },
    diagnostic::fault::Fault,
    json::{self, Node},
    model::{json_schema::on_day, kind::DocumentKind, revision::Date},
};
use jsonschema::Validator;

/// jsonschema's own answer, on the whole schema of a day, with which tests compare the table's and [`explain`]'s.
pub struct Oracle(Option<Validator>);

impl Oracle {
    /// For the documents of a kind on a day.
    pub fn new(kind: DocumentKind, date: Date) -> Oracle {
        Oracle(compiled(&on_day(kind, date)))
    }
    /// Whether the schema accepts the document.
    pub fn accepts(&self, root: Node<'_>) -> bool {
        self.0.as_ref().is_some_and(|it| it.is_valid(&value(root, number_of_cli)))
    }
    /// What [`explain`] ought to say.
    pub fn explains<'t>(&self, root: Node<'t>) -> Vec<Fault<'t>> {
        let instance = value(root, number_of_cli);
        let mut faults = Vec::new();
        for error in self.0.iter().flat_map(|it| it.iter_errors(&instance)) {
            let node = locate(root, error.instance_path().into_iter());
            if let Some(node) = node.filter(|it| it.kind() != json::ValueKind::Unknown) {
                explain::collect(&mut faults, node, error.kind(), usize::MAX);
            }
        }
        explain::drop_meant(&mut faults);
        faults
    }
}
