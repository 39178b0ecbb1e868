//! A fingerprint of a value that does not depend on the layout.
//!
//! It is the SHA-256 of the value without white space, with the members of objects sorted by their names
//! and strings with no more escapes than they need. Numbers are taken as written, as `1` and `1.0`
//! differ for the AWS CLI. The order of elements matters too. `jq -cjS .VALUE FILE | sha256sum` gives the same.

use crate::json::{Node, ValueKind, quote_json};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// How a fingerprint begins.
pub const PREFIX: &str = "sha256:";

/// `sha256:` and 64 hexadecimal digits.
pub fn fingerprint(node: Node<'_>) -> String {
    let mut text = String::new();
    canonical(node, &mut text);
    let mut fingerprint = PREFIX.to_owned();
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing into a string cannot fail.
        let _ = write!(fingerprint, "{byte:02x}");
    }
    fingerprint
}

/// Whether a text could be a fingerprint.
pub fn is_fingerprint(text: &str) -> bool {
    let digits = text.strip_prefix(PREFIX).unwrap_or_default();
    digits.len() == 64 && digits.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
}

/// The reader allows 128 levels, so this may call itself.
fn canonical(node: Node<'_>, text: &mut String) {
    match node.kind() {
        ValueKind::String => text.push_str(&quote_json(&node.as_str().unwrap_or_default())),
        ValueKind::Array => {
            text.push('[');
            for (at, it) in node.elements().enumerate() {
                text.push_str(if at > 0 { "," } else { "" });
                canonical(it, text);
            }
            text.push(']');
        }
        ValueKind::Object => {
            let mut members: Vec<_> =
                node.members().map(|(key, it)| (key.as_str().unwrap_or_default(), it)).collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            text.push('{');
            for (at, (name, it)) in members.into_iter().enumerate() {
                text.push_str(if at > 0 { "," } else { "" });
                text.push_str(&quote_json(&name));
                text.push(':');
                canonical(it, text);
            }
            text.push('}');
        }
        ValueKind::Null | ValueKind::Bool | ValueKind::Number | ValueKind::Unknown => {
            text.push_str(node.raw())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    fn of(text: &str) -> String {
        fingerprint(parse(text).tree.root())
    }

    #[test]
    fn layout_does_not_count_and_content_does() {
        let one = of(r#"{"a": [1, "x/é"], "b": {"d": null, "c": true}}"#);
        assert!(is_fingerprint(&one));
        assert_eq!(one, of("{\n\"b\":{\"c\":true,\"d\":null},\r\n\t\"a\":[1,\"x\\/\\u00e9\"]}"));
        for other in [
            r#"{"a": ["x/é", 1], "b": {"d": null, "c": true}}"#,
            r#"{"a": [1.0, "x/é"], "b": {"d": null, "c": true}}"#,
            r#"{"a": [1, "x/e"], "b": {"d": null, "c": true}}"#,
        ] {
            assert_ne!(one, of(other), "{other}");
        }
    }
}
