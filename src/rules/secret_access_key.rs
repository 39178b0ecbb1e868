//! The id of an AWS access key stands in the file.
//!
//! `AKIA` and sixteen capital letters and digits are the id of a user's key, `ASIA` of a session's. The
//! secret half is rarely far away. A task needs neither: it gets credentials of its own from its task
//! role. Ids of the documentation, which end in `EXAMPLE`, are none.
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

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Secrets(secret::PLACES, check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(text) = node.as_str() else { return };
    let Some(range) = secret::access_key(&text, 0) else { return };
    let report = cx.report(node.part(range), "an AWS access key stands in the file");
    report.label("a key of AWS");
    report.help("delete the key in IAM; give the task its rights by `taskRoleArn`, which needs no key");
}
