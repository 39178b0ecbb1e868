//! Which files a pattern means. The only file that names the crate that matches.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns, of which one has to match.
///
/// They are those of `.gitignore`, as far as these are positive: without a slash a pattern means a
/// name at any depth, with one a path from the configuration's folder on; what lies in a folder
/// that is meant, is meant too.
#[derive(Clone, Debug)]
pub struct Globs(GlobSet);

impl Globs {
    /// Reads patterns. The error says in words what is wrong with one.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Result<Globs, String> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            for whole in spelled_out(pattern)? {
                let glob = GlobBuilder::new(&whole).literal_separator(true).build();
                set.add(glob.map_err(|it| it.kind().to_string())?);
            }
        }
        set.build().map(Globs).map_err(|it| it.kind().to_string())
    }
    /// None, which match nothing.
    pub fn none() -> Globs {
        Globs(GlobSet::empty())
    }
    /// Whether one of them means a path, given from their folder on and with `/` between its parts.
    pub fn matches(&self, path: &str) -> bool {
        self.0.is_match(path)
    }
}

/// The paths that a pattern stands for: the thing itself and all below it.
fn spelled_out(pattern: &str) -> Result<Vec<String>, String> {
    let path = pattern.trim_start_matches("./");
    let inner = path.trim_end_matches('/');
    if path.starts_with('!') {
        return Err("a pattern must not start with `!`; use `include` and `exclude`".to_owned());
    }
    if inner.is_empty() {
        return Err("it is empty".to_owned());
    }
    if inner.split('/').any(|it| it == "..") {
        return Err("it leads out of the folder of the configuration".to_owned());
    }
    let from_here = match inner.strip_prefix('/') {
        Some(anchored) => anchored.to_owned(),
        None if inner.contains('/') => inner.to_owned(),
        None => format!("**/{inner}"),
    };
    let below = format!("{from_here}/**");
    Ok(if path.ends_with('/') { vec![below] } else { vec![from_here, below] })
}

/// The folders that a pattern names before its first wildcard, and the rest of it. A pattern that matches a name at any
/// depth names none.
pub fn literal_folders(pattern: &str) -> (Vec<&str>, &str) {
    let mut folders = Vec::new();
    let mut rest = pattern.trim_start_matches("./");
    if !rest.trim_end_matches('/').contains('/') {
        return (folders, rest);
    }
    rest = rest.trim_start_matches('/');
    while let Some((folder, after)) = rest.split_once('/') {
        if folder.contains(['*', '?', '[', '{', '\\']) {
            break;
        }
        folders.push(folder);
        rest = after;
    }
    (folders, rest)
}
