//! The image of a container contains whitespace or a URL scheme.
//!
//! An image is `repository`, `repository:tag` or `repository@digest`, where the repository may start with the host of its
//! registry. ECS rejects a space or a line break anywhere in it, which is often left over from copying or from the output
//! of a command. It accepts `https://` in front, but then the image cannot be pulled.
//!
//! Remove the whitespace or the scheme.
//!
//! AWS says:
//! - `Container.image contains invalid characters.`
//! - `CannotPullContainerError: *invalid reference format*`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/image")], check),
};

/// What is in front of the address of a web page.
const SCHEMES: [&str; 2] = ["https://", "http://"];

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let is_odd = |bytes: &[u8]| {
        bytes.starts_with(b"http") || bytes.iter().any(|byte| *byte <= b' ' || !byte.is_ascii())
    };
    if node.plain_bytes().is_none_or(is_odd) {
        look_closely(node, cx);
    }
}

#[cold]
fn look_closely(node: Node<'_>, cx: &mut RuleContext<'_>) {
    // `skeleton-placeholder` reports an empty image.
    let is_template = |text: &str| text.contains(['{', '}', '<', '>', '$', '%', '#', '(', ')']);
    let text = node.as_str().filter(|text| !text.trim().is_empty() && !is_template(text));
    let Some(text) = text else { return };
    let without = SCHEMES.iter().find_map(|scheme| text.trim_start().strip_prefix(scheme));
    if let Some(rest) = without {
        let report = cx.report(node, "the image starts with a URL scheme").rejected_by(Runtime);
        let fix = vec![node.replace_str(rest.trim())];
        report.label("not an image name").fix(Safe, "remove the scheme", fix);
        return;
    }
    let Some((at, blank)) = text.char_indices().find(|(_, it)| it.is_whitespace()) else { return };
    let what = if blank == ' ' { "a space" } else { "whitespace" };
    let trimmed = text.trim();
    if trimmed.contains(char::is_whitespace) {
        let report = cx.report(node.part(at..at + blank.len_utf8()), format!("the image contains {what}"));
        report.label("not allowed in an image").help("write the image as `repository:tag`");
        return;
    }
    let place = if at == 0 { "starts" } else { "ends" };
    let report = cx.report(node, format!("the image {place} with {what}"));
    report.label("not allowed in an image").fix(Safe, "remove it", vec![node.replace_str(trimmed)]);
}
