//! Findings in a command line and in the files that it names.

use crate::{diagnostic::Diagnostic, text::mapped_text::SourceId};

/// A finding and the source it lies in.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The command line or a file.
    pub source: SourceId,
    /// What was found.
    pub diagnostic: Diagnostic,
}
