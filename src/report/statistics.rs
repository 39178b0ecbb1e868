//! How often each rule found something: `--statistics`.

use crate::report::{FileReport, plain};
use crate::{diagnostic::Severity, text::display};
use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fmt::{self, Write},
};

/// Counts by rule.
#[derive(Default)]
pub struct Statistics {
    rules: BTreeMap<String, Counts>,
    /// What is counted are lines, each a document.
    lines: bool,
}

struct Counts {
    findings: usize,
    files: usize,
    fixable: usize,
    worst: Severity,
    /// The last file in which there was one, by its number.
    seen_in: usize,
}

impl Statistics {
    /// Counts what was found in a file, the `number`th.
    pub fn add(&mut self, file: &FileReport<'_>, number: usize) {
        self.lines |= file.source.is_line();
        for it in &file.checked.diagnostics {
            let fresh =
                || Counts { findings: 0, files: 0, fixable: 0, worst: it.severity, seen_in: usize::MAX };
            let counts = self.rules.entry(it.rule.to_string()).or_insert_with(fresh);
            counts.findings += 1;
            counts.fixable += usize::from(it.fix.is_some());
            counts.worst = counts.worst.max(it.severity);
            if std::mem::replace(&mut counts.seen_in, number) != number {
                counts.files += 1;
            }
        }
    }

    /// A line a rule, the most frequent first; nothing where nothing was found.
    pub fn write(&self, out: &mut dyn Write) -> fmt::Result {
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(rule, it)| (Reverse(it.findings), *rule));
        let number = |it: &Counts| display::grouped(it.findings);
        let digits = rules.iter().map(|(_, it)| number(it).len()).max().unwrap_or(0);
        let width = rules.iter().map(|(rule, _)| rule.chars().count()).max().unwrap_or(0);
        let noun = if self.lines { "line" } else { "file" };
        for (rule, it) in rules {
            write!(out, "{:>digits$}  {:7}  {:width$}  ", number(it), it.worst.word(), plain(rule))?;
            write!(out, "in {}", display::count(it.files, noun))?;
            match it.fixable {
                0 => writeln!(out)?,
                fixable => writeln!(out, ", {} fixable", display::grouped(fixable))?,
            }
        }
        Ok(())
    }
}
