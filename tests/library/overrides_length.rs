//! The length of overrides at its borders, in documents that are too long to be kept as fixtures.

use ecs_preflight::{DocumentKind, Options, Source, check};

const REQUEST: &str =
    r#"{"taskDefinition":"web:1","containerInstances":["765936fadbdd46b5991a4bd70c2a43d4"],"overrides":"#;

/// What `overrides-length` says of a document.
fn found(kind: DocumentKind, text: String) -> Vec<String> {
    let options = Options { kind: Some(kind), ..Options::default() };
    let found = check(&Source::new("lengths.json", text.into_bytes()), &options).diagnostics;
    found.into_iter().filter(|it| it.rule == "overrides-length").map(|it| it.message.to_string()).collect()
}

/// Overrides of a request.
fn of_request(overrides: &str) -> Vec<String> {
    found(DocumentKind::StartTask, format!("{REQUEST}{overrides}}}"))
}

/// Overrides of a number of characters.
fn overrides(characters: usize) -> String {
    format!("{{\"containerOverrides\":{}}}", list(characters - 23))
}

/// A list of container overrides of a number of characters.
fn list(characters: usize) -> String {
    let empty = r#"[{"name":"web","command":[""]}]"#;
    empty.replace("\"\"", &format!("\"{}\"", "x".repeat(characters - empty.len())))
}

#[test]
fn nine_tenths_of_the_limit_are_reported() {
    assert_eq!(of_request(&overrides(7_372)), [""; 0]);
    let told = ["the overrides use 7,373 of the 8,192 characters allowed"];
    assert_eq!(of_request(&overrides(7_373)), told);
    // A list counts with what is around it when it is sent.
    assert_eq!(found(DocumentKind::ContainerOverrides, list(7_349)), [""; 0]);
    assert_eq!(found(DocumentKind::ContainerOverrides, list(7_350)), told);
}

#[test]
fn the_request_that_is_sent_is_measured_too() {
    // A comma and four colons have spaces after them.
    assert_eq!(of_request(&overrides(8_188)), ["the overrides use 8,188 of the 8,192 characters allowed"]);
    assert_eq!(
        of_request(&overrides(8_189)),
        ["the overrides are 8,189 characters long, or 8,193 as sent by the AWS CLI; the limit is 8,192"]
    );
    assert_eq!(
        of_request(&overrides(8_193)),
        ["the overrides are 8,193 characters long, 1 over the limit of 8,192"]
    );
}

/// What is not a list or object belongs to `wrong-type`, whatever its length.
#[test]
fn a_text_in_the_place_of_overrides_has_no_length() {
    assert_eq!(of_request(&format!("\"{}\"", "x".repeat(9_000))), [""; 0]);
}

/// The place is that of the largest part; an element that is more than half of its list stands for the list.
#[test]
fn the_largest_part_is_pointed_at() {
    let pointer = |first: usize, second: usize| {
        let (first, second) = ("a".repeat(first), "b".repeat(second));
        let text = format!(
            "{REQUEST}{{\"containerOverrides\":[{{\"name\":\"web\",\"command\":[\"{first}\",\"{second}\"]}}]}}}}"
        );
        let options = Options { kind: Some(DocumentKind::StartTask), ..Options::default() };
        let found = check(&Source::new("lengths.json", text.into_bytes()), &options).diagnostics;
        found.iter().find(|it| it.rule == "overrides-length").expect("a finding").pointer.clone()
    };
    // With quotes, brackets and comma the list has seven characters beside the texts, and an element has two.
    let command = "/overrides/containerOverrides/0/command";
    assert_eq!(pointer(4_003, 4_000), command);
    assert_eq!(pointer(4_004, 4_000), format!("{command}/0"));
}

/// Two bytes of UTF-8 are one character, and six as the AWS CLI sends it: few bytes may be long.
#[test]
fn characters_that_are_escaped_when_sent_are_measured() {
    let command = |count: usize| list(31).replace("\"\"", &format!("\"{}\"", "é".repeat(count)));
    let request = |count| of_request(&format!("{{\"containerOverrides\":{}}}", command(count)));
    assert_eq!(request(1_300), [""; 0]);
    assert_eq!(
        request(1_400),
        ["the overrides are 1,454 characters long, or 8,458 as sent by the AWS CLI; the limit is 8,192"]
    );
}
