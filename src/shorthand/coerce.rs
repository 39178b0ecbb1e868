//! The model pass: converts the strings of shorthand as the client does with the help of its model.
//!
//! A single value becomes a list where the model has one, and its element is then not converted; integers
//! are parsed like Python's `int`, booleans in any case.

use crate::shorthand::{Data, Value, is_space};
use crate::{
    json::ShapeId,
    model::{revision::Date, shape::Type},
    text::span::Span,
};

/// A value that the client rejects: it calls `int()` or `.lower()` on a value of the wrong type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rejected {
    /// The value.
    pub span: Span,
    /// The member's place in the model.
    pub shape: ShapeId,
    /// Its JSON Pointer from the value on.
    pub pointer: String,
    /// What it is.
    pub what: What,
}

/// The kind of the rejected value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// A string that is not an integer.
    Text(String),
    /// A list instead of a scalar.
    List,
    /// `{…}` instead of a scalar.
    Map,
}

/// Fits a value to its place in the model of an API revision. Returns every value that the client would reject, not
/// only the first, and makes each unknown.
pub fn fit(value: &mut Value, shape: ShapeId, date: Date) -> Vec<Rejected> {
    let mut rejected = Vec::new();
    visit(value, shape, date, "", &mut rejected);
    rejected
}

fn visit(value: &mut Value, shape: ShapeId, date: Date, pointer: &str, rejected: &mut Vec<Rejected>) {
    let mut refuse = |value: &mut Value, what: What| {
        rejected.push(Rejected { span: value.span, shape, pointer: pointer.to_owned(), what });
        value.data = Data::Hole;
    };
    match (shape.get().form, &mut value.data) {
        (_, Data::Hole) => {}
        (Type::Struct, Data::Map(members)) => {
            for member in members {
                let known = shape.member(&member.key).filter(|it| it.get().known_on(date));
                if let Some(known) = known {
                    let pointer = format!("{pointer}/{}", member.key);
                    visit(&mut member.value, known, date, &pointer, rejected);
                }
            }
        }
        (Type::List, Data::List(values)) => {
            for (at, it) in values.iter_mut().enumerate() {
                visit(it, shape.element(), date, &format!("{pointer}/{at}"), rejected);
            }
        }
        // A whole argument has no parent into which the client could put the list.
        (Type::List, _) if !pointer.is_empty() => {
            let alone = Value { span: value.span, data: std::mem::replace(&mut value.data, Data::Hole) };
            value.data = Data::List(vec![alone]);
        }
        (Type::Integer(..), Data::Text(text)) => match integer(&text.text) {
            Some(number) => value.data = Data::Json(number),
            None => {
                let what = What::Text(text.text.clone());
                refuse(value, what);
            }
        },
        (Type::Boolean, Data::Text(text)) => {
            let word = text.text.to_lowercase();
            if matches!(word.as_str(), "true" | "false") {
                value.data = Data::Json(word);
            }
        }
        (Type::Integer(..) | Type::Boolean, Data::List(_)) => refuse(value, What::List),
        (Type::Integer(..) | Type::Boolean, Data::Map(_)) => refuse(value, What::Map),
        _ => {}
    }
}

/// The zeros of the digits that Python supports besides those of ASCII.
const ZEROS: [u32; 36] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

/// Python does not convert more digits than this.
const DIGITS_MAX: usize = 4300;

/// A string converted as by Python's `int()`, in decimal digits: a sign, spaces around it, `1_000`, digits of any script.
pub fn integer(text: &str) -> Option<String> {
    let text = text.trim_matches(is_space);
    let (minus, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut number = String::new();
    let mut before = '_';
    for c in digits.chars() {
        if c == '_' && before == '_' {
            return None;
        }
        if c != '_' {
            number.push(digit(c)?);
        }
        before = c;
    }
    if before == '_' || number.len() > DIGITS_MAX {
        return None;
    }
    let number = number.trim_start_matches('0');
    let number = if number.is_empty() { "0" } else { number };
    Some(if minus && number != "0" { format!("-{number}") } else { number.to_owned() })
}

fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let zero = ZEROS.iter().rev().find(|it| **it <= c as u32)?;
    char::from_digit((c as u32).checked_sub(*zero)?, 10)
}

#[cfg(test)]
mod tests {
    use super::integer;

    #[test]
    fn integers_as_python_reads_them() {
        for (text, number) in [
            ("5", "5"),
            ("+5", "5"),
            (" 12 ", "12"),
            ("1_000", "1000"),
            ("-0", "0"),
            ("-007", "-7"),
            ("\u{0661}\u{0662}", "12"),
        ] {
            assert_eq!(integer(text).as_deref(), Some(number), "{text}");
        }
        for no in ["", "0x10", "1.0", "null", "1__0", "_1", "1_", "+", "- 1", "½", "²"] {
            assert_eq!(integer(no), None, "{no}");
        }
    }
}
