//! The task definition file is not the one that `taskDefinition` refers to.
//!
//! A launch was checked against a file with a different family, revision or account, or with a revision that is no longer
//! active. Therefore nothing else was compared. ECS uses the task definition that `taskDefinition` refers to, so this is
//! only a warning, unless the file says that this very revision is `INACTIVE`.
//!
//! Pass the right file, or correct `taskDefinition`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    if let Some(it) = launch.contradiction() {
        let report = cx.report(
            it.node,
            format!("the task definition file has a different {} than the request", it.what),
        );
        report
            .label(format!("{} in the request", it.what))
            .also(it.definition, format!("{} in the file", it.what));
        report.help("pass the file of this task definition with `--task-definition`, or correct the request");
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
    report.label("inactive").also(status, "status in the file").help("use an active revision");
}
