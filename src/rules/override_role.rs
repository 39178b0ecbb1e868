//! A role in the overrides does not match the task definition.
//!
//! ECS passes the roles to the task, and a role can be passed only within its own account: IAM responds with
//! `Cross-account pass role is not allowed.` The code in the containers uses the task role; ECS uses the execution role to
//! pull images and write logs. If an override sets one of them to the role that the task definition uses as the other, the
//! two were probably mixed up.
//!
//! Use a role of the same account, and check which of the two roles you meant.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

const ROLES: [(&str, &str); 2] = [("taskRoleArn", "executionRoleArn"), ("executionRoleArn", "taskRoleArn")];

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    let Some(overrides) = launch.overrides().filter(|_| launch.is_meant()) else { return };
    for (name, contrary) in ROLES {
        let Some(role) = overrides.get(name) else { continue };
        let Some(text) = role.as_str() else { continue };
        let own = launch.definition.get(name);
        if let Some(other) =
            launch.definition.get(contrary).filter(|it| it.as_str().is_some_and(|it| it == text))
            && own.is_none_or(|it| it.as_str().is_some_and(|it| it != text))
        {
            let message = format!("`{name}` is the `{contrary}` of the task definition");
            let report = cx.report(role, message).severity(Warning).rejected_by(Nobody);
            report.label("possibly mixed up").also(other, format!("`{contrary}` in the task definition"));
            report.help(format!(
                "check which role you meant; to replace that one, override `{contrary}` instead"
            ));
            continue;
        }
        let Some(account) = Arn::parse(&text).filter(|it| it.is("iam", "role")).map(|it| it.account) else {
            continue;
        };
        let places = ["taskDefinitionArn", name, contrary];
        for place in places.iter().filter_map(|it| launch.definition.get(it)) {
            let Some(written) = place.as_str() else { continue };
            let Some(arn) = Arn::parse(&written) else { continue };
            let is_account = |text: &str| text.len() == 12 && text.bytes().all(|it| it.is_ascii_digit());
            if !is_account(account.text) || !is_account(arn.account.text) || account.text == arn.account.text
            {
                continue;
            }
            let report = cx.report(
                role.part(account.range()),
                format!("`{name}` belongs to a different account than the task definition"),
            );
            report
                .label("a different account")
                .also(place.part(arn.account.range()), "the account of the task definition");
            report.help("use a role in the account in which the task runs");
            break;
        }
    }
}
