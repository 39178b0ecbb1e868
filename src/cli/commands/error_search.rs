//! Which rule explains an error that AWS gave: patterns stand on the rules' pages, under `AWS says:`.

use ecs_preflight::{RULES, RuleEntry};

/// Whether a text reads like an error, and not like a misspelled id.
pub fn is_error(text: &str) -> bool {
    text.trim().contains(char::is_whitespace)
}

/// The rules that explain an error, the one that knows most of its words first.
pub fn rules(error: &str) -> Vec<&'static RuleEntry> {
    let error = normal(error);
    let known = |it: &'static RuleEntry| {
        let known = it.says().filter(|pattern| fits(&normal(pattern), &error));
        known.map(|pattern| pattern.chars().filter(|c| *c != '*').count()).max().map(|words| (words, it))
    };
    let mut found: Vec<_> = RULES.iter().filter_map(known).collect();
    found.sort_by_key(|(words, it)| (std::cmp::Reverse(*words), it.id));
    found.into_iter().map(|(_, it)| it).collect()
}

/// In lowercase, with one kind of quotation mark, and one space for any white space: errors are copied from terminals
/// and out of JSON.
fn normal(text: &str) -> String {
    let plain: String =
        text.chars().filter(|it| *it != '\\').map(|it| if it == '\'' { '"' } else { it }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether the parts between the `*` of a pattern stand in a text in their order.
fn fits(pattern: &str, text: &str) -> bool {
    let mut rest = text;
    for part in pattern.split('*') {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}
