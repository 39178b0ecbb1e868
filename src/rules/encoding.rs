//! The file is not UTF-8, or begins with a byte-order mark.
//!
//! What `file://` names is read as text, in UTF-8 on most machines, and handed to Python's `json`.
//! That refuses a byte-order mark (`Unexpected UTF-8 BOM`), as Windows editors and PowerShell write
//! it, and never sees UTF-16 (`>` in Windows PowerShell) or bytes of Latin-1 and Windows-1252, because
//! they cannot be decoded: `text contents could not be decoded`.
//!
//! Save the file as UTF-8 without a mark. Under `fileb://` the AWS CLI reads the bytes themselves,
//! recognises the mark and UTF-16, and takes both; Latin-1 it takes under neither.
//!
//! AWS says:
//! - `text contents could not be decoded`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html>

use crate::{rule::prelude::*, source::Encoding};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Encoding { place, encoding, edits } = fault else { return };
    let (message, label, sure) = match encoding {
        Encoding::Utf8 => return,
        Encoding::Utf8Bom => ("UTF-8 with a byte-order mark", "the mark", Safe),
        Encoding::Utf16Le => ("UTF-16 (little endian) in place of UTF-8", "shows it", Safe),
        Encoding::Utf16Be => ("UTF-16 (big endian) in place of UTF-8", "shows it", Safe),
        Encoding::Unknown(_) => ("bytes that are no UTF-8", "cannot be decoded", Unsafe),
    };
    let report = cx.report(*place, message);
    report.label(label);
    if sure == Safe {
        report.help("save the file as UTF-8 without a mark");
        report.help("`fileb://` in place of `file://` would take it as it is");
    } else {
        report.help("save the file as UTF-8; most often such a file is Windows-1252");
    }
    if !edits.is_empty() {
        let title = match encoding {
            Encoding::Utf8Bom => "remove the mark",
            Encoding::Unknown(_) => "read the bytes as Windows-1252",
            _ => "write the file as UTF-8",
        };
        report.fix(sure, title, edits.clone());
    }
}
