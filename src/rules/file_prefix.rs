//! A file name is passed without `file://`, or a URL is passed instead of a value.
//!
//! `--overrides overrides.json` does not read the file: the AWS CLI uses the name as the value, and fails with
//! `Expected: '='` or `Invalid JSON`. AWS CLI version 1 fetches URLs (`https://…`); version 2 uses the URL itself as
//! the value.
//!
//! Write `file://` before the path. Download remote content to a file first.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html>

use crate::{diagnostic::fault::command::CommandFaultKind, lint::rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    match &mistake.kind {
        CommandFaultKind::ForgottenFile { meant } => {
            let option = quoted(&mistake.option);
            let report = cx.report(place, format!("{option} is a file name, not a value"));
            report.label("missing `file://`").help(format!("write {}", quoted(meant)));
        }
        CommandFaultKind::Remote { fetched: true } => {
            let report = cx.report(place, "version 2 of the AWS CLI does not fetch URLs");
            report.severity(Info).rejected_by(Nobody);
            report.label("fetched only by version 1").help("download it to a file and use `file://`");
        }
        CommandFaultKind::Remote { fetched: false } => {
            let report = cx.report(place, "version 2 of the AWS CLI uses the URL itself as the value");
            report.severity(Warning).rejected_by(Nobody);
            report.label("not fetched").help("download it to a file and use `file://`");
        }
        _ => {}
    }
}
