//! Shorthand: any text is parsed or rejected at a location, and shorthand written for a JSON text means that JSON.

use crate::{Holds, Seen, ensure, sound, split};
use ecs_preflight::{command::{self, Answer, LINE, Line, NoFiles, Operation, CommandOptions, Understood, options::{Role, of_command}}, model::{cli_version::CliVersion, shape::{Type, LATEST}}, json::{self, Node, ShapeId}, shorthand::{Dialect, to_json, coerce, parser::read, from_json}, text::mapped_text::MappedText};
use serde_json::Value;

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([how, which], bytes) = split(data);
    let text = String::from_utf8_lossy(bytes);
    for dialect in [Dialect::Now, Dialect::Old] {
        match read(&text, dialect) {
            Ok(it) => {
                seen.note(("read", it.lost.len().min(3)));
                let mut json = to_json::Json::default();
                to_json::value(&mut json, &it.value, &MappedText::verbatim(LINE, &*text, 0));
                ensure(json::is_strict(json.text.text()), || format!("no JSON: {}", json.text.text()))?;
            }
            Err(it) => {
                seen.note(format!("{:?}", it.kind).chars().take(20).collect::<String>());
                ensure(text.is_char_boundary(it.at), || format!("no place: {it:?}"))?;
            }
        }
    }
    let settings = CommandOptions { client: [CliVersion::V2, CliVersion::V1, CliVersion::Old][how % 3], ..CommandOptions::default() };
    let whole = command::shorthand_alone(&text, &settings, &mut NoFiles);
    understood(&whole, seen)?;
    let members = members();
    let (name, id) = &members[which % members.len()];
    let (line, source) = Line::of_words(Operation::RunTask, &[name.as_str(), &*text], how % 2 == 0);
    understood(&command::understand(&line, source, &settings, &mut NoFiles), seen)?;
    let parsed = json::parse(&text);
    if parsed.faults.is_empty() {
        says(parsed.tree.root(), None, seen)?;
        says(parsed.tree.root(), Some(*id), seen)?;
    }
    Ok(())
}

/// The options of `run-task` that are members of the request.
fn members() -> Vec<(String, ShapeId)> {
    let all = of_command(Operation::RunTask, CliVersion::V2, LATEST).into_iter();
    let member = |it: ecs_preflight::command::options::OptionSpec| match it.role {
        Role::Member(id) => Some((it.name, id)),
        _ => None,
    };
    all.filter_map(member).collect()
}

/// What holds for a command line, however it came about.
pub fn understood(it: &Understood, seen: &mut Seen) -> Holds {
    for found in &it.findings {
        let source = it.sources.get(usize::from(found.source)).ok_or("a finding in no source")?;
        sound::diagnostic(source.text(), &found.diagnostic)?;
        let words: String = found.diagnostic.message.chars().take(20).collect();
        seen.note((&found.diagnostic.rule, words, found.source == LINE));
    }
    let whole = it.sources.first().map(|it| it.text()).unwrap_or_default();
    let given = it.given.iter().all(|(_, span)| whole.get(span.range()).is_some());
    ensure(given, || format!("words out of the line: {:?}", it.given))?;
    match &it.answer {
        Answer::Request(text) => {
            ensure(json::is_strict(text), || format!("no JSON is sent: {text:?}"))?;
            for layout in [command::wire::Layout::Wire, command::wire::Layout::Pretty] {
                let wire = command::wire::dumps(json::parse(text).tree.root(), layout);
                ensure(json::is_strict(&wire), || format!("no JSON is sent: {wire:?}"))?;
            }
            seen.note("request");
        }
        Answer::Print(text) => seen.note(("print", text.len())),
        Answer::Nothing => seen.note("nothing"),
    }
    Ok(())
}

/// JSON → shorthand → JSON returns the same JSON, or the JSON has no shorthand.
fn says(node: Node<'_>, shape: Option<ShapeId>, seen: &mut Seen) -> Holds {
    let Ok(texts) = from_json::say(node, shape) else { return Ok(()) };
    seen.note(("said", shape.map(|it| it.get().name), texts.len().min(3)));
    let Ok(wanted) = serde_json::from_str::<Value>(node.raw()) else { return Ok(()) };
    // A list is written element by element, and a single element stands for its list: the client accepts no other form.
    let list = shape.is_some_and(|it| it.get().form == Type::List);
    if shape.is_none() && wanted.is_array() {
        return Ok(());
    }
    let wanted = if list && !wanted.is_array() { Value::Array(vec![wanted]) } else { wanted };
    let said = meaning(&texts, shape);
    // What does not fit the model in JSON fits it in shorthand no better.
    if said.is_none() && shape.is_some() {
        return Ok(());
    }
    ensure(said.as_ref() == Some(&wanted), || format!("{wanted} is said {texts:?}, which means {said:?}"))
}

/// What texts mean, without any rule.
fn meaning(texts: &[String], shape: Option<ShapeId>) -> Option<Value> {
    let list = shape.filter(|it| it.get().form == Type::List);
    let mut values = Vec::new();
    for text in texts {
        let mut value = read(text, Dialect::Now).ok().filter(|it| it.lost.is_empty())?.value;
        if let Some(shape) = list.map(ShapeId::element).or(shape) {
            coerce::fit(&mut value, shape, LATEST).is_empty().then_some(())?;
        }
        let mut json = to_json::Json::default();
        to_json::value(&mut json, &value, &MappedText::verbatim(LINE, text, 0));
        values.push(serde_json::from_str(json.text.text()).ok()?);
    }
    if list.is_some() { Some(Value::Array(values)) } else { values.pop() }
}
