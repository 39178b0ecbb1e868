//! Cheap questions that spare most strings of a clean file the rules on their format.

use crate::{
    json::Node,
    text::simd::{Block, WIDTH},
};

/// Whether a string is a short name, as most strings in a launch document are: 1 to 32 letters, digits, `-` and `_`,
/// which are checked in one step. No limit of the model on names, keys and values is lower.
#[inline(never)]
pub(crate) fn is_short_name(node: Node<'_>) -> bool {
    let length = node.plain_bytes().map_or(0, <[u8]>::len);
    let others = || {
        let block = Block::at(node.tree().text().as_bytes(), node.span().start as usize + 1);
        !block.alphanumeric_or([b'-', b'_'])
    };
    (1..=WIDTH).contains(&length) && others().trailing_zeros() as usize >= length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_in_one_step() {
        for (text, expected) in [
            (r#""""#, false),
            (r#""a""#, true),
            (r#""aZ_09-""#, true),
            (r#""a.b""#, false),
            (r#""\u0061""#, false),
            (r#""ä""#, false),
            (r#""0123456789abcdef0123456789abcdef""#, true),
            (r#""0123456789abcdef0123456789abcdef0""#, false),
            (r#"["a b"]"#, false),
            ("1", false),
        ] {
            for text in [text.to_owned(), format!("{text}{}", " ".repeat(40))] {
                let parsed = crate::json::parse(&text);
                assert_eq!(is_short_name(parsed.tree.root()), expected, "{text}");
            }
        }
    }
}
