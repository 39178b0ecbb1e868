//! An environment variable overrides a secret of the task definition.
//!
//! The task definition gets the variable from Secrets Manager or the Parameter Store. A container cannot have the
//! same name in both `environment` and `secrets`: ECS rejects the registration of such a definition with `The
//! secret name must be unique and not shared with any new or existing environment variables set on the container`.
//! In a launch request, the value appears in plain text in the request, in CloudTrail and in the output of
//! describe-tasks.
//!
//! Remove the variable. Values from `secrets` can only be changed through the secret or the task definition.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::lint::rule::prelude::*;
use std::collections::BTreeMap;

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    if !launch.is_meant() {
        return;
    }
    // Each container once, because its secrets are collected for it.
    for (container, entry) in launch.overridden() {
        let Some(entry) = entry.filter(|_| !cx.is_full()) else { continue };
        let secrets = container.get("secrets").into_iter().flat_map(Node::elements);
        let secrets = secrets.filter_map(|it| it.get("name")).filter_map(|it| Some((it.as_str()?, it)));
        let secrets: BTreeMap<_, _> = secrets.collect();
        if secrets.is_empty() {
            continue;
        }
        let variables = entry.get("environment").into_iter().flat_map(Node::elements);
        for name in variables.filter_map(|it| it.get("name")) {
            let Some(text) = name.as_str() else { continue };
            let Some(secret) = secrets.get(&text) else { continue };
            let message =
                format!("environment variable {} overrides a secret of the task definition", quoted(&text));
            let report = cx.report(name, message).label("plain text here");
            report
                .also(*secret, "the secret")
                .help("remove it; to change the value, change the secret or the task definition");
        }
    }
}
