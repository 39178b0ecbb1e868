//! `throughput` for a type of volume that takes none, or outside of what gp3 offers.
//!
//! In MiB/s, up to 1,000, for gp3 alone.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume/throughput")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(number) = node.as_integer().filter(|it| i32::try_from(*it).is_ok()) else { return };
    let kind = node.parent().and_then(|it| it.get("volumeType"));
    let Some(limits) = facts::ebs(kind) else { return };
    let most = i64::from(cx.limit(&facts::EBS_THROUGHPUT));
    if let Some(kind) = kind.filter(|_| limits.name != "gp3") {
        let report = cx.report(node, format!("a volume of type `{}` takes no `throughput`", limits.name));
        report.label("for gp3 only").also(kind, "of this type").help("remove it, or take `gp3`");
        report.fix(Unsafe, "remove `throughput`", vec![node.removal()]);
    } else if !(1..=most).contains(&number) {
        let report =
            cx.report(node, format!("a volume has a `throughput` of up to {most} MiB/s, not {number}"));
        report.label("out of range").help(format!("ask for up to {most}"));
    }
}
