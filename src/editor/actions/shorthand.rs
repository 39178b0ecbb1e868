//! Turns the JSON of an option in a script into shorthand, and back.

use crate::{
    command::{
        self, Answer, CommandOptions, FileSystem, Line, NoFile, Operation,
        options::{Role, of_command},
        wire::{self, Layout},
    },
    document::language::{self, Language},
    editor::{
        actions::{Asked, SHORTHAND},
        lsp::CodeAction,
        position::floor,
    },
    json::{self, ShapeId},
    model::{
        cli_version::CliVersion,
        shape::{LATEST, Type},
    },
    shorthand::from_json,
    text::{edit::Edit, span::Span},
};

/// So far before the place, the option is looked for.
const BEFORE_MAX: usize = 16 << 10;

/// An option of a command and its only argument.
struct Argument<'t> {
    option: &'t str,
    /// The argument with its quotes.
    span: Span,
    /// Without them.
    text: &'t str,
}

/// Shorthand does not come from files.
struct NoFiles;

impl FileSystem for NoFiles {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, NoFile> {
        Err(format!("{path} is not read"))
    }
}

/// The action for the argument at the beginning of the range.
pub fn rewrite(asked: &Asked<'_>) -> Option<CodeAction> {
    let text = asked.document.text();
    // In YAML the quotes may be in other quotes.
    let is_script = language::of(asked.document.source.name(), text) == Some(Language::Shell);
    if !is_script || asked.checked.is_none() || !asked.wants(SHORTHAND) {
        return None;
    }
    let argument = argument(text, asked.span.start as usize)?;
    let (operation, shape) = member(argument.option)?;
    let is_json = argument.text.starts_with(['{', '[']);
    let new = if is_json { to_shorthand(&argument, shape)? } else { to_json(&argument, operation, shape)? };
    let language = if is_json { "shorthand" } else { "JSON" };
    let title = format!("Write `{}` in {language}", argument.option);
    asked.edit_of_document(SHORTHAND, title, &[Edit { span: argument.span, text: new }])
}

/// The option and its argument around a place.
fn argument(text: &str, offset: usize) -> Option<Argument<'_>> {
    let from = floor(text, offset.saturating_sub(BEFORE_MAX));
    // The place may be in the name.
    let end = offset + text.get(offset..)?.find(|it: char| !is_of_name(it))?;
    let name = from + text.get(from..end)?.rfind("--")?;
    let rest = text.get(name..)?;
    let length = rest.find(|it: char| !is_of_name(it))?;
    let option = rest.get(..length)?;
    let blanks = rest.get(length..)?;
    let start = name + length + blanks.find(|it: char| it != ' ' && it != '=' && it != '\t')?;
    let argument = text.get(start..)?;
    let (length, inner) = match argument.strip_prefix('\'') {
        Some(quoted) => (quoted.find('\'')? + 2, quoted.split('\'').next()?),
        None => {
            let length = argument.find(char::is_whitespace).unwrap_or(argument.len());
            (length, argument.get(..length)?)
        }
    };
    let is_plain = argument.starts_with('\'')
        || !inner.contains(['$', '`', '"', '\'', '\\', ';', '|', '&', '<', '>', '(']);
    let is_around = (name..=start + length).contains(&offset);
    let is_alone = is_end_of_argument(argument.get(length..)?);
    let is_argument = is_plain && is_around && is_alone && !inner.is_empty() && !inner.starts_with('-');
    is_argument.then_some(Argument { option, span: Span::new(start, start + length), text: inner })
}

fn is_of_name(character: char) -> bool {
    character == '-' || character.is_ascii_alphanumeric()
}

/// Whether no other argument of the option follows.
fn is_end_of_argument(rest: &str) -> bool {
    let next = rest.trim_start_matches([' ', '\t']);
    let is_apart =
        next.len() < rest.len() || next.is_empty() || next.starts_with(['\n', '\r', ';', '&', '|']);
    is_apart && (next.is_empty() || next.starts_with(['\n', '\r', '\\', '-', ';', '&', '|', '#', '>']))
}

/// The member that an option is for, if it is a list or an object.
fn member(option: &str) -> Option<(Operation, ShapeId)> {
    let has_shorthand = |shape: ShapeId| {
        let shape_of = shape.get();
        match shape_of.form {
            Type::List => shape.element().get().form == Type::Struct,
            form => form == Type::Struct,
        }
    };
    Operation::ALL.into_iter().find_map(|operation| {
        let options = of_command(operation, CliVersion::V2, LATEST);
        let found = options.into_iter().find(|spec| spec.name == option)?;
        match found.role {
            Role::Member(shape) if has_shorthand(shape) => Some((operation, shape)),
            _ => None,
        }
    })
}

fn to_shorthand(argument: &Argument<'_>, shape: ShapeId) -> Option<String> {
    if !json::is_strict(argument.text) {
        return None;
    }
    let parsed = json::parse(argument.text);
    let texts = from_json::say(parsed.tree.root(), Some(shape)).ok()?;
    let words: Option<Vec<_>> = texts.iter().map(|text| quoted(text)).collect();
    words.map(|words| words.join(" ")).filter(|text| !text.is_empty())
}

fn to_json(argument: &Argument<'_>, operation: Operation, shape: ShapeId) -> Option<String> {
    let words = [argument.option, argument.text];
    let (line, source) = Line::of_words(operation, &words, true);
    let understood = command::understand(&line, source, &CommandOptions::default(), &mut NoFiles);
    let Answer::Request(request) = understood.answer else { return None };
    let parsed = json::parse(&request);
    let value = parsed.tree.root().get(shape.get().name)?;
    quoted(&wire::dumps(value, Layout::Wire))
}

/// A word as a shell reads it back; `None` if that takes more than one pair of quotes.
fn quoted(text: &str) -> Option<String> {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "_=,.:/@%+-".contains(it);
    match text.chars().all(is_plain) {
        true => Some(text.to_owned()),
        false if text.contains('\'') => None,
        false => Some(format!("'{text}'")),
    }
}
