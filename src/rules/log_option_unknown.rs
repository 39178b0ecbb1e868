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
    model::{
        fargate,
        log_driver::{self, LogDriver},
    },
    text::edit_distance,
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/logConfiguration/options")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(driver) = node.parent().and_then(LogDriver::of).filter(|it| !it.any) else { return };
    let mut unknown = node.members().map(|it| it.0).filter(|key| !driver.known().any(|it| key.is(it)));
    let Some(first) = unknown.next() else { return };
    // `log-driver-fargate` says that the driver is wrong.
    if !driver.fargate && fargate::required(fargate::definition(node)).is_some() {
        return;
    }
    match driver.meant_by(node) {
        Some(meant) => of_another_driver(node, driver, meant, cx),
        None => std::iter::once(first).chain(unknown).for_each(|key| self::unknown(node, key, driver, cx)),
    }
}

/// All options are those of one other driver: that is one mistake.
#[cold]
fn of_another_driver(options: Node<'_>, driver: &LogDriver, meant: &LogDriver, cx: &mut RuleContext<'_>) {
    let Some(place) = options.parent().and_then(|it| it.get("logDriver")) else { return };
    let message = format!("the options are those of log driver `{}`, not of `{}`", meant.name, driver.name);
    let report = cx.report(place, message);
    if driver.name != "awslogs" {
        report.rejected_by(Runtime);
    }
    report.label(format!("did you mean `{}`?", meant.name));
    report.also(options.key().unwrap_or(options), "the options");
    report.fix(Unsafe, format!("use log driver `{}`", meant.name), vec![place.replace_str(meant.name)]);
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
