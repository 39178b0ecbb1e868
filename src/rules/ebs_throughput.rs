//! `throughput` is not supported by the volume type, or is out of range.
//!
//! Only gp3 supports it. The value is in MiB/s, up to 1,000.
//!
//! Change or remove `throughput`, or use `gp3`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume/throughput")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(number) = node.as_integer().filter(|it| i32::try_from(*it).is_ok()) else { return };
    let kind = node.parent().and_then(|it| it.get("volumeType"));
    let Some(limits) = limits::ebs(kind) else { return };
    let most = i64::from(cx.limit(&limits::EBS_THROUGHPUT));
    if let Some(kind) = kind.filter(|_| limits.name != "gp3") {
        let report = cx.report(node, format!("volume type `{}` does not support `throughput`", limits.name));
        report.label("supported by `gp3` only").also(kind, "volume type").help("remove it, or use `gp3`");
        report.fix(Unsafe, "remove `throughput`", vec![node.removal()]);
    } else if !(1..=most).contains(&number) {
        let report =
            cx.report(node, format!("`throughput` must be between 1 and {most} MiB/s, not {number}"));
        report.label("out of range").help("use a value in this range, or remove it to use the default");
    }
}
