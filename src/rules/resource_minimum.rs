//! A container requests less CPU or memory than the minimum.
//!
//! `memory` and `memoryReservation` are in MiB. ECS requires at least 4. Docker 20.10 and later
//! require 6, so ECS accepts 4 and 5, but the container fails to start on a current container instance.
//! ECS rejects a hard limit of 0. A reservation of 0 reserves nothing; AWS does not document whether ECS
//! accepts it. CPU units cannot be negative; 0 and 1 mean the smallest CPU share that Linux supports.
//!
//! A very small number is usually meant in GiB: write 2 GiB as `2048`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/cpu"),
            Request("/overrides/containerOverrides/*/memory"),
            Request("/overrides/containerOverrides/*/memoryReservation"),
            TaskDefinition("/containerDefinitions/*/cpu"),
            TaskDefinition("/containerDefinitions/*/memory"),
            TaskDefinition("/containerDefinitions/*/memoryReservation"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_integer() else { return };
    let docker = i64::from(cx.limit(&limits::CONTAINER_MEMORY_DOCKER));
    // `value-range` reports numbers that do not fit the model's integers.
    if value < i64::from(i32::MIN) || value >= docker {
        return;
    }
    too_little(node, value, docker, cx);
}

#[cold]
fn too_little(node: Node<'_>, value: i64, docker: i64, cx: &mut RuleContext<'_>) {
    let name = node.shape().get().name;
    let least = i64::from(cx.limit(&limits::CONTAINER_MEMORY));
    match (name, value) {
        ("cpu", 0..) => {}
        ("cpu", _) => {
            cx.report(node, format!("`cpu` must not be negative, but is {value}"))
                .help("write a number of CPU units; `1024` is one vCPU");
        }
        ("memoryReservation", 0) => {
            let report = cx.report(node, "`memoryReservation` is 0, which reserves no memory");
            report.severity(Warning).rejected_by(Nobody);
            report.help(format!("reserve at least {docker} MiB, or remove `memoryReservation`"));
        }
        _ if value < least => {
            let report = cx.report(node, format!("`{name}` must be at least {least} MiB, not {value}"));
            report.help(format!("specify at least {docker} MiB"));
            gibibytes(report, node, value);
        }
        _ => {
            let message = format!("`{name}` is {value} MiB, but Docker requires at least {docker} MiB");
            let report = cx.report(node, message);
            report.severity(Warning).rejected_by(Runtime);
            report.help(format!("specify at least {docker} MiB"));
            gibibytes(report, node, value);
        }
    }
}

/// A number as small as 2 is probably meant in GiB.
fn gibibytes(report: &mut crate::diagnostic::Diagnostic, node: Node<'_>, value: i64) {
    if value > 0 {
        let mebibytes = (value * 1024).to_string();
        let edit = node.replace(mebibytes.clone());
        report.fix(Unsafe, format!("change it to `{mebibytes}` ({value} GiB)"), vec![edit]);
    }
}
