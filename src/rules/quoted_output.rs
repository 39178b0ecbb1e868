//! The output of `terraform output` is inserted between JSON quotes, but contains quotes itself.
//!
//! Since Terraform 0.14, `terraform output NAME` prints a string in double quotes, and a list or map in
//! brackets on several lines. Inside a JSON string, the first of these quotes ends the string, and the AWS CLI
//! rejects the result.
//!
//! Use `terraform output -raw NAME` for a string. For a list, use `terraform output -json NAME` and
//! remove the quotes and brackets around it.
//!
//! Source: <https://developer.hashicorp.com/terraform/cli/commands/output>

use crate::{diagnostic::fault::command::CommandFaultKind, lint::rule::prelude::*};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::QuotedOutput = &mistake.kind else { return };
    let report = cx.report(place, "`terraform output` prints its own quotes inside these quotes");
    report
        .label("prints a quoted string or a list")
        .help("use `-raw` for a string; for a list, use `-json` and remove the quotes");
}
