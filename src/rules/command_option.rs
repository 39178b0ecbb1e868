//! A command or an option that the AWS CLI does not know, or an option that lacks its value.
//!
//! The AWS CLI reads its command line with Python's argparse. The beginning of an option will do where
//! only one option begins so; upper case and camel case are other names. A word that begins with a hyphen
//! is never the value of an option (`--started-by=-x` is), a flag takes no `=`, and words that belong to no
//! option end the call. Required options may only be left out where `--cli-input-json`,
//! `--cli-input-yaml` or `--generate-cli-skeleton` stands as a word of its own: `--cli-input-json=…` does
//! not excuse them.
//!
//! Commands are written with hyphens and in lower case: `aws ecs run-task`, not `runtask`, `run-tasks` or `RunTask`.
//! Several options that only `run-task` has are one finding: probably `run-task` was meant.
//!
//! AWS says:
//! - `Unknown options: *`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/reference/ecs/start-task.html>

use crate::{command::slip::SlipKind, rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, client, .. } = *fault else { return };
    let option = quoted(&slip.option);
    let client = client.described();
    match &slip.kind {
        SlipKind::Unknown { near, of } => {
            let report = cx.report(place, format!("{client} has no option {option} here"));
            match near {
                Some(near) => report.label(format!("did you mean `{near}`?")).help(format!("write `{near}`")),
                None => match of {
                    Some("run-task") => report
                        .label("an option of `run-task`")
                        .help("use `aws ecs run-task` where ECS is to find the place, or leave it out"),
                    Some(of) => {
                        report.label(format!("an option of `{of}`")).help("leave it out, with its value")
                    }
                    None => report.label("unknown").help("leave it out, with its value"),
                },
            };
        }
        SlipKind::OfAnother { options, of } => {
            let all = join(options.iter().map(|it| quoted(it)), "and");
            let report = cx.report(place, format!("{all} are options of `{of}`, not of this command"));
            report.label(format!("did you mean `{of}`?"));
            report.help(format!("use `aws ecs {of}`, or remove these options with their values"));
        }
        SlipKind::Misspelled { meant } => {
            let report = cx.report(place, format!("`aws ecs` has no command {option}"));
            report.label(format!("did you mean `{meant}`?")).help(format!("write `{meant}`"));
        }
        SlipKind::Stray => {
            let report = cx.report(place, format!("the word {option} belongs to no option"));
            report.label("left over");
            report.help("put quotes around a value with blanks in it");
        }
        SlipKind::Ambiguous { matches } => {
            let all = join(matches.iter().map(|it| format!("`{it}`")), "or");
            let report = cx.report(place, format!("{option} is the beginning of several options"));
            report.label(format!("{all}?")).help("write the whole name");
        }
        SlipKind::NoWord { next } => {
            let report = cx.report(place, format!("{option} has no value"));
            report.label("needs a word behind it");
            match next {
                Some(next) if next.starts_with('-') && !next.starts_with("--") => report
                    .help("a word that begins with a hyphen counts as an option: write the value behind `=`"),
                _ => report.help("write its value behind it, or leave it out"),
            };
        }
        SlipKind::NeedlessWord => {
            let report = cx.report(place, format!("{option} takes no value"));
            report.label("a flag").help("leave out `=` and what follows; each flag has one that says no");
        }
        SlipKind::Choice { choices } => {
            let all = join(choices.iter().map(|it| format!("`{it}`")), "or");
            cx.report(place, format!("{option} does not take this word")).label(format!("expected {all}"));
        }
        SlipKind::Required { options, waiver } => {
            let all = join(options.iter().map(|it| format!("`{it}`")), "and");
            let noun = if options.len() == 1 { "option" } else { "options" };
            let report = cx.report(place, format!("the command lacks the {noun} {all}"));
            report.label(format!("needs {all}"));
            match waiver {
                Some(waiver) => report.help(format!(
                    "`{waiver}=…` does not excuse required options: write a blank in place of the `=`"
                )),
                None => report.help(format!("add {all}")),
            };
        }
        SlipKind::PrintsOnly => {
            let report = cx.report(place, format!("{option} asks for a text, not for a task"));
            report.label("nothing is sent").help("leave it out");
        }
        SlipKind::BothInputs => {
            let report =
                cx.report(place, "only one of `--cli-input-json` and `--cli-input-yaml` may be given");
            report.label("the other one is there too").help("leave one of them out");
        }
        _ => {}
    }
}
