//! A container asks for less CPU or memory than a container can have.
//!
//! `memory` and `memoryReservation` count in MiB. ECS wants at least 4; Docker since 20.10 insists
//! on 6, so that 4 and 5 are taken by ECS and fail on a current container instance. A hard limit
//! of 0 is refused; a reservation of 0 reserves nothing, and whether ECS takes it is not
//! documented. CPU units cannot be negative; 0 and 1 mean the smallest share that Linux knows.
//!
//! Small numbers are most often GiB: 2 GiB are `2048`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::rule::prelude::*;

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

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(value) = node.as_integer() else { return };
    let docker = i64::from(cx.limit(&facts::CONTAINER_MEMORY_DOCKER));
    // What is outside of the model's integers is `value-range`'s.
    if value < i64::from(i32::MIN) || value >= docker {
        return;
    }
    too_little(node, value, docker, cx);
}

#[cold]
fn too_little(node: Node<'_>, value: i64, docker: i64, cx: &mut Cx<'_>) {
    let name = node.shape().get().name;
    let least = i64::from(cx.limit(&facts::CONTAINER_MEMORY));
    match (name, value) {
        ("cpu", 0..) => {}
        ("cpu", _) => {
            cx.report(node, format!("a container cannot have {value} CPU units"))
                .help("give CPU units: `1024` are one vCPU");
        }
        ("memoryReservation", 0) => {
            let report = cx.report(node, "`memoryReservation` of 0 reserves nothing");
            report.severity(Warning).rejected_by(Nobody);
            report.help(format!("give at least {docker} MiB, or take `memoryReservation` out"));
        }
        _ if value < least => {
            let report = cx.report(
                node,
                format!("`{name}` of {value} MiB is below the {least} MiB that a container needs"),
            );
            report.help(format!("give at least {docker} MiB"));
            gibibytes(report, node, value);
        }
        _ => {
            let message = format!("`{name}` of {value} MiB is below the {docker} MiB that Docker insists on");
            let report = cx.report(node, message);
            report.severity(Warning).rejected_by(Runtime);
            report.help(format!("give at least {docker} MiB"));
            gibibytes(report, node, value);
        }
    }
}

/// Whoever writes 2 means GiB.
fn gibibytes(report: &mut crate::Diagnostic, node: Node<'_>, value: i64) {
    if value > 0 {
        report.help(format!("{value} GiB are `{}`", value * 1024));
        let edit = node.replace((value * 1024).to_string());
        report.fix(Unsafe, format!("ask for {value} GiB"), vec![edit]);
    }
}
