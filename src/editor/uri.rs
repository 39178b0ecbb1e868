//! `file:` addresses and the paths that they name.

use std::fmt::Write;

/// The path of a `file:` address, as it is written on the system that the address is from; `None` for any other address.
pub fn path_of(uri: &str) -> Option<String> {
    let rest = uri.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("file:")).and(uri.get(5..))?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/')?),
        None => ("", rest),
    };
    let path = decoded(path)?;
    let drive = path.strip_prefix('/').filter(|rest| is_drive(rest));
    match (drive, host) {
        (Some(drive), "" | "localhost") => Some(drive.replace('/', "\\")),
        (_, "" | "localhost") => Some(path),
        (_, host) => Some(format!("\\\\{host}{}", path.replace('/', "\\"))),
    }
}

/// Whether a path begins with the letter of a drive.
fn is_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        rest = others;
        let digits = others.get(..2).and_then(|it| str::from_utf8(it).ok());
        let escaped = digits.filter(|_| *first == b'%').and_then(|it| u8::from_str_radix(it, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        if escaped.is_some() {
            rest = &others[2..];
        }
    }
    String::from_utf8(bytes).ok()
}

/// The address of an absolute path.
pub fn of_path(path: &str) -> String {
    let is_windows = is_drive(path) || path.starts_with("\\\\");
    let path = if is_windows { path.replace('\\', "/") } else { path.to_owned() };
    let mut uri = String::from(if path.starts_with("//") { "file:" } else { "file://" });
    if is_drive(&path) {
        uri.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(byte.into())
            }
            // Writing into a string cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

/// The last part of the path of any address.
pub fn name_of(uri: &str) -> String {
    let path = uri.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit(['/', '\\', ':']).next().unwrap_or_default();
    decoded(last).filter(|name| !name.is_empty()).unwrap_or_else(|| "untitled".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths() {
        for (uri, path) in [
            ("file:///a/b%20c/%C3%A9.json", "/a/b c/é.json"),
            ("file:///c%3A/Users/x/run.json", "c:\\Users\\x\\run.json"),
            ("file:///C:/run.json", "C:\\run.json"),
            ("file://server/share/run.json", "\\\\server\\share\\run.json"),
            ("file://localhost/a", "/a"),
            ("file:/a/b", "/a/b"),
            ("FILE:///a%zz", "/a%zz"),
        ] {
            assert_eq!(path_of(uri).as_deref(), Some(path), "{uri}");
        }
        for uri in ["untitled:Untitled-1", "vscode-vfs://github/a/b", "file", "", "file://x", "file:///%ff"] {
            assert_eq!(path_of(uri), None, "{uri}");
        }
        for path in ["/a/b c/é#?.json", "/a%20b", "C:\\a\\b.json", "\\\\server\\share\\a.json"] {
            assert_eq!(path_of(&of_path(path)).as_deref(), Some(path));
        }
        assert_eq!(of_path("/a b/ü"), "file:///a%20b/%C3%BC");
    }

    #[test]
    fn names_of_documents_without_a_file() {
        assert_eq!(name_of("untitled:Untitled-1"), "Untitled-1");
        assert_eq!(name_of("vscode-vfs://github/a/run%20task.json?x"), "run task.json");
        assert_eq!(name_of(""), "untitled");
    }
}
