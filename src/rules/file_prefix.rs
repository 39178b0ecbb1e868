//! A file is named without `file://`, or an address where text is meant.
//!
//! `--overrides overrides.json` does not read the file: the AWS CLI takes the name for the value, and says
//! `Expected: '='` or `Invalid JSON`. Addresses (`https://…`) were fetched by version 1 of the AWS CLI;
//! version 2 sends the address itself.
//!
//! Write `file://` before the path. Fetch what is elsewhere into a file first.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html>

use crate::{command::slip::SlipKind, rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    match &slip.kind {
        SlipKind::ForgottenFile { meant } => {
            let option = quoted(&slip.option);
            let report = cx.report(place, format!("{option} has the name of a file for a value"));
            report.label("lacks `file://`").help(format!("write {}", quoted(meant)));
        }
        SlipKind::Remote { fetched: true } => {
            let report = cx.report(place, "version 2 of the AWS CLI does not fetch addresses");
            report.severity(Info).rejected_by(Nobody);
            report.label("only version 1 fetches this").help("fetch it into a file, and use `file://`");
        }
        SlipKind::Remote { fetched: false } => {
            let report = cx.report(place, "the AWS CLI v2 takes the address itself for the value");
            report.severity(Warning).rejected_by(Nobody);
            report.label("not fetched").help("fetch it into a file, and use `file://`");
        }
        _ => {}
    }
}
