//! The task definition needs an execution role and has none.
//!
//! ECS uses the execution role itself, before the task starts: to pull images from a private repository, to read
//! secrets, and on Fargate to write logs to CloudWatch Logs. `taskRoleArn` does not replace it, as that role is for
//! the containers. ECS rejects the registration if secrets, `repositoryCredentials`, or (on Fargate) the `awslogs`
//! driver or an Amazon ECR image need the role. On EC2 the instance role pulls images and writes logs.
//!
//! Add `executionRoleArn`. If the command line supplies it, pass `--partial`.
//!
//! AWS says:
//! - `Fargate requires task definition to have execution role ARN to support *`
//! - `When you are specifying container secrets, you must also specify a value for 'executionRoleArn'`
//! - `Private repository authentication requires that the task definition specify a value for executionRoleArn`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html>

use crate::{
    lint::rule::prelude::*,
    model::{
        fargate::{self, is_set},
        member_suggestion,
    },
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/!executionRoleArn")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if cx.partial() || !cx.complete(node) || member_suggestion::is_misspelled("executionRoleArn", node) {
        return;
    }
    let is_for_fargate = fargate::required(node).is_some();
    let containers = node.get("containerDefinitions").into_iter().flat_map(Node::elements);
    let needs: Vec<_> = containers.flat_map(|it| needs(it, is_for_fargate)).collect();
    if !needs.is_empty() {
        report(&needs, cx);
    }
}

/// The part of a container that needs the role, and whether ECS is known to reject a definition without it.
type Need<'t> = (Node<'t>, &'static str, bool);

fn needs<'t>(container: Node<'t>, is_for_fargate: bool) -> Vec<Need<'t>> {
    let logs = container.get("logConfiguration");
    let driver = logs.and_then(|it| it.get("logDriver")).filter(|it| is_for_fargate && it.is("awslogs"));
    let image = container.get("image").filter(|_| is_for_fargate);
    let image = image.filter(|it| it.as_str().is_some_and(|it| fargate::is_private_ecr(&it)));
    let of = |place: Option<Node<'t>>, name| place.and_then(|it| it.get(name)).filter(|it| is_set(*it));
    let secrets = of(Some(container), "secrets").and_then(Node::key);
    let options = of(logs, "secretOptions").and_then(Node::key);
    let credentials = of(Some(container), "repositoryCredentials").and_then(Node::key);
    let all = [
        (image, "an Amazon ECR image on Fargate", true),
        (driver, "log driver `awslogs` on Fargate", true),
        (secrets, "`secrets`", true),
        (credentials, "`repositoryCredentials`", true),
        (options, "`secretOptions`", false),
    ];
    all.into_iter().filter_map(|(place, what, is_certain)| Some((place?, what, is_certain))).collect()
}

#[cold]
fn report(needs: &[Need<'_>], cx: &mut RuleContext<'_>) {
    let certain = needs.iter().find(|it| it.2);
    let Some((place, what, is_certain)) = certain.or(needs.first()) else { return };
    let verb = if what.starts_with('`') { "need" } else { "needs" };
    let report = cx.report(*place, format!("{what} {verb} `executionRoleArn`, which is missing"));
    if !is_certain {
        report.severity(Warning).rejected_by(Runtime);
    }
    for (other, what, _) in needs.iter().filter(|it| it.0.span() != place.span()).take(3) {
        report.also(*other, if what.starts_with('`') { "also need it" } else { "also needs it" });
    }
    report.help("add `executionRoleArn` next to `containerDefinitions`");
}
