//! Lines of a script end with a carriage return, which becomes part of the last argument.
//!
//! A file with Windows line endings has a carriage return before each newline. bash and other shells on Linux and macOS
//! do not remove it: the last argument on the line reaches the AWS CLI as `web:1\r`, and a backslash before it does not
//! continue the line. The AWS CLI accepts it after integers and JSON, so this is a warning there. Only the first command
//! is reported.
//!
//! Save the script with Unix line endings (`dos2unix`, `sed -i 's/\r$//'`), and keep them with `*.sh text eol=lf` in
//! `.gitattributes`.
//!
//! Source: <https://github.com/aws/aws-cli/issues/8187>

use crate::{
    diagnostic::fault::{command::CommandFaultKind, mangled::Cause},
    lint::rule::prelude::*,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::Mangled(it) = &mistake.kind else { return };
    let Cause::CarriageReturn { continued, harmless, everywhere } = it.cause else { return };
    let received = it.receives.first().map_or("", String::as_str);
    let shown = quoted(&received.replace('\r', "\\r"));
    let message = if continued {
        "a carriage return after the backslash ends the command here"
    } else {
        "the line ends with a carriage return, which becomes part of the last argument"
    };
    let report = cx.report(place, message);
    report.label(format!("the AWS CLI receives {shown}"));
    if continued || received.starts_with("--") || received.starts_with("file") {
        report.rejected_by(Client);
    } else if harmless {
        report.severity(Warning).rejected_by(Nobody);
    }
    let safe = if everywhere { Safe } else { Unsafe };
    report.fix(safe, "use Unix line endings in this file", it.edits.clone());
}
