//! A variable whose name says that it is secret has its value in the file.
//!
//! Names that end in `PASSWORD`, `SECRET`, `TOKEN`, `API_KEY` and the like are taken for such. Variables of a
//! shell (`$DB_PASSWORD`), holes of templates (`${…}`, `{{…}}`, `<…>`), ARNs and other references, and obvious
//! stand-ins such as `changeme` are no values. Tags are looked at in the same way.
//!
//! Whoever reads the repository has it, and after the launch whoever may call describe-tasks or
//! describe-task-definition: ECS keeps environment, arguments and tags in plain text. Reports never
//! show it: every character of it is an asterisk in them.
//!
//! Revoke it: what was committed stays in the history. Keep the new one in Secrets Manager or Parameter
//! Store, and have the task definition's `secrets` hand it to the container. A request cannot override `secrets`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::{rule::prelude::*, secret};

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

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    // Nearly all names are written without escapes, and end otherwise.
    if node.plain_bytes().is_none_or(secret::may_be_secret_name) {
        look_closely(node, cx);
    }
}

#[cold]
fn look_closely(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(name) = node.as_str().filter(|it| secret::is_secret_name(it)) else { return };
    let Some(value) = node.parent().and_then(|it| it.get("value")) else { return };
    let Some(text) = value.as_str().filter(|it| secret::is_literal(it)) else { return };
    // What shows by itself what it is belongs to another rule.
    let shows = secret::access_key(&text, 0).is_some()
        || secret::private_key(&text, 0).is_some()
        || secret::any_token(&text).is_some()
        || secret::url_password(&text, 0).is_some();
    if shows {
        return;
    }
    let is_tag = node.shape().get().name == "key";
    let what = if is_tag { "tag" } else { "environment variable" };
    let report = cx.report(value, format!("{what} {} has a secret for its value", quoted(&name)));
    report.label("readable by everybody who reads the file").also(node, "its name says so");
    report.help(if is_tag {
        "take it out: tags are no place for secrets"
    } else {
        "keep it in Secrets Manager or Parameter Store and name it in the `secrets` of the task definition"
    });
}
