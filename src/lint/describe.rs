//! How messages name a value.

use crate::{json::Node, text::display::quoted};

/// What a person calls a value: by its key, or as an entry of a list; `None` for a whole document.
pub fn called(node: Node<'_>) -> Option<String> {
    let key = |node: Node<'_>| node.key().and_then(Node::as_str).map(|it| quoted(&it));
    let parent = node.parent()?;
    Some(key(node).unwrap_or_else(|| match key(parent) {
        Some(list) => format!("an entry of {list}"),
        None => "an entry of the list".to_owned(),
    }))
}
