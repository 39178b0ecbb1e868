//! The tree that the grammar of bash gives: its nodes, and what is known about the place of each. The only file that
//! knows tree-sitter.

use crate::script::array::{ScopeId, Scopes};
use std::ops::ControlFlow;
pub(super) use tree_sitter::Node;
use tree_sitter::{ParseOptions, Parser, Point, Tree};

/// The limit of the parser's steps per byte, more than any script needs.
const STEPS_A_BYTE: usize = 8;

/// The tree of a text; `None` where it takes too many steps.
pub(super) fn parse(text: &str) -> Option<Tree> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_bash::LANGUAGE.into()).ok()?;
    let bytes = text.as_bytes();
    let mut steps = 1_000 + bytes.len().saturating_mul(STEPS_A_BYTE);
    let mut progress = |_: &tree_sitter::ParseState| {
        steps = steps.saturating_sub(1);
        if steps == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = ParseOptions::new().progress_callback(&mut progress);
    let mut input = |at: usize, _: Point| bytes.get(at..).unwrap_or_default();
    parser.parse_with_options(&mut input, None, Some(options))
}

/// A node of the tree.
pub(super) struct Visited<'t> {
    pub node: Node<'t>,
    /// Whether what it says may not happen.
    pub conditional: bool,
    pub scope: ScopeId,
}

/// All nodes in order, and the scopes that they stand in.
pub(super) fn nodes(root: Node<'_>) -> (Vec<Visited<'_>>, Scopes) {
    let mut cursor = root.walk();
    let mut nodes = Vec::new();
    let mut scopes = Scopes::default();
    let mut around = vec![(false, Scopes::ROOT)];
    loop {
        let node = cursor.node();
        let (conditional, scope) = around.last().copied().unwrap_or((false, Scopes::ROOT));
        nodes.push(Visited { node, conditional, scope });
        if cursor.goto_first_child() {
            let inside = scopes.inside(node.kind(), scope);
            around.push((conditional || is_branch(node.kind()), inside));
            continue;
        }
        while !cursor.goto_next_sibling() {
            around.pop();
            if !cursor.goto_parent() {
                return (nodes, scopes);
            }
        }
    }
}

fn is_branch(kind: &str) -> bool {
    matches!(
        kind,
        "if_statement" | "case_item" | "while_statement" | "for_statement" | "c_style_for_statement" | "list"
    )
}

pub(super) fn children(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    (0..node.child_count()).filter_map(move |it| node.child(it as u32))
}

/// The words of a command that are after the opening of a here-document.
pub(super) fn arguments(redirect: Node<'_>) -> Vec<Node<'_>> {
    let is_one = |at: &usize| redirect.field_name_for_child(*at as u32) == Some("argument");
    (0..redirect.child_count()).filter(is_one).filter_map(|it| redirect.child(it as u32)).collect()
}
