//! Configurations: the reference, and any bytes.

use ecs_preflight::{Source, settings};
use std::fs;

/// The starter with all that it only proposes.
fn proposed(starter: &str) -> String {
    let lines = starter.lines().filter(|it| {
        !it.starts_with("##") && !it.starts_with("# Conf") && !it.starts_with("# with their own")
    });
    lines.map(|it| it.strip_prefix("# ").unwrap_or(it)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_reference_is_the_table() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    let text = fs::read_to_string(&path).expect("docs/configuration.md");
    let begin = "<!-- settings: written by `UPDATE=1 cargo test` -->\n";
    let (before, _) = text.split_once(begin).expect("the mark behind which the reference stands");
    let expected = format!("{before}{begin}\n{}", settings::reference());
    let wrong = crate::support::fixtures::expect(&path, &expected);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}

#[test]
fn any_bytes_are_a_configuration_and_none_is_a_panic() {
    let whole = proposed(&settings::starter());
    let bytes = whole.as_bytes();
    for at in (0..bytes.len()).step_by(7) {
        let (cut, rest) = bytes.split_at(at);
        for text in
            [cut.to_vec(), rest.to_vec(), [cut, b"\xff\"]", rest].concat(), [cut, &rest[1..]].concat()]
        {
            let source = Source::new("x.toml", text);
            let length = source.text().len() as u32;
            let (_, faults) = settings::Settings::parse(source);
            for it in faults {
                assert!(it.span.start < it.span.end && it.span.end <= length.max(1), "{it:?} at {at}");
            }
        }
    }
}

/// What is missing at the end is reported at the last character, not at its last byte.
#[test]
fn mistakes_are_at_character_boundaries() {
    for text in ["é", " \u{feff}", "include = [\"é", "a = 1\n漢", "[rules]\n😀 = \"error\"", "# é\nkind = é"]
    {
        let (_, faults) = settings::Settings::parse(Source::new("x.toml", text.into()));
        assert!(!faults.is_empty(), "{text:?}");
        for it in faults {
            assert!(text.get(it.span.range()).is_some_and(|it| !it.is_empty()), "{it:?} in {text:?}");
        }
    }
    // The same if the bytes are not UTF-8.
    let bytes = [&b"\xe2\x81\xa6"[..], b"\xa4"].concat();
    let source = Source::new("x.toml", bytes.clone());
    let (_, faults) = settings::Settings::parse(Source::new("x.toml", bytes));
    assert!(faults.iter().all(|it| source.text().get(it.span.range()).is_some()), "{faults:?}");
}
