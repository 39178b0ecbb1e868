//! By what a service knows a finding again in the next run. No line numbers: those change whenever
//! something is written above.

use crate::diagnostic::Diagnostic;
use crate::report::{FileReport, excerpt::shown};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The number of bytes of the offending text that are used; the span of a finding may be the whole file.
const TEXT_MAX: usize = 1024;

/// Gives no fingerprint twice.
#[derive(Default)]
pub struct Fingerprints {
    given: BTreeMap<String, usize>,
}

impl Fingerprints {
    /// Of the rule, the file and the pointer: it stays while the value changes. Of several such findings
    /// each has its own.
    pub fn of_place(&mut self, file: &FileReport<'_>, it: &Diagnostic) -> String {
        let place = hash(&[it.rule.as_bytes(), file.address().as_bytes(), it.pointer.as_bytes()]);
        let count = self.given.entry(place.clone()).or_default();
        *count += 1;
        match *count {
            1 => place,
            again => hash(&[place.as_bytes(), again.to_string().as_bytes()]),
        }
    }
}

/// Of the rule, the pointer and the offending text with white space collapsed: it does not change when a file is
/// renamed.
pub fn of_value(file: &FileReport<'_>, it: &Diagnostic) -> String {
    let text = shown(file.source).as_bytes().get(it.span.range()).unwrap_or_default();
    let text = text.get(..TEXT_MAX).unwrap_or(text);
    let words: Vec<_> = text.split(u8::is_ascii_whitespace).filter(|it| !it.is_empty()).collect();
    hash(&[it.rule.as_bytes(), it.pointer.as_bytes(), &words.join(&b' ')])
}

/// Of a pointer, short.
pub fn of_pointer(it: &Diagnostic) -> String {
    hash(&[it.pointer.as_bytes()]).chars().take(8).collect()
}

/// The first half of SHA-256 over some parts, in hexadecimal digits.
fn hash(parts: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        // The length tells where a part ends, whatever is in it.
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
