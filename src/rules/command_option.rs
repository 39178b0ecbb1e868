//! An AWS CLI command or option is unknown, or an option is missing its value.
//!
//! The AWS CLI parses its command line with Python's argparse. An option can be abbreviated if only one
//! option begins that way; uppercase and camel case spellings are unknown options. An argument that begins
//! with a hyphen is never the value of an option (write `--started-by=-x` instead), a flag takes no value
//! after `=`, and an argument that does not belong to an option is an error. Required options can be omitted
//! only if `--cli-input-json`, `--cli-input-yaml` or `--generate-cli-skeleton` is a separate argument: with
//! `--cli-input-json=…` they are still required.
//!
//! Commands are written in lowercase with hyphens: `aws ecs run-task`, not `runtask`, `run-tasks` or `RunTask`.
//! `--cluster = prod` is three arguments, and `=` becomes the name of the cluster.
//!
//! Several options that only `run-task` has are one finding, because `run-task` was probably meant.
//!
//! Use the names that `aws ecs start-task help` lists, and give each option its value.
//!
//! AWS says:
//! - `Unknown options: *`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/reference/ecs/start-task.html>

use crate::{diagnostic::fault::command::CommandFaultKind, json::Location, lint::rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

/// The most words that a message lists.
const LISTED: usize = 3;

fn stray(words: &[String], place: Location<'_>, cx: &mut RuleContext<'_>) {
    let shown: Vec<_> = words.iter().take(LISTED).map(|word| quoted(word)).collect();
    let (noun, these) =
        if words.len() == 1 { ("argument", "this argument") } else { ("arguments", "these arguments") };
    let all = match words.len().checked_sub(LISTED) {
        None | Some(0) => join(shown, "and"),
        Some(more) => format!("{} and {more} more", shown.join(", ")),
    };
    let report = cx.report(place, format!("unexpected {noun} {all}"));
    report.label("does not belong to an option");
    report.help(format!("quote a value that contains spaces, or remove {these}"));
}

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, client, .. } = *fault else { return };
    let option = quoted(&mistake.option);
    let client = client.described();
    match &mistake.kind {
        CommandFaultKind::Unknown { near, of } => {
            let registers = cx.kind() == DocumentKind::TaskDefinition;
            let report = cx.report(place, format!("unknown option {option} for this command in {client}"));
            match near {
                Some(near) => report.label(format!("did you mean `{near}`?")),
                None => match of {
                    Some(of) if registers => report
                        .label(format!("an option of `{of}`"))
                        .help(format!("remove it and its value; pass it to `aws ecs {of}`")),
                    Some("run-task") => report
                        .label("an option of `run-task`")
                        .help("use `aws ecs run-task` to let ECS place the task, or remove the option"),
                    Some(of) => report.label(format!("an option of `{of}`")).help("remove it and its value"),
                    None => report.label("unknown option").help("remove it and its value"),
                },
            };
        }
        CommandFaultKind::OfAnother { options, of } => {
            let all = join(options.iter().map(|it| quoted(it)), "and");
            let report = cx.report(place, format!("{all} are options of `{of}`, not of this command"));
            report.label(format!("did you mean `{of}`?"));
            report.help(format!("use `aws ecs {of}`, or remove these options and their values"));
        }
        CommandFaultKind::Misspelled { meant } => {
            let report = cx.report(place, format!("unknown `aws ecs` command {option}"));
            report.label(format!("did you mean `{meant}`?"));
        }
        CommandFaultKind::Stray { words } => stray(words, place, cx),
        CommandFaultKind::SpacedEquals => {
            let report = cx.report(place, format!("the `=` after {option} is separated by spaces"));
            report.label("separate arguments").help("remove the spaces around `=`");
        }
        CommandFaultKind::Ambiguous { matches } => {
            let all = join(matches.iter().map(|it| format!("`{it}`")), "or");
            let report = cx.report(place, format!("{option} is an ambiguous abbreviation"));
            report.label(format!("{all}?")).help("write the full name of the option");
        }
        CommandFaultKind::NoWord { next } => {
            let report = cx.report(place, format!("{option} is missing its value"));
            report.label("expected a value after this");
            match next {
                Some(next) if next.starts_with('-') && !next.starts_with("--") => report.help(
                    "write the value after `=`: an argument that begins with a hyphen is read as an option",
                ),
                _ => report.help("add a value, or remove the option"),
            };
        }
        CommandFaultKind::NeedlessWord => {
            let report = cx.report(place, format!("{option} does not take a value"));
            report
                .label("a flag")
                .help("remove `=` and the value; to turn it off, use the negative form, such as `--no-enable-ecs-managed-tags`");
        }
        CommandFaultKind::Choice { choices } => {
            let all = join(choices.iter().map(|it| format!("`{it}`")), "or");
            cx.report(place, format!("invalid value for {option}")).label(format!("expected {all}"));
        }
        CommandFaultKind::Required { options, waiver } => {
            let all = join(options.iter().map(|it| format!("`{it}`")), "and");
            let noun = if options.len() == 1 { "option" } else { "options" };
            let report = cx.report(place, format!("the command is missing the required {noun} {all}"));
            report.label("missing here");
            match waiver {
                Some(waiver) => report.help(format!(
                    "write a space instead of the `=`: with `{waiver}=…`, required options cannot be omitted"
                )),
                None => report.help(format!("add {all}")),
            };
        }
        CommandFaultKind::PrintsOnly => {
            let report = cx.report(place, format!("{option} only prints text and does not start a task"));
            report.label("no request is sent").help("remove it");
        }
        CommandFaultKind::BothInputs => {
            let report = cx.report(place, "`--cli-input-json` cannot be combined with `--cli-input-yaml`");
            report.label("used together with the other option").help("remove one of them");
        }
        _ => {}
    }
}
