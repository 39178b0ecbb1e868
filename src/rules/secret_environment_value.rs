//! An environment variable or a tag whose name suggests a secret has a hard-coded value.
//!
//! Names that end in `PASSWORD`, `SECRET`, `TOKEN`, `API_KEY` and similar words suggest a secret. Shell variables
//! (`$DB_PASSWORD`), template placeholders (`${…}`, `{{…}}`, `<…>`), ARNs and other references, and obvious dummy
//! values such as `changeme` are not reported. Tags are checked in the same way.
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
            Request("/tags/*/key"),
            TaskDefinition("/containerDefinitions/*/environment/*/name"),
            TaskDefinition("/tags/*/key"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    // Nearly all names are written without escapes, and have another ending.
    if node.plain_bytes().is_none_or(secrets::may_be_secret_name) {
        look_closely(node, cx);
    }
}

#[cold]
fn look_closely(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(name) = node.as_str().filter(|it| secrets::is_secret_name(it)) else { return };
    let Some(value) = node.parent().and_then(|it| it.get("value")) else { return };
    let Some(text) = value.as_str().filter(|it| secrets::is_literal(it)) else { return };
    // Other rules report values that are recognizable by their format.
    let recognizable = secrets::access_key(&text, 0).is_some()
        || secrets::private_key(&text, 0).is_some()
        || secrets::any_token(&text).is_some()
        || secrets::url_password(&text, 0).is_some();
    if recognizable {
        return;
    }
    let is_tag = node.shape().get().name == "key";
    let what = if is_tag { "tag" } else { "environment variable" };
    let report = cx.report(value, format!("hard-coded secret in {what} {}", quoted(&name)));
    report.label("readable by everyone who can read the file").also(node, "the name suggests a secret");
    report.help(if is_tag {
        "remove it; do not store secrets in tags"
    } else {
        "store it in Secrets Manager or Parameter Store, and reference it in the `secrets` of the task definition"
    });
}
