//! A kernel setting cannot be set for a single container.
//!
//! `systemControls` accepts settings of the container's IPC namespace (`kernel.msgmax`, `kernel.msgmnb`, `kernel.msgmni`,
//! `kernel.sem`, `kernel.shmall`, `kernel.shmmax`, `kernel.shmmni`, `kernel.shm_rmid_forced`, `fs.mqueue.…`) and of its
//! network namespace (`net.…`). All others belong to the host, such as `vm.max_map_count` and `fs.file-max`.
//!
//! Set it on the container instance, or use `ulimits` for limits of a process.
//!
//! AWS says:
//! - `sysctl "*" is not in a separate kernel namespace`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html>

use crate::{lint::rule::prelude::*, rules::shared::containers::known_text};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/systemControls/*/namespace")], check),
};

const IPC: [&str; 8] = [
    "kernel.msgmax",
    "kernel.msgmnb",
    "kernel.msgmni",
    "kernel.sem",
    "kernel.shmall",
    "kernel.shmmax",
    "kernel.shmmni",
    "kernel.shm_rmid_forced",
];

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(name) = known_text(node) else { return };
    let is_known = name.starts_with("net.") || name.starts_with("fs.mqueue.") || IPC.contains(&name.as_ref());
    if !is_known {
        cx.report(node, format!("kernel setting {} cannot be set for a container", quoted(&name)))
            .label("belongs to the host")
            .help("set it on the container instance, or use `ulimits` for limits of a process");
    }
}
