//! The client that is to send the request does not know a member, or a value of an enumeration, yet.
//!
//! Each release of botocore, and so of the AWS CLI and boto3, has a model of the API of its day, and
//! refuses members that came later with `Unknown parameter in input`. Values of enumerations are not
//! compared, but what the service answers may not be understood.
//!
//! It is looked for where a client is named: `--client aws-cli/1.16.56`, what `aws --version` prints, or
//! `client` in `ecs-preflight.toml`. Releases of AWS CLI 2 are not recorded.
//!
//! Bring the client up to date, or leave out what it does not know.
//!
//! Source: <https://github.com/boto/botocore/blob/develop/CHANGELOG.rst>

use crate::{client, rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::NewerClient { node, since, client } = *fault else { return };
    let is_member = !client.knows(node.shape().get().since);
    let key = node.key().filter(|_| is_member);
    let name = match is_member {
        true => node.shape().get().name.to_owned(),
        false => node.as_str().unwrap_or_default().into_owned(),
    };
    let needed = client::needed(since).unwrap_or_else(|| format!("a client of {since}"));
    let report =
        cx.report(key.unwrap_or(node), format!("{} needs {needed}, newer than {client}", quoted(&name)));
    report.label(format!("since {since}")).help("bring the client up to date, or leave it out");
    if !is_member {
        report.severity(Warning).rejected_by(Nobody);
    }
}
