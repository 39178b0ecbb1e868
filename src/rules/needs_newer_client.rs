//! The selected client does not support a member or an enum value yet.
//!
//! Each release of botocore, and so of the AWS CLI and boto3, contains the API model of its time. It rejects members
//! that were added later with `Unknown parameter in input`. Clients do not check enum values, but may not understand
//! the response of the service.
//!
//! The rule runs only if a client is selected: with `--client aws-cli/1.16.56` (the version that `aws --version`
//! prints), or with `client` in `ecs-preflight.toml`. Releases of AWS CLI 2 are not recorded.
//!
//! Update the client, or remove the member or value.
//!
//! Source: <https://github.com/boto/botocore/blob/develop/CHANGELOG.rst>

use crate::{lint::rule::prelude::*, model::client_release};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::NewerClient { node, since, client } = *fault else { return };
    let is_member = !client.knows(node.shape().get().since);
    let key = node.key().filter(|_| is_member);
    let name = match is_member {
        true => node.shape().get().name.to_owned(),
        false => node.as_str().unwrap_or_default().into_owned(),
    };
    let needed = client_release::needed(since).unwrap_or_else(|| format!("a client of {since}"));
    let report =
        cx.report(key.unwrap_or(node), format!("{} requires {needed}, newer than {client}", quoted(&name)));
    report.label(format!("available since {since}")).help("update the client, or remove it");
    if !is_member {
        report.severity(Warning).rejected_by(Nobody);
    }
}
