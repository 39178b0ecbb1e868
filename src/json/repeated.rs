//! Strings that stand in a list more than once.

use super::Node;
use std::borrow::Cow;

/// Up to so many are compared each with each, without allocating.
const FEW: usize = 8;

/// The strings that occur more than once among those that `string` finds in the elements of a list:
/// one group for each, all in document order.
pub fn repeated<'t>(
    list: Node<'t>,
    string: impl Fn(Node<'t>) -> Option<Node<'t>> + Copy,
) -> Vec<Vec<Node<'t>>> {
    let texts = || list.elements().filter_map(string).filter_map(|it| Some((it.as_str()?, it)));
    if list.elements().nth(FEW).is_none() {
        let again = |(text, node): (Cow<'t, str>, Node<'t>)| texts().any(|it| it.0 == text && it.1 != node);
        if !texts().any(again) {
            return Vec::new();
        }
    }
    let mut sorted: Vec<_> = texts().collect();
    sorted.sort_by(|a, b| (&a.0, a.1.id).cmp(&(&b.0, b.1.id)));
    let groups = sorted.chunk_by(|a, b| a.0 == b.0).filter(|it| it.len() > 1);
    let mut groups: Vec<Vec<_>> = groups.map(|group| group.iter().map(|it| it.1).collect()).collect();
    groups.sort_by_key(|group| group[0].id);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_give_the_same() {
        for fill in [0, 40] {
            let fill: String = (0..fill).map(|it| format!("\"{it}\",")).collect();
            let text = format!(r#"[{fill}"b", "a", 1, 1, "\u0062", "c", "a", "b"]"#);
            let tree = super::super::parse(&text).tree;
            let groups = repeated(tree.root(), Some);
            let words: Vec<Vec<_>> =
                groups.iter().map(|group| group.iter().map(|it| it.raw()).collect()).collect();
            assert_eq!(words, [vec!["\"b\"", "\"\\u0062\"", "\"b\""], vec!["\"a\"", "\"a\""]]);
        }
    }
}
