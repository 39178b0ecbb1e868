//! Typos: how far one name is from another.

/// A longer text, in bytes, is not a typo of anything.
pub(crate) const LONG: usize = 256;

/// A name without case, hyphens, underscores and spaces: `Task-Definition` and `taskDefinition` are equal.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|it| !matches!(it, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

/// Whether a name is a typo of another: its case, hyphens, a plural, one or two wrong characters.
pub fn is_near(name: &str, wanted: &str) -> bool {
    name.len().abs_diff(wanted.len()) <= 4 && distance(name, wanted).is_some()
}

/// The distance of a typo from a name; `None` if it is not a typo of it.
fn distance(name: &str, wanted: &str) -> Option<usize> {
    if name.len() > LONG { None } else { distance_of_folded(&folded(name), wanted) }
}

/// The same for a typo that is [`folded`] already.
pub(crate) fn distance_of_folded(name: &str, wanted: &str) -> Option<usize> {
    let wanted = folded(wanted);
    if name == wanted {
        return Some(0);
    }
    if name.is_empty() || name.trim_end_matches('s') == wanted.trim_end_matches('s') {
        return (!name.is_empty()).then_some(1);
    }
    let allowed = match wanted.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        7..=11 => 2,
        _ => 3,
    };
    if at_least(name, &wanted) > allowed {
        return None;
    }
    let distance = strsim::damerau_levenshtein(name, &wanted);
    (distance <= allowed).then_some(distance + 1)
}

/// A lower bound of the distance of two words: no typo makes one longer by more than one character, or adds more than
/// one that the other does not have. The exact distance takes a hundred times as long.
fn at_least(a: &str, b: &str) -> usize {
    let marks = |word: &str| word.bytes().fold(0_u64, |marks, it| marks | 1 << (it & 63));
    let count = |word: &str| word.chars().count();
    let others = |a: &str, b: &str| (marks(a) & !marks(b)).count_ones() as usize;
    if a.is_ascii() && b.is_ascii() {
        return a.len().abs_diff(b.len()).max(others(a, b)).max(others(b, a));
    }
    count(a).abs_diff(count(b))
}

/// The nearest of some words, first among equals.
pub fn word<'a>(name: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = words.into_iter().filter_map(|it| Some((distance(name, it)?, it)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, it)| it)
}

/// Whether a name differs from another only in case, hyphens and underscores.
pub fn is_respelling(name: &str, wanted: &str) -> bool {
    name.len() <= LONG && folded(name) == folded(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_typo_is_nearer_than_at_least() {
        let words =
            ["cpu", "gpu", "name", "nmae", "names", "taskdefinition", "taskdefintion", "größe", "grosse", ""];
        for (a, b) in words.iter().flat_map(|a| words.map(|b| (*a, b))) {
            assert!(at_least(a, b) <= strsim::damerau_levenshtein(a, b), "{a} {b}");
        }
        assert_eq!(at_least("memory", "containeroverrides"), 12);
    }

    #[test]
    fn mistakes() {
        for (mistake, name) in [
            ("taskDefintion", "taskDefinition"),
            ("task-definition", "taskDefinition"),
            ("TaskDefinition", "taskDefinition"),
            ("task_definition", "taskDefinition"),
            ("containerInstance", "containerInstances"),
            ("commands", "command"),
            ("awsVpcConfiguration", "awsvpcConfiguration"),
        ] {
            assert!(is_near(mistake, name), "{mistake}");
        }
        for (other, name) in
            [("name", "memory"), ("cpu", "gpu"), ("image", "name"), ("tags", "tasks"), ("", "cpu")]
        {
            assert!(!is_near(other, name), "{other}");
        }
    }
}
