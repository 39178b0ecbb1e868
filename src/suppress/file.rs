//! One ignore file: the findings that it suppresses, and the problems of its entries.

#[cfg(feature = "cli")]
use crate::suppress::Addition;
use crate::{
    check::{Checked, Options, check},
    diagnostic::{Diagnostic, FINDINGS_MAX, fault::Fault},
    json::{self, Node, Tree},
    lint::rule::{Naming, RuleContext},
    model::{
        kind::{DocumentKind, Recognized},
        revision::Date,
        shape::LATEST,
    },
    text::source::Source,
};
use crate::{
    diagnostic::fault::suppression::{LocatedFault, Stale, SuppressionFault},
    rules,
    suppress::{
        document, fingerprint,
        key_pointer::{Nowhere, Places, Pointer},
        parse::{self, Entry},
    },
    text::edit_distance,
};
use std::collections::{BTreeMap, BTreeSet};

/// The most alternatives to a step that are listed.
const OTHERS_MAX: usize = 8;

/// An ignore file, and the state of its entries so far.
pub struct IgnoreFile {
    source: Source,
    today: Date,
    entries: Vec<Entry>,
    fates: Vec<EntryState>,
    mistakes: Vec<LocatedFault>,
    /// The entries of each path that is written out.
    paths: BTreeMap<String, Vec<usize>>,
    /// The entries whose path is a pattern.
    globs: Vec<usize>,
}

/// The identity of an entry: path, rule, pointer, fingerprint.
pub(super) type Key<'a> = (&'a str, &'a str, &'a str, Option<&'a str>);

/// The state of one entry.
#[derive(Clone, Default)]
struct EntryState {
    /// A file that it names was checked.
    met: bool,
    /// Something was suppressed.
    used: bool,
    /// A file could not be read completely, or its rule did not run: nothing is reported.
    unsure: bool,
    /// The rule reports the place, but the value is different.
    changed: bool,
    /// The place does not exist.
    nowhere: Option<Missed>,
}

/// Where a pointer matches nothing.
#[derive(Clone)]
struct Missed {
    path: String,
    step: usize,
    near: Option<String>,
    others: Vec<String>,
}

/// The files around an ignore file.
pub trait SiblingFiles {
    /// Whether the file exists, by its path relative to the ignore file.
    fn exists(&self, path: &str) -> bool;
    /// The file that was probably meant.
    fn near(&self, path: &str) -> Option<String>;
    /// Whether all files below the ignore file were checked, so that a pattern can be judged.
    fn all(&self) -> bool;
}

/// A finding as an ignore file names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// Its rule.
    pub rule: String,
    /// Its place, by natural keys where the model has some.
    pub pointer: String,
    /// The fingerprint of the value there, if requested or if the pointer matches more than one place.
    pub value: Option<String>,
}

impl IgnoreFile {
    /// Reads any text. An entry applies until `today` is past its last day.
    pub fn read(source: Source, today: Date) -> IgnoreFile {
        let parse::Read { entries, mistakes } = parse::read(&source);
        let mut paths = BTreeMap::<_, Vec<_>>::new();
        let mut globs = Vec::new();
        for (at, it) in entries.iter().enumerate() {
            paths.entry(it.path.text.clone()).or_default().push(at);
            globs.extend(it.glob.is_some().then_some(at));
        }
        let fates = vec![EntryState::default(); entries.len()];
        IgnoreFile { source, today, entries, fates, mistakes, paths, globs }
    }

    /// Its text.
    pub fn source(&self) -> &Source {
        &self.source
    }
    /// Its text, for the caller to keep.
    pub fn into_source(self) -> Source {
        self.source
    }

    /// The entries for a file.
    fn entries_for(&self, path: &str) -> Vec<usize> {
        let named = self.paths.get(path).into_iter().flatten().copied();
        let matches = |at: &usize| {
            let it = self.entries.get(*at);
            it.is_some_and(|it| {
                it.path.text != path && it.glob.as_ref().is_some_and(|glob| glob.matches(path))
            })
        };
        let mut all: Vec<_> = named.chain(self.globs.iter().copied().filter(matches)).collect();
        all.sort_unstable();
        all
    }

    /// Removes the suppressed findings of a file; returns their number. `path` is relative to the
    /// ignore file, with `/` between its parts. `ran` tells which rules ran.
    pub fn apply<'s>(
        &mut self,
        path: &str,
        source: impl FnOnce() -> &'s Source,
        checked: &mut Checked,
        ran: impl Fn(&str) -> bool,
    ) -> usize {
        let entries = self.entries_for(path);
        if entries.is_empty() {
            return 0;
        }
        let text = document::legible(source());
        let parsed = json::parse(&text);
        let mut places = document::places(&parsed.tree, checked);
        let findings = by_place(&mut places, &checked.diagnostics);
        let whole = parsed.faults.is_empty() && checked.cut == 0;
        let mut hidden = BTreeSet::<usize>::new();
        let mut fingerprints = Fingerprints::default();
        let today = self.today;
        for at in entries {
            let (Some(entry), Some(fate)) = (self.entries.get(at), self.fates.get_mut(at)) else { continue };
            fate.met = true;
            fate.unsure |= !whole || !ran(&entry.rule.text);
            let nodes = match places.find(&entry.pointer) {
                Ok(nodes) => nodes,
                Err(nowhere) => {
                    fate.nowhere.get_or_insert_with(|| Missed::of(entry, path, &nowhere));
                    continue;
                }
            };
            let expired = entry.expires.is_some_and(|(day, _)| day < today);
            for node in nodes {
                let Some(here) = findings.get(&(entry.rule.text.as_str(), node.id())) else { continue };
                let same = entry.value.as_ref().is_none_or(|it| it.text == fingerprints.of(node));
                fate.changed |= !same;
                if same && !expired {
                    fate.used = true;
                    hidden.extend(here);
                }
            }
        }
        let mut at = 0..;
        checked.diagnostics.retain(|_| at.next().is_none_or(|at| !hidden.contains(&at)));
        hidden.len()
    }

    /// Notes that a file was read and is not a document to check.
    pub fn pass_over(&mut self, path: &str) {
        for at in self.entries_for(path) {
            if let Some(fate) = self.fates.get_mut(at) {
                fate.met = true;
            }
        }
    }

    /// The problems of its entries, by the index of the `[[ignore]]` if that is known.
    fn verdicts(&self, files: &dyn SiblingFiles) -> Vec<(Option<usize>, LocatedFault)> {
        let mut verdicts: Vec<_> = self.mistakes.iter().map(|it| (None, it.clone())).collect();
        // If the file is not valid TOML, nothing else is reported.
        if self
            .mistakes
            .iter()
            .any(|it| matches!(it.mistake, SuppressionFault::NoToml(_) | SuppressionFault::Encoding))
        {
            return verdicts;
        }
        let mut seen = BTreeMap::new();
        for (entry, fate) in self.entries.iter().zip(&self.fates) {
            let key = entry.key();
            let mistake = match seen.get(&key) {
                _ if self.has_expired(entry) => self.verdict(entry, fate, files),
                Some(first) => Some(entry.found(
                    entry.pointer_text.span,
                    "/pointer",
                    SuppressionFault::Duplicate(*first),
                )),
                None => {
                    seen.insert(key, entry.pointer_text.span);
                    self.verdict(entry, fate, files)
                }
            };
            verdicts.extend(mistake.map(|it| (Some(entry.at), it)));
        }
        verdicts
    }

    /// On its last day an entry still applies.
    fn has_expired(&self, entry: &Entry) -> bool {
        entry.expires.is_some_and(|(day, _)| day < self.today)
    }

    fn verdict(&self, entry: &Entry, fate: &EntryState, files: &dyn SiblingFiles) -> Option<LocatedFault> {
        if let Some((day, span)) = entry.expires.filter(|_| self.has_expired(entry)) {
            return Some(entry.found(span, "/expires", SuppressionFault::Expired(day)));
        }
        if fate.used {
            return None;
        }
        let (path, rule) = (entry.path.text.clone(), entry.rule.text.clone());
        let whole = entry.glob.is_none() || files.all();
        if !fate.met && whole && !(entry.glob.is_none() && files.exists(&path)) {
            let near = files.near(&path);
            return Some(entry.found(entry.path.span, "/path", SuppressionFault::UnknownFile(path, near)));
        }
        if !fate.met || !whole || fate.unsure {
            return None;
        }
        match &fate.nowhere {
            Some(missed) if entry.glob.is_none() => Some(missed.found(entry)),
            _ if fate.changed => Some(entry.found(
                entry.value.as_ref().map_or(entry.pointer_text.span, |it| it.span),
                "/value",
                SuppressionFault::Stale(Stale::Changed { path }),
            )),
            _ => Some(entry.found(
                entry.pointer_text.span,
                "/pointer",
                SuppressionFault::Stale(Stale::Silent { rule, path }),
            )),
        }
    }

    /// The problems of its entries, as findings.
    pub fn review(&self, files: &dyn SiblingFiles) -> Checked {
        let tree = Tree::of_unknown(self.source.text());
        let (mut found, mut cut) = (Vec::new(), 0);
        for (_, it) in self.verdicts(files) {
            let Some((rule, check)) = rules::on_fault(it.mistake.rule()) else { continue };
            let before = found.len().min(FINDINGS_MAX);
            let fault = Fault::Ignore { place: tree.place(it.span), mistake: &it.mistake };
            let mut cx = RuleContext {
                rule,
                kind: DocumentKind::StartTask,
                date: LATEST,
                partial: false,
                region: None,
                is_command: false,
                naming: Naming::default(),
                may_disagree: false,
                lost: &[],
                found: &mut found,
                cut: &mut cut,
                on_fault: rules::report_fault,
            };
            check(&fault, &mut cx);
            for reported in found.iter_mut().skip(before) {
                reported.pointer.clone_from(&it.pointer);
            }
        }
        found.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        cut += found.len().saturating_sub(FINDINGS_MAX);
        found.truncate(FINDINGS_MAX);
        Checked { recognized: Recognized::Nothing, document: None, diagnostics: found, cut }
    }

    /// The `[[ignore]]` that suppressed something, by their index.
    pub fn used(&self) -> BTreeSet<usize> {
        let all = self.entries.iter().zip(&self.fates);
        all.filter(|(_, fate)| fate.used).map(|(it, _)| it.at).collect()
    }

    /// The same after rewriting, with added entries that suppress something.
    #[cfg(feature = "cli")]
    pub fn rewritten(&self, text: String, additions: &[Addition]) -> IgnoreFile {
        let source = Source::new(self.source.name().to_owned(), text.into_bytes());
        let mut after = IgnoreFile::read(source, self.today);
        let known: BTreeMap<_, _> = self.entries.iter().map(Entry::key).zip(&self.fates).collect();
        let added: BTreeSet<_> = additions.iter().map(Addition::key).collect();
        for (entry, fate) in after.entries.iter().zip(&mut after.fates) {
            match known.get(&entry.key()) {
                _ if added.contains(&entry.key()) => {
                    *fate = EntryState { met: true, used: true, ..EntryState::default() }
                }
                Some(before) => fate.clone_from(before),
                None => {}
            }
        }
        after
    }

    /// The `[[ignore]]` that can be removed, by their index: they suppress nothing, and are not typos.
    pub fn spent(&self, files: &dyn SiblingFiles) -> BTreeSet<usize> {
        let verdicts = self.verdicts(files).into_iter();
        verdicts.filter(|(_, it)| it.mistake.is_removable()).filter_map(|(at, _)| at).collect()
    }
}

impl Entry {
    /// A step of its pointer as it is written.
    fn step(&self, step: usize) -> &str {
        self.pointer_text.text.get(self.pointer.range(step)).unwrap_or_default()
    }
    /// Its identity.
    fn key(&self) -> Key<'_> {
        (
            &self.path.text,
            &self.rule.text,
            &self.pointer_text.text,
            self.value.as_ref().map(|it| it.text.as_str()),
        )
    }
    fn found(&self, span: crate::text::span::Span, key: &str, mistake: SuppressionFault) -> LocatedFault {
        LocatedFault { span, pointer: format!("/ignore/{}{key}", self.at), mistake }
    }
}

/// Fingerprints, each made once.
#[derive(Default)]
struct Fingerprints(BTreeMap<u32, String>);

impl Fingerprints {
    fn of(&mut self, node: Node<'_>) -> &str {
        self.0.entry(node.id()).or_insert_with(|| fingerprint::fingerprint(node))
    }
}

/// The findings of each rule at each node, as indices.
fn by_place<'d>(
    places: &mut Places<'_>,
    diagnostics: &'d [Diagnostic],
) -> BTreeMap<(&'d str, u32), Vec<usize>> {
    let mut findings = BTreeMap::<_, Vec<_>>::new();
    for (at, it) in diagnostics.iter().enumerate() {
        if let Some(node) = node_of(places, it) {
            findings.entry((it.rule.as_ref(), node.id())).or_default().push(at);
        }
    }
    findings
}

fn node_of<'t>(places: &mut Places<'t>, it: &Diagnostic) -> Option<Node<'t>> {
    let pointer = Pointer::parse(&it.pointer).ok()?;
    places.find(&pointer).ok()?.first().copied()
}

impl Missed {
    fn of(entry: &Entry, path: &str, nowhere: &Nowhere<'_>) -> Missed {
        let step = entry.step(nowhere.step);
        let mut others = nowhere.alternatives();
        let alike = |it: &&String| it.len().abs_diff(step.len()) <= 4;
        let near =
            edit_distance::word(step, others.iter().filter(alike).map(String::as_str)).map(str::to_owned);
        others.truncate(OTHERS_MAX);
        Missed { path: path.to_owned(), step: nowhere.step, near, others }
    }
    fn found(&self, entry: &Entry) -> LocatedFault {
        let Missed { path, step, near, others } = self.clone();
        let mistake = SuppressionFault::Nowhere { path, step: entry.step(step).to_owned(), near, others };
        entry.found(entry.pointer_text.part(entry.pointer.range(step)), "/pointer", mistake)
    }
}

/// How an ignore file would name each finding of a file; `None` for one whose place cannot be named.
/// If `pin` is set, with the fingerprint of the current value.
pub fn names(source: &Source, checked: &Checked, pin: bool) -> Vec<Option<Named>> {
    let text = document::legible(source);
    let parsed = json::parse(&text);
    let mut places = document::places(&parsed.tree, checked);
    let mut fingerprints = Fingerprints::default();
    let mut name = |it: &Diagnostic| {
        let node = node_of(&mut places, it)?;
        let (pointer, alone) = places.name(node);
        let value = (pin || !alone).then(|| fingerprints.of(node).to_owned());
        Some(Named { rule: it.rule.to_string(), pointer, value })
    };
    checked.diagnostics.iter().map(&mut name).collect()
}

/// Checks an ignore file against a complete set of documents, on a given day: for examples.
pub fn judge(source: Source, documents: &[(&str, &[u8])], today: Date) -> (Source, Checked) {
    struct These<'d>(&'d [(&'d str, &'d [u8])]);
    impl SiblingFiles for These<'_> {
        fn exists(&self, path: &str) -> bool {
            self.0.iter().any(|(name, _)| *name == path)
        }
        fn near(&self, path: &str) -> Option<String> {
            edit_distance::word(path, self.0.iter().map(|it| it.0)).map(str::to_owned)
        }
        fn all(&self) -> bool {
            true
        }
    }
    let mut ignore_file = IgnoreFile::read(source, today);
    for (name, bytes) in documents {
        let document = Source::new(name.to_string(), bytes.to_vec());
        let mut checked = check(&document, &Options::default());
        ignore_file.apply(name, || &document, &mut checked, |_| true);
    }
    let checked = ignore_file.review(&These(documents));
    (ignore_file.source, checked)
}
