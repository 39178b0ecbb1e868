//! A reference to a secret is not valid, so ECS cannot look up the secret.
//!
//! `valueFrom` is the ARN of a Secrets Manager secret, the ARN of a Systems Manager parameter, or the name of a parameter in
//! the region of the task; `credentialsParameter` is the ARN or the name of a secret. ECS looks it up when the task
//! starts, and cannot start the task without it.
//!
//! The key of a JSON secret follows the ARN, always with three colons, even if nothing is between them:
//! `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME:KEY::`. The documentation requires all three; fewer are reported as
//! a warning.
//!
//! Write the ARN, or the name of the parameter.
//!
//! AWS says:
//! - `unexpected ARN format with parameters when trying to retrieve ASM secret`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html>

use crate::{lint::rule::prelude::*, text::display::character};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Runtime,
    check: Nodes(
        &[
            TaskDefinition("/containerDefinitions/*/secrets/*/valueFrom"),
            TaskDefinition("/containerDefinitions/*/logConfiguration/secretOptions/*/valueFrom"),
            TaskDefinition("/containerDefinitions/*/repositoryCredentials/credentialsParameter"),
        ],
        check,
    ),
};

const SECRET: &str = "`arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME`";
const PARAMETER: &str = "`arn:aws:ssm:REGION:ACCOUNT:parameter/NAME`";

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    // `skeleton-placeholder` reports an empty value.
    let Some(text) = node.as_str().filter(|text| !text.trim().is_empty()) else { return };
    let takes_parameters = node.shape().get().name == "valueFrom";
    if !text.starts_with("arn:") {
        if takes_parameters {
            check_parameter(node, &text, cx);
        }
        return;
    }
    let help =
        if takes_parameters { format!("write {SECRET} or {PARAMETER}") } else { format!("write {SECRET}") };
    let parts: Vec<_> = text.splitn(6, ':').collect();
    let [_, _, service, _, _, resource] = parts[..] else {
        cx.report(node, "the ARN of a secret has fewer than 6 parts").help(help);
        return;
    };
    match service {
        "secretsmanager" => check_secret(node, resource, &text, cx),
        "ssm" if takes_parameters && resource.starts_with("parameter/") => {}
        "ssm" if takes_parameters => {
            let start = text.len() - resource.len();
            cx.report(node.part(start..text.len()), "the ARN of a parameter must end with `parameter/NAME`")
                .help(help);
        }
        _ => {
            let start = text.len() - resource.len();
            let service_at = text.find(service).unwrap_or_default().min(start);
            let wanted = if takes_parameters { "a secret or a parameter" } else { "a secret" };
            cx.report(
                node.part(service_at..service_at + service.len()),
                format!("the ARN is for {}, not for {wanted}", quoted(service)),
            )
            .label("different service")
            .help(help);
        }
    }
}

fn check_secret(node: Node<'_>, resource: &str, text: &str, cx: &mut RuleContext<'_>) {
    let start = text.len() - resource.len();
    let Some(name) = resource.strip_prefix("secret:") else {
        cx.report(node.part(start..text.len()), "the ARN of a secret must end with `secret:NAME`")
            .help(format!("write {SECRET}"));
        return;
    };
    let colons = name.matches(':').count();
    if !matches!(colons, 0 | 3) {
        let at = text.len() - name.len() + name.find(':').unwrap_or_default();
        let report = cx.report(
            node.part(at..text.len()),
            format!("the name of the secret is followed by {} instead of 3", count(colons, "colon")),
        );
        report.severity(Warning).rejected_by(Nobody).label("expected a key, a stage and a version");
        report.help("write `NAME:KEY::` for a key of a JSON secret");
    }
}

/// The name of a parameter, with a version or a label after a colon.
fn check_parameter(node: Node<'_>, text: &str, cx: &mut RuleContext<'_>) {
    let is_wrong = |c: char| !(c.is_ascii_alphanumeric() || "_.-/:".contains(c));
    let Some((at, c)) = text.char_indices().find(|(_, c)| is_wrong(*c)) else { return };
    let report = cx.report(
        node.part(at..at + c.len_utf8()),
        format!("the name of a parameter contains {}, which is not allowed", character(c)),
    );
    report.severity(Warning).rejected_by(Nobody).label("not allowed");
    report.help("write the name of a parameter or an ARN; put a plain value into `environment`");
}
