//! A file that the command line names and that cannot be read.
//!
//! Behind `file://` stands a path as the shell's working folder sees it: `file://job.json` is in that
//! folder, `file:///job.json` at the root of the disk. `~` and environment variables in it are put in by the
//! AWS CLI itself. The file has to be text in the encoding of the system, which is UTF-8 nearly
//! everywhere.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html>

use crate::{command::slip::SlipKind, rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    let SlipKind::NoFile { path, why, near } = &slip.kind else { return };
    let report = cx.report(place, format!("the file {} cannot be read", quoted(path)));
    let why = why.trim_start_matches("[Errno 2] ").to_lowercase();
    match near {
        Some(near) => report.label(format!("did you mean {}?", quoted(near))),
        None => report.label(why),
    };
    report.help("name a file that is there, from the folder in which the command runs");
}
