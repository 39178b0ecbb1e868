//! Members of states that are spelled as for the AWS CLI.

use crate::{
    document::dialect::{Dialect, EmbeddedRequests, rename::is_member, swapped},
    json::{Node, Tree},
};

/// Whether several members of a state are spelled as for the CLI. All of these are one mistake.
pub(super) fn has_camel_case(dialect: Dialect, site: Node<'_>) -> bool {
    dialect == Dialect::StepFunctions
        && site.nodes().filter(|node| names_for_the_cli(*node).is_some()).nth(1).is_some()
}

/// The name of a key that is spelled as for the CLI, without `.$`.
fn names_for_the_cli(key: Node<'_>) -> Option<&str> {
    let name = key.plain().filter(|_| key.is_key())?;
    let plain = name.strip_suffix(".$").unwrap_or(name);
    is_for_the_cli(key.parent()?, plain).then_some(plain)
}

/// Whether a member is spelled as for the CLI.
pub(super) fn is_for_the_cli(object: Node<'_>, name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && is_member(name)
        && object.get(&swapped(name)).is_none()
}

/// The members of each state of which several are spelled as for the CLI, with the right names. `read` is the document
/// as it was read.
pub(crate) fn camel_case_members<'t>(
    tree: &'t Tree<'_>,
    read: &Tree<'_>,
    sites: &EmbeddedRequests,
) -> Vec<Vec<(Node<'t>, String)>> {
    let sites =
        sites.sites.iter().map(|it| tree.node(it.0)).filter(|it| has_camel_case(Dialect::StepFunctions, *it));
    let member = |key: Node<'t>| {
        let plain = names_for_the_cli(key)?;
        let shape = read.node(key.parent()?.id()).shape();
        shape.member(plain)?;
        Some((key, swapped(key.plain()?).into_owned()))
    };
    let groups = sites.map(|site| site.nodes().filter_map(member).collect::<Vec<_>>());
    groups.filter(|group| !group.is_empty()).collect()
}
