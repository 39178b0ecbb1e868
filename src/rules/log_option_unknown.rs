//! A log configuration contains an option that its driver does not support.
//!
//! ECS rejects unknown options of `awslogs`. The other drivers belong to Docker, which does not start a container with
//! an unknown option (`unknown log opt`). `awsfirelens` passes all options on. For Docker's drivers, an unknown option
//! is only a warning if it is neither a typo nor an option of another driver, as new options are added over time.
//!
//! Correct the name, or remove the option.
//!
//! AWS says:
//! - `Log driver * disallows options: *`
//! - `unknown log opt * for * log driver`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html>

use crate::{
    lint::rule::prelude::*,
    model::log_driver::{self, LogDriver},
    text::edit_distance,
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/logConfiguration/options")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(driver) = node.parent().and_then(LogDriver::of).filter(|it| !it.any) else { return };
    for (key, _) in node.members() {
        if !driver.known().any(|it| key.is(it)) {
            unknown(node, key, driver, cx);
        }
    }
}

#[cold]
fn unknown(options: Node<'_>, key: Node<'_>, driver: &LogDriver, cx: &mut RuleContext<'_>) {
    let Some(name) = key.as_str().filter(|it| !it.is_empty()) else { return };
    let free = driver.known().filter(|it| options.get(it).is_none());
    let near = edit_distance::word(&name, free);
    let message = format!("unknown option {} for log driver `{}`", quoted(&name), driver.name);
    let report = cx.report(key, message);
    if driver.name != "awslogs" {
        report.rejected_by(Runtime);
    }
    match near {
        Some(near) => {
            report.label(format!("did you mean `{near}`?"));
            report.fix(Safe, format!("rename to `{near}`"), vec![key.replace_str(near)]);
        }
        None if log_driver::is_known(&name) => {
            report.label("an option of another log driver").help("remove it");
        }
        None => {
            if driver.name != "awslogs" {
                report.severity(Warning).rejected_by(Nobody);
            }
            report.help(format!(
                "use one of its options: {}",
                join(driver.options.iter().map(|it| format!("`{it}`")), "or")
            ));
        }
    }
}
