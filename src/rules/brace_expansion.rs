//! The shell expands braces, so the AWS CLI receives several words instead of one.
//!
//! bash, zsh and ksh make a word for each part of `{a,b}` and `{1..3}` that is not in quotes. Shorthand has such
//! braces: `--network-configuration awsvpcConfiguration={subnets=[a,b],securityGroups=[c]}` becomes
//! `awsvpcConfiguration=subnets=[a`, `awsvpcConfiguration=b]` and `awsvpcConfiguration=securityGroups=[c]`. The AWS CLI
//! takes the first for the value and the others for options that it does not know.
//!
//! Put single quotes around the value, or double quotes if the shell must expand a variable in it. dash leaves braces as
//! they are. Where the script does not say which shell runs it, this is a warning.
//!
//! AWS says:
//! - `Unknown options: *Configuration=*`
//!
//! Source: <https://github.com/aws/aws-cli/issues/3471>

use crate::{
    command::{mangled::Cause, slip::SlipKind},
    rule::prelude::*,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };
pub const CONFIDENCE: Confidence = Likely;

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    let SlipKind::Mangled(it) = &slip.kind else { return };
    let Cause::Braces { certain, count: number, repeats } = it.cause else { return };
    let value = if slip.option.is_empty() { "this word".to_owned() } else { quoted(&slip.option) };
    let shell = if certain { "the shell" } else { "bash" };
    let message = format!("{shell} expands the braces of {value} into {}", count(number, "word"));
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
        report.help("write one value, in quotes if it contains braces");
    } else {
        report.fix(Safe, format!("put {name} quotes around the value"), it.edits.clone());
    }
}
