//! Holds `schemas/` against the record of the ECS model.
//!
//! The schemas are maintained by hand, yet much rests on their details: a date that is off turns into a
//! wrong verdict on somebody's pinned CLI, a member that is missing into a false "unknown member". So the
//! histories of StartTask and RunTask in botocore (`tests/data/model-history-*.txt`, one group per release
//! that changed anything) are replayed here, and the schemas must say the same of every place in the request
//! (`IN`) and the answer (`OUT`): no more, no less, no earlier, no later. Of task definitions there is no
//! history: their members are taken to have been there always.
//!
//! Lengths, counts and patterns of strings and lists are left to the rules and are not compared.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::Path};

const START: &str = "start-task.json";
const RUN: &str = "run-task.json";
/// The requests with their histories.
const REQUESTS: [(&str, &str); 2] =
    [(START, "model-history-start-task.txt"), (RUN, "model-history-run-task.txt")];
const DEFINITION: &str = "task-definition.json";
const ANSWER: &str = "response.json";
/// Schemas of parts of the request: each stands for a place in it (`x-mount`) and describes nothing itself.
const PARTS: [&str; 3] = ["container-overrides.json", "network-configuration.json", "overrides.json"];

const KEYWORDS: [&str; 12] = [
    "$schema",
    "title",
    "description",
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "minimum",
    "maximum",
    "$ref",
];
const ANNOTATIONS: [&str; 12] = [
    "x-botocore",
    "x-deprecated",
    "x-enum-since",
    "x-key",
    "x-mount",
    "x-read-only",
    "x-required-until",
    "x-order-until",
    "x-sensitive",
    "x-since",
    "x-timestamp",
    "x-until",
];

/// Finer releases for the last group of the history. That group compares the newest published package with
/// the last recorded change of the model, so it lumps two releases together and has a year for a date.
const FINER: [(&str, &str, &str); 4] = [
    ("].resourceRequirements[].value", "1.43.120", "2026-10-27"),
    ("].resourceRequirements[].sharingStrategy", "1.43.120", "2026-10-27"),
    ("].gpuSharingStrategy", "1.43.120", "2026-10-27"),
    ("].trustedExecutionSummary", "1.43.127", "2026-11-09"),
];

/// When a change reached botocore. Dates come first, so that releases compare as they should.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Release {
    date: String,
    botocore: String,
}

/// What the model says of one place in a request or an answer.
#[derive(Clone, Debug, Default, PartialEq)]
struct Place {
    kind: String,
    since: Release,
    until: Option<String>,
    required: bool,
    required_until: Option<String>,
    /// Every value of an enum with the date it could first stand here, in the model's order.
    values: Vec<(String, String)>,
    bounds: Option<(i64, i64)>,
    sensitive: bool,
}

/// Places by path, such as `IN.overrides.containerOverrides[].name`.
type Model = BTreeMap<String, Place>;

#[test]
fn the_schemas_say_what_the_history_says() {
    let schemas = Schemas::load();
    let mut wrong = Vec::new();
    for (request, file) in REQUESTS {
        let history = history(file);
        let model = schemas.walk(request, &history).model;
        for path in history.keys().chain(model.keys()).collect::<BTreeSet<_>>() {
            match (history.get(path), model.get(path)) {
                (Some(past), Some(schema)) if past == schema => {}
                (Some(past), Some(schema)) => {
                    wrong.push(format!("{request} {path}\n  history: {past:?}\n  schema:  {schema:?}"))
                }
                (Some(_), None) => wrong.push(format!("{request} {path}: in the history, not in the schema")),
                (None, _) => wrong.push(format!("{request} {path}: in the schema, not in the history")),
            }
        }
    }
    none(&wrong);
}

/// A shared definition is older than some of its uses (`Tag` came for tasks, then for volumes too). The walk
/// allows for that by taking the latest date on the way down, so it cannot see a date that is too early.
#[test]
fn definitions_are_as_old_as_their_first_use() {
    let schemas = Schemas::load();
    let mut wrong = Vec::new();
    let (mut histories, mut uses) = (Model::new(), BTreeMap::<_, BTreeSet<_>>::new());
    for (request, file) in REQUESTS {
        let history = history(file);
        for (pointer, paths) in schemas.walk(request, &history).uses {
            uses.entry(pointer).or_default().extend(paths.into_iter().map(|it| format!("{request} {it}")));
        }
        histories.extend(history.into_iter().map(|(path, it)| (format!("{request} {path}"), it)));
    }
    let history = histories;
    for (pointer, paths) in &uses {
        let node = schemas.at(pointer);
        let places = || paths.iter().filter_map(|path| history.get(path));
        if let Some(first) = places().map(|place| &place.since).min()
            && node.get("x-since").is_some()
            && release(node) != *first
        {
            wrong.push(format!("{pointer}: is of {:?}, its first use is of {first:?}", release(node)));
        }
        for (value, date) in dated_values(node) {
            let first =
                places().flat_map(|place| &place.values).filter(|(v, _)| *v == value).map(|(_, d)| d).min();
            if first != Some(&date) {
                wrong.push(format!("{pointer}: {value} is of {date}, its first use is of {first:?}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_definition_is_in_use() {
    let schemas = Schemas::load();
    let walks = REQUESTS.map(|(request, file)| schemas.walk(request, &history(file)));
    let mut definition = Walk { schemas: &schemas, model: Model::new(), uses: BTreeMap::new() };
    definition.visit("IN".to_owned(), &format!("{DEFINITION}#"), &Place::default(), false);
    let mut wrong = Vec::new();
    for file in [START, RUN, ANSWER, DEFINITION] {
        for name in keys(&schemas.0[file]["definitions"]) {
            let pointer = format!("{file}#/definitions/{name}");
            if !walks.iter().chain([&definition]).any(|it| it.uses.contains_key(&pointer)) {
                wrong.push(format!("{pointer}: nothing refers to it"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn parts_are_what_stands_at_their_mount() {
    let schemas = Schemas::load();
    for file in PARTS {
        let part = &schemas.0[file];
        let mount = part["x-mount"].as_str().unwrap_or_default();
        let mut place = format!("{START}#");
        for step in mount.split('/').skip(1) {
            place = schemas.resolve(&format!("{place}/properties/{step}"));
        }
        assert!(!mount.is_empty(), "{file}: has no x-mount");
        assert_eq!(schemas.resolve(&format!("{file}#")), place, "{file}: is not what stands at {mount}");
        assert!(
            part.get("properties").is_none() && part.get("definitions").is_none(),
            "{file}: writes things twice"
        );
    }
}

/// What editors show and rules quote.
#[test]
fn everything_is_annotated_and_nothing_else_is_used() {
    let schemas = Schemas::load();
    let mut wrong = Vec::new();
    for (file, schema) in &schemas.0 {
        if schema["$schema"] != "http://json-schema.org/draft-07/schema#" {
            wrong.push(format!("{file}: is not draft-07"));
        }
        annotated(schema, &format!("{file}#"), &["title", "description"], &mut wrong);
    }
    none(&wrong);
}

#[test]
fn files_are_laid_out_alike() {
    for (file, text) in texts() {
        assert!(!text.contains(['\r', '\t']), "{file}: has carriage returns or tabs");
        assert!(text.ends_with("}\n"), "{file}: does not end in one line feed");
        for line in text.lines() {
            let indent = line.len() - line.trim_start().len();
            assert!(indent.is_multiple_of(2) && line.trim_end() == line, "{file}: odd white space: {line:?}");
        }
    }
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} found:\n{}", wrong.len(), wrong.join("\n"));
}

fn annotated(node: &Value, pointer: &str, needs: &[&str], wrong: &mut Vec<String>) {
    let root = pointer.ends_with('#');
    for need in needs {
        if !node[need].is_string() {
            wrong.push(format!("{pointer}: has no {need}"));
        }
    }
    for text in ["description", "x-deprecated"].into_iter().filter_map(|key| node.get(key)) {
        let text = text.as_str().unwrap_or_default();
        if !text.ends_with('.') || text.chars().count() > 400 {
            wrong.push(format!("{pointer}: is not one or two sentences: {text:?}"));
        }
    }
    for key in keys(node) {
        let known = KEYWORDS.contains(&key) || ANNOTATIONS.contains(&key) || (root && key == "definitions");
        if !known {
            wrong.push(format!("{pointer}: {key} is not a keyword of ours"));
        }
    }
    for name in keys(&node["properties"]) {
        let needs = ["description", "x-since", "x-botocore"];
        let needs = if pointer.starts_with(DEFINITION) { &needs[..1] } else { &needs[..] };
        annotated(&node["properties"][name], &format!("{pointer}/properties/{name}"), needs, wrong);
    }
    for name in keys(&node["definitions"]) {
        let needs = ["title", "description"];
        annotated(&node["definitions"][name], &format!("{pointer}/definitions/{name}"), &needs, wrong);
    }
    for key in ["items", "additionalProperties"] {
        if node[key].is_object() {
            annotated(&node[key], &format!("{pointer}/{key}"), &[], wrong);
        }
    }
}

/// The schemas by file name. Pointers into them are written `start-task.json#/definitions/Tag`.
struct Schemas(BTreeMap<&'static str, Value>);

impl Schemas {
    fn load() -> Self {
        let parse = |text: String| serde_json::from_str(&text);
        let schemas = texts().into_iter().map(|(file, text)| Ok((file, parse(text)?)));
        Self(schemas.collect::<Result<_, serde_json::Error>>().expect("schemas/ holds JSON"))
    }

    fn at(&self, pointer: &str) -> &Value {
        let (file, inside) = pointer.split_once('#').expect("a pointer with #");
        let node = self.0.get(file).and_then(|schema| schema.pointer(inside));
        node.unwrap_or_else(|| panic!("{pointer}: there is no such thing"))
    }

    /// Follows `$ref`, across files too.
    fn resolve(&self, pointer: &str) -> String {
        let Some(target) = self.at(pointer).get("$ref").and_then(Value::as_str) else {
            return pointer.to_owned();
        };
        let (file, _) = pointer.split_once('#').expect("a pointer with #");
        let target = if target.starts_with('#') { format!("{file}{target}") } else { target.to_owned() };
        self.resolve(&target)
    }

    fn walk(&self, request: &str, history: &Model) -> Walk<'_> {
        let mut walk = Walk { schemas: self, model: Model::new(), uses: BTreeMap::new() };
        for (path, file) in [("IN", request), ("OUT", ANSWER)] {
            // Only members carry dates; the request and the answer themselves are there from the start.
            let from = Place { since: history[path].since.clone(), ..Place::default() };
            walk.visit(path.to_owned(), &format!("{file}#"), &from, false);
        }
        walk
    }
}

/// The schemas unfolded into places.
struct Walk<'a> {
    schemas: &'a Schemas,
    model: Model,
    /// The paths at which each node of a schema is met.
    uses: BTreeMap<String, BTreeSet<String>>,
}

impl Walk<'_> {
    fn visit(&mut self, path: String, pointer: &str, parent: &Place, required: bool) {
        let schemas = self.schemas;
        let node = schemas.at(pointer);
        let target_pointer = schemas.resolve(pointer);
        let target = schemas.at(&target_pointer);

        let since = release(node).max(parent.since.clone());
        let until = text(node, "x-until").or_else(|| parent.until.clone());
        let mut values = dated_values(target);
        for (_, date) in &mut values {
            *date = since.date.clone().max(date.clone());
        }
        let bounds = target["minimum"].as_i64().zip(target["maximum"].as_i64());
        let required_until = text(node, "x-required-until");
        let sensitive = node["x-sensitive"] == true;
        let kind = kind(target).to_owned();
        let place = Place { kind, since, until, required, required_until, values, bounds, sensitive };

        for name in keys(&target["properties"]) {
            let required = list(target, "required").contains(&name);
            let member = format!("{target_pointer}/properties/{name}");
            self.visit(format!("{path}.{name}"), &member, &place, required);
        }
        for name in list(target, "required") {
            assert!(
                target["properties"].get(name).is_some(),
                "{target_pointer}: requires {name}, which it lacks"
            );
        }
        if target.get("items").is_some() {
            self.visit(format!("{path}[]"), &format!("{target_pointer}/items"), &place, false);
        }
        if place.kind == "map" {
            // The keys of a JSON object are strings, whatever a schema says.
            self.model
                .insert(format!("{path}{{k}}"), Place { kind: "string".to_owned(), ..inherited(&place) });
            let values = format!("{target_pointer}/additionalProperties");
            self.visit(format!("{path}{{v}}"), &values, &place, false);
        }
        for met in [pointer.to_owned(), target_pointer] {
            self.uses.entry(met).or_default().insert(path.clone());
        }
        assert!(self.model.insert(path, place).is_none());
    }
}

fn inherited(place: &Place) -> Place {
    Place { since: place.since.clone(), until: place.until.clone(), ..Place::default() }
}

fn kind(node: &Value) -> &str {
    match node["type"].as_str() {
        Some("object") if node["additionalProperties"] == false => "structure",
        Some("object") if node["additionalProperties"].is_object() => "map",
        Some("object") => "open object",
        Some("array") => "list",
        Some("integer") if node.get("minimum").is_none() && node.get("maximum").is_none() => "long",
        Some(other) => other,
        None if list(node, "type") == ["number", "string"] && node["x-timestamp"] == true => "timestamp",
        None => "untyped",
    }
}

fn release(node: &Value) -> Release {
    let of = |key| text(node, key).unwrap_or_default();
    Release { date: of("x-since"), botocore: of("x-botocore") }
}

fn dated_values(node: &Value) -> Vec<(String, String)> {
    let dates = &node["x-enum-since"];
    let values = list(node, "enum");
    assert!(
        dates.is_null() || values.iter().copied().collect::<BTreeSet<_>>() == keys(dates).collect(),
        "enum and x-enum-since name the same values"
    );
    values.into_iter().map(|value| (value.to_owned(), text(dates, value).unwrap_or_default())).collect()
}

fn text(node: &Value, key: &str) -> Option<String> {
    node.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn list<'a>(node: &'a Value, key: &str) -> Vec<&'a str> {
    node[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn keys(node: &Value) -> impl Iterator<Item = &str> {
    node.as_object().into_iter().flat_map(|object| object.keys().map(String::as_str))
}

fn texts() -> BTreeMap<&'static str, String> {
    let files = [START, RUN, ANSWER, DEFINITION].into_iter().chain(PARTS);
    files.map(|file| (file, read(&format!("schemas/{file}")))).collect()
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Replays the history. A line is one place: `PATH: ('Shape', 'kind', {attributes})`, after `+` for an addition and `-`
/// for a removal; after `~`, it has the state before and, after ` -> `, the state now. The first group, the oldest model on
/// record, has neither sign nor colon. `OP` lines contain the operation's errors.
fn history(file: &str) -> Model {
    let mut model = Model::new();
    let mut group = Release::default();
    for line in read(&format!("tests/data/{file}")).lines() {
        if let Some(head) = line.strip_prefix("== ") {
            let mut words = head.strip_prefix("BASE ").unwrap_or(head).split(' ').map(str::to_owned);
            let mut word = || words.next().unwrap_or_default();
            group = Release { botocore: word(), date: word() };
            continue;
        }
        let line = line.trim_start();
        let (sign, line) = match line.split_at_checked(2) {
            Some((sign @ ("+ " | "~ " | "- "), rest)) => (sign, rest),
            _ => ("+ ", line),
        };
        let (path, state) =
            line.split_once(' ').unwrap_or_else(|| panic!("not a line of the history: {line}"));
        let path = path.trim_end_matches(':');
        if path == "OP" {
            continue;
        }
        let release = finer(path, &group);
        let state = state.rsplit_once(" -> ").map_or(state, |(_, now)| now);
        match sign {
            "- " => {
                let place =
                    model.get_mut(path).unwrap_or_else(|| panic!("{path}: removed before it was there"));
                place.until = Some(release.date);
            }
            "~ " => {
                let before =
                    model.remove(path).unwrap_or_else(|| panic!("{path}: changed before it was there"));
                model.insert(path.to_owned(), changed(before, parse(state, &release)));
            }
            _ => {
                let again = model.insert(path.to_owned(), parse(state, &release));
                assert!(again.is_none(), "{path}: added twice; a schema has one x-since only");
            }
        }
    }
    assert!(model.len() > 100, "the history is all but empty");
    model
}

fn finer(path: &str, group: &Release) -> Release {
    if group.date.len() == "YYYY-MM-DD".len() {
        return group.clone();
    }
    let found = FINER.iter().find(|(part, ..)| path.contains(part));
    let (_, botocore, date) =
        found.unwrap_or_else(|| panic!("{path}: when in {} did it change?", group.date));
    Release { date: (*date).to_owned(), botocore: (*botocore).to_owned() }
}

/// One state, a Python tuple, which differs from JSON in its quotes and its word for true.
fn parse(state: &str, release: &Release) -> Place {
    let inner = state.strip_prefix('(').and_then(|state| state.strip_suffix(')'));
    let inner = inner.unwrap_or_else(|| panic!("not a state: {state}"));
    let json = format!("[{}]", inner.replace('\'', "\"").replace("True", "true"));
    let tuple: Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{state}: {error}"));
    let attributes = &tuple[2];
    let kind = tuple[1].as_str().unwrap_or_default().to_owned();
    let bounds = (kind == "integer").then(|| {
        // botocore's integers are those of the service, which are 32 bits wide.
        let bound = |key, otherwise: i32| attributes[key].as_i64().unwrap_or(otherwise.into());
        (bound("min", i32::MIN), bound("max", i32::MAX))
    });
    let values = list(attributes, "enum").into_iter().map(|value| (value.to_owned(), release.date.clone()));
    Place {
        kind,
        since: release.clone(),
        required: attributes["required"] == true,
        values: values.collect(),
        bounds,
        sensitive: attributes["sensitive"] == true,
        ..Place::default()
    }
}

/// The new state of a place with what is kept of the old: when it came, when its first values came.
fn changed(before: Place, mut now: Place) -> Place {
    assert_eq!(before.kind, now.kind, "a place that changes its type needs more than one schema");
    assert!(before.required || !now.required, "there is no annotation for a member that became required");
    for (value, date) in &before.values {
        let same = now.values.iter_mut().find(|(v, _)| v == value);
        same.unwrap_or_else(|| panic!("there is no annotation for a value that is gone: {value}"))
            .1
            .clone_from(date);
    }
    now.required_until =
        if before.required && !now.required { Some(now.since.date) } else { before.required_until };
    now.since = before.since;
    now
}
