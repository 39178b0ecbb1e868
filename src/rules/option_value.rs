//! The value of an option has the wrong type.
//!
//! Each option takes one kind of value: an object (JSON in braces, or shorthand), a list (several arguments, or
//! JSON in brackets), an integer, or plain text. The AWS CLI fails, often with only a Python error message, if
//! a list surrounds the object, the value is empty, `fileb://` passes bytes, or one list mixes JSON and
//! shorthand. If an option takes a list and its value is a plain text file, the AWS CLI splits the text into
//! characters, and each character becomes one element.
//!
//! `--region us-east-1a` names an Availability Zone. The AWS CLI derives the address of ECS from it, and there is none.
//!
//! AWS says:
//! - `Could not connect to the endpoint URL: *`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html>

use crate::{
    diagnostic::fault::command::{CommandFaultKind, ValueFault},
    lint::rule::prelude::*,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::Value(why) = &mistake.kind else { return };
    let option = quoted(&mistake.option);
    let (message, label, help) = match why {
        ValueFault::Empty => ("has an empty value", "empty", "write a value, or remove the option"),
        ValueFault::ListForObject if mistake.option == "--overrides" => (
            "must be an object, not a list",
            "expected an object",
            "put the list inside `{\"containerOverrides\": [...]}`",
        ),
        ValueFault::ListForObject => {
            ("must be an object, not a list", "expected an object", "remove the brackets around the object")
        }
        ValueFault::MixedList => (
            "must not mix JSON and shorthand",
            "not a JSON object",
            "write all elements as JSON, or all of them in shorthand",
        ),
        ValueFault::NoObject => {
            ("must be an object", "expected an object", "write an object with the members of the request")
        }
        ValueFault::Bytes | ValueFault::RawBytes => {
            ("must be text, but `fileb://` passes bytes", "passes bytes", "use `file://` instead")
        }
        ValueFault::Characters => (
            "takes a list, so the AWS CLI splits the text of this file into single characters",
            "not a JSON list",
            "write a JSON list to the file, or put the values on the command line",
        ),
        ValueFault::ObjectForList => (
            "must be a list, but this file does not contain one",
            "not a JSON list",
            "write a JSON list to the file, in brackets",
        ),
        ValueFault::NoInteger => ("must be an integer", "expected an integer", "use digits only"),
        ValueFault::Zone => (
            "must be a region, but this is an Availability Zone",
            "an Availability Zone",
            "write the region, without the letter at the end",
        ),
        ValueFault::NoScheme => ("must be a URL with a scheme", "missing scheme", "start it with `https://`"),
    };
    let report = cx.report(place, format!("{option} {message}"));
    report.label(label).help(help);
    if *why == ValueFault::Characters {
        report.rejected_by(Service);
    }
}
