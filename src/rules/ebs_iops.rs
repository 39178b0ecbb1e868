//! `iops` is missing, not supported by the volume type, or out of range.
//!
//! io1 and io2 require it: 100 to 64,000 and 100 to 256,000. For gp3 it is optional, from 3,000 to 16,000, and
//! defaults to 3,000. The other types do not support it.
//!
//! Add, change or remove `iops`, or choose another volume type.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::{lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let kind = node.get("volumeType");
    let Some(limits) = limits::ebs(kind) else { return };
    let name = limits.name;
    let Some((key, value)) = node.member("iops") else {
        let misspelled = || member_suggestion::is_misspelled("iops", node) || !cx.complete(node);
        if let Some(kind) = kind.filter(|_| matches!(name, "io1" | "io2") && !misspelled()) {
            let report = cx.report(kind, format!("volume type `{name}` needs `iops`"));
            report.label("`iops` is missing").help("add `iops`, or use `gp3`");
        }
        return;
    };
    let Some(number) = value.as_integer().filter(|it| i32::try_from(*it).is_ok()) else { return };
    match limits.iops {
        None => {
            let report = cx.report(key, format!("volume type `{name}` does not support `iops`"));
            report.label("not supported by this type").help("remove it, or use `gp3`, `io1` or `io2`");
            report.fix(Unsafe, "remove `iops`", vec![value.removal()]);
        }
        Some((least, most)) if !(i64::from(least)..=i64::from(most)).contains(&number) => {
            let report = cx.report(
                value,
                format!("`iops` must be between {least} and {most} for volume type `{name}`, not {number}"),
            );
            report.label("out of range").help("use a value in this range, or change the volume type");
        }
        Some(_) => {}
    }
}
