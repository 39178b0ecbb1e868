//! Secrets of a text, and the text without them, as data.

use crate::text::span::Span;
use std::sync::OnceLock;

/// A secret of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Secret {
    /// Its bytes as they are written, without quotes.
    pub span: Span,
    /// Its value, escapes decoded.
    pub value: String,
}

/// What reports of a text leave out. Secrets that become known later make newer redactions; texts that were borrowed
/// from older ones stay as they are.
#[derive(Debug)]
pub(crate) struct Redactions {
    /// In the order of the text, none inside another.
    secrets: Vec<Secret>,
    /// The text with a stand-in for every character of a secret; `None` if it has none.
    shown: Option<String>,
    newer: OnceLock<Box<Redactions>>,
}

impl Redactions {
    pub(crate) fn new(shown: Option<String>, secrets: Vec<Secret>) -> Redactions {
        Redactions { secrets, shown, newer: OnceLock::new() }
    }
    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }
    pub(crate) fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }
    /// The redactions that replaced these, or these.
    pub(crate) fn newest(&self) -> &Redactions {
        let mut newest = self;
        while let Some(newer) = newest.newer.get() {
            newest = newer;
        }
        newest
    }
    /// Replaces these, which are the newest.
    pub(crate) fn replace(&self, newer: Redactions) {
        let mut newer = Box::new(newer);
        let mut newest = self;
        // Another thread may have been faster.
        while let Err(again) = newest.newer.set(newer) {
            newer = again;
            newest = newest.newest();
        }
    }
}
