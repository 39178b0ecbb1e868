//! The shell expands braces, so the AWS CLI receives several arguments instead of one.
//!
//! bash, zsh and ksh expand an unquoted `{a,b}` or `{1..3}` into one word per part. Shorthand syntax has such
//! braces: `--network-configuration awsvpcConfiguration={subnets=[a,b],securityGroups=[c]}` becomes
//! `awsvpcConfiguration=subnets=[a`, `awsvpcConfiguration=b]` and `awsvpcConfiguration=securityGroups=[c]`. The AWS CLI
//! uses the first as the value and rejects the others as unknown options.
//!
//! Put single quotes around the value, or double quotes if the shell must expand a variable in it. dash does not expand
//! braces. If the script does not name its shell, this is a warning.
//!
//! AWS says:
//! - `Unknown options: *Configuration=*`
//!
//! Source: <https://github.com/aws/aws-cli/issues/3471>

use crate::{
    diagnostic::fault::{command::CommandFaultKind, mangled::Cause},
    lint::rule::prelude::*,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };
pub const CONFIDENCE: Confidence = Likely;

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::Mangled(it) = &mistake.kind else { return };
    let Cause::Braces { certain, count: number, repeats } = it.cause else { return };
    let value = if mistake.option.is_empty() { "this argument".to_owned() } else { quoted(&mistake.option) };
    let shell = if certain { "the shell" } else { "bash" };
    let message = format!("{shell} expands the braces in {value} into {}", count(number, "argument"));
    let shown: Vec<_> = it.receives.iter().map(|it| quoted(it)).collect();
    let more = if number > shown.len() { " …" } else { "" };
    let report = cx.report(place, message);
    report.label(format!("the AWS CLI receives {}{more}", shown.join(" ")));
    if repeats {
        report.severity(Warning).rejected_by(Nobody);
    } else if !certain {
        report.severity(Warning);
    }
    let quote = it.edits.first().map_or("'", |it| it.text.as_str());
    let name = if quote == "'" { "single" } else { "double" };
    if it.edits.is_empty() {
        report.help("write a single value, and quote it if it contains braces");
    } else {
        report.fix(Safe, format!("put {name} quotes around the value"), it.edits.clone());
    }
}
