//! The task definition is larger than the 64 KiB that ECS allows.
//!
//! ECS measures the JSON text of the whole definition. This rule counts its characters without whitespace between tokens
//! and without `tags` and the members that only ECS writes, so the real size is never smaller than the one reported.
//!
//! Move long values out of the definition: environment variables into a file in Amazon S3 (`environmentFiles`), scripts
//! and configuration files into the image.
//!
//! AWS says:
//! - `Actual length: '*'. Max allowed length is '65536' bytes.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html>

use crate::{lint::rule::prelude::*, text::display::grouped};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[TaskDefinition("")], check) };

/// The most characters that one byte of a file becomes.
const GROWTH: usize = 2;

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let most = cx.limit(&limits::DEFINITION_BYTES) as usize;
    if node.span().len() * GROWTH > most {
        measure(node, most, cx);
    }
}

#[cold]
fn measure(node: Node<'_>, most: usize, cx: &mut RuleContext<'_>) {
    let is_other = |(key, value): &(Node<'_>, Node<'_>)| key.is("tags") || value.shape().get().read_only;
    let size = |node: Node<'_>| node.length().compact;
    // With a colon and a comma.
    let others = node.members().filter(is_other).map(|(key, value)| size(key) + size(value) + 2);
    let length = size(node).saturating_sub(others.sum());
    if length <= most {
        return;
    }
    let (length_shown, limit) = (grouped(length), grouped(most));
    let over = grouped(length - most);
    let message =
        format!("the task definition has at least {length_shown} bytes, {over} over the limit of {limit}");
    let report = cx.report(node.opening_bracket(), message);
    let containers = node.get("containerDefinitions").into_iter().flat_map(Node::elements);
    let parts = containers.flat_map(Node::members).chain(node.members().filter(|it| !is_other(it)));
    let parts = parts.filter(|(key, _)| !key.is("containerDefinitions"));
    if let Some((key, value)) = parts.max_by_key(|it| size(it.1)) {
        report.also(key, format!("the largest part: {} bytes", grouped(size(value))));
    }
    report.help("move long values into the image, or into a file in Amazon S3 (`environmentFiles`)");
}
