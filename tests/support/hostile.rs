//! Files and names that try to speak for themselves.

use super::repository::{BAD, Repository};
use std::{ffi::OsStr, fs, os::unix::ffi::OsStrExt};

/// Names of members that nobody has, as JSON writes them: each is quoted in a message and shown in an excerpt.
pub const MEMBERS: &[&str] = &[
    r"line\nbreak\r\n::error::pwned",
    r"::error file=x,line=1::pwned",
    r"##[error]pwned",
    r"##[stop-commands]pwned",
    r"esc\u001b[31m raw",
    r"100%0A%25 and %0D",
    r#"\"quotes\" and 'single' ones"#,
    r"]]> <![CDATA[ --> &amp; &#10;",
    r"<script>alert(1)</script><img src=x onerror=alert(1)>",
    r"| a | b |",
    r"`code` ``more`` `",
    r"[text](http://pwned.example) ![x](y)",
    "line\u{2028}separator \u{85}next",
    "bidi\u{202e}gpj\u{202c} \u{200b}",
    "not a character \u{ffff}\u{fffe}",
    r"https://pwned.example @everyone :tada: $x^2$ #1",
    r"a\\b {0} {{ }}",
];

/// Names of files.
pub const NAMES: &[&[u8]] = &[
    b"::error file=x::pwned.json",
    b"  ::warning::pwned.json",
    b"new\nline.json",
    b"cr\r::error::pwned.json",
    b"esc\x1b[31m.json",
    b"not utf-8 \xff\xfe.json",
    b"100% a:b,c;d.json",
    b"<i>`|]]>&\"'.json",
    b"##[error]pwned.json",
    "bidi\u{202e}nosj.json".as_bytes(),
];

#[track_caller]
pub fn folder(name: &str) -> Repository {
    let folder = Repository::new(name, &[]);
    let members: Vec<_> = MEMBERS.iter().map(|it| format!("  \"{it}\": 1")).collect();
    let text = format!(
        "{{\n  \"taskDefinition\": \"web:12\",\n  \"containerInstances\": [\"765936fadbdd46b5991a4bd70c2a43d4\"],\n{}\n}}\n",
        members.join(",\n")
    );
    fs::write(folder.0.join("members.json"), text).expect("a writable file");
    for name in NAMES {
        fs::write(folder.0.join(OsStr::from_bytes(name)), BAD).expect("a writable file");
    }
    // Raw, not escaped: broken JSON, the text of which begins lines.
    let raw = "{\"taskDefinition\": \"a\n::error::pwned\n##[error]pwned\n\u{1b}[31m\", \"containerInstances\": []\n::error::pwned\n}";
    fs::write(folder.0.join("raw.json"), raw).expect("a writable file");
    folder
}
