//! A container override names a container that cannot exist.
//!
//! A container name consists of up to 255 letters, digits, hyphens and underscores. An override with
//! any other name cannot match a container of a task definition, and the call fails with
//! `Override for container named … is not a container in the TaskDefinition.`
//!
//! The usual causes are the name of something else (an image, `family:revision`, an ARN), a variable
//! that was not replaced, or a stray space. Use the exact name from the task definition, which is
//! case-sensitive.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{lint::rule::prelude::*, rules::shared::format::report_too_long, text::charset};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/overrides/containerOverrides/*/name")], check),
};

fn allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(name) = node.as_str() else { return };
    let most = cx.limit(&limits::CONTAINER_NAME_LENGTH) as usize;
    // An empty name belongs to `override-name-missing`.
    if name.len() <= most && charset::NAME.has_all(name.as_bytes()) || name.trim().is_empty() {
        return;
    }
    let rejected: Vec<_> = name.match_indices(|c| !allowed(c)).collect();
    let Some((first, more)) = rejected.split_first() else { return too_long(node, &name, most, cx) };

    let place = |(at, text): &(usize, &str)| node.part(*at..at + text.len());
    let report = cx.report(
        place(first),
        format!("container name {} contains {}, which ECS does not allow", quoted(&name), quoted(first.1)),
    );
    report.label("not allowed");
    for it in more.iter().take(16) {
        report.also(place(it), "also not allowed");
    }
    report.help("use the name of the container in the task definition: letters, digits, `-` and `_` only");
    let trimmed = name.trim();
    if trimmed.chars().all(allowed) && trimmed.len() <= most {
        report.fix(Unsafe, "remove the whitespace around the name", vec![node.replace_str(trimmed)]);
    }
}

fn too_long(node: Node<'_>, name: &str, most: usize, cx: &mut RuleContext<'_>) {
    let Some(report) = report_too_long(node, name, most, "a container name", cx) else { return };
    report.help(format!(
        "use the name of the container in the task definition, which has at most {most} characters"
    ));
}
