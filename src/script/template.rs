//! Templates of scripts: what a placeholder becomes is not known, which a shell's variable that nobody sets is too.

use crate::text::placeholder;

/// A template with its placeholders written as variables of a shell, byte for byte as long; `None` where it has none
/// that a shell would not take for one.
pub(super) fn masked(text: &str) -> Option<String> {
    let mut out = text.as_bytes().to_vec();
    let mut at = 0;
    let mut changed = false;
    while let Some(found) = text.get(at..).and_then(|it| it.find(['$', '{', '%'])) {
        let start = at + found;
        let rest = &text[start..];
        let escaped = rest.starts_with("$${");
        let (end, is_directive) = match () {
            _ if escaped => (placeholder::closing_brace(rest, 2), false),
            _ if rest.starts_with("${") => (placeholder::closing_brace(rest, 1), false),
            _ if rest.starts_with("%{") => (placeholder::closing_brace(rest, 1), true),
            _ if rest.starts_with("{{") => (rest.find("}}").map(|it| it + 2), false),
            _ if rest.starts_with("{%") => (rest.find("%}").map(|it| it + 2), true),
            _ => (None, false),
        };
        let Some(end) = end.filter(|it| *it > 3) else {
            at = start + 1;
            continue;
        };
        let room = &mut out[start..start + end];
        if is_directive {
            room.iter_mut().filter(|it| **it != b'\n').for_each(|it| *it = b' ');
        } else if !is_name(&rest[2..end - 1]) {
            room.fill(b'x');
            room[..2].copy_from_slice(b"${");
            room[end - 1] = b'}';
        }
        changed = true;
        at = start + end;
    }
    String::from_utf8(out).ok().filter(|_| changed)
}

fn is_name(inner: &str) -> bool {
    inner.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn placeholders_become_variables() {
        for (text, expected) in [
            ("--cluster ${cluster} $id", "--cluster ${cluster} $id"),
            ("--count ${max(1, n)}", "--count ${xxxxxxxxx}"),
            ("--group $${G:-x} {{ name }}", "--group ${xxxxx} ${xxxxxxx}"),
            ("%{ if a }aws%{ endif }", "         aws          "),
        ] {
            assert_eq!(masked(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(masked("aws ecs run-task $X"), None);
    }
}
