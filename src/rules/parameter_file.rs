//! A file named on the command line cannot be read.
//!
//! The path after `file://` is relative to the working directory of the shell: `file://job.json` is in that
//! directory, `file:///job.json` is at the root of the file system. The AWS CLI itself expands `~` and
//! environment variables in the path. The file must be text in the encoding of the system, which is UTF-8
//! nearly everywhere.
//!
//! Correct the path, or create the file.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html>

use crate::{diagnostic::fault::command::CommandFaultKind, lint::rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::NoFile { path, why, near } = &mistake.kind else { return };
    let report = cx.report(place, format!("the file {} cannot be read", quoted(path)));
    let why = why.trim_start_matches("[Errno 2] ").to_lowercase();
    match near {
        Some(near) => report.label(format!("did you mean {}?", quoted(near))),
        None => report.label(why),
    };
    report.help("use the path of an existing file, relative to the directory in which the command runs");
}
