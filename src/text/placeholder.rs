//! Placeholders of templates: `${NAME}`, `{{ name }}`, `<name>`, `<<name>>`, `__NAME__`, `%NAME%`, `@NAME@`, `#{NAME}#`,
//! `((name))`, `[[name]]`, `$NAME`.
//!
//! A placeholder inside a string is a typed hole: the string stays one, whatever it becomes.
//! [`holes`] finds them. One outside of strings breaks the JSON; in a file that is known to be a
//! template [`mask`] puts something in its place that can be read, byte for byte as long.

use crate::text::{
    simd::{Block, WIDTH},
    span::Span,
};
use std::ops::Range;

/// Names that end so are those of templates.
const ENDINGS: [&str; 4] = [".tftpl", ".tpl", ".j2", ".template.json"];

/// Endings of templates of all kinds, of which only those of JSON are meant.
const JSON_ENDINGS: [&str; 11] = [
    ".json.erb",
    ".json.tmpl",
    ".json.hbs",
    ".json.mustache",
    ".json.ejs",
    ".json.gotmpl",
    ".json.jinja",
    ".json.jinja2",
    ".json.liquid",
    ".json.ftl",
    ".json.vm",
];

/// Whether a file's name says that it is a template.
pub fn is_template_name(name: &str) -> bool {
    ENDINGS.iter().chain(&JSON_ENDINGS).any(|it| name.ends_with(it))
}

/// The name of what a template becomes: `a.sh` of `a.sh.tpl`. The ending of a template of JSON that says so itself stays.
pub fn name_of_result(name: &str) -> Option<&str> {
    let is_json = JSON_ENDINGS.iter().any(|it| name.ends_with(it));
    let inner = || name.rsplit_once('.').map(|it| it.0).filter(|_| is_json);
    ENDINGS.iter().filter(|it| !it.ends_with("json")).find_map(|it| name.strip_suffix(it)).or_else(inner)
}

/// What a variable is known to become (`--define`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Define {
    /// The variable, without the signs around it.
    pub name: String,
    /// What is known of its value.
    pub value: Defined,
}

/// What is known of a variable's value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Defined {
    /// So many characters.
    Length(u32),
    /// The value itself.
    Text(String),
}

/// The most characters that a `--define` may say.
const LENGTH_MAX: u32 = 1 << 16;

impl Define {
    /// Reads `NAME=VALUE`. A number is a length: whoever means the digits themselves writes them in
    /// double quotes.
    pub fn parse(text: &str) -> Option<Define> {
        let (name, value) = text.split_once('=')?;
        let is_name =
            !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"_.-".contains(&it));
        let quoted = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        let value = match (quoted, value.parse()) {
            (Some(text), _) => Defined::Text(text.to_owned()),
            (None, Ok(length)) if value.bytes().all(|it| it.is_ascii_digit()) => Defined::Length(length),
            _ if value.bytes().all(|it| it.is_ascii_digit()) && !value.is_empty() => return None,
            _ => Defined::Text(value.to_owned()),
        };
        let fits = !matches!(value, Defined::Length(LENGTH_MAX..));
        (is_name && fits).then(|| Define { name: name.to_owned(), value })
    }
}

/// The placeholders of a text, in order and apart.
pub fn holes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match begins_hole(bytes[at]).then(|| hole_at(text, at)).flatten() {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The end of the placeholder that begins at `at`, on its line.
pub(crate) fn end_at(text: &str, at: usize) -> Option<usize> {
    hole_at(text, at).filter(|end| !text[at..*end].contains('\n'))
}

/// Whether a text may hold a placeholder at all: `${`, `{{`, `#{`, `__`, `((`, `[[`, `<`, `%`, `@` or `$`.
pub fn may_have_holes(text: &str) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).step_by(WIDTH).any(|at| {
        let (block, next) = (Block::at(bytes, at), Block::at(bytes, at + 1));
        let opened = block.any_of([b'{', b'#']) & next.any_of([b'{']);
        let doubled = block.any_of([b'_']) & next.any_of([b'_'])
            | block.any_of([b'(']) & next.any_of([b'('])
            | block.any_of([b'[']) & next.any_of([b'[']);
        opened | doubled | block.any_of([b'<', b'%', b'@', b'$']) != 0
    })
}

/// The longest placeholder: what opens one and has no end is none.
const HOLE_MAX: usize = 256;
/// The same for an expression outside of strings, which may have lines.
const EXPRESSION_MAX: usize = 4_096;

/// Braces, hyphens and blanks before the name of a placeholder are not more than this.
const OPENING_MAX: usize = 64;

/// Whether a placeholder may begin with this.
pub(crate) fn begins_hole(byte: u8) -> bool {
    matches!(byte, b'$' | b'{' | b'<' | b'_' | b'%' | b'@' | b'#' | b'(' | b'[')
}

/// The end of the placeholder that begins at `at`.
fn hole_at(text: &str, at: usize) -> Option<usize> {
    let mut limit = text.len().min(at + HOLE_MAX);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let rest = text.get(at..limit)?;
    let until =
        |open: usize, close: &str| rest.get(open..)?.find(close).map(|it| at + open + it + close.len());
    let name = |text: &str, extra: &str| {
        text.find(|it: char| !it.is_ascii_alphanumeric() && !extra.contains(it)).unwrap_or(text.len())
    };
    let between = |open: &str, close: &str, extra: &str| {
        let inner = rest.strip_prefix(open)?;
        let blanks = inner.len() - inner.trim_start_matches(' ').len();
        let inner = &inner[blanks..];
        let length = name(inner, extra);
        let after = inner[length..].trim_start_matches(' ');
        let begins = inner.starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '_' | '.'));
        (begins && after.starts_with(close))
            .then(|| at + open.len() + blanks + inner.len() - after.len() + close.len())
    };
    if rest.starts_with("${{") {
        until(3, "}}")
    } else if rest.starts_with("${") {
        braces(rest, 1).map(|it| at + it)
    } else if rest.starts_with("{{") {
        until(2, "}}")
    } else if rest.starts_with("$(") {
        // As Azure Pipelines replaces it. `$(date)` is a command.
        let inner = rest[2..].split(')').next()?;
        let is_variable = inner.contains('.') || !inner.contains(|it: char| it.is_ascii_lowercase());
        is_variable.then(|| between("$(", ")", "_-.")).flatten()
    } else if rest.starts_with("$") {
        // As envsubst replaces it. A shell has variables in small letters more often.
        let length = name(&rest[1..], "_");
        let is_name = rest[1..1 + length].bytes().all(|it| !it.is_ascii_lowercase())
            && rest[1..].starts_with(|it: char| it.is_ascii_uppercase());
        // Other AWS services use `$LATEST` for the newest version.
        (is_name && length > 1 && &rest[1..1 + length] != "LATEST").then_some(at + 1 + length)
    } else if rest.starts_with("#{") {
        let end = between("#{", "}", "_-.")?;
        Some(end + usize::from(text[end..].starts_with('#')))
    } else if rest.starts_with("((") {
        between("((", "))", "_-./")
    } else if rest.starts_with("[[") {
        between("[[", "]]", "_-.")
    } else if rest.starts_with("<<") {
        between("<<", ">>", "_-.")
    } else if let Some(inner) = rest.strip_prefix('@') {
        let doubled = usize::from(inner.starts_with('@'));
        let inner = &inner[doubled..];
        let length = name(inner, "_-.");
        let is_name = inner.starts_with(|it: char| it.is_ascii_alphabetic())
            && (inner[..length].contains('.') || inner[..length].bytes().all(|it| !it.is_ascii_lowercase()));
        let closed = inner[length..].starts_with(if doubled == 1 { "@@" } else { "@" });
        (is_name && length > 1 && closed).then_some(at + length + 2 * (1 + doubled))
    } else if rest.starts_with("<%") {
        until(2, "%>")
    } else if let Some(inner) = rest.strip_prefix('<') {
        let length = name(inner, "_-. /:");
        let begins = inner.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
        (begins && inner[length..].starts_with('>')).then_some(at + length + 2)
    } else if let Some(inner) = rest.strip_prefix("__") {
        let length = inner.find("__").filter(|it| *it > 0)?;
        let is_name =
            name(&inner[..length], "_") == length && inner.starts_with(|it: char| it.is_ascii_alphanumeric());
        is_name.then_some(at + length + 4)
    } else if let Some(inner) = rest.strip_prefix('%') {
        let length = name(inner, "_");
        let is_name = length > 1 && inner[..length].bytes().all(|it| !it.is_ascii_lowercase());
        let begins = inner.starts_with(|it: char| it.is_ascii_uppercase());
        (is_name && begins && inner[length..].starts_with('%')).then_some(at + length + 2)
    } else {
        None
    }
}

/// The end of `{…}` that begins at `open`, if it ends near.
#[cfg(feature = "scripts")]
pub(crate) fn closing_brace(text: &str, open: usize) -> Option<usize> {
    braces(text, open).filter(|it| *it <= HOLE_MAX)
}

/// The end of `{…}` with all braces in it closed, from the brace at `open` on.
fn braces(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, byte) in text.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The variable of a placeholder: `GITHUB_SHA` of `${GITHUB_SHA:-none}`.
pub fn variable(hole: &str) -> &str {
    let inner = hole.trim_start_matches(['$', '{', '<', '%', ' ', '@', '#', '(', '[', '=']);
    let inner = inner.strip_prefix("__").and_then(|it| it.strip_suffix("__")).unwrap_or(inner);
    let end =
        inner.find(|it: char| !it.is_ascii_alphanumeric() && !"_.-".contains(it)).unwrap_or(inner.len());
    // The hyphen of a default value, `${NAME-none}`, is no part of the name.
    let end = if hole.starts_with("${") { inner[..end].find('-').unwrap_or(end) } else { end };
    &inner[..end]
}

/// A template with its placeholders outside of strings made readable. Offsets stay.
pub struct Masked {
    /// The text, as long as the template.
    pub text: String,
    /// Where a value of an unknown kind stands, in order.
    pub values: Vec<Span>,
}

/// Makes the placeholders outside of strings readable; `None` where there is none.
pub fn mask(text: &str) -> Option<Masked> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut values = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'"' => {
                at = after_string(bytes, at);
                continue;
            }
            byte if begins_hole(byte) => outside(text, at),
            _ => None,
        };
        let Some(end) = end else {
            at += 1;
            continue;
        };
        if out.is_empty() {
            out = bytes.to_vec();
        }
        let end = after_word(text, end);
        out[at..end].iter_mut().filter(|it| !matches!(**it, b'\n' | b'\r')).for_each(|it| *it = b' ');
        out[at] = b'0';
        values.push(Span::new(at, end));
        at = end;
    }
    let text = String::from_utf8(out).ok().filter(|it| !it.is_empty())?;
    Some(Masked { text, values })
}

fn after_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            // Strings of JSON end on their line: a quote that does not is none.
            b'"' | b'\n' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The end of a placeholder outside of strings.
pub(crate) fn outside(text: &str, at: usize) -> Option<usize> {
    let mut limit = text.len().min(at + EXPRESSION_MAX);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let rest = &text[at..limit];
    if rest.starts_with('[') {
        // A list.
        return None;
    }
    let until = |close: &str| rest.find(close).map(|it| at + it + close.len());
    if rest.starts_with("<%=") {
        return until("%>");
    }
    if rest.starts_with("{{") {
        // `{{"a": 1}}` are doubled braces.
        let inner = rest.bytes().take(OPENING_MAX).find(|it| !matches!(it, b'{' | b'-' | b'~' | b' '));
        return if matches!(inner, None | Some(b'"' | b'}' | b'\n')) { None } else { until("}}") };
    }
    if let Some(call) = rest.strip_prefix("$(") {
        return call.find(')').map(|it| at + it + 3);
    }
    if rest.starts_with("${") && !rest.starts_with("${{") {
        return Some(at + braces(rest, 1)?);
    }
    hole_at(text, at)
}

/// The end of what directly follows a placeholder: `${A}${B}`, `{{a}}0`.
pub(crate) fn after_word(text: &str, end: usize) -> usize {
    let mut at = end;
    while let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
        if let Some(end) = outside(text, at) {
            at = end;
        } else if rest.starts_with(|it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_')) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// What is said of one in a document that is sent as it is.
pub const NO_SHELL: &str =
    "no shell puts in the variable here: write its value, or have it put in before the file is sent";

/// Whether a text looks like one that a shell was to put a variable in: `$HOST`, `${HOST}`, `$(date)`, `%HOST%`.
pub fn names_a_variable(text: &str) -> bool {
    let begins = |it: char| it.is_ascii_alphabetic() || matches!(it, '_' | '{' | '(');
    let of_a_shell = text.split('$').skip(1).any(|it| it.starts_with(begins));
    let parts: Vec<_> = text.split('%').collect();
    let is_name = |it: &&str| !it.is_empty() && it.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    of_a_shell || parts.len() > 2 && parts[1..parts.len() - 1].iter().any(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_their_names() {
        for (text, found) in [
            ("deploy-${GITHUB_SHA}", &["${GITHUB_SHA}"][..]),
            ("${{ github.sha }}x{{ A }}", &["${{ github.sha }}", "{{ A }}"]),
            ("family:<revision>", &["<revision>"]),
            ("__RDS__/%BUILD_NUMBER%", &["__RDS__", "%BUILD_NUMBER%"]),
            ("${lookup(m, {a = 1})}!", &["${lookup(m, {a = 1})}"]),
            ("{{ must_env `OPTION` }}", &["{{ must_env `OPTION` }}"]),
            ("$VAR-$x", &["$VAR"]),
            ("<<A>>/<< parameters.b >>", &["<<A>>", "<< parameters.b >>"]),
            ("((a/b))#{C}##{d}", &["((a/b))", "#{C}#", "#{d}"]),
            ("@A_B@ @project.version@ @@CD@@", &["@A_B@", "@project.version@", "@@CD@@"]),
            ("[[ .a ]][[:alpha:]]", &["[[ .a ]]"]),
            ("<%= a %> <A:b>", &["<%= a %>", "<A:b>"]),
            ("$(A_B)$(Build.Id)$(date)", &["$(A_B)", "$(Build.Id)"]),
            ("a@b.c, d@e.f a@b@c $1 $x $HO a < b > c 10% of 20% __init __ %Y%m%d ${", &["$HO"]),
        ] {
            assert_eq!(holes(text).into_iter().map(|it| &text[it]).collect::<Vec<_>>(), found, "{text}");
        }
        for (hole, name) in [
            ("${A_B:-x}", "A_B"),
            ("${A-x}", "A"),
            ("${{ github.sha }}", "github.sha"),
            ("{{A}}", "A"),
            ("<my-name>", "my-name"),
            ("__A_B__", "A_B"),
            ("%A%", "A"),
        ] {
            assert_eq!(variable(hole), name, "{hole}");
        }
    }

    #[test]
    fn masks_are_as_long() {
        for (text, masked, values) in [
            (r#"{"a": ${jsonencode({b = "c"})}, "b": "${c}"}"#, true, 1),
            (r#"[{"a": {{ a }}}]"#, true, 1),
            (r#"{"a": <A>}"#, true, 1),
            (r#"{"a": "${b}"}"#, false, 0),
            ("{{\"a\": 1}}", false, 0),
            ("${", false, 0),
        ] {
            let found = mask(text);
            assert_eq!(found.is_some(), masked, "{text}");
            if let Some(it) = found {
                assert_eq!((it.text.len(), it.values.len()), (text.len(), values), "{text}");
            }
        }
    }

    #[test]
    fn defines() {
        let define = |name: &str, value| Some(Define { name: name.to_owned(), value });
        assert_eq!(Define::parse("A=40"), define("A", Defined::Length(40)));
        assert_eq!(Define::parse("A=\"40\""), define("A", Defined::Text("40".to_owned())));
        assert_eq!(Define::parse("A="), define("A", Defined::Text(String::new())));
        assert_eq!(Define::parse("a.b=c=d"), define("a.b", Defined::Text("c=d".to_owned())));
        for no in ["A", "=4", "A B=4", "A=99999999999", "A=70000"] {
            assert_eq!(Define::parse(no), None, "{no}");
        }
    }
}
