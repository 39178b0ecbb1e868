//! The log driver `awsfirelens` is used without a log router, or a log router without the driver.
//!
//! Containers with the log driver `awsfirelens` send their logs to the container of the same task that has a
//! `firelensConfiguration`. If either is missing, ECS rejects the task definition. A second router receives no logs,
//! which is a warning.
//!
//! Add the missing log router or log driver.
//!
//! AWS says:
//! - `When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.`
//! - `When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html>

use crate::{json::ValueKind::Object, lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions")], check),
};

fn driver<'t>(container: Node<'t>) -> Option<Node<'t>> {
    container.get("logConfiguration")?.get("logDriver")
}

fn router<'t>(container: Node<'t>) -> Option<Node<'t>> {
    container.get("firelensConfiguration").filter(|value| value.kind() == Object)
}

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let user = list.elements().filter_map(driver).find(|driver| driver.is("awsfirelens"));
    let first = list.elements().find_map(router);
    match (user, first) {
        (None, None) => {}
        (Some(user), None) => without_router(list, user, cx),
        (None, Some(first)) => without_user(list, first, cx),
        (Some(_), Some(first)) => check_others(list, first, cx),
    }
}

/// Whether everything is known: an unknown part may contain the missing one.
fn is_known(list: Node<'_>, cx: &RuleContext<'_>) -> bool {
    let is_sure = |container: Node<'_>| {
        let logs = container.get("logConfiguration");
        let router = container.get("firelensConfiguration");
        container.kind() == Object
            && router.is_none_or(|value| value.kind() == Object)
            && logs.is_none_or(|value| value.kind() == Object)
            && driver(container)
                .is_none_or(|value| crate::rules::shared::containers::known_text(value).is_some())
            && !["firelensConfiguration", "logConfiguration"]
                .iter()
                .any(|name| member_suggestion::is_misspelled(name, container))
    };
    cx.complete(list) && !cx.partial() && list.elements().all(is_sure)
}

#[cold]
fn without_router(list: Node<'_>, user: Node<'_>, cx: &mut RuleContext<'_>) {
    if is_known(list, cx) {
        cx.report(user, "log driver `awsfirelens` needs a container with `firelensConfiguration`")
            .label("no log router in this task")
            .help("add a log router: a container with `firelensConfiguration`");
    }
}

#[cold]
fn without_user(list: Node<'_>, router: Node<'_>, cx: &mut RuleContext<'_>) {
    if is_known(list, cx) {
        cx.report(router.key().unwrap_or(router), "no container uses the log driver `awsfirelens`")
            .label("receives no logs")
            .help("set `logDriver` to `awsfirelens` in another container, or remove `firelensConfiguration`");
    }
}

fn check_others(list: Node<'_>, first: Node<'_>, cx: &mut RuleContext<'_>) {
    for other in list.elements().filter_map(router).skip(1) {
        let report = cx.report(other.key().unwrap_or(other), "the task has more than one log router");
        report
            .severity(Warning)
            .rejected_by(Nobody)
            .label("another log router")
            .also(first.key().unwrap_or(first), "first log router");
        report.help("keep only one `firelensConfiguration`");
    }
}
