//! Shell text, parsed by tree-sitter's grammar of bash. `tree` is the only file that knows tree-sitter.
//!
//! The grammar finds commands whatever is around them and continues after an error. The value of a word is put together
//! here: quotes are removed, arrays and variables that are set once are filled in, and everything else that is known only
//! when the shell runs is unknown.

use crate::script::{
    array::{self, Array, ScopeId, Scopes},
    braces, document, filled, nested,
    tree::{self, Node, Visited, arguments, children, nodes},
    word::{
        Odd, Shell, Simple, Unquoted, Word,
        escapes::{self, Quoting},
    },
};
use crate::text::mapped_text::MappedText;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// No word is longer, whatever is put into it.
const WORD_MAX: usize = 1 << 14;
/// Takes shell text apart.
pub(super) fn read(text: &MappedText) -> Shell {
    let mut shell = Shell::default();
    let Some(tree) = tree::parse(text.text()) else {
        shell.cut = true;
        return shell;
    };
    let (nodes, scopes) = nodes(tree.root_node());
    let mut reader = Reader::new(text, scopes);
    reader.count(&nodes);
    for Visited { node, conditional, scope } in nodes {
        reader.scope = scope;
        match node.kind() {
            "variable_assignment" => reader.assign(node, conditional),
            "command" => reader.command(node, &mut shell),
            "heredoc_body" => shell.nested.extend(reader.body(node)),
            _ => {}
        }
    }
    shell
}

struct Reader<'s> {
    text: &'s MappedText,
    /// How often each variable is set.
    times: BTreeMap<&'s str, usize>,
    values: BTreeMap<&'s str, Word>,
    arrays: BTreeMap<&'s str, Array>,
    /// Variables that a command fills: `read`, `mapfile`.
    filled: BTreeSet<&'s str>,
    /// How often each variable was set so far.
    so_far: BTreeMap<&'s str, usize>,
    scopes: Scopes,
    /// Where the node stands that is being read.
    scope: ScopeId,
}

impl<'s> Reader<'s> {
    fn new(text: &'s MappedText, scopes: Scopes) -> Reader<'s> {
        Reader {
            text,
            times: BTreeMap::new(),
            values: BTreeMap::new(),
            arrays: BTreeMap::new(),
            filled: BTreeSet::new(),
            so_far: BTreeMap::new(),
            scopes,
            scope: Scopes::ROOT,
        }
    }

    fn str(&self, range: Range<usize>) -> &'s str {
        self.text.text().get(range).unwrap_or_default()
    }

    /// Counts what sets variables: assignments, loops, `read`.
    fn count(&mut self, nodes: &[Visited<'_>]) {
        let mut set = |name: &'s str| *self.times.entry(name).or_default() += 1;
        let text = self.text.text();
        for Visited { node, .. } in nodes {
            let of = |node: Node<'_>| text.get(node.byte_range()).unwrap_or_default();
            match node.kind() {
                "variable_assignment" => {
                    let name = node.child_by_field_name("name").map_or("", of);
                    set(name.split('[').next().unwrap_or(name));
                }
                "for_statement" => set(node.child_by_field_name("variable").map_or("", of)),
                "command" => {
                    let name = node.child_by_field_name("name").map_or("", of);
                    if matches!(name, "read" | "mapfile" | "readarray" | "printf" | "getopts") {
                        let words = (0..node.child_count()).filter_map(|it| node.child(it as u32));
                        // Twice, so that the variable is set more than once.
                        words.for_each(|it| {
                            (0..2).for_each(|_| set(of(it)));
                            self.filled.insert(of(it));
                        });
                    }
                }
                _ => {}
            }
        }
    }

    fn assign(&mut self, node: Node<'_>, conditional: bool) {
        let (Some(name), Some(value)) = (node.child_by_field_name("name"), node.child_by_field_name("value"))
        else {
            return;
        };
        let before_command = node.parent().is_some_and(|it| it.kind() == "command");
        let whole = self.str(name.byte_range());
        let name = whole.split('[').next().unwrap_or(whole);
        *self.so_far.entry(name).or_default() += 1;
        if value.kind() == "array" {
            let mut words = Vec::new();
            let mut open = false;
            for child in children(value).filter(|it| it.is_named() && it.kind() != "comment") {
                open |= self.words(child, &mut words);
            }
            let adds = children(node).any(|it| it.kind() == "+=");
            let array = self.arrays.entry(name).or_insert_with(|| Array::set_in(self.scope));
            if !adds {
                *array = Array::set_in(self.scope);
            }
            array.add(words, open, self.scope);
        } else if name.len() < whole.len() {
            self.arrays.entry(name).or_insert_with(|| Array::set_in(self.scope)).open = true;
        } else if !conditional && !before_command && self.times.get(name) == Some(&1) {
            let mut word = Word::default();
            self.part(value, &mut word);
            self.values.insert(name, word);
        }
    }

    fn command(&mut self, node: Node<'_>, shell: &mut Shell) {
        let mut simple = Simple {
            words: Vec::new(),
            open: node.has_error(),
            region: self.region(node),
            odd: self.odd(node),
        };
        let around = node.parent().filter(|it| it.kind() == "redirected_statement");
        // The grammar takes words after a redirection for more of its destinations.
        let after = around.into_iter().flat_map(children).flat_map(|it| match it.kind() {
            "file_redirect" => {
                children(it).filter(|it| it.is_named() && it.kind() != "file_descriptor").skip(1).collect()
            }
            "heredoc_redirect" => arguments(it),
            _ => Vec::new(),
        });
        let own = children(node).filter(|it| {
            it.is_named()
                && !matches!(it.kind(), "variable_assignment" | "comment")
                && !it.kind().ends_with("_redirect")
        });
        let mut range = 0..0;
        for it in own.chain(after) {
            // The grammar ends a word before `\{`.
            if it.start_byte() == range.end
                && array::spread(self.str(it.byte_range())).is_none()
                && let Some(last) = simple.words.last_mut()
            {
                range.end = it.end_byte();
                self.continued(it, last);
                last.braces = braces::of(self.text, range.clone());
                continue;
            }
            range = it.byte_range();
            simple.open |= self.words(it, &mut simple.words) || self.may_change(it);
        }
        // What another script does to the arrays is not known.
        if simple.words.first().is_some_and(|it| matches!(it.text.text(), "source" | "." | "unset")) {
            self.arrays.values_mut().for_each(|it| it.open = true);
        }
        filled::fill(&mut simple.words);
        shell.nested.extend(nested::commands(&simple.words));
        shell.commands.push(simple);
    }

    /// Adds a node that belongs to the word before it. Between braces the grammar may end that word after the sign of a
    /// variable: `{subnets=[$A,$B]}`.
    fn continued(&self, node: Node<'_>, word: &mut Word) {
        let range = node.byte_range();
        let sign = range.start.saturating_sub(1);
        let length = escapes::expansion(self.str(sign..range.end));
        if length == 0 || !word.text.text().ends_with('$') {
            return self.part(node, word);
        }
        let mut text = MappedText::default();
        text.push_part(&word.text, 0..word.text.len() - 1);
        text.push_unknown("0", self.text.origin(sign..sign + length));
        word.text = text;
        self.pieces(node, sign + length..range.end, Quoting::None, word);
    }

    /// The region that the environment of a command names.
    fn region(&self, command: Node<'_>) -> Option<Word> {
        let assignments = children(command).filter(|it| it.kind() == "variable_assignment");
        let named = assignments.filter_map(|it| Some((it.child_by_field_name("name")?, it)));
        let mut named: Vec<_> = named
            .filter(|(name, _)| matches!(self.str(name.byte_range()), "AWS_REGION" | "AWS_DEFAULT_REGION"))
            .collect();
        // Which of two counts depends on the client.
        let (_, only) = named.pop().filter(|_| named.is_empty())?;
        let mut word = Word::default();
        self.part(only.child_by_field_name("value")?, &mut word);
        Some(word)
    }

    /// Whether an array that a node stands for is set again later, and the node may be reached after that, because it
    /// is in a function or a loop.
    fn may_change(&self, node: Node<'_>) -> bool {
        let Some(name) =
            array::spread(self.str(node.byte_range())).filter(|name| self.arrays.contains_key(name))
        else {
            return false;
        };
        if self.so_far.get(name) >= self.times.get(name) {
            return false;
        }
        let mut around = node.parent();
        while let Some(it) = around {
            let again = ["function_definition", "while_statement", "for_statement", "c_style_for_statement"];
            if again.contains(&it.kind()) {
                return true;
            }
            around = it.parent();
        }
        false
    }

    /// What is unusual between the words of a command and after it.
    fn odd(&self, node: Node<'_>) -> Odd {
        let mut odd = Odd::default();
        let mut at = node.start_byte();
        for it in children(node) {
            odd.gap(self.text, at, it.start_byte());
            at = it.end_byte();
            odd.last = Some(self.text.origin(it.byte_range()));
        }
        odd.end(self.text, at);
        odd
    }

    /// Adds the words that a node becomes; gives whether there may be others.
    fn words(&self, node: Node<'_>, words: &mut Vec<Word>) -> bool {
        if let Some(name) = array::spread(self.str(node.byte_range())) {
            let array = self.arrays.get(name).filter(|_| !self.filled.contains(name));
            let (known, open) = array.map_or((Vec::new(), true), |it| it.known(&self.scopes, self.scope));
            // An option before it has a value, even if nothing is known of it.
            let wants = |it: &Word| {
                it.text.text().starts_with("--") && !crate::script::aws_call::is_flag(it.text.text())
            };
            if open && known.is_empty() && words.last().is_some_and(wants) {
                let mut word = Word::default();
                word.text.push_unknown("0", self.text.origin(node.byte_range()));
                words.push(word);
            }
            words.extend(known);
            return open;
        }
        if let Some(value) = self.options(node) {
            // Quotes in a value stay where they are, which nobody means.
            if value.text.text().contains(['"', '\'', '\\']) {
                return true;
            }
            value.split(words);
            return !value.text.is_known(0..value.text.len());
        }
        let mut word = Word::default();
        self.part(node, &mut word);
        // The content of a file, and more: `$(cat revision)-a`.
        if word.content.is_some() && word.text.origins(0..word.text.len()).len() > 1 {
            let origin = self.text.origin(node.byte_range());
            word = Word { quoted: word.quoted, ..Word::default() };
            word.text.push_unknown("0", origin);
        }
        word.braces = braces::of(self.text, node.byte_range());
        word.unquoted = self.unquoted(node, &word);
        words.push(word);
        false
    }

    /// Whether the script leaves it to the shell at which characters variables without quotes are split.
    fn splits_at_spaces(&self) -> bool {
        !self.times.contains_key("IFS")
    }

    /// A variable without quotes whose value is JSON with spaces.
    fn unquoted(&self, node: Node<'_>, word: &Word) -> Option<Box<Unquoted>> {
        let value = word.text.text().trim_start();
        let is_split = value.starts_with(['{', '[']) && value.contains([' ', '\n', '\t']);
        let is_variable = matches!(node.kind(), "simple_expansion" | "expansion");
        let variable = || Unquoted {
            at: self.text.origin(node.byte_range()),
            written: self.str(node.byte_range()).to_owned(),
        };
        (is_variable && is_split && self.splits_at_spaces()).then(|| Box::new(variable()))
    }

    /// The value of a variable without quotes around it that the shell splits into options, or into a command.
    fn options(&self, node: Node<'_>) -> Option<&Word> {
        let is_command = node.kind() == "command_name";
        let expansion = if is_command { node.named_child(0)? } else { node };
        if !matches!(expansion.kind(), "simple_expansion" | "expansion") {
            return None;
        }
        let text = self.str(node.byte_range());
        let name = text.strip_prefix("${").and_then(|it| it.strip_suffix('}')).or(text.strip_prefix('$'))?;
        let value = self.values.get(name)?;
        let written = value.text.text().trim();
        // JSON is meant to be one word; `unquoted` reports it.
        let is_list = is_command || !written.starts_with(['{', '[']);
        (is_list && written.contains([' ', '\n', '\t']) && self.splits_at_spaces()).then_some(value)
    }

    /// Adds what a node becomes to a word.
    fn part(&self, node: Node<'_>, word: &mut Word) {
        let range = node.byte_range();
        match node.kind() {
            "raw_string" => {
                word.quoted = true;
                word.push_raw(self.text, range.start + 1..range.end.saturating_sub(1));
            }
            "string" => {
                word.quoted = true;
                self.pieces(node, range.start + 1..range.end.saturating_sub(1), Quoting::Double, word);
            }
            "translated_string" => {
                word.quoted = true;
                self.pieces(node, range.start + 2..range.end.saturating_sub(1), Quoting::Double, word);
            }
            "ansi_c_string" => {
                word.quoted = true;
                escapes::ansi_c(self.text, range.start + 2..range.end.saturating_sub(1), &mut word.text);
            }
            "simple_expansion"
            | "expansion"
            | "command_substitution"
            | "arithmetic_expansion"
            | "process_substitution" => self.expansion(node, word),
            _ => self.pieces(node, range, Quoting::None, word),
        }
    }

    /// Adds a node's parts and the characters between them.
    fn pieces(&self, node: Node<'_>, range: Range<usize>, quoting: Quoting, word: &mut Word) {
        let mut at = range.start;
        let parts = children(node).filter(|it| {
            // The sign and the name of a variable after a bracket are words of their own.
            it.is_named()
                && !matches!(it.kind(), "string_content" | "heredoc_content" | "variable_name" | "word")
        });
        for it in parts.filter(|_| range.end > range.start) {
            let inner = it.byte_range();
            if inner.start < at || inner.end > range.end {
                continue;
            }
            at = self.substitutions(at..inner.start, range.end, quoting, word);
            if inner.start < at {
                continue;
            }
            escapes::plain(self.text, at..inner.start, quoting, &mut word.text);
            self.part(it, word);
            at = inner.end;
        }
        at = self.substitutions(at..range.end, range.end, quoting, word);
        escapes::plain(self.text, at..range.end, quoting, &mut word.text);
    }

    /// Adds text with `$(…)` that the grammar takes for text, as it does after a variable in a here-document. The
    /// substitutions end before `end`. Returns where the rest begins.
    fn substitutions(&self, gap: Range<usize>, end: usize, quoting: Quoting, word: &mut Word) -> usize {
        let mut at = gap.start;
        while let Some(found) = escapes::substitution(self.str(at..end), gap.end.saturating_sub(at)) {
            let found = at + found.start..at + found.end;
            escapes::plain(self.text, at..found.start, quoting, &mut word.text);
            word.text.push_unknown("0", self.text.origin(found.clone()));
            at = found.end;
        }
        at
    }

    fn expansion(&self, node: Node<'_>, word: &mut Word) {
        let text = self.str(node.byte_range());
        let name = text.strip_prefix("${").and_then(|it| it.strip_suffix('}'));
        let name = name.or_else(|| text.strip_prefix('$')).unwrap_or_default();
        if let Some(value) = self.values.get(name)
            && word.text.len() + value.text.len() < WORD_MAX
        {
            return word.put(value);
        }
        if node.kind() == "command_substitution" {
            if let Some(command) = children(node).find(|it| it.is_named() && it.kind() == "command") {
                if self.is_terraform_output(command) {
                    word.outputs.push(word.text.len());
                }
                if let Some(path) = self.catted(command).filter(|_| word.text.is_empty()) {
                    let origin = self.text.origin(node.byte_range());
                    word.content = Some(word.text.len());
                    return word.text.push(&format!("file://{path}"), origin);
                }
            } else if let Some(statement) = children(node).find(|it| it.kind() == "redirected_statement")
                && self.document(statement, word)
            {
                return;
            }
        }
        word.text.push_unknown("0", self.text.origin(node.byte_range()));
    }

    /// `terraform output` without `-raw` prints quotes around a string.
    fn is_terraform_output(&self, command: Node<'_>) -> bool {
        let words: Vec<_> = self.str(command.byte_range()).split_whitespace().collect();
        let program = words.first().is_some_and(|it| matches!(*it, "terraform" | "tofu"));
        program && words.contains(&"output") && !words.contains(&"-raw") && !words.contains(&"--raw")
    }

    /// The file of `$(cat FILE)`.
    fn catted(&self, command: Node<'_>) -> Option<String> {
        let mut words = Vec::new();
        for it in children(command).filter(Node::is_named) {
            self.words(it, &mut words);
        }
        let [program, path] = words.as_slice() else { return None };
        let known = path.text.is_known(0..path.text.len()) && !path.text.text().starts_with('-');
        (program.text.text() == "cat" && known).then(|| path.text.text().to_owned())
    }

    /// `$(cat <<END …)`: the document is the value.
    fn document(&self, statement: Node<'_>, word: &mut Word) -> bool {
        let command = children(statement).find(|it| it.kind() == "command");
        let is_cat = command.is_some_and(|it| self.str(it.byte_range()) == "cat");
        let redirects: Vec<_> = children(statement).filter(|it| it.kind().ends_with("_redirect")).collect();
        let [redirect] = redirects.as_slice() else { return false };
        // After the opening of the document another program may read it, and print something else.
        let goes_on = |it: &Node<'_>| it.is_named() && !it.kind().starts_with("heredoc_");
        if children(*redirect).any(|it| goes_on(&it)) {
            return false;
        }
        let Some(body) = children(*redirect).find(|it| it.kind() == "heredoc_body") else { return false };
        if is_cat {
            word.quoted = true;
            let before = word.text.len();
            self.text_of_body(body, *redirect, word);
            // A substitution drops the newlines at the end.
            let kept = word.text.text().trim_end_matches('\n').len().max(before);
            let mut text = MappedText::default();
            text.push_part(&word.text, 0..kept);
            word.text = text;
        }
        is_cat
    }

    fn text_of_body(&self, body: Node<'_>, redirect: Node<'_>, word: &mut Word) {
        let start = children(redirect).find(|it| it.kind() == "heredoc_start");
        let literal = start.is_none_or(|it| self.str(it.byte_range()).contains(['\'', '"', '\\']));
        if literal {
            word.text.push_part(self.text, body.byte_range());
        } else {
            self.pieces(body, body.byte_range(), Quoting::Document, word);
        }
    }

    /// A here-document that another shell gets to read: not one that is only printed.
    fn body(&self, body: Node<'_>) -> Option<MappedText> {
        if !crate::script::may_hold_commands(self.str(body.byte_range()).as_bytes()) {
            return None;
        }
        let redirect = body.parent()?;
        let statement = redirect.parent()?;
        let header = self.str(statement.start_byte()..body.start_byte());
        if !document::is_run(header, self.str(body.byte_range())) {
            return None;
        }
        let mut word = Word::default();
        self.text_of_body(body, redirect, &mut word);
        Some(word.text)
    }
}
