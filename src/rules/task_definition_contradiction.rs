//! The file of the task definition is not what `taskDefinition` names.
//!
//! A launch was held against a file whose family, revision or account is another, or which is no longer active. So
//! nothing else was compared. ECS takes what `taskDefinition` names: it is a warning, but where the file says that the
//! very revision is `INACTIVE`.
//!
//! Give the right file, or write the name that the file has.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut Cx<'_>) {
    if let Some(it) = launch.contradiction() {
        let report = cx.report(it.node, format!("the task definition at hand is of another {}", it.what));
        report.label(format!("another {}", it.what)).also(it.definition, "at hand is this one");
        report.help(
            "give the file of this task definition with `--task-definition`, or name the one that was meant",
        );
        return;
    }
    let (Some(named), Some(status)) = (launch.member("taskDefinition"), launch.definition.get("status"))
    else {
        return;
    };
    let revision =
        named.as_str().is_some_and(|it| it.rsplit_once(':').is_some_and(|(_, it)| it.parse::<u32>().is_ok()));
    if !revision || !(status.is("INACTIVE") || status.is("DELETE_IN_PROGRESS")) {
        return;
    }
    let report = cx.report(named, "the revision is no longer active").severity(Error).rejected_by(Service);
    report.label("inactive").also(status, "as described").help("name an active revision");
}
