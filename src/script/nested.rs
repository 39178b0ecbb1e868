//! Shell text among the words of a command: what `eval`, `ssh` and `-c` run.

use crate::script::word::Word;
use crate::text::mapped_text::MappedText;

/// Texts that a command hands to a shell.
pub(super) fn commands(words: &[Word]) -> Vec<MappedText> {
    let text = |it: &Word| it.text.text().rsplit('/').next().unwrap_or_default().to_owned();
    let program = words.first().map(text).unwrap_or_default();
    let mut found = Vec::new();
    if program == "eval" {
        found.extend(
            evaluated(words.get(1..).unwrap_or_default())
                .filter(|it| crate::script::may_hold_commands(it.text().as_bytes())),
        );
        return found;
    }
    let runs = program == "ssh";
    for (at, word) in words.iter().enumerate().skip(1) {
        let after =
            words.get(at - 1).is_some_and(|it| matches!(it.text.text(), "-c" | "-lc" | "-ec" | "-xc"));
        let whole = word.text.text();
        if (after || runs) && whole.contains(' ') && crate::script::may_hold_commands(whole.as_bytes()) {
            found.push(word.text.clone());
        }
    }
    found
}

/// The text that `eval` makes of its words.
fn evaluated(words: &[Word]) -> Option<MappedText> {
    let (first, others) = words.split_first()?;
    let mut text = first.text.clone();
    for word in others {
        text.push(" ", word.text.origin(0..0));
        text.push_part(&word.text, 0..word.text.len());
    }
    Some(text)
}
