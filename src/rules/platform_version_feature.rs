//! The request uses a feature that its Fargate platform version does not have.
//!
//! ECS Exec (`enableExecuteCommand`), a size of the ephemeral storage, environment files and EBS volumes need platform
//! version 1.4.0 or later. `1.3.0` and older ones do not have them. The documentation of each of these features names
//! the version.
//!
//! Write `1.4.0` or `LATEST`, or remove `platformVersion`: `LATEST` is the default. `1.0.0` is not a finding, because
//! it is also the version for Windows.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html>

use crate::{platform, rule::prelude::*};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/platformVersion")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if node.plain_bytes().is_none_or(|it| it.starts_with(b"1.")) {
        look_closely(node, cx);
    }
}

#[cold]
fn look_closely(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(request) = node.parent().filter(|it| platform::may_be_fargate(*it)) else { return };
    let Some(version) = node.as_str().filter(|it| platform::is_before_1_4(it)) else { return };
    let Some((place, feature)) = feature(request) else { return };
    let report = cx.report(node, format!("platform version {} does not support {feature}", quoted(&version)));
    report.label("too old").also(place, "needs 1.4.0");
    report.help("write `1.4.0` or later, or remove `platformVersion` to get the latest");
    report.fix(Unsafe, "write `1.4.0`", vec![node.replace_str("1.4.0")]);
}

/// What needs a newer version, and how it is called.
fn feature<'t>(request: Node<'t>) -> Option<(Node<'t>, &'static str)> {
    let exec = request.get("enableExecuteCommand").filter(|it| it.as_bool() == Some(true));
    let overrides = request.get("overrides");
    let storage =
        || overrides.and_then(|it| it.get("ephemeralStorage")).filter(|it| it.get("sizeInGiB").is_some());
    let filled = |list: Option<Node<'t>>| list.filter(|it| it.elements().next().is_some());
    let containers =
        || overrides.and_then(|it| it.get("containerOverrides")).into_iter().flat_map(Node::elements);
    let files = || containers().find_map(|it| filled(it.get("environmentFiles")));
    let named = |node: Option<Node<'t>>, name| node.map(|it| (it.key().unwrap_or(it), name));
    named(exec, "ECS Exec")
        .or_else(|| named(storage(), "a configurable size of the ephemeral storage"))
        .or_else(|| named(files(), "environment files"))
        .or_else(|| named(filled(request.get("volumeConfigurations")), "EBS volumes"))
}
