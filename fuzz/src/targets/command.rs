//! Command lines: a word a line, of any client.

use super::{Memory, shorthand::understood};
use crate::{Holds, Seen, ensure, split};
use ecs_preflight::{Requested, command::{self, Answer, Line, Operation, CommandOptions}, model::cli_version::CliVersion};

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([how, cut], bytes) = split(data);
    let text = String::from_utf8_lossy(bytes);
    let words: Vec<&str> = text.split('\n').collect();
    // Fixtures begin with the command itself.
    let words = words
        .strip_prefix(&["aws", "ecs", "start-task"])
        .or(words.strip_prefix(&["aws", "ecs", "run-task"]))
        .unwrap_or(&words);
    let settings = CommandOptions {
        client: [CliVersion::V2, CliVersion::V1, CliVersion::Old][how % 3],
        revision: if how % 5 == 4 { Requested::Latest } else { Requested::Auto },
        ..CommandOptions::default()
    };
    let operation = Operation::ALL[how / 3 % Operation::ALL.len()];
    let file = &bytes[bytes.len() * cut / 256..];
    let (line, source) = Line::of_words(operation, words, how % 7 == 6);
    let it = command::understand(&line, source, &settings, &mut Memory::with(file));
    understood(&it, seen)?;
    let (line, source) = Line::of_words(operation, words, how % 7 == 6);
    let again = command::understand(&line, source, &settings, &mut Memory::with(file));
    let same = again.answer == it.answer && again.findings.len() == it.findings.len();
    ensure(same || matches!(it.answer, Answer::Print(_)), || "another answer the second time".into())
}
