//! The shapes of all places in all documents, from the schemas and from the places of the rules.

use crate::{
    data::{date, strings},
    document_kind::DocumentKind,
    rules::{Rules, names_document},
    schemas::{self, Schemas},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// The table of `src/model/shape.rs`, in the making. Entry 0 is what no model knows.
pub struct Shapes<'a> {
    pub schemas: &'a Schemas,
    pub rules: &'a Rules,
    pub entries: Vec<Entry<'a>>,
    /// Structures whose members once came in another order (`x-order-until`): entry, day, names.
    pub orders: Vec<(usize, u32, Vec<String>)>,
    /// The document whose places are being made.
    document: &'static str,
    /// The entry of each document's root.
    roots: Vec<(&'static str, usize)>,
    /// What was made already, by schema and place: documents share the places that are alike.
    made: BTreeMap<(*const Value, String), (&'static str, usize)>,
    /// The places at which rules look, as document and pointer.
    used: Vec<(&'static str, String)>,
}

/// One shape.
#[derive(Default)]
pub struct Entry<'a> {
    pub name: String,
    pub pointer: String,
    pub form: String,
    /// The structure's name in the API, which is also the name of its page.
    pub structure: &'a str,
    /// The run of its members in the table.
    pub first: usize,
    pub count: usize,
    pub since: u32,
    pub until: Option<u32>,
    pub required_until: u32,
    pub is_read_only: bool,
    pub words: Vec<(String, u32)>,
    pub key: Option<&'a str>,
    /// Rules that look at every node here.
    pub rules: Vec<usize>,
    /// Rules that look at strings here that may contain a secret.
    pub on_secrets: Vec<usize>,
    /// Members whose absence some rules look for, with each such rule.
    pub lacking: Vec<(String, usize)>,
}

/// Where a schema is used: the member's name, its pointer, and the day until which it is required.
struct Place {
    name: String,
    pointer: String,
    required_until: u32,
}

/// The documents that are not a part of another. The order decides which of them owns a shared place.
const WHOLE: [DocumentKind; 4] =
    [DocumentKind::StartTask, DocumentKind::Response, DocumentKind::RunTask, DocumentKind::TaskDefinition];

impl<'a> Shapes<'a> {
    pub fn of(schemas: &'a Schemas, rules: &'a Rules) -> Shapes<'a> {
        let unknown = Entry { form: "Unknown".into(), ..Entry::default() };
        let mut shapes = Shapes {
            schemas,
            rules,
            entries: vec![unknown],
            orders: Vec::new(),
            document: "",
            roots: Vec::new(),
            made: BTreeMap::new(),
            used: Vec::new(),
        };
        for kind in WHOLE.map(DocumentKind::word) {
            let id = shapes.entries.len();
            shapes.document = kind;
            shapes.roots.push((kind, id));
            shapes.entries.push(Entry::default());
            let root = Place { name: String::new(), pointer: String::new(), required_until: 0 };
            shapes.fill(id, root, kind, &schemas.0[kind]);
        }
        shapes.check_places();
        shapes
    }

    /// Makes entry `id` from a schema of `file`, and after it those of everything that it contains.
    fn fill(&mut self, id: usize, place: Place, file: &'a str, outer: &'a Value) {
        let (file, schema) = self.schemas.resolve(file, outer);
        schemas::check_keywords(schema);
        let pointer = place.pointer.clone();
        let children = schemas::children(schema);
        let shared = self.twin(schema, &pointer);
        let first = shared.unwrap_or(self.entries.len());
        if shared.is_none() {
            self.entries.resize_with(first + children.len(), Entry::default);
            self.made.insert((std::ptr::from_ref(schema), pointer.clone()), (self.document, id));
        }
        self.add_orders(id, schema);
        let rules = self.looking_at(&pointer);
        let (on_secrets, rules) = rules.into_iter().partition(|rule| self.rules.0[*rule].is_on_secrets);
        self.entries[id] = Entry {
            rules,
            on_secrets,
            name: place.name,
            pointer: place.pointer,
            form: schemas::form(schema),
            structure: outer["$ref"].as_str().and_then(|to| to.rsplit('/').next()).unwrap_or_default(),
            first,
            count: children.len(),
            since: outer.get("x-since").map_or(0, date),
            until: outer.get("x-until").map(date),
            required_until: place.required_until,
            is_read_only: outer.get("x-read-only").is_some(),
            words: schemas::words(schema),
            key: self.schemas.natural_key(file, schema),
            lacking: self.lacking(&pointer, &children),
        };
        if shared.is_some() {
            return;
        }
        for (at, (name, child)) in children.into_iter().enumerate() {
            let step = if name.is_empty() { "*" } else { name };
            let place = Place {
                name: name.to_owned(),
                pointer: format!("{pointer}/{step}"),
                required_until: schemas::required_until(schema, name, child).unwrap_or(0),
            };
            self.fill(first + at, place, file, child);
        }
    }

    /// The run of members that another document made of the same schema at the same place, if the same rules look there.
    fn twin(&self, schema: &'a Value, pointer: &str) -> Option<usize> {
        let (document, twin) = self.made.get(&(std::ptr::from_ref(schema), pointer.to_owned()))?;
        let alike = self.rules.look_alike(pointer, document, self.document);
        alike.then(|| self.entries[*twin].first)
    }

    fn add_orders(&mut self, id: usize, schema: &Value) {
        for (until, names) in schema["x-order-until"].as_object().into_iter().flatten() {
            self.orders.push((id, date(&Value::from(until.as_str())), strings(names)));
        }
    }

    /// The rules that look at a place of the document that is being made.
    fn looking_at(&mut self, pointer: &str) -> Vec<usize> {
        let rules = self.rules.looking_at(pointer, self.document);
        if !rules.is_empty() {
            self.used.push((self.document, pointer.to_owned()));
        }
        rules
    }

    /// The members of a structure whose absence is a place of some rules, with those.
    fn lacking(&mut self, pointer: &str, children: &[(&str, &Value)]) -> Vec<(String, usize)> {
        let mut lacking = Vec::new();
        for (name, _) in children {
            let rules = self.looking_at(&format!("{pointer}/!{name}"));
            lacking.extend(rules.into_iter().map(|rule| ((*name).to_owned(), rule)));
        }
        lacking
    }

    /// Stops the build if a rule looks at a place that no schema has.
    fn check_places(&self) {
        for rule in &self.rules.0 {
            for (variant, place) in &rule.places {
                let is_used = |(document, pointer): &(&str, String)| {
                    pointer == place && names_document(variant, document)
                };
                assert!(self.used.iter().any(is_used), "{}: no schema has the place {place:?}", rule.path);
            }
        }
    }

    /// The root of a kind. A part of a request has the entry where it belongs.
    pub fn root(&self, kind: DocumentKind) -> usize {
        let Some(mount) = self.schemas.mount(kind.word()) else {
            let root = self.roots.iter().find(|(whole, _)| *whole == kind.word());
            return root.expect("WHOLE names the kinds without an x-mount").1;
        };
        self.entries.iter().position(|entry| entry.pointer == mount).expect("a mount in the request")
    }
}
