//! The task definition uses a feature that the Fargate platform version in the request does not support.
//!
//! EFS volumes, configurable ephemeral storage, environment files, volumes that are configured at launch, and ARM64 need
//! platform version 1.4.0 or later. With an older version ECS responds with `PlatformTaskDefinitionIncompatibilityException`:
//! `One or more of the requested capabilities are not supported.`
//!
//! Use `1.4.0` or `LATEST`, or remove `platformVersion`: `LATEST` is the default.
//!
//! AWS says:
//! - `One or more of the requested capabilities are not supported`
//! - `The specified platform does not satisfy the task definition*s required capabilities`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html>

use crate::{lint::rule::prelude::*, model::platform};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    let Some(node) = launch.member("platformVersion").filter(|_| launch.is_meant()) else { return };
    let Some(version) = node.as_str().filter(|it| platform::is_before_1_4(it)) else { return };
    // Features of the request itself belong to `platform-version-feature`.
    if !platform::may_be_fargate(launch.body) || platform::feature(launch.body).is_some() {
        return;
    }
    let Some((place, feature)) = feature(launch.definition) else { return };
    let report = cx.report(node, format!("platform version {} does not support {feature}", quoted(&version)));
    report.label("too old").also(place, "needs 1.4.0");
    report.help("use `1.4.0` or later, or remove `platformVersion` to get the latest");
    report.fix(Unsafe, "change to `1.4.0`", vec![node.replace_str("1.4.0")]);
}

/// The first feature that needs a newer version, and its name.
fn feature<'t>(definition: Node<'t>) -> Option<(Node<'t>, &'static str)> {
    let volumes = || definition.get("volumes").into_iter().flat_map(Node::elements);
    let member = |node: Node<'t>, name: &str| Some(node.member(name)?.0);
    let efs = volumes().find_map(|it| member(it, "efsVolumeConfiguration"));
    let at_launch =
        || volumes().find_map(|it| it.get("configuredAtLaunch").filter(|it| it.as_bool() == Some(true)));
    let storage = || member(definition, "ephemeralStorage");
    let processor = || definition.get("runtimePlatform")?.get("cpuArchitecture").filter(|it| it.is("ARM64"));
    let containers = || definition.get("containerDefinitions").into_iter().flat_map(Node::elements);
    let files = || containers().find_map(|it| it.get("environmentFiles")?.elements().next());
    let named = |node: Option<Node<'t>>, name| node.map(|it| (it, name));
    named(efs, "EFS volumes")
        .or_else(|| named(storage(), "a configurable size of the ephemeral storage"))
        .or_else(|| named(files(), "environment files"))
        .or_else(|| named(at_launch(), "EBS volumes"))
        .or_else(|| named(processor(), "ARM64"))
}
