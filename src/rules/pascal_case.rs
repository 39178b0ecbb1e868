//! A request stands on its own and has its members in PascalCase.
//!
//! Step Functions, EventBridge and the SDKs for Go, .NET and Java write `ContainerOverrides`, and a
//! file for one of them is right as it is: it is checked in that spelling. The AWS CLI knows
//! `containerOverrides` alone and refuses every member of such a file.
//!
//! For the AWS CLI, write the members in camelCase. Where the file is to be one for the AWS CLI,
//! `--kind` makes this an error.
//!
//! Source: <https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Info, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::PascalCase { root } = *fault else { return };
    let key = root.members().next().map_or(root.opening(), |(key, _)| key.into());
    let report =
        cx.report(key, "members in PascalCase are for Step Functions or an SDK, not for the AWS CLI");
    report.label("PascalCase").help("write them in camelCase where the file is for the AWS CLI");
}
