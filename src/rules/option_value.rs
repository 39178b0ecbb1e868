//! A value that its option cannot have, whatever stands in it.
//!
//! Each option takes one kind of value: an object (JSON in braces, or shorthand), a list (words, or JSON in
//! brackets), an integer, or plain text. A list around the object, an empty word, the bytes of `fileb://`,
//! or JSON beside shorthand in one list make the AWS CLI stop, often with nothing but a message of Python.
//! A text file for an option that takes a list is taken apart into its characters, and each becomes one
//! element.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html>

use crate::{
    command::slip::{SlipKind, ValueSlip},
    rule::prelude::*,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    let SlipKind::Value(why) = &slip.kind else { return };
    let option = quoted(&slip.option);
    let (message, label, help) = match why {
        ValueSlip::Empty => ("has nothing for a value", "nothing", "write a value, or leave the option out"),
        ValueSlip::ListForObject if slip.option == "--overrides" => {
            ("takes an object, not a list", "a list", "put the list inside `{\"containerOverrides\": [...]}`")
        }
        ValueSlip::ListForObject => {
            ("takes an object, not a list", "a list", "write the object without brackets around it")
        }
        ValueSlip::MixedList => (
            "takes JSON for all of its words once the first is JSON",
            "no object in braces",
            "write all elements as JSON, or all of them in shorthand",
        ),
        ValueSlip::NoObject => {
            ("takes an object", "no object", "write an object with the members of the request")
        }
        ValueSlip::Bytes | ValueSlip::RawBytes => {
            ("takes text, and `fileb://` gives bytes", "bytes", "write `file://`")
        }
        ValueSlip::Characters => (
            "becomes a list of the single characters of this file",
            "no JSON list",
            "write a JSON list into the file, or the words on the command line",
        ),
        ValueSlip::ObjectForList => (
            "takes a list, and this file holds none",
            "no JSON list",
            "write a JSON list into the file, in brackets",
        ),
        ValueSlip::NoInteger => ("takes an integer", "no integer", "write digits only"),
        ValueSlip::NoScheme => ("takes an address", "no scheme", "begin it with `https://`"),
    };
    let report = cx.report(place, format!("{option} {message}"));
    report.label(label).help(help);
    if *why == ValueSlip::Characters {
        report.rejected_by(Service);
    }
}
