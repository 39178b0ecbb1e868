//! The environment overrides what the task definition takes from `secrets`.
//!
//! The task definition gets the variable from Secrets Manager or the Parameter Store. A container cannot have one name
//! both in `environment` and in `secrets`: registering such a definition is refused with `The secret name must be
//! unique and not shared with any new or existing environment variables set on the container`. In a launch
//! request the value stands in clear in the request, in CloudTrail and in what describe-tasks prints.
//!
//! Leave it out. What `secrets` names can only be changed in the task definition.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::rule::prelude::*;
use std::collections::BTreeMap;

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut Cx<'_>) {
    if !launch.is_meant() {
        return;
    }
    // Each container once: its secrets are gone through for it.
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
            let message = format!("{} is what the task definition takes from `secrets`", quoted(&text));
            let report = cx.report(name, message).label("in clear here");
            report
                .also(*secret, "from here")
                .help("leave it out, and change the secret or the task definition");
        }
    }
}
