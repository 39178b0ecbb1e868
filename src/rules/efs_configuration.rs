//! Settings of an EFS volume contradict each other.
//!
//! IAM authorization, access points and `transitEncryptionPort` all require transit encryption, which is disabled
//! unless `transitEncryption` is `ENABLED`. An access point sets its own root directory, so `rootDirectory` must be
//! `/` or be omitted. `transitEncryptionPort` must be a port number.
//!
//! Enable transit encryption, or remove the settings that require it.
//!
//! AWS says:
//! - `EFS IAM authorization requires TransitEncryption to be enabled`
//! - `TransitEncryptionPort requires that TransitEncryption is enabled`
//! - `When using an EFS access point, the root directory must either be set to "/" or be omitted`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html>

use crate::{
    json::ValueKind::Object,
    lint::rule::prelude::*,
    model::{fargate::is_set, member_suggestion},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/volumes/*/efsVolumeConfiguration")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if node.kind() != Object {
        return;
    }
    unencrypted(node, cx);
    let point =
        node.get("authorizationConfig").and_then(|it| it.get("accessPointId")).filter(|it| is_set(*it));
    if let (Some(point), Some(directory)) = (point, node.get("rootDirectory")) {
        root_directory(directory, point, cx);
    }
    if let Some(port) = node.get("transitEncryptionPort") {
        port_range(port, cx);
    }
}

/// Reports settings that require transit encryption, where it is disabled.
fn unencrypted(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let encryption = node.get("transitEncryption");
    if encryption.is_some_and(|it| !it.is("DISABLED"))
        || encryption.is_none()
            && (!cx.complete(node) || member_suggestion::is_misspelled("transitEncryption", node))
    {
        return;
    }
    let authorization = node.get("authorizationConfig");
    let of = |name| authorization.and_then(|it| it.get(name)).filter(|it| is_set(*it));
    let needs = [
        (of("iam").filter(|it| it.is("ENABLED")), "`iam` authorization"),
        (of("accessPointId"), "an access point"),
        (node.get("transitEncryptionPort").filter(|it| is_set(*it)), "`transitEncryptionPort`"),
    ];
    let mut needs = needs.into_iter().filter_map(|(place, what)| Some((place?, what)));
    let Some((place, what)) = needs.next() else { return };
    let report = cx.report(place.key().unwrap_or(place), format!("{what} requires transit encryption"));
    for (other, _) in needs {
        report.also(other.key().unwrap_or(other), "also requires it");
    }
    match encryption {
        Some(encryption) => {
            report.also(encryption, "disabled here");
            report.fix(Unsafe, "enable transit encryption", vec![encryption.replace_str("ENABLED")]);
        }
        None => {
            let json = r#""transitEncryption": "ENABLED""#;
            report.fix(Unsafe, "enable transit encryption", vec![node.append(json)]);
        }
    }
}

fn root_directory(node: Node<'_>, point: Node<'_>, cx: &mut RuleContext<'_>) {
    if node.is("/") || !is_set(node) {
        return;
    }
    let report = cx.report(node, "`rootDirectory` must be `/` for a volume with an access point");
    report.also(point, "the access point sets the root directory");
    report.fix(Unsafe, "remove `rootDirectory`", vec![node.removal()]);
}

fn port_range(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let most = cx.limit(&limits::EFS_PORT_MOST);
    let Some(port) = node.as_integer().filter(|it| !(0..=i64::from(most)).contains(it)) else { return };
    // Numbers outside the model's integers are `value-range`'s.
    if i32::try_from(port).is_err() {
        return;
    }
    let message = format!("`transitEncryptionPort` must be between 1 and {most}, not {port}");
    cx.report(node, message).help("use a port in this range, or remove it to let Amazon EFS choose one");
}
