//! The request uses a feature that its Fargate platform version does not support.
//!
//! ECS Exec (`enableExecuteCommand`), configurable ephemeral storage, environment files and EBS volumes need platform
//! version 1.4.0 or later. `1.3.0` and older versions do not support them. The documentation of each feature states
//! the version.
//!
//! Use `1.4.0` or `LATEST`, or remove `platformVersion`: `LATEST` is the default. `1.0.0` is not reported,
//! because it is also the version for Windows.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html>

use crate::{lint::rule::prelude::*, model::platform};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/platformVersion")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(request) = node.parent().filter(|it| platform::may_be_fargate(*it)) else { return };
    let Some(version) = node.as_str().filter(|it| platform::is_before_1_4(it)) else { return };
    let Some((place, feature)) = platform::feature(request) else { return };
    let report = cx.report(node, format!("platform version {} does not support {feature}", quoted(&version)));
    report.label("too old").also(place, "needs 1.4.0");
    report.help("use `1.4.0` or later, or remove `platformVersion` to get the latest");
    report.fix(Unsafe, "change to `1.4.0`", vec![node.replace_str("1.4.0")]);
}
