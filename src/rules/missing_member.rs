//! A member that has to be there is not.
//!
//! The AWS CLI does not send a request without its required members: `taskDefinition`, for StartTask
//! also `containerInstances`, `subnets` of an `awsvpcConfiguration`, `family` and
//! `containerDefinitions` of a task definition, and a few deeper ones. In a file those of the request may be left to the command line (`aws ecs start-task --cli-input-json
//! file://… --container-instances …`): say `--partial` for such files. A request with neither
//! `containerInstances` nor a member that only RunTask has is checked as one for RunTask; say `--kind
//! start-task` where it is for StartTask.
//!
//! Add the member.
//!
//! AWS says:
//! - `Missing required parameter in *: "*"`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::MissingMember { object, member } = *fault else { return };
    let name = member.name;
    let is_root = object.shape() == cx.kind().root();
    let whole = cx.called(object);
    let expected = member.expected(cx.date());
    let report = cx.report(object.opening(), format!("{whole} lacks `{name}`"));
    report.label(format!("needs `{name}`, {expected}"));
    report.help(format!("add `\"{name}\": …`"));
    if is_root {
        report.help("where the command line supplies it, check with `--partial`");
    }
    if name == "containerInstances" {
        report.help("where the file is for `run-task`, check with `--kind run-task`");
    }
}
