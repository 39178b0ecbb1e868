//! Fixes of words that a shell, YAML or a word processor changes.

use crate::support::{fixtures::fixtures, scratch::Folder};
use std::fs;

/// The fixed file of the field, byte for byte, and nothing where nothing can be fixed with certainty.
#[test]
fn scripts_are_fixed_in_place() {
    let read =
        |rule: &str, name: &str| fs::read_to_string(fixtures().join(rule).join(name)).expect("a fixture");
    let folder = Folder::new(
        "mangled",
        &[
            ("braces.sh", &read("brace-expansion", "bad-typical-network.sh")),
            ("crlf.sh", &read("carriage-return", "bad-typical-everywhere.sh")),
            ("folded.yml", &read("escaped-blank", "bad-folded.yml")),
            ("dashes.sh", &read("typographic-character", "bad-field.sh")),
            (
                "held.sh",
                "#!/bin/bash\n# ecs-preflight: ignore[typographic-character] as shown in the wiki\naws ecs run-task –cluster c --task-definition web:1\n",
            ),
        ],
    );
    folder
        .run(&["check", "--no-config", "--diff", "folded.yml"])
        .exits(1)
        .says("-          aws ecs run-task \\\n");
    let ran = folder.run(&["check", "--no-config", "--fix", "."]).exits(0);
    assert!(!ran.err.contains("left as it is"), "{}", ran.err);
    assert_eq!(folder.text("braces.sh"), read("brace-expansion", "ok-quoted.sh"));
    assert!(!folder.text("crlf.sh").contains('\r'));
    assert_eq!(folder.text("folded.yml"), read("escaped-blank", "bad-folded.yml").replace(" \\\n", "\n"));
    assert!(folder.text("dashes.sh").is_ascii());
    assert!(folder.text("held.sh").contains('–'));
}
