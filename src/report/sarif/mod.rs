//! SARIF 2.1.0, with all that GitHub code scanning uses, and nothing that it stumbles over.
//!
//! Suppressed findings are left out: GitHub would show them as open. Every result has exactly one location, because one
//! without a location makes GitHub reject the whole file.

mod log;

use crate::report::{
    FileReport, Reader, Report, Reporter, Summary, escape, excerpt,
    fingerprint::{of_pointer, of_value},
    json::to_json,
    line_hash,
    region::{self, Region},
};
use crate::{
    diagnostic::{Confidence, Diagnostic, Fix, RejectedBy, Severity},
    rules,
    text::{
        display,
        edit::Applicability,
        source::{Encoding, Source},
        span::{Position, Span},
    },
};
use log::*;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Write},
};

/// Its entry.
pub const REPORT: Report = Report {
    name: "sarif",
    about: "SARIF 2.1.0, for GitHub code scanning and editors",
    reader: Reader::Program,
    begin: |_| Box::new(Sarif::default()),
};

/// GitHub rejects a file with more results.
const RESULTS_MAX: usize = 25_000;
/// GitHub rejects a longer description of a rule, in characters.
const DESCRIPTION_MAX: usize = 1_024;
/// The number of related places of a result at most.
const PLACES_MAX: usize = 50;

/// The report. It is written as a whole at the end.
#[derive(Default)]
struct Sarif {
    results: Vec<Result>,
    rules: BTreeMap<String, Rule>,
}

impl Reporter for Sarif {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        let uri = escape::uri(file.address());
        let regions: Vec<_> =
            file.checked.diagnostics.iter().map(|it| Region::of(file.source, it.span)).collect();
        // The hash of a line depends on what follows it and on lines like it, which are not known of a line alone:
        // GitHub computes it from the checkout.
        let hashes = match file.source.is_line() {
            true => BTreeMap::new(),
            false => line_hash::of_lines(&file.source.decoded(), regions.iter().map(|it| it.line)),
        };
        let mut told = BTreeSet::new();
        for (it, region) in file.checked.diagnostics.iter().zip(regions) {
            self.rules.entry(it.rule.to_string()).or_insert_with(|| rule(it));
            let mut line_hash = hashes.get(&region.line).cloned();
            // GitHub makes one of two results of a rule whose hashes are the same.
            if !told.insert((it.rule.as_ref(), region.line)) {
                let hash = line_hash.unwrap_or_else(|| of_value(file, it));
                line_hash = Some(format!("{hash}-{}", of_pointer(it)));
            }
            self.results.push(result(file, it, &uri, region, line_hash));
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> fmt::Result {
        let mut notifications = Vec::new();
        if let Some(more) = self.results.len().checked_sub(RESULTS_MAX).filter(|it| *it > 0) {
            self.results.sort_by_key(|it| Reverse(it.severity));
            self.results.truncate(RESULTS_MAX);
            let text = format!("{} more findings than a SARIF file may hold", display::grouped(more));
            notifications.push(Notification { level: "warning", message: Message { text } });
        }
        if summary.failures > 0 {
            let text = format!("{} could not be checked", display::count(summary.failures, "input"));
            notifications.push(Notification { level: "error", message: Message { text } });
        }
        let indices: BTreeMap<_, _> =
            self.rules.keys().enumerate().map(|(at, id)| (id.as_str(), at)).collect();
        for it in &mut self.results {
            it.rule_index = indices.get(it.rule_id.as_str()).copied().unwrap_or_default();
        }
        let version = env!("CARGO_PKG_VERSION");
        let driver = Driver {
            name: "ecs-preflight",
            version,
            semantic_version: version,
            information_uri: env!("CARGO_PKG_REPOSITORY"),
            rules: self.rules.values().collect(),
        };
        let invocation = Invocation {
            execution_successful: summary.failures == 0,
            tool_execution_notifications: notifications,
        };
        let run = Run {
            tool: Tool { driver },
            invocations: [invocation],
            column_kind: "unicodeCodePoints",
            results: &self.results,
        };
        let schema = "https://json.schemastore.org/sarif-2.1.0.json";
        writeln!(out, "{}", to_json(&Log { schema, version: "2.1.0", runs: [run] })?)
    }
}

fn result(
    file: &FileReport<'_>,
    it: &Diagnostic,
    uri: &str,
    region: Region,
    line_hash: Option<String>,
) -> Result {
    let location = |uri: &str, region, message: Option<&str>| Location {
        id: None,
        physical_location: physical(uri, region),
        logical_locations: Vec::new(),
        message: message.filter(|it| !it.is_empty()).map(Message::of),
    };
    let mut own = location(uri, one_line(region), None);
    if !it.pointer.is_empty() {
        own.logical_locations.push(LogicalLocation { fully_qualified_name: it.pointer.clone() });
    }
    let related = it.labels.iter().take(PLACES_MAX).enumerate().map(|(at, label)| Location {
        id: Some(at + 1),
        ..match label.file.as_deref() {
            None => location(uri, one_line(Region::of(file.source, label.span)), Some(&label.message)),
            Some(other) => {
                let region = one_line(Region::of(other, label.span));
                location(&escape::uri(&beside(file, other)), region, Some(&label.message))
            }
        }
    });
    let message = match it.advice() {
        Some(advice) => format!("{}. Help: {advice}", it.message),
        None => it.message.to_string(),
    };
    Result {
        severity: it.severity,
        rule_id: it.rule.to_string(),
        rule_index: 0,
        level: level(it.severity),
        message: Message::of(&message),
        locations: [own],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { primary_location_line_hash: line_hash, own: of_value(file, it) },
        fixes: it.fix.iter().filter_map(|fix| fix_of(file.source, uri, fix)).collect(),
        properties: ResultProperties { rejected_by: it.rejected_by.word(), pointer: it.pointer.clone() },
    }
}

/// The path of another file, by the same root as that of the first.
fn beside(file: &FileReport<'_>, other: &Source) -> String {
    let root = file.address().strip_suffix(file.source.name()).unwrap_or_default();
    format!("{root}{}", other.name())
}

/// A fix. Its offsets are characters, so a file that is not plain UTF-8 has none.
fn fix_of(source: &Source, uri: &str, fix: &Fix) -> Option<log::Fix> {
    if source.encoding() != Encoding::Utf8 || !excerpt::may_be_told(source, fix) {
        return None;
    }
    let replacement = |it: &crate::text::edit::Edit| Replacement {
        deleted_region: exact(source, it.span),
        inserted_content: Content { text: it.text.clone() },
    };
    let title = match fix.applicability {
        Applicability::Safe => fix.title.to_string(),
        Applicability::Unsafe => format!("{} (unsafe)", fix.title),
    };
    Some(log::Fix {
        description: Message::of(&title),
        artifact_changes: [ArtifactChange {
            artifact_location: ArtifactLocation { uri: uri.to_owned() },
            replacements: fix.edits.iter().map(replacement).collect(),
        }],
    })
}

fn physical(uri: &str, region: log::Region) -> PhysicalLocation {
    PhysicalLocation { artifact_location: ArtifactLocation { uri: uri.to_owned() }, region }
}

fn one_line(it: Region) -> log::Region {
    let Region { line, column, end_column } = it;
    log::Region { start_line: line, start_column: column, end_line: line, end_column }
}

fn exact(source: &Source, span: Span) -> log::Region {
    let Position { line: start_line, column: start_column } = region::text_position(source, span.start);
    let Position { line: end_line, column: end_column } = region::text_position(source, span.end);
    log::Region { start_line, start_column, end_line, end_column }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// What GitHub shows of a rule; one that is not ours says what its finding says.
fn rule(it: &Diagnostic) -> Rule {
    let id = it.rule.to_string();
    let registered = rules::named(&id);
    let (severity, rejected_by) =
        registered.map_or((it.severity, it.rejected_by), |it| (it.rule.severity, it.rule.rejected_by));
    let confidence = registered.map_or(Confidence::Certain, |it| it.confidence);
    let (short, full, page) = match registered {
        Some(it) => (it.summary(), paragraphs(it.page), it.page.trim_end().to_owned()),
        None => {
            let own = format!("`{id}`, a rule of this repository.");
            let page = rules::url_of(it).map_or(own.clone(), |url| format!("{own}\n\nSource: <{url}>"));
            (own.clone(), own, page)
        }
    };
    Rule {
        name: camel(&id),
        short_description: Message { text: shortened(&short) },
        full_description: Message { text: shortened(&full) },
        help: Help { text: page.clone(), markdown: page },
        help_uri: rules::page_of(it).or_else(|| address_of(it)),
        default_configuration: Configuration { level: level(severity) },
        properties: RuleProperties {
            tags: ["aws", "ecs", registered.map_or("policy", |_| group(rejected_by))],
            precision: precision(confidence),
            problem_severity: match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
        },
        id,
    }
}

/// Where to read on about a finding of a rule that is not ours.
fn address_of(it: &Diagnostic) -> Option<String> {
    rules::url_of(it).filter(|url| escape::is_address(url)).map(str::to_owned)
}

fn group(by: RejectedBy) -> &'static str {
    match by {
        RejectedBy::Client => "rejected-by-client",
        RejectedBy::Service => "rejected-by-service",
        RejectedBy::Runtime => "fails-at-runtime",
        RejectedBy::Nobody => "advice",
    }
}

/// How often a finding of the rule is right.
fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Certain => "very-high",
        Confidence::Likely => "high",
        Confidence::Heuristic => "medium",
    }
}

/// `started-by-charset` as `StartedByCharset`.
fn camel(id: &str) -> String {
    let words = id.split(|c: char| !c.is_alphanumeric());
    let word = |it: &str| {
        let mut chars = it.chars();
        chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
    };
    words.map(word).collect::<String>().chars().take(255).collect()
}

/// The paragraphs of a page after the first, each on one line, without its source.
fn paragraphs(page: &str) -> String {
    let text = page.split("Source:").next().unwrap_or_default();
    let paragraph = |it: &str| it.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    // A table is none without its lines.
    let told = |it: &String| !it.is_empty() && !it.starts_with('|');
    let all: Vec<_> = text.split("\n\n").map(paragraph).filter(told).collect();
    match all.as_slice() {
        [first] => first.clone(),
        [_, rest @ ..] => rest.join("\n\n"),
        [] => String::new(),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(DESCRIPTION_MAX) {
        None => text.to_owned(),
        Some(_) => text.chars().take(DESCRIPTION_MAX - 1).chain(['…']).collect(),
    }
}
