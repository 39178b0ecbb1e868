//! A token of some service stands in the file.
//!
//! Tokens of GitHub, GitLab, Slack, Stripe, npm and others begin in a way of their own (`ghp_`, `glpat-`,
//! `xoxb-` …), and JSON Web Tokens with `eyJ`. What looks like one may be expired or invented; it is
//! taken for one where it is long enough and holds digits.
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
    let Some((range, what)) = secret::token(&text, 0) else { return };
    let report = cx.report(node.part(range), format!("{what} stands in the file"));
    report.label("whoever reads it can use it");
    report.help("take it out of the file and revoke it; keep it in Secrets Manager or Parameter Store and name it in the `secrets` of the task definition");
}
