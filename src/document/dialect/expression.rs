//! Expressions of the Amazon States Language: paths (`$.id`), context paths (`$$.Execution.Name`) and intrinsic
//! functions (`States.Format('{}', $.id)`).
//!
//! A path is checked only for its beginning where it is evaluated, as Step Functions knows more forms than the
//! specification. Text that is not evaluated is treated as a path only if it is one to the letter.

use crate::diagnostic::fault::state::{ExpressionError, ExpressionErrorKind};
use std::ops::Range;

/// The intrinsic functions: name, fewest and most arguments.
pub const FUNCTIONS: [(&str, usize, usize); 18] = [
    ("Format", 1, usize::MAX),
    ("StringToJson", 1, 1),
    ("JsonToString", 1, 1),
    ("Array", 0, usize::MAX),
    ("ArrayPartition", 2, 2),
    ("ArrayContains", 2, 2),
    ("ArrayRange", 3, 3),
    ("ArrayGetItem", 2, 2),
    ("ArrayLength", 1, 1),
    ("ArrayUnique", 1, 1),
    ("Base64Encode", 1, 1),
    ("Base64Decode", 1, 1),
    ("Hash", 2, 2),
    ("JsonMerge", 3, 3),
    ("MathRandom", 2, 3),
    ("MathAdd", 2, 2),
    ("StringSplit", 2, 2),
    ("UUID", 0, 0),
];

/// What the names of all of them begin with.
const NAMESPACE: &str = "States.";
/// Calls inside calls: Step Functions allows ten.
const DEPTH_MAX: usize = 10;

/// The first mistake in a text that is evaluated as an expression.
pub fn error(text: &str) -> Option<ExpressionError> {
    if text.starts_with('$') {
        return None;
    }
    let mut reader = Reader { text, at: 0, depth: 0 };
    if !text.starts_with(NAMESPACE) || !text.contains('(') {
        return Some(ExpressionError { at: 0..text.len(), kind: ExpressionErrorKind::Neither });
    }
    let read = reader.call().and_then(|()| {
        reader.skip_spaces();
        if reader.at < text.len() {
            reader.wrong(reader.at..text.len(), ExpressionErrorKind::Unexpected)
        } else {
            Ok(())
        }
    });
    read.err()
}

/// Whether text is an expression and nothing else: somebody meant it to be evaluated.
pub fn is_expression(text: &str) -> bool {
    is_path(text) || is_call(text)
}

/// Whether text is a call of a function that exists, whatever its arguments are.
fn is_call(text: &str) -> bool {
    let call = text.strip_prefix(NAMESPACE).filter(|it| it.ends_with(')'));
    let name = call.and_then(|it| it.split_once('(')).map(|it| it.0);
    name.is_some_and(|name| FUNCTIONS.iter().any(|it| it.0 == name))
}

/// Whether text is a path to the letter: `$`, `$.a.b`, `$['a'][0]`, `$$.Task.Token`.
fn is_path(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('$') else { return false };
    match rest.strip_prefix('$') {
        Some(context) => !context.is_empty() && are_steps(context),
        None => are_steps(rest),
    }
}

fn are_steps(mut rest: &str) -> bool {
    while !rest.is_empty() {
        let step = match rest.as_bytes() {
            [b'.', ..] => name_length(rest.trim_start_matches('.')).map(|it| {
                let dots = rest.len() - rest.trim_start_matches('.').len();
                if dots > 2 { 0 } else { dots + it }
            }),
            [b'[', ..] => subscript_length(rest),
            _ => None,
        };
        let Some(length) = step.filter(|it| *it > 0) else { return false };
        rest = &rest[length..];
    }
    true
}

/// The length of a name, or of `*`. A digit does not begin one: `$.50` is a price.
fn name_length(text: &str) -> Option<usize> {
    if text.starts_with('*') {
        return Some(1);
    }
    let begins = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    begins.then(|| text.find(|c| !is_part(c)).unwrap_or(text.len()))
}

/// The length of `['name']`, `[0]`, `[*]`, `[1:3]` or `[?(…)]`.
fn subscript_length(text: &str) -> Option<usize> {
    let end = text.find(']')?;
    let inner = &text[1..end];
    let quoted = |quote: char| inner.len() > 2 && inner.starts_with(quote) && inner.ends_with(quote);
    let is_index = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || ":*-,".contains(c));
    (quoted('\'') || quoted('"') || is_index || inner.starts_with("?(")).then_some(end + 1)
}

/// Reads calls.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn wrong<T>(&self, at: Range<usize>, kind: ExpressionErrorKind) -> Result<T, ExpressionError> {
        Err(ExpressionError { at, kind })
    }
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
    fn skip_spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }
    /// The character here, as a range.
    fn here(&self) -> Range<usize> {
        self.at..self.at + self.rest().chars().next().map_or(0, char::len_utf8)
    }

    /// `States.Name(argument, …)`
    fn call(&mut self) -> Result<(), ExpressionError> {
        let start = self.at;
        self.at += NAMESPACE.len();
        let length = self.rest().find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let name = &self.rest()[..length.unwrap_or(self.rest().len())];
        self.at += name.len();
        let named = start..self.at;
        if self.depth == DEPTH_MAX {
            return self.wrong(named, ExpressionErrorKind::Deep);
        }
        let Some(&(known, least, most)) = FUNCTIONS.iter().find(|it| it.0 == name) else {
            return self.wrong(named, ExpressionErrorKind::Unknown(name.to_owned()));
        };
        self.skip_spaces();
        if !self.rest().starts_with('(') {
            return self.wrong(named, ExpressionErrorKind::Unfinished);
        }
        self.at += 1;
        self.depth += 1;
        let (count, braces) = self.arguments(start)?;
        self.depth -= 1;
        if !(least..=most).contains(&count) {
            return self.wrong(named, ExpressionErrorKind::Count(known, (least, most), count));
        }
        match braces.filter(|it| known == "Format" && *it != count - 1) {
            Some(braces) => self.wrong(named, ExpressionErrorKind::Braces(braces, count - 1)),
            None => Ok(()),
        }
    }

    /// All arguments with the bracket after them: how many, and how many `{}` the first one has if it is a string.
    fn arguments(&mut self, start: usize) -> Result<(usize, Option<usize>), ExpressionError> {
        let (mut count, mut braces) = (0, None);
        loop {
            self.skip_spaces();
            if count == 0 && self.rest().starts_with(')') {
                self.at += 1;
                return Ok((0, None));
            }
            let found = self.argument()?;
            if count == 0 {
                braces = found;
            }
            count += 1;
            self.skip_spaces();
            match self.rest().as_bytes().first() {
                Some(b',') => self.at += 1,
                Some(b')') => {
                    self.at += 1;
                    return Ok((count, braces));
                }
                Some(_) => return self.wrong(self.here(), ExpressionErrorKind::Unexpected),
                None => return self.wrong(start..self.text.len(), ExpressionErrorKind::Unfinished),
            }
        }
    }

    /// One argument; the number of `{}` in it if it is a string.
    fn argument(&mut self) -> Result<Option<usize>, ExpressionError> {
        let rest = self.rest();
        match rest.as_bytes().first() {
            Some(b'\'') => return self.string().map(Some),
            Some(b'$') => self.path(),
            Some(b'"') => return self.wrong(self.here(), ExpressionErrorKind::DoubleQuotes),
            _ if rest.starts_with(NAMESPACE) => self.call()?,
            Some(b'-' | b'0'..=b'9') => self.skip_word("+-."),
            Some(_) if ["true", "false", "null"].iter().any(|it| rest.starts_with(it)) => self.skip_word(""),
            Some(_) => return self.wrong(self.here(), ExpressionErrorKind::Unexpected),
            None => return self.wrong(0..self.text.len(), ExpressionErrorKind::Unfinished),
        }
        Ok(None)
    }

    fn skip_word(&mut self, more: &str) {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !more.contains(c));
        self.at += end.unwrap_or(rest.len());
    }

    /// `'text'`, with `\` before a character that stands for itself.
    fn string(&mut self) -> Result<usize, ExpressionError> {
        let start = self.at;
        let (mut braces, mut escaped, mut before) = (0, false, ' ');
        for (at, c) in self.rest().char_indices().skip(1) {
            if escaped {
                (escaped, before) = (false, ' ');
                continue;
            }
            match c {
                '\\' => escaped = true,
                '\'' => {
                    self.at += at + 1;
                    return Ok(braces);
                }
                '}' if before == '{' => braces += 1,
                _ => {}
            }
            before = c;
        }
        self.wrong(start..self.text.len(), ExpressionErrorKind::Unfinished)
    }

    /// A path, up to the comma or bracket after it.
    fn path(&mut self) {
        let (mut depth, mut quote) = (0_u32, None);
        for (at, c) in self.rest().char_indices() {
            match (quote, c) {
                (Some(open), _) if c == open => quote = None,
                (Some(_), _) => {}
                (None, '\'' | '"') if depth > 0 => quote = Some(c),
                (None, '[' | '(') => depth += 1,
                (None, ']' | ')') if depth > 0 => depth -= 1,
                (None, ',' | ')' | ' ') if depth == 0 => {
                    self.at += at;
                    return;
                }
                _ => {}
            }
        }
        self.at = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        for text in [
            "$",
            "$.a",
            "$foo.bar",
            "$$.Task.Token",
            "$.list.length()",
            "$.Records[?(@.kind == 'a, b')].x",
            "States.UUID()",
            "States.Array()",
            "States.Array($.Foo,$.Bar)",
            "States.Format('{}', $.y)",
            "States.Format('it\\'s \\{\\} {}/{}', $['a, b'], States.ArrayGetItem($.x[0], 1))",
            "States.Format($.template, $.a, $.b)",
            "States.MathRandom(1, 999, $.seed)",
            "States.MathAdd($.n, -1)",
            "States.JsonMerge($.a, $.b, false)",
            "States.Array( 'a' , null , 1.5e3 , true )",
            "States.Format('größe {}', $.größe)",
            "States.StringSplit('a,b)', ',')",
        ] {
            assert_eq!(error(text), None, "{text}");
        }
    }

    #[test]
    fn mistakes() {
        use ExpressionErrorKind::*;
        for (text, at, kind) in [
            ("prod", "prod", Neither),
            ("", "", Neither),
            ("States.ALL", "States.ALL", Neither),
            ("States.Formt('a')", "States.Formt", Unknown("Formt".to_owned())),
            ("States.Array(States.Uuid())", "States.Uuid", Unknown("Uuid".to_owned())),
            ("States.UUID(1)", "States.UUID", Count("UUID", (0, 0), 1)),
            ("States.Hash('a')", "States.Hash", Count("Hash", (2, 2), 1)),
            ("States.Format()", "States.Format", Count("Format", (1, usize::MAX), 0)),
            ("States.Format('{} {}', $.a)", "States.Format", Braces(2, 1)),
            ("States.Format('\\{}', $.a)", "States.Format", Braces(0, 1)),
            ("States.Format(\"{}\", $.a)", "\"", DoubleQuotes),
            ("States.Format('{}', $.a", "States.Format('{}', $.a", Unfinished),
            ("States.Format('{}, $.a)", "'{}, $.a)", Unfinished),
            ("States.Array($.a) + 1", "+ 1", Unexpected),
            ("States.Array($.a $.b)", "$", Unexpected),
            ("States.Array(a)", "a", Unexpected),
            ("States.Array($.a,)", ")", Unexpected),
        ] {
            let found = error(text).unwrap_or_else(|| panic!("nothing in {text}"));
            assert_eq!((&text[found.at], found.kind), (at, kind), "{text}");
        }
        let deep = format!("{}$.a{}", "States.Array(".repeat(11), ")".repeat(11));
        assert_eq!(error(&deep).map(|it| it.kind), Some(Deep));
        assert_eq!(error(&deep["States.Array(".len()..deep.len() - 1]), None);
    }

    #[test]
    fn text_that_is_an_expression() {
        for text in [
            "$",
            "$.id",
            "$.a-b._c",
            "$['x']",
            "$[\"x y\"].z",
            "$[0]",
            "$..id",
            "$.a[*].b",
            "$.a[?(@.b == 1)]",
            "$$.Execution.Name",
            "$$['Execution']",
            "States.UUID()",
            "States.Format('{} {}', $.a)",
        ] {
            assert!(is_expression(text), "{text}");
        }
        for text in [
            "",
            "$$",
            "$id",
            "$.",
            "$.50",
            "$.a b",
            "$5",
            "$HOME/$.x",
            "^a$",
            "$)",
            "$(ls)",
            "${x}",
            "$1.a",
            "a $.id",
            "$.id ",
            "$...a",
            "$[",
            "$[]",
            "$?",
            "$@",
            "States.ALL",
            "States.TaskFailed",
            "States.Of('Matter')",
            "$.a, $.b",
        ] {
            assert!(!is_expression(text), "{text}");
        }
    }
}
