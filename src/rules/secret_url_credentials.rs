//! An address holds a password: `scheme://user:password@host`.
//!
//! Besides whoever reads the file, many programs write the addresses they connect to into their logs.
//!
//! Whoever reads the repository has it, and after the launch whoever may call describe-tasks or
//! describe-task-definition: ECS keeps environment, arguments and tags in plain text. Reports never
//! show it: every character of it is an asterisk in them.
//!
//! Revoke it: what was committed stays in the history. Keep the new one in Secrets Manager or Parameter
//! Store, and have the task definition's `secrets` hand it to the container.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::{rule::prelude::*, secret};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Secrets(secret::PLACES, check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(text) = node.as_str() else { return };
    let Some(range) = secret::url_password(&text, 0) else { return };
    let report = cx.report(node.part(range), "an address holds a password");
    report.label("the password").help("hand the address over by the `secrets` of the task definition");
}
