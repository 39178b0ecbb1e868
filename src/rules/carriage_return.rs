//! Lines of a script end with a carriage return, which becomes part of the last word.
//!
//! A file with Windows line ends has a carriage return before each newline. bash and other shells on Linux and macOS do
//! not drop it: the last word of the line reaches the AWS CLI as `web:1\r`, and a backslash before it does not continue
//! the line. An integer and JSON are read all the same, so there it is a warning. Only the first command is reported.
//!
//! Save the script with Unix line ends (`dos2unix`, `sed -i 's/\r$//'`), and keep them with `*.sh text eol=lf` in
//! `.gitattributes`.
//!
//! Source: <https://github.com/aws/aws-cli/issues/8187>

use crate::{
    command::{mangled::Cause, slip::SlipKind},
    rule::prelude::*,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    let SlipKind::Mangled(it) = &slip.kind else { return };
    let Cause::CarriageReturn { continued, harmless, everywhere } = it.cause else { return };
    let received = it.receives.first().map_or("", String::as_str);
    let shown = quoted(&received.replace('\r', "\\r"));
    let message = if continued {
        "a carriage return after the backslash ends the command here"
    } else {
        "the line ends with a carriage return, which becomes part of the last word"
    };
    let report = cx.report(place, message);
    report.label(format!("the AWS CLI receives {shown}"));
    if continued || received.starts_with("--") || received.starts_with("file") {
        report.rejected_by(Client);
    } else if harmless {
        report.severity(Warning).rejected_by(Nobody);
    }
    let safe = if everywhere { Safe } else { Unsafe };
    report.fix(safe, "use Unix line ends in this file", it.edits.clone());
}
