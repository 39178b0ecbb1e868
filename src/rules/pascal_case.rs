//! The members of a standalone request are in PascalCase.
//!
//! Step Functions, EventBridge and the SDKs for Go, .NET and Java use `ContainerOverrides`. A file for
//! one of them is correct as it is, and is checked in that spelling. The AWS CLI accepts only
//! `containerOverrides` and rejects every member of such a file.
//!
//! For the AWS CLI, write the members in camelCase. If the file is for the AWS CLI, pass `--kind` to
//! make this an error.
//!
//! Source: <https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Info, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::PascalCase { root } = *fault else { return };
    let key = root.members().next().map_or(root.opening_bracket(), |(key, _)| key.into());
    let report =
        cx.report(key, "members in PascalCase are for Step Functions or an SDK, not for the AWS CLI");
    report.label("PascalCase").help("if the file is for the AWS CLI, write them in camelCase");
}
