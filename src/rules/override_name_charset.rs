//! A container override names a container that cannot exist.
//!
//! Names of containers consist of letters, digits, hyphens and underscores, 255 at most. With any
//! other name the override fits no container of any task definition, and the call fails with
//! `Override for container named … is not a container in the TaskDefinition.`
//!
//! Most often it is the name of something else (an image, `family:revision`, an ARN), a variable
//! that nothing has replaced, or a stray blank. Write the name as it stands in the task
//! definition; case matters.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{characters, rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: OddStrings(&[Request("/overrides/containerOverrides/*/name")], check),
};

fn allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(name) = node.as_str() else { return };
    let most = cx.limit(&facts::CONTAINER_NAME_LENGTH) as usize;
    // A blank name is `override-name-missing`'s.
    if name.len() <= most && characters::NAME.has_all(name.as_bytes()) || name.trim().is_empty() {
        return;
    }
    let rejected: Vec<_> = name.match_indices(|c| !allowed(c)).collect();
    let Some((first, more)) = rejected.split_first() else { return too_long(node, &name, most, cx) };

    let place = |(at, text): &(usize, &str)| node.part(*at..at + text.len());
    let report =
        cx.report(place(first), format!("container name {} may not hold {}", quoted(&name), quoted(first.1)));
    report.label("not allowed");
    for it in more.iter().take(16) {
        report.also(place(it), format!("nor {}", quoted(it.1)));
    }
    report.help("use the name that the container has in the task definition: letters, digits, `-` and `_`");
    let trimmed = name.trim();
    if trimmed.chars().all(allowed) && trimmed.len() <= most {
        report.fix(Unsafe, "take away the white space around the name", vec![node.replace_str(trimmed)]);
    }
}

/// All its characters are ASCII, so bytes are characters.
fn too_long(node: Node<'_>, name: &str, most: usize, cx: &mut Cx<'_>) {
    let message = format!("a container name has {}, and {most} is the most", count(name.len(), "character"));
    let report = cx.report(node.part(most..name.len()), message);
    report.label(format!("{} too many", name.len() - most));
    report.help(format!(
        "use the name that the container has in the task definition: {most} characters at most"
    ));
}
