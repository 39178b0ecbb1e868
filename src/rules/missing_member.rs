//! A required member is missing.
//!
//! The AWS CLI does not send a request without its required members: `taskDefinition`, `containerInstances` (for
//! StartTask), `subnets` of an `awsvpcConfiguration`, `family` and `containerDefinitions` of a task definition, and a
//! few nested ones. If the command line supplies top-level members of the request (`aws ecs start-task
//! --cli-input-json file://… --container-instances …`), pass `--partial`. A request with neither `containerInstances`
//! nor a member that only RunTask has is checked as a RunTask request; if it is for StartTask, pass `--kind
//! start-task`.
//!
//! Add the member.
//!
//! AWS says:
//! - `Missing required parameter in *: "*"`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{lint::rule::prelude::*, text::kebab::kebab};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::MissingMember { object, member } = *fault else { return };
    let name = member.name;
    let is_root = object.shape() == cx.kind().root();
    let whole = cx.called(object);
    let (is_for_cli, is_command) = (cx.is_for_cli(), cx.is_command());
    let expected = member.expected(cx.date());
    let report = cx.report(object.opening_bracket(), format!("{whole} is missing `{name}`"));
    report.label("missing here");
    report.help(format!("add `\"{name}\": …` ({expected})"));
    if is_root && is_command {
        report.help(format!("or pass it as `--{}`", kebab(name)));
    } else if is_root && is_for_cli {
        report.help("where the command line supplies it, check with `--partial`");
    }
    if is_for_cli && !is_command && name == "containerInstances" {
        report.help("if the file is for `run-task`, pass `--kind run-task`");
    }
}
