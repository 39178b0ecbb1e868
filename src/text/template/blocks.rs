//! Which tags of a template belong together, and which parts of the text exclude each other.

use super::tags::{Content, Family, Kind, Tag};
use std::{collections::BTreeMap, ops::Range};

/// A part of a template that appears or not.
pub(super) struct Block {
    /// The contents of its branches, in order.
    pub branches: Vec<Range<usize>>,
    /// Whether it may be that none of them appears.
    pub may_be_empty: bool,
    /// What decides, as an index; equal conditions have the same.
    pub condition: usize,
    /// Whether the condition is the opposite.
    pub negated: bool,
    pub content: Content,
}

/// What is wrong with the tags of a template, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TagError {
    /// A tag has no end.
    Unclosed(Range<usize>),
    /// A block has no end.
    NoEnd(Range<usize>),
    /// An end, or an `else`, belongs to no block.
    Stray(Range<usize>),
}

/// A block whose end was not found yet.
struct OpenBlock<'s> {
    tag: Range<usize>,
    family: Family,
    word: &'s str,
    condition: (String, bool),
    block: Block,
}

/// The blocks of a template, outer ones before inner ones, and the number of their conditions.
pub(super) fn blocks(tags: &[Tag<'_>]) -> Result<(Vec<Block>, usize), TagError> {
    let mut matching = Matching::default();
    for tag in tags {
        matching.take(tag)?;
    }
    while let Some(open) = matching.open.pop() {
        if open.block.content != Content::Perhaps {
            return Err(TagError::NoEnd(open.tag));
        }
    }
    matching.done.sort_by_key(|(start, _)| *start);
    let conditions = matching.conditions.len();
    Ok((matching.done.into_iter().map(|it| it.1).collect(), conditions))
}

#[derive(Default)]
struct Matching<'s> {
    open: Vec<OpenBlock<'s>>,
    done: Vec<(usize, Block)>,
    conditions: BTreeMap<String, usize>,
}

impl<'s> Matching<'s> {
    fn take(&mut self, tag: &Tag<'s>) -> Result<(), TagError> {
        match tag.kind {
            Kind::Unclosed => Err(TagError::Unclosed(tag.span.clone())),
            Kind::Open { word, content, condition, negated } => {
                let start = tag.span.end;
                let condition = normal(condition, negated);
                let block = Block {
                    branches: vec![Range { start, end: start }],
                    may_be_empty: true,
                    condition: 0,
                    negated: condition.1,
                    content,
                };
                let (tag, family) = (tag.span.clone(), tag.family);
                self.open.push(OpenBlock { tag, family, word, condition, block });
                Ok(())
            }
            Kind::Branch { is_last } => self.branch(tag, is_last),
            Kind::Close(word) => self.close(tag, word),
            Kind::Output | Kind::Silent | Kind::Include => Ok(()),
        }
    }

    fn branch(&mut self, tag: &Tag<'_>, is_last: bool) -> Result<(), TagError> {
        self.drop_doubtful(|_| false);
        let Some(open) = self.open.last_mut().filter(|it| it.family == tag.family) else {
            return if is_lenient(tag.family) { Ok(()) } else { Err(TagError::Stray(tag.span.clone())) };
        };
        let block = &mut open.block;
        if let Some(last) = block.branches.last_mut() {
            last.end = tag.span.start;
        }
        block.branches.push(Range { start: tag.span.end, end: tag.span.end });
        block.may_be_empty &= !is_last;
        Ok(())
    }

    fn close(&mut self, tag: &Tag<'_>, word: &str) -> Result<(), TagError> {
        self.drop_doubtful(|open| open == word);
        let ends_any = word.is_empty() && tag.family != Family::Curly;
        let belongs = |it: &mut OpenBlock<'_>| it.family == tag.family && (it.word == word || ends_any);
        let Some(mut open) = self.open.pop_if(belongs) else {
            return if is_lenient(tag.family) { Ok(()) } else { Err(TagError::Stray(tag.span.clone())) };
        };
        if let Some(last) = open.block.branches.last_mut() {
            last.end = tag.span.start;
        }
        let next = self.conditions.len();
        open.block.condition = *self.conditions.entry(open.condition.0).or_insert(next);
        self.done.push((open.tag.start, open.block));
        Ok(())
    }

    /// Forgets blocks of which it is not known whether they have an end, up to one for which this is the end.
    fn drop_doubtful(&mut self, is_end: impl Fn(&str) -> bool) {
        while self.open.pop_if(|it| it.block.content == Content::Perhaps && !is_end(it.word)).is_some() {}
    }
}

/// Code and comments: not every line that looks like an end is one.
fn is_lenient(family: Family) -> bool {
    matches!(family, Family::Angle | Family::Velocity)
}

/// A condition without its negation, and whether it is negated. Spaces make no difference.
fn normal(condition: &str, negated: bool) -> (String, bool) {
    let mut text = condition.trim();
    let mut negated = negated;
    for prefix in ["not ", "!"] {
        if let Some(rest) = text.strip_prefix(prefix) {
            (text, negated) = (rest.trim_start(), !negated);
        }
    }
    let mut words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.contains("!=") {
        (words, negated) = (words.replace("!=", "=="), !negated);
    } else if let Some(rest) = words.strip_prefix("ne ") {
        (words, negated) = (format!("eq {rest}"), !negated);
    }
    words.retain(|it| !matches!(it, '(' | ')'));
    (words, negated)
}
