//! Templates with blocks: `{% if a %} … {% else %} … {% endif %}` and the same in other languages.
//!
//! A template is none of the documents that it becomes, so it is rendered: in each [`Rendering`] of [`read`] one branch of
//! each block is left, and everything else is blanked, byte for byte, so that offsets stay. The renderings are chosen so that
//! of any two conditions each holds in one of them without the other. Blocks with the same condition go together.

mod blocks;
mod tags;

use crate::text::{
    placeholder,
    span::{Span, is_among},
};
pub use blocks::TagError;
use blocks::{Block, blocks};
use std::ops::Range;
use tags::{Content, Family, Kind, Tag, tag_at};

/// A text with tags.
pub struct Template {
    /// What it may become.
    pub renderings: Vec<Rendering>,
    /// What is wrong with its tags. There is one rendering then, with all branches.
    pub error: Option<TagError>,
    /// Where the first tag that controls the text is.
    pub first: Range<usize>,
}

/// One of the texts that a template may become, as long as the template.
#[derive(Clone)]
pub struct Rendering {
    /// The text.
    pub text: String,
    /// Where a value of an unknown kind stands, in order.
    pub values: Vec<Span>,
    /// What was blanked or replaced, in order and apart.
    pub hidden: Vec<Span>,
    /// Where something of an unknown length may stand: the inserted parts of other files.
    pub included: Vec<Span>,
}

/// The most bytes of all renderings together, so that a large template has fewer of them.
const RENDERED_MAX: usize = 1 << 18;
/// The most branches of a block that get a rendering of their own.
const BRANCHES_MAX: usize = 8;

/// Whether a text may have a tag at all.
pub fn may_be(text: &str) -> bool {
    ["{%", "{{", "<%", "%{", "<#", "<?", "#if", "#foreach"].iter().any(|it| text.contains(it))
}

/// Reads a template; `None` for a text without a tag that controls it.
pub fn read(text: &str) -> Option<Template> {
    if !may_be(text) {
        return None;
    }
    let mut scan = Scan::new(text);
    scan.all();
    let first = scan.first()?;
    let (blocks, error) = match blocks(&scan.tags) {
        Ok(found) => (found, None),
        Err(error) => ((Vec::new(), 0), Some(error)),
    };
    let base = scan.base();
    let renderings = render(&base, &blocks.0, blocks.1);
    Some(Template { renderings, error, first })
}

/// A text as it can be read: without its tags, and with a value for each placeholder outside of strings. `None` for a text
/// that has neither.
pub fn readable(text: &str) -> Option<Rendering> {
    match read(text) {
        Some(template) => template.renderings.into_iter().next(),
        None => placeholder::mask(text).map(|masked| Rendering {
            hidden: masked.values.clone(),
            text: masked.text,
            values: masked.values,
            included: Vec::new(),
        }),
    }
}

/// What was found in one pass over the text.
struct Scan<'s> {
    text: &'s str,
    /// The tags outside of strings.
    tags: Vec<Tag<'s>>,
    /// Values outside of strings, in order.
    values: Vec<Range<usize>>,
    /// Parts of strings that are blocks, or that have quotes of their own, in order.
    inner: Vec<Range<usize>>,
}

impl<'s> Scan<'s> {
    fn new(text: &'s str) -> Scan<'s> {
        Scan { text, tags: Vec::new(), values: Vec::new(), inner: Vec::new() }
    }

    fn all(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            at = match bytes[at] {
                b'"' => self.string(at),
                b'#' => self.outside(at),
                byte if placeholder::begins_hole(byte) => self.outside(at),
                _ => at + 1,
            };
        }
        self.settle();
    }

    /// Outside of strings; gives where to go on.
    fn outside(&mut self, at: usize) -> usize {
        if let Some(tag) = tag_at(self.text, at) {
            let end = tag.span.end;
            self.tags.push(tag);
            return end;
        }
        let Some(end) = placeholder::outside(self.text, at) else { return at + 1 };
        let end = placeholder::after_word(self.text, end);
        self.values.push(at..end);
        end
    }

    /// A string: what belongs to a template in it, and where it ends.
    fn string(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        let mut controlled: Option<Range<usize>> = None;
        let mut depth = 0_i32;
        let mut quoted = Vec::new();
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 2,
                b'"' | b'\n' => break,
                b'{' | b'<' | b'%' | b'$' => {
                    let Some(tag) = tag_in_string(self.text, at) else {
                        at += 1;
                        continue;
                    };
                    at = tag.span.end;
                    match tag.kind {
                        Kind::Open { .. } => depth += 1,
                        Kind::Close(_) => depth -= 1,
                        _ => {}
                    }
                    if tag.kind != Kind::Output {
                        let from = controlled.as_ref().map_or(tag.span.start, |it| it.start);
                        controlled = Some(from..tag.span.end);
                    } else if bytes[tag.span.clone()].contains(&b'"') {
                        quoted.push(tag.span);
                    }
                }
                _ => at += 1,
            }
        }
        let at = at.min(bytes.len());
        // What a block contains that goes on after the string is not known.
        let controlled = controlled.map(|it| it.start..if depth == 0 { it.end } else { at });
        quoted.retain(|it| controlled.as_ref().is_none_or(|all| it.end <= all.start || all.end <= it.start));
        quoted.extend(controlled);
        quoted.sort_by_key(|it| it.start);
        self.inner.append(&mut quoted);
        (at + 1).min(bytes.len().max(start + 1))
    }

    /// `{{ end }}` may be a variable where nothing was begun, and a line of comment may begin with `#end`.
    fn settle(&mut self) {
        let opens = |family| {
            let is_open =
                |it: &Tag<'_>| it.family == family && matches!(it.kind, Kind::Open { .. } | Kind::Unclosed);
            self.tags.iter().any(is_open)
        };
        let (curly, velocity) = (opens(Family::Curly), opens(Family::Velocity));
        self.tags.retain(|it| it.family != Family::Velocity || velocity);
        for tag in &mut self.tags {
            let is_end = matches!(tag.kind, Kind::Close("") | Kind::Branch { .. });
            if tag.family == Family::Curly && !curly && is_end {
                tag.kind = Kind::Output;
            }
        }
        let outputs = self.tags.iter().filter(|it| it.kind == Kind::Output);
        self.values.extend(outputs.map(|it| it.span.start..placeholder::after_word(self.text, it.span.end)));
        self.values.sort_by_key(|it| it.start);
        self.values.dedup_by(|next, before| next.start < before.end);
        self.tags.retain(|it| it.kind != Kind::Output);
    }

    /// The first part that only a template has.
    fn first(&self) -> Option<Range<usize>> {
        let tag = self.tags.first().map(|it| it.span.clone());
        let inner = self.inner.first().cloned();
        [tag, inner].into_iter().flatten().min_by_key(|it| it.start)
    }

    /// The text with all branches and without its tags.
    fn base(&self) -> Rendering {
        let mut out = self.text.as_bytes().to_vec();
        let mut hidden: Vec<Range<usize>> = Vec::new();
        for tag in &self.tags {
            blank(&mut out, tag.span.clone());
            hidden.push(tag.span.clone());
        }
        for value in &self.values {
            blank(&mut out, value.clone());
            out[value.start] = b'0';
            hidden.push(value.clone());
        }
        for hole in &self.inner {
            placeholders(&mut out[hole.clone()]);
        }
        let included = self.tags.iter().filter(|it| it.kind == Kind::Include);
        let included = included.map(|it| span(&it.span)).collect();
        let values = self.values.iter().map(span).collect();
        hidden.sort_by_key(|it| it.start);
        let hidden = hidden.iter().map(span).collect();
        Rendering { text: String::from_utf8(out).unwrap_or_default(), values, hidden, included }
    }
}

fn span(range: &Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

/// A tag in a string, on its line.
fn tag_in_string(text: &str, at: usize) -> Option<Tag<'_>> {
    let tag = tag_at(text, at).or_else(|| expression(text, at))?;
    let shown = &text[tag.span.clone()];
    let is_known = match tag.family {
        Family::Percent => shown.starts_with("{%") && tags::is_control_word(shown),
        Family::FreeMarker | Family::Velocity => false,
        _ => true,
    };
    let is_whole = tag.kind != Kind::Unclosed && !shown.contains('\n') && has_own_quotes(shown);
    (is_known && is_whole).then_some(tag)
}

/// `${lookup("a")}` of Terraform.
fn expression(text: &str, at: usize) -> Option<Tag<'_>> {
    let end = text[at..].starts_with("${").then(|| placeholder::outside(text, at)).flatten()?;
    Some(Tag { span: at..end, family: Family::Terraform, kind: Kind::Output })
}

/// Whether the quotes in a tag belong to it, rather than ending the string around it: they are in pairs, and the first one
/// stands where an argument begins.
fn has_own_quotes(tag: &str) -> bool {
    let Some(first) = tag.find('"') else { return true };
    let pairs = tag.bytes().filter(|it| *it == b'"').count().is_multiple_of(2);
    pairs
        && !tag.contains('\\')
        && tag[..first].ends_with([' ', '(', '[', '=', '|', '<', '>', '!', '+', '?', ':', ','])
}

/// Blanks a part of the text, but for its line ends.
fn blank(out: &mut [u8], range: Range<usize>) {
    out[range].iter_mut().filter(|it| !matches!(**it, b'\n' | b'\r')).for_each(|it| *it = b' ');
}

/// Writes placeholders that are as long as what they replace.
fn placeholders(out: &mut [u8]) {
    const LONGEST: usize = 128;
    let mut rest = out;
    while !rest.is_empty() {
        let length = if rest.len() < 2 * LONGEST { rest.len() } else { LONGEST };
        let (part, after) = rest.split_at_mut(length);
        part.fill(b'x');
        if let [first, second, .., last] = part {
            (*first, *second, *last) = (b'$', b'{', b'}');
        }
        rest = after;
    }
}

/// Which branch a block has in a rendering.
#[derive(Clone, Copy)]
enum Pattern {
    /// The first branch of blocks whose condition has this bit of its index set, or does not.
    Bit(u32, bool),
    All(bool),
    /// This branch, where there are as many.
    Branch(usize),
}

impl Pattern {
    fn chosen(self, block: &Block) -> usize {
        let last = block.branches.len() - usize::from(!block.may_be_empty);
        let holds = match self {
            Pattern::Branch(index) => return index.min(last),
            Pattern::All(holds) => holds,
            Pattern::Bit(bit, holds) => (block.condition >> bit & 1 == 1) == holds,
        };
        if holds != block.negated { 0 } else { last }
    }
}

fn render(base: &Rendering, blocks: &[Block], conditions: usize) -> Vec<Rendering> {
    if blocks.is_empty() {
        return vec![base.clone()];
    }
    let bits = usize::BITS - conditions.saturating_sub(1).leading_zeros();
    let branches = blocks.iter().map(|it| it.branches.len()).max().unwrap_or_default().min(BRANCHES_MAX);
    let all = [Pattern::All(true), Pattern::All(false)].into_iter();
    let patterns = all
        .chain((1..branches).map(Pattern::Branch))
        .chain((0..bits).flat_map(|it| [Pattern::Bit(it, true), Pattern::Bit(it, false)]));
    let most = (RENDERED_MAX / base.text.len().max(1)).max(2);
    patterns.take(most).map(|pattern| rendering(base, blocks, pattern)).collect()
}

fn rendering(base: &Rendering, blocks: &[Block], pattern: Pattern) -> Rendering {
    let mut hidden = Vec::new();
    for block in blocks {
        let chosen = match block.content {
            Content::Choice => Some(pattern.chosen(block)),
            Content::Always | Content::Perhaps => Some(0),
            Content::Never => None,
        };
        let others = block.branches.iter().enumerate().filter(|(index, _)| Some(*index) != chosen);
        hidden.extend(others.map(|(_, range)| range.clone()));
    }
    let mut out = base.text.clone().into_bytes();
    hidden.sort_by_key(|it| it.start);
    let mut done = 0;
    for range in &hidden {
        if range.end > done {
            blank(&mut out, range.start.max(done)..range.end);
            done = range.end;
        }
    }
    let gone = joined(hidden.iter().map(span).collect());
    let is_left = |it: &&Span| !is_among(&gone, **it);
    let values = base.values.iter().filter(is_left).copied().collect();
    let included = base.included.iter().filter(is_left).copied().collect();
    let hidden = joined(base.hidden.iter().copied().chain(gone.iter().copied()).collect());
    Rendering { text: String::from_utf8(out).unwrap_or_default(), values, hidden, included }
}

/// Spans in order, those that overlap or touch joined.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|it| !it.is_empty());
    spans.sort();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}
