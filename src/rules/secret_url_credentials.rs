//! A URL contains a hard-coded password: `scheme://user:password@host`.
//!
//! Many programs also write the URLs that they connect to into their logs.
//!
//! Everyone who can read the repository has the secret, and after the launch everyone who can call describe-tasks or
//! describe-task-definition: ECS stores environment variables, arguments and tags in plain text. Reports never show the
//! secret: they replace each of its characters with an asterisk.
//!
//! Revoke it: a committed secret stays in the history of the repository. Store the new one in Secrets Manager or
//! Parameter Store, and pass it to the container with `secrets` in the task definition.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::{lint::rule::prelude::*, rules::shared::secret_places, secrets};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Nobody, check: PossibleSecrets(secret_places::PLACES, check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(text) = node.as_str() else { return };
    let Some(range) = secrets::url_password(&text, 0) else { return };
    let report = cx.report(node.part(range), "hard-coded password in a URL");
    report
        .label("readable by everyone who can read the file")
        .help("pass the URL with `secrets` in the task definition");
}
