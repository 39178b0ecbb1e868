//! The region of a command line.

use crate::{
    command::{Line, argparse::Sorted, options::OptionSpec, value::whole},
    model::arn::{partition_of, region_of_zone},
    text::mapped_text::MappedText,
};

/// The region that the request is sent to, where the command says so; `None` where another address is given.
pub(super) fn region<'a>(line: &'a Line, globals: &[OptionSpec], own: &'a Sorted) -> Option<&'a str> {
    let last = |name: &str| own.given.iter().rev().find(|given| globals[given.option].name == name);
    if last("--endpoint-url").is_some() {
        return None;
    }
    let word = match last("--region") {
        Some(given) => given.words.first(),
        None => line.region.as_ref(),
    };
    let known = word.filter(|word| word.is_known(0..word.len())).map(MappedText::text);
    known.map(|name| region_of_zone(name).unwrap_or(name)).filter(|name| partition_of(name).is_some())
}

/// The word that names an Availability Zone as the region, and its option or variable.
pub(super) fn zone<'a>(
    line: &'a Line,
    globals: &[OptionSpec],
    own: &'a Sorted,
    source: &str,
) -> Option<(&'a MappedText, &'static str)> {
    let last = |name: &str| own.given.iter().rev().find(|given| globals[given.option].name == name);
    let (word, name) = match last("--region") {
        Some(given) => (given.words.first()?, "--region"),
        None => {
            let word = line.region.as_ref()?;
            let before = source.get(..whole(word).span.start as usize).unwrap_or_default();
            let is_default = before.trim_end_matches(['"', '\'', '=']).ends_with("AWS_DEFAULT_REGION");
            (word, if is_default { "AWS_DEFAULT_REGION" } else { "AWS_REGION" })
        }
    };
    let is_zone = word.is_known(0..word.len())
        && region_of_zone(word.text()).is_some_and(|region| partition_of(region).is_some());
    (is_zone && last("--endpoint-url").is_none()).then_some((word, name))
}
