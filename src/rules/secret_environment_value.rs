//! An environment variable or a tag whose name suggests a secret has a hard-coded value.
//!
//! Names that end in `PASSWORD`, `SECRET`, `TOKEN`, `API_KEY` and similar words suggest a secret. Shell variables
//! (`$DB_PASSWORD`), template placeholders (`${…}`, `{{…}}`, `<…>`), ARNs and other references, and obvious dummy
//! values such as `changeme` are not reported. Tags are checked in the same way. Whatever the name of a variable is, passwords
//! in its value are reported, as in `Server=db;Password=…`, and the credentials after `Bearer` and `Basic`.
//!
//! Everyone who can read the repository has the secret, and after the launch everyone who can call describe-tasks or
//! describe-task-definition: ECS stores environment variables, arguments and tags in plain text. Reports never show the
//! secret: they replace each of its characters with an asterisk.
//!
//! Revoke it: a committed secret stays in the history of the repository. Store the new one in Secrets Manager or
//! Parameter Store, and pass it to the container with `secrets` in the task definition. A request cannot
//! override `secrets`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::{lint::rule::prelude::*, secrets};

pub const CONFIDENCE: Confidence = Heuristic;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/environment/*/name"),
            Request("/overrides/containerOverrides/*/environment/*/value"),
            Request("/tags/*/key"),
            TaskDefinition("/containerDefinitions/*/environment/*/name"),
            TaskDefinition("/containerDefinitions/*/environment/*/value"),
            TaskDefinition("/tags/*/key"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if node.shape().get().name == "value" {
        if node.plain_bytes().is_none_or(|text| may_contain_secret(node, text)) {
            look_into(node, cx);
        }
        return;
    }
    // Nearly all names are written without escapes, and have another ending.
    if node.plain_bytes().is_none_or(secrets::may_be_secret_name) {
        look_closely(node, cx);
    }
}

/// Whether a value may be a connection string with a password, or the value of a header.
fn may_contain_secret(node: Node<'_>, text: &[u8]) -> bool {
    let inside = node.span().start as usize + 1;
    text.starts_with(b"B") && text.contains(&b' ')
        || memchr::memchr(b'=', text).is_some()
            && secrets::may_assign(node.tree().text().as_bytes(), inside..inside + text.len())
}

/// `Server=db;Password=…`, `?user=a&password=…`, `Bearer …`.
#[cold]
fn look_into(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(text) = node.as_str() else { return };
    let name = node.parent().and_then(|it| it.get("name")).and_then(Node::as_str).unwrap_or_default();
    let is_reported = secrets::is_secret_name(&name) && secrets::is_literal(&text) || is_recognizable(&text);
    if is_reported {
        return;
    }
    let assigned = secrets::assigned(&text).find(|it| !it.colon).map(|it| it.value);
    let Some(value) = assigned.or_else(|| secrets::credentials(&text)) else { return };
    let report =
        cx.report(node.part(value), format!("hard-coded secret in environment variable {}", quoted(&name)));
    report.label("readable by everyone who can read the file").help(HELP);
}

const HELP: &str = "store it in Secrets Manager or Parameter Store, and reference it in the `secrets` of the task definition";

/// Whether other rules report a value because of its format.
fn is_recognizable(text: &str) -> bool {
    secrets::access_key(text, 0).is_some()
        || secrets::private_key(text, 0).is_some()
        || secrets::any_token(text).is_some()
        || secrets::url_password(text, 0).is_some()
}

#[cold]
fn look_closely(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(name) = node.as_str().filter(|it| secrets::is_secret_name(it)) else { return };
    let Some(value) = node.parent().and_then(|it| it.get("value")) else { return };
    let Some(text) = value.as_str().filter(|it| secrets::is_literal(it)) else { return };
    if is_recognizable(&text) {
        return;
    }
    let is_tag = node.shape().get().name == "key";
    let what = if is_tag { "tag" } else { "environment variable" };
    let report = cx.report(value, format!("hard-coded secret in {what} {}", quoted(&name)));
    report.label("readable by everyone who can read the file").also(node, "the name suggests a secret");
    report.help(if is_tag { "remove it; do not store secrets in tags" } else { HELP });
}
