//! Shorthand: cases with known answers of the client, both ways, and anything at all.

use crate::support::rng::Rng;
use ecs_preflight::{
    RejectedBy,
    command::{
        self, Answer, CommandOptions, LINE, Line, NoFiles, Operation, Understood,
        options::{Role, of_command},
    },
    json::{self, ShapeId},
    model::{cli_version::CliVersion, shape::LATEST},
    shorthand::{Dialect, FailureKind, coerce, from_json, parser::read, to_json},
    text::mapped_text::MappedText,
};
use serde_json::Value;

/// What a text means alone.
fn alone(text: &str) -> Understood {
    command::shorthand_alone(text, &CommandOptions::default(), &mut NoFiles)
}

/// What a text means as the value of an option.
fn as_option(option: &str, texts: &[&str]) -> Understood {
    let (line, source) = Line::of_words(Operation::StartTask, &[&[option], texts].concat(), true);
    command::understand(&line, source, &CommandOptions::default(), &mut NoFiles)
}

fn value(understood: &Understood) -> Option<Value> {
    match &understood.answer {
        Answer::Request(text) => serde_json::from_str(text).ok(),
        _ => None,
    }
}

/// The option that a case of the table was asked for: the table does not say it.
fn option_of(text: &str) -> (&'static str, &'static str) {
    match text {
        _ if text.starts_with("awsvpcConfiguration") => ("--network-configuration", "networkConfiguration"),
        _ if text.starts_with("key=") => ("--tags", "tags"),
        _ if text.starts_with("name=v") => ("--volume-configurations", "volumeConfigurations"),
        _ => ("--overrides", "overrides"),
    }
}

#[test]
fn texts_with_known_answers() {
    let mut wrong = Vec::new();
    let lines: Vec<_> = include_str!("../data/shorthand.jsonl").lines().collect();
    assert!(lines.len() > 80);
    for line in lines {
        let case: Value = serde_json::from_str(line).expect("a line of JSON");
        let text = case["s"].as_str().expect("a text");
        let rejected =
            |it: &Understood| it.findings.iter().any(|it| it.diagnostic.rejected_by == RejectedBy::Client);
        let with_model = case["validation"].is_string()
            || matches!(case["error_type"].as_str(), Some("ValueError" | "TypeError"));
        let complaint = if with_model {
            let (option, member) = option_of(text);
            let it = as_option(option, &[text]);
            let valid = case["ok"] == true && case["validation"] == "";
            match value(&it) {
                Some(found) if valid && found[member] == case["value"] => continue,
                None if !valid && rejected(&it) => continue,
                found => format!("{found:?} {:#?}", it.findings),
            }
        } else {
            let it = alone(text);
            match (read(text, Dialect::Now), value(&it)) {
                (Ok(_), Some(found)) if case["ok"] == true && found == case["value"] => continue,
                (Ok(_), None) if case["error_type"] == "ResourceLoadingError" && rejected(&it) => continue,
                (Err(failure), None) if case["ok"] == false && rejected(&it) => {
                    let index = text[..failure.at].chars().count();
                    let said = match &failure.kind {
                        FailureKind::Expected { expected, actual } => {
                            case["expected"] == *expected && case["actual"] == *actual
                        }
                        FailureKind::Duplicate { key, .. } => case["key"] == *key,
                        FailureKind::Depth => false,
                    };
                    if case["index"] == index && said {
                        continue;
                    }
                    format!("{failure:?}")
                }
                found => format!("{found:?}"),
            }
        };
        wrong.push(format!("{line}\n    {complaint}"));
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

fn param(option: &str) -> (String, ShapeId) {
    let all = of_command(Operation::StartTask, CliVersion::V2, LATEST);
    let found = all.into_iter().find(|it| it.name == option).expect("an option");
    match found.role {
        Role::Member(id) => (id.get().name.to_owned(), id),
        _ => panic!("no member"),
    }
}

const SCALARS: [&str; 30] = [
    "a",
    "web",
    "a b",
    "it's",
    "say \"hi\"",
    "a,b",
    "x=y",
    "[a]",
    "{a}",
    "]",
    "}",
    "a]b",
    "",
    " lead",
    "trail ",
    "back\\slash",
    "end\\",
    "é",
    "😀",
    "a\nb",
    "\\,",
    "'",
    "\"",
    "'\"",
    "a\\'b",
    "k=v,w",
    "file://x",
    "$HOME",
    "=",
    ",,,",
];

/// A value that fits a place of the model.
fn fitting(rng: &mut Rng, shape: Option<ShapeId>, depth: usize) -> Value {
    use ecs_preflight::model::shape::Type;
    match shape.map(|it| it.get().form) {
        Some(Type::Integer(..)) => Value::from(rng.below(2000) as i64 - 3),
        Some(Type::Boolean) => Value::from(rng.below(2) == 0),
        Some(Type::List) => {
            let element = shape.map(ShapeId::element);
            (0..rng.below(4)).map(|_| fitting(rng, element, depth + 1)).collect()
        }
        Some(Type::Struct) => {
            let shape = shape.expect("a structure");
            let members = shape.members().filter(|_| rng.below(3) > 0).filter_map(|it| shape.member(it.name));
            let members: Vec<_> = members.collect();
            let members =
                members.into_iter().map(|it| (it.get().name.to_owned(), fitting(rng, Some(it), depth + 1)));
            Value::Object(members.collect())
        }
        Some(_) => Value::from(rng.pick(&SCALARS)),
        None => match rng.below(if depth > 3 { 3 } else { 5 }) {
            3 => (0..rng.below(4)).map(|_| fitting(rng, None, depth + 1)).collect(),
            4 => {
                let keys = ["a", "b", "c-d", "e.f", ""];
                let members =
                    (0..rng.below(4)).map(|_| (rng.pick(&keys).to_owned(), fitting(rng, None, depth + 1)));
                Value::Object(members.collect())
            }
            _ => Value::from(rng.pick(&SCALARS)),
        },
    }
}

/// What texts mean, without any rule.
fn meaning(texts: &[&str], shape: Option<ShapeId>) -> Option<Value> {
    let list = shape.filter(|it| it.get().form == ecs_preflight::model::shape::Type::List);
    let mut values = Vec::new();
    for text in texts {
        let mut value = read(text, Dialect::Now).ok().filter(|it| it.lost.is_empty())?.value;
        if let Some(shape) = list.map(ShapeId::element).or(shape) {
            coerce::fit(&mut value, shape, LATEST).is_empty().then_some(())?;
        }
        let mut json = to_json::Json::default();
        to_json::value(&mut json, &value, &MappedText::verbatim(LINE, *text, 0));
        values.push(serde_json::from_str(json.text.text()).ok()?);
    }
    if list.is_some() { Some(Value::Array(values)) } else { values.pop() }
}

/// JSON → shorthand → JSON gives the same JSON, or shorthand is rejected.
#[test]
fn what_shorthand_says_it_means() {
    let mut rng = Rng(0x9e37_79b9_7f4a_7c15);
    let (mut said, mut rejected, mut wrong) = (0, 0, Vec::new());
    for round in 0..6_000 {
        let option =
            ["", "--overrides", "--network-configuration", "--tags", "--volume-configurations"][round % 5];
        let known = (!option.is_empty()).then(|| param(option));
        let shape = known.as_ref().map(|it| it.1);
        let wanted = match shape {
            Some(_) => fitting(&mut rng, shape, 0),
            None => Value::Object(
                [("k".to_owned(), fitting(&mut rng, None, 0)), ("z".to_owned(), fitting(&mut rng, None, 0))]
                    .into_iter()
                    .collect(),
            ),
        };
        let text = wanted.to_string();
        let parsed = json::parse(&text);
        let Ok(texts) = from_json::say(parsed.tree.root(), shape) else {
            rejected += 1;
            continue;
        };
        said += 1;
        let words: Vec<_> = texts.iter().map(String::as_str).collect();
        let found = meaning(&words, shape);
        if found.as_ref() != Some(&wanted) {
            wrong.push(format!("{option} {wanted}\n  {texts:?}\n  {found:?}"));
            continue;
        }
        // And again: the second text is the first.
        let again = from_json::say(parsed.tree.root(), shape);
        assert_eq!(again.as_ref(), Ok(&texts), "{text}");
    }
    assert!(said > 2_000 && rejected < said, "{said} said, {rejected} refused");
    assert!(wrong.is_empty(), "{} of {said}:\n{}", wrong.len(), wrong[..wrong.len().min(10)].join("\n"));
}

/// Any text is an input: no panic, no place outside.
#[test]
fn any_text_at_all() {
    const BITS: [&str; 30] = [
        "a",
        "b",
        "=",
        ",",
        "[",
        "]",
        "{",
        "}",
        "'",
        "\"",
        "\\",
        " ",
        "\n",
        "@",
        "é",
        "😀",
        "file://",
        "awsvpcConfiguration",
        "subnets",
        "name",
        "cpu",
        "1",
        "true",
        "\\,",
        "\\'",
        "=[",
        "={",
        "},",
        "\u{2028}",
        "\t",
    ];
    let mut rng = Rng(7);
    for round in 0..600 {
        let text: String = (0..rng.below(14)).map(|_| rng.pick(&BITS)).collect();
        let option = ["--overrides", "--network-configuration", "--tags", "--container-instances"][round % 4];
        for understood in [alone(&text), as_option(option, &[&text])] {
            for it in understood.findings {
                let source = &understood.sources[usize::from(it.source)];
                let span = it.diagnostic.span;
                let cut = source.text().get(span.range());
                assert!(cut.is_some_and(|it| !it.is_empty()) || source.text().is_empty(), "{text:?}: {it:?}");
            }
        }
    }
}

/// A list where one object goes is not said as its elements, and an object where a list goes is one of them.
#[test]
fn what_is_said_is_a_value_of_the_option() {
    let list = json::parse("[{\"taskRoleArn\": \"r\"}]");
    assert!(from_json::say(list.tree.root(), Some(param("--overrides").1)).is_err());
    let one = json::parse("{\"key\": \"a\", \"value\": \"b\"}");
    let said = from_json::say(one.tree.root(), Some(param("--tags").1));
    assert_eq!(said, Ok(vec!["key=a,value=b".to_owned()]));
}
