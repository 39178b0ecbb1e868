//! Words and options that do not fit: what belongs to nothing, what is given twice, what is not there.

use crate::{
    command::{
        argparse::{Given, joined, mistake},
        finding::Finding,
        merge::Assembly,
        options::{Operation, OptionSpec, Role, of_command},
        value::{OptionReader, whole},
    },
    diagnostic::fault::command::{CommandFault, CommandFaultKind},
    text::edit_distance,
};
use crate::{model::shape::LATEST, text::mapped_text::SourceRange};

impl Assembly<'_> {
    /// Words that belong to nothing.
    pub(super) fn left_over(&mut self, reading: &mut OptionReader<'_>, globals: &[OptionSpec]) {
        let words = &self.line.words;
        let mut unknown = false;
        for (order, &index) in self.rest.left.iter().enumerate() {
            let (word, text) = (&words[index], words[index].text());
            let at = whole(word);
            let option = text.len() > 1 && text.starts_with('-') && !text.contains(' ') && text != "--";
            let follows = order > 0 && self.rest.left[order - 1] + 1 == index;
            if self.rest.excused.contains(&index) {
                // The option before it wanted a word, and that has been said.
                unknown = true;
            } else if option {
                unknown = true;
                let name = text.split('=').next().unwrap_or(text);
                reading.mistakes.push(mistake(at, name, self.unknown(name, globals)));
            } else if unknown && follows {
                // It goes with the unknown option before it.
            } else if text.is_empty() && order == 0 {
                // The client takes the first such word for `help`, and an empty one for none.
            } else if text == "--" && order + 1 == self.rest.left.len() {
                // Python takes it for the end of the options and drops it.
            } else if !word.is_known(0..word.len()) {
                unknown = false;
            } else {
                unknown = false;
                if text == "help" {
                    reading.mistakes.push(mistake(at, text, CommandFaultKind::PrintsOnly));
                } else {
                    stray(at, text, follows, &mut reading.mistakes);
                }
            }
        }
        self.of_another(&mut reading.mistakes);
    }

    /// Of several options that only another command has, one finding: that command was meant.
    pub(super) fn of_another(&self, mistakes: &mut Vec<CommandFault>) {
        let of = |mistake: &CommandFault| match mistake.kind {
            CommandFaultKind::Unknown { near: None, of } => of,
            _ => None,
        };
        let theirs: Vec<_> =
            mistakes.iter().filter_map(|mistake| Some((of(mistake)?, mistake.clone()))).collect();
        let [(command, first), _, ..] = theirs.as_slice() else { return };
        let options = theirs.iter().map(|(_, mistake)| mistake.option.clone()).collect();
        let kind = CommandFaultKind::OfAnother { options, of: command };
        let at = mistakes.iter().position(|mistake| of(mistake).is_some()).unwrap_or_default();
        let one = CommandFault { kind, ..first.clone() };
        mistakes.retain(|mistake| of(mistake).is_none());
        mistakes.insert(at.min(mistakes.len()), one);
    }

    pub(super) fn unknown(&self, name: &str, globals: &[OptionSpec]) -> CommandFaultKind {
        let names = self.table.iter().chain(globals).map(|it| it.name.trim_start_matches('-'));
        let bare = name.trim_start_matches('-');
        // The negative form of `--enable-…` is `--disable-…`.
        let negative = bare.strip_prefix("no-enable-").map(|rest| format!("disable-{rest}"));
        let negative = negative.filter(|name| names.clone().any(|known| known == name));
        let near = negative.as_deref().or_else(|| edit_distance::word(bare, names));
        let near = near.map(|name| format!("--{name}"));
        let others = Operation::LAUNCHES.into_iter().rev().filter(|it| *it != self.line.operation);
        let has = |it: &Operation| {
            of_command(*it, self.settings.client, LATEST)
                .iter()
                .any(|it| it.name.trim_start_matches('-') == bare)
        };
        let of = others.filter(|_| near.is_none()).find(has).map(Operation::word);
        CommandFaultKind::Unknown { near, of }
    }

    pub(super) fn repeated(&mut self, reading: &mut OptionReader<'_>) {
        for (at, given) in self.rest.given.iter().enumerate() {
            let spec = &self.table[given.option];
            let same = |it: &&Given| match (spec.role, self.table[it.option].role) {
                (Role::Member(a), Role::Member(b)) => a == b,
                (a, b) => a == b,
            };
            let later = self.rest.given[at + 1..].iter().rfind(same);
            if let Some(later) = later {
                let words = given.words.last().map_or(given.at, |it| joined(given.at, whole(it)));
                reading.mistakes.push(mistake(
                    words,
                    &spec.name,
                    CommandFaultKind::Repeated { again: later.at },
                ));
            }
        }
    }

    /// The client asks for required options unless the literal word of a waiver stands anywhere.
    pub(super) fn required(&mut self, reading: &mut OptionReader<'_>) {
        if self.line.open || self.waived() {
            return;
        }
        let given = |at: usize| self.rest.given.iter().any(|it| it.option == at);
        let missing = (0..self.table.len()).filter(|at| self.table[*at].required && !given(*at));
        let options: Vec<_> = missing.map(|at| self.table[at].name.clone()).collect();
        if options.is_empty()
            || !reading.mistakes.iter().all(|it| it.rule() != "command-option" || !covers(it, &options))
        {
            return;
        }
        let waiver = self.before.iter().map(|it| self.line.words[*it].text()).find(|it| {
            ["--cli-input-json=", "--cli-input-yaml=", "--generate-cli-skeleton="]
                .iter()
                .any(|waiver| it.starts_with(waiver))
        });
        let waiver = waiver.and_then(|it| it.split('=').next()).map(str::to_owned);
        reading.mistakes.push(mistake(self.line.command, "", CommandFaultKind::Required { options, waiver }));
    }

    /// Words directly after a word whose JSON breaks off: a quote of the JSON ended the word. That is one mistake.
    pub(super) fn drop_rest_of_json(&self, mistakes: &mut Vec<CommandFault>, findings: &[Finding]) {
        let is_broken = |word: SourceRange| {
            findings.iter().any(|found| {
                let is_in_word = found.source == word.source && word.span.contains(found.diagnostic.span);
                is_in_word && found.diagnostic.rule == "syntax"
            })
        };
        let follows_broken = |at: SourceRange| {
            let mut pairs = self.line.words.windows(2).map(|pair| (whole(&pair[0]), whole(&pair[1])));
            pairs.any(|(before, word)| word.span.start == at.span.start && is_broken(before))
        };
        mistakes.retain(|mistake| {
            !matches!(mistake.kind, CommandFaultKind::Stray { .. }) || !follows_broken(mistake.at)
        });
    }

    /// Words after a text in shorthand that the shell split at a space: that is one mistake.
    pub(super) fn drop_rest_of_shorthand(&self, mistakes: &mut Vec<CommandFault>) {
        let split = |mistake: &CommandFault| match &mistake.kind {
            CommandFaultKind::Shorthand { text, failure } => failure.at >= text.len() && is_open(text),
            _ => false,
        };
        let ends: Vec<_> =
            mistakes.iter().filter(|mistake| split(mistake)).map(|mistake| mistake.at).collect();
        for end in ends {
            let words = self.line.words.iter().map(whole);
            let after = words.skip_while(|at| at.source != end.source || at.span.start < end.span.end);
            let is_option = |at: &SourceRange| {
                let word = self.line.words.iter().find(|word| whole(word) == *at);
                word.is_some_and(|word| word.text().starts_with("--"))
            };
            let rest: Vec<_> = after.take_while(|at| !is_option(at)).collect();
            let is_in_rest = |at: &SourceRange| {
                rest.iter().any(|word| word.source == at.source && word.span.start == at.span.start)
            };
            mistakes.retain(|mistake| {
                !matches!(mistake.kind, CommandFaultKind::Stray { .. }) || !is_in_rest(&mistake.at)
            });
        }
    }
}

/// Reports a word that belongs to no option, together with those directly before it.
fn stray(at: SourceRange, text: &str, follows: bool, mistakes: &mut Vec<CommandFault>) {
    if let Some(last) = mistakes.last_mut().filter(|_| follows)
        && let CommandFaultKind::Stray { words } = &mut last.kind
    {
        words.push(text.to_owned());
        last.at = joined(last.at, at);
        return;
    }
    mistakes.push(mistake(at, text, CommandFaultKind::Stray { words: vec![text.to_owned()] }));
}

/// Whether a bracket of a text is not closed, or a comma ends it.
fn is_open(text: &str) -> bool {
    let more = |opens: char, closes: char| text.matches(opens).count() > text.matches(closes).count();
    more('[', ']') || more('{', '}') || text.ends_with(',')
}

/// Whether a mistake already explains why these options are absent: one of them has a typo, for example.
fn covers(mistake: &CommandFault, options: &[String]) -> bool {
    match &mistake.kind {
        CommandFaultKind::Unknown { near: Some(near), .. } => options.contains(near),
        CommandFaultKind::Ambiguous { matches } => matches.iter().any(|it| options.contains(it)),
        CommandFaultKind::NoWord { .. } => options.contains(&mistake.option),
        // What `run-task` needs not was not meant to be there.
        CommandFaultKind::OfAnother { of: "run-task", .. } => options == ["--container-instances"],
        _ => false,
    }
}
