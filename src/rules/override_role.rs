//! A role of the overrides does not go with the task definition.
//!
//! ECS passes the roles to the task, and a role can be passed within its account only: IAM answers `Cross-account
//! pass role is not allowed.` The task role is for what runs in the containers, the execution role for what pulls images and
//! writes logs. Where an override gives as one what the task definition has as the other, they were probably mixed up.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

const ROLES: [(&str, &str); 2] = [("taskRoleArn", "executionRoleArn"), ("executionRoleArn", "taskRoleArn")];

fn check(launch: &Launch<'_>, cx: &mut Cx<'_>) {
    let Some(overrides) = launch.overrides().filter(|_| launch.is_meant()) else { return };
    for (name, contrary) in ROLES {
        let Some(role) = overrides.get(name) else { continue };
        let Some(text) = role.as_str() else { continue };
        let own = launch.definition.get(name);
        if let Some(other) =
            launch.definition.get(contrary).filter(|it| it.as_str().is_some_and(|it| it == text))
            && own.is_none_or(|it| it.as_str().is_some_and(|it| it != text))
        {
            let message = format!("`{name}` is what the task definition has as `{contrary}`");
            let report = cx.report(role, message).severity(Warning).rejected_by(Nobody);
            report.label("mixed up?").also(other, format!("the `{contrary}`"));
            report.help(format!("see which of the two was meant, and write `{contrary}` if it is that"));
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
                format!("`{name}` is of another account than the task definition"),
            );
            report.label("this account").also(place.part(arn.account.range()), "that account");
            report.help("name a role of the account in which the task runs");
            break;
        }
    }
}
