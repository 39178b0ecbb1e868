//! TOML as values that know their places. The only file that names the TOML reader.

use crate::text::span::Span;
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// A value with its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// What it is.
    pub value: Value,
    /// Its bytes; of a table its header.
    pub span: Span,
}

/// What a value is.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// A string.
    Text(String),
    /// A date, which nothing here takes.
    Date(String),
    /// An array.
    List(Vec<Item>),
    /// A table, its members in the order in which they stand.
    Table(Vec<Member>),
}

/// A key and its value.
#[derive(Clone, PartialEq, Debug)]
pub struct Member {
    /// The key.
    pub key: String,
    /// Its bytes.
    pub key_span: Span,
    /// The value.
    pub item: Item,
}

/// Text that is not TOML: what is wrong, and where.
pub struct TomlError {
    /// In the reader's words.
    pub message: String,
    /// Where; never empty.
    pub span: Span,
}

/// Reads a text: the members of its root, as far as they can be read, and what is wrong.
pub fn read(text: &str) -> (Vec<Member>, Vec<TomlError>) {
    let reader = Reader { text };
    let (table, errors) = DeTable::parse_recoverable(text);
    let mistake = |it: toml::de::Error| TomlError {
        message: it.message().lines().collect::<Vec<_>>().join(", "),
        span: reader.span(it.span().unwrap_or(0..1)),
    };
    (reader.members(table.get_ref()), errors.into_iter().map(mistake).collect())
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    /// At least one character, if the text has one: what is missing at its end is reported at the last character.
    fn span(&self, range: Range<usize>) -> Span {
        let begins = |it: &usize| self.text.is_char_boundary(*it);
        let most = range.start.min(self.text.len().saturating_sub(1));
        let start = (0..=most).rev().find(begins).unwrap_or(0);
        let least = range.end.max(start + 1);
        Span::new(start, (least..self.text.len()).find(begins).unwrap_or(self.text.len()))
    }

    fn members(&self, table: &DeTable<'_>) -> Vec<Member> {
        let member = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| Member {
            key: String::clone(key.get_ref()),
            key_span: self.span(key.span()),
            item: self.item(value),
        };
        let mut members: Vec<_> = table
            .iter()
            .map(|(key, value)| member((&Spanned::new(key.span(), key.get_ref().to_string()), value)))
            .collect();
        members.sort_by_key(|it| it.key_span);
        members
    }

    fn item(&self, value: &Spanned<DeValue<'_>>) -> Item {
        let read = match value.get_ref() {
            DeValue::Boolean(it) => Value::Bool(*it),
            DeValue::String(it) => Value::Text(it.to_string()),
            DeValue::Integer(it) => match i64::from_str_radix(it.as_str(), it.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Float(it.as_str().parse().unwrap_or(f64::MAX)),
            },
            DeValue::Float(it) => Value::Float(it.as_str().parse().unwrap_or(f64::MAX)),
            DeValue::Datetime(it) => Value::Date(it.to_string()),
            DeValue::Array(all) => Value::List(all.iter().map(|it| self.item(it)).collect()),
            DeValue::Table(table) => Value::Table(self.members(table)),
        };
        Item { value: read, span: self.span(value.span()) }
    }
}

impl Item {
    /// The characters of a string.
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(it) = &self.value { Some(it) } else { None }
    }
    /// The characters of a string, or of a day without quotes.
    pub fn text_or_date(&self) -> Option<&str> {
        if let Value::Date(it) = &self.value { Some(it) } else { self.text() }
    }
    /// The value of a boolean.
    pub fn truth(&self) -> Option<bool> {
        if let Value::Bool(it) = self.value { Some(it) } else { None }
    }
    /// The value of an integer.
    pub fn integer(&self) -> Option<i64> {
        if let Value::Integer(it) = self.value { Some(it) } else { None }
    }
    /// The elements of an array; a single value is treated as an array of itself.
    pub fn each(&self) -> &[Item] {
        if let Value::List(all) = &self.value { all } else { std::slice::from_ref(self) }
    }
    /// The members of a table.
    pub fn members(&self) -> &[Member] {
        if let Value::Table(all) = &self.value { all } else { &[] }
    }
    /// What kind of value it is, with its article.
    pub fn described(&self) -> &'static str {
        match self.value {
            Value::Bool(_) => "a boolean",
            Value::Integer(_) => "an integer",
            Value::Float(_) => "a number",
            Value::Text(_) => "a string",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
    /// The same as JSON; dates as strings.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Bool(it) => (*it).into(),
            Value::Integer(it) => (*it).into(),
            Value::Float(it) => (*it).into(),
            Value::Text(it) | Value::Date(it) => it.as_str().into(),
            Value::List(all) => all.iter().map(Item::to_json).collect(),
            Value::Table(all) => all.iter().map(|it| (it.key.clone(), it.item.to_json())).collect(),
        }
    }
}

/// The member of that name.
pub fn member<'a>(members: &'a [Member], name: &str) -> Option<&'a Member> {
    members.iter().find(|it| it.key == name)
}
