//! Requests in small, and changes that break them.

use super::rng::Rng;

/// What requests are made of, small.
pub const BASES: [&str; 12] = [
    r#"{"taskDefinition":"web:3","containerInstances":["765936fadbdd46b5991a4bd70c2a43d4"]}"#,
    "{\n  \"cluster\": \"prod\",\n  \"taskDefinition\": \"t\",\n  \"containerInstances\": [\"a\", \"b\"]\n}\n",
    r#"{"overrides":{"containerOverrides":[{"name":"a","cpu":10,"command":["sh","-c","x"]},{"name":"b"}]}}"#,
    r#"[{"name": "a", "environment": [{"name": "K", "value": "1.5"}]}, {"name": "b"}]"#,
    "{\r\n\t\"awsvpcConfiguration\": {\"subnets\": [\"s\"], \"assignPublicIp\": \"ENABLED\"}\r\n}",
    r#"{"a": -0, "b": 1E5, "c": 0.5e-3, "d": [true, false, null], "e": {}, "f": []}"#,
    r#"{"startedBy": "caf\u00e9 \ud83d\ude00 \"x\" \\ \/ \b\f\n\r\t", "é": "ü☃"}"#,
    r#"[1, 22, -3, [4, [5, {"six": 6}]], "7", 8.0]"#,
    "[\n  {\n    \"memory\": 512\n  },\n  {\n    \"memory\": 256\n  }\n]",
    r#"{"cpu": 18446744073709551616, "enableExecuteCommand": false}"#,
    r#" "text" "#,
    r#"{"tags":[{"key":"a","value":""},{"key":"b"}],"group":"family:x"}"#,
];

/// What is put into them.
const TOKENS: [&str; 52] = [
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "\\",
    "\n",
    " ",
    "\t",
    "`",
    "/",
    "//",
    "/*",
    "*/",
    "#",
    "=",
    ";",
    "0",
    "1",
    "-",
    "+",
    ".",
    "e",
    "_",
    "a",
    "true",
    "null",
    "None",
    "NaN",
    "undefined",
    "\"x\"",
    "\"k\": 1",
    ", \"k\": 1",
    "{}",
    "[]",
    "{{X}}",
    "${X}",
    "<X>",
    "\\u",
    "\\ud800",
    "\\x",
    "“",
    "”",
    "\u{a0}",
    "\u{feff}",
    "\u{0}",
    "é",
    "\\\"",
    "x:",
];

/// One change, anywhere.
pub fn mutate(text: &mut Vec<char>, random: &mut Rng) {
    let at = random.below(text.len() + 1);
    let end = (at + 1 + random.below(3)).min(text.len());
    match random.below(8) {
        0 | 1 => drop(text.drain(at.min(end)..end)),
        2 | 3 => drop(text.splice(at..at, random.pick(&TOKENS).chars())),
        4 => drop(text.splice(at.min(end)..end, random.pick(&TOKENS).chars())),
        5 => {
            let copy = text[at.min(end)..end].to_vec();
            drop(text.splice(at..at, copy));
        }
        6 if !text.is_empty() => {
            let (a, b) = (random.below(text.len()), random.below(text.len()));
            text.swap(a, b);
        }
        _ if random.below(6) == 0 => text.truncate(at),
        _ => drop(text.drain(at.min(end)..end.min(at + 1))),
    }
}
