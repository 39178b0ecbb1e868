//! `iops` is missing, not for this type of volume, or outside of what the type offers.
//!
//! io1 and io2 need it: 100 to 64,000 and 100 to 256,000. gp3 takes 3,000 to 16,000, and has 3,000 where
//! nothing is said. The other types take none.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::{rule::prelude::*, suggest};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let kind = node.get("volumeType");
    let Some(limits) = facts::ebs(kind) else { return };
    let name = limits.name;
    let Some((key, value)) = node.member("iops") else {
        let misspelled = || suggest::is_misspelled("iops", node) || !cx.complete(node);
        if let Some(kind) = kind.filter(|_| matches!(name, "io1" | "io2") && !misspelled()) {
            let report = cx.report(kind, format!("a volume of type `{name}` needs `iops`"));
            report.label("how many?").help("add `iops`, or take `gp3`");
        }
        return;
    };
    let Some(number) = value.as_integer().filter(|it| i32::try_from(*it).is_ok()) else { return };
    match limits.iops {
        None => {
            let report = cx.report(key, format!("a volume of type `{name}` takes no `iops`"));
            report.label("not for this type").help("remove it, or take `gp3`, `io1` or `io2`");
            report.fix(Unsafe, "remove `iops`", vec![value.removal()]);
        }
        Some((least, most)) if !(i64::from(least)..=i64::from(most)).contains(&number) => {
            let report = cx.report(
                value,
                format!("a volume of type `{name}` has {least} to {most} `iops`, not {number}"),
            );
            report.label("out of range").help(format!("ask for {least} to {most}"));
        }
        Some(_) => {}
    }
}
