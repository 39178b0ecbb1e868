//! Sentences about a document, as data: words, and code between them.

use std::{fmt, ops::Deref, ops::Range};

/// A message, a label, a help or the title of a fix: a sentence that knows which parts of it are code (names of members,
/// values, options).
///
/// It is made once, from text with backticks around code. After that only its code changes, part by part
/// ([`Text::with_code`]): a dialect spells members in its own way, a template shows its placeholders, a secret becomes
/// asterisks. It derefs to the whole sentence, backticks included.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Text {
    sentence: String,
    /// The code, without its backticks, in order.
    code: Vec<Range<usize>>,
}

/// A part of a [`Text`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part<'t> {
    /// Words of the sentence.
    Words(&'t str),
    /// Code, without backticks.
    Code(&'t str),
}

impl Text {
    /// Its parts, in order. None is empty, except for empty code.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let mut at = 0;
        let mut parts = Vec::with_capacity(2 * self.code.len() + 1);
        for code in &self.code {
            parts.push(Part::Words(&self.sentence[at..code.start - 1]));
            parts.push(Part::Code(&self.sentence[code.clone()]));
            at = code.end + 1;
        }
        parts.push(Part::Words(&self.sentence[at..]));
        parts.into_iter().filter(|part| *part != Part::Words(""))
    }

    /// The same sentence with other code: `change` gets each piece of code and returns what replaces it, if anything.
    pub fn with_code(&self, mut change: impl FnMut(&str) -> Option<String>) -> Text {
        let mut changed = Text::default();
        for part in self.parts() {
            match part {
                Part::Words(words) => changed.sentence.push_str(words),
                Part::Code(code) => changed.push_code(&change(code).unwrap_or_else(|| code.to_owned())),
            }
        }
        changed
    }

    /// The same sentence with other words and code: `change` gets each part and returns what replaces it, if anything.
    pub fn with_parts(&self, mut change: impl FnMut(Part<'_>) -> Option<String>) -> Text {
        let mut changed = Text::default();
        for part in self.parts() {
            match (part, change(part)) {
                (Part::Words(words), None) => changed.sentence.push_str(words),
                (Part::Words(_), Some(words)) => changed.sentence.push_str(&words),
                (Part::Code(code), None) => changed.push_code(code),
                (Part::Code(_), Some(code)) => changed.push_code(&code),
            }
        }
        changed
    }

    /// Adds a sentence after a separator, which an empty text does not need.
    pub fn add(&mut self, separator: &str, other: &Text) {
        if !self.sentence.is_empty() {
            self.sentence.push_str(separator);
        }
        for part in other.parts() {
            match part {
                Part::Words(words) => self.sentence.push_str(words),
                Part::Code(code) => self.push_code(code),
            }
        }
    }

    fn push_code(&mut self, code: &str) {
        self.sentence.push('`');
        let start = self.sentence.len();
        self.sentence.push_str(code);
        self.code.push(start..self.sentence.len());
        self.sentence.push('`');
    }
}

/// Where the code of a sentence is: between backticks, of which three in a row are one that is quoted. A backtick without a
/// partner is a part of the words.
fn code_of(sentence: &str) -> Vec<Range<usize>> {
    let mut code = Vec::new();
    let mut at = 0;
    while let Some(open) = sentence[at..].find('`').map(|offset| at + offset) {
        let start = open + 1;
        let end = match sentence[start..].strip_prefix("``") {
            Some(_) => Some(start + 1),
            None => sentence[start..].find('`').map(|offset| start + offset),
        };
        let Some(end) = end else { break };
        code.push(start..end);
        at = end + 1;
    }
    code
}

impl From<String> for Text {
    fn from(sentence: String) -> Text {
        Text { code: code_of(&sentence), sentence }
    }
}

impl From<&str> for Text {
    fn from(sentence: &str) -> Text {
        sentence.to_owned().into()
    }
}

impl From<&String> for Text {
    fn from(sentence: &String) -> Text {
        sentence.clone().into()
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.sentence
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.sentence
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.sentence)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.sentence, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_knows_its_code() {
        let text = Text::from("`a` is not `b c`, and ``` and `` and a ` alone");
        let code: Vec<_> = text.parts().filter(|part| matches!(part, Part::Code(_))).collect();
        assert_eq!(code, [Part::Code("a"), Part::Code("b c"), Part::Code("`"), Part::Code("")]);
        let whole: String = text
            .parts()
            .map(|part| match part {
                Part::Words(words) => words.to_owned(),
                Part::Code(code) => format!("`{code}`"),
            })
            .collect();
        assert_eq!(whole, &*text);
    }

    #[test]
    fn only_code_changes() {
        let text = Text::from("unknown member `a` in `b`; a is a word");
        let renamed = text.with_code(|code| (code == "a").then(|| "A`".to_owned()));
        assert_eq!(&*renamed, "unknown member `A`` in `b`; a is a word");
        let again = renamed.with_code(|code| (code == "b").then(String::new));
        assert_eq!(&*again, "unknown member `A`` in ``; a is a word");
    }

    #[test]
    fn sentences_are_joined() {
        let mut help = Text::default();
        help.add("; ", &"use `x`".into());
        help.add("; ", &"or `y`".into());
        assert_eq!(&*help, "use `x`; or `y`");
        assert_eq!(help.parts().count(), 4);
    }
}
