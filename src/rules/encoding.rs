//! The file is not UTF-8, or starts with a byte-order mark.
//!
//! The AWS CLI reads a `file://` argument as text, in UTF-8 on most machines, and passes it to Python's `json`.
//! Python rejects a byte-order mark (`Unexpected UTF-8 BOM`), which Windows editors and PowerShell write. It never
//! sees UTF-16 (the output of `>` in Windows PowerShell), Latin-1 or Windows-1252, because the AWS CLI cannot
//! decode them: `text contents could not be decoded`.
//!
//! Save the file as UTF-8 without a byte-order mark. With `fileb://` the AWS CLI reads the raw bytes and accepts
//! both the mark and UTF-16. It accepts Latin-1 with neither prefix.
//!
//! AWS says:
//! - `text contents could not be decoded`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html>

use crate::{lint::rule::prelude::*, text::source::Encoding};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Encoding { place, encoding, edits } = fault else { return };
    let (message, label, sure) = match encoding {
        Encoding::Utf8 => return,
        Encoding::Utf8Bom => ("the file starts with a UTF-8 byte-order mark", "byte-order mark", Safe),
        Encoding::Utf16Le => ("the file is UTF-16 (little endian), not UTF-8", "UTF-16 text", Safe),
        Encoding::Utf16Be => ("the file is UTF-16 (big endian), not UTF-8", "UTF-16 text", Safe),
        Encoding::Unknown(_) => {
            ("the file contains bytes that are not valid UTF-8", "cannot be decoded", Unsafe)
        }
    };
    let report = cx.report(*place, message);
    report.label(label);
    if sure == Safe {
        report.help("save the file as UTF-8 without a byte-order mark");
        report.help("or pass it with `fileb://` instead of `file://`, which accepts this encoding");
    } else {
        report.help("save the file as UTF-8; it is probably Windows-1252 now");
    }
    if !edits.is_empty() {
        let title = match encoding {
            Encoding::Utf8Bom => "remove the byte-order mark",
            Encoding::Unknown(_) => "convert the bytes from Windows-1252",
            _ => "convert the file to UTF-8",
        };
        report.fix(sure, title, edits.clone());
    }
}
