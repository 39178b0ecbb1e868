//! What the nearest folder at or above a file contains, such as a configuration. Each folder is looked into once.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    path::{Path, PathBuf, is_separator},
};

/// What is in one folder.
pub enum Look<T> {
    /// This, so the search ends.
    Found(T),
    /// Nothing. The search ends, because a repository begins here.
    Root,
    /// Nothing. The search goes on in the folder above.
    Nothing,
}

/// What was found for folders. Their paths are absolute, without `.` and `..`.
pub struct FolderCache<T> {
    /// By path, as text: to compare paths part by part costs more.
    known: BTreeMap<OsString, Option<T>>,
    /// The folder of the last file, as it was written. The files of a folder come one after another.
    last: Option<(OsString, Option<T>)>,
}

impl<T> Default for FolderCache<T> {
    fn default() -> FolderCache<T> {
        FolderCache { known: BTreeMap::new(), last: None }
    }
}

impl<T: Clone> FolderCache<T> {
    /// What was found for a folder; `None` if it was never searched for.
    pub fn known(&self, folder: &Path) -> Option<&Option<T>> {
        self.known.get(folder.as_os_str())
    }

    /// What holds for a file, given as it is written. `folder` is the absolute path of its folder.
    pub fn of_file(
        &mut self,
        file: &Path,
        folder: impl FnOnce() -> PathBuf,
        look: impl FnMut(&Path) -> Look<T>,
    ) -> Option<T> {
        if let Some((last, found)) = &self.last
            && lies_in(file, last)
        {
            return found.clone();
        }
        let found = self.of_folder(&folder(), look);
        self.last = file.parent().map(|parent| (parent.as_os_str().to_owned(), found.clone()));
        found
    }

    /// What holds for the files of a folder.
    pub fn of_folder(&mut self, folder: &Path, mut look: impl FnMut(&Path) -> Look<T>) -> Option<T> {
        let mut passed = Vec::new();
        let mut found = None;
        for ancestor in folder.ancestors() {
            if let Some(known) = self.known.get(ancestor.as_os_str()) {
                found = known.clone();
                break;
            }
            passed.push(ancestor);
            match look(ancestor) {
                Look::Found(it) => found = Some(it),
                Look::Root => {}
                Look::Nothing => continue,
            }
            break;
        }
        for folder in passed {
            self.known.insert(folder.as_os_str().to_owned(), found.clone());
        }
        found
    }
}

/// Whether a file is in a folder itself, judged by the two paths as they are written. May say no where it takes a longer
/// look to decide.
fn lies_in(file: &Path, folder: &OsStr) -> bool {
    let rest = file.as_os_str().as_encoded_bytes().strip_prefix(folder.as_encoded_bytes());
    let is_separator = |byte: &u8| is_separator(char::from(*byte));
    match rest {
        Some(name) if folder.is_empty() => !name.is_empty() && !name.iter().any(is_separator),
        Some([first, name @ ..]) => is_separator(first) && !name.is_empty() && !name.iter().any(is_separator),
        _ => false,
    }
}

/// A shorter path to a folder, relative to the current folder `here` if it is below: the system looks up each part of a
/// path. Both are absolute, without `.` and `..`.
pub fn shortened<'f>(folder: &'f Path, here: &Path) -> &'f Path {
    // To split paths costs more than it saves.
    let below = |here: &str| folder.to_str()?.strip_prefix(here);
    match here.to_str().filter(|text| !text.is_empty()).and_then(below) {
        Some("") => Path::new(""),
        Some(below) => below.strip_prefix(is_separator).map_or(folder, Path::new),
        None => folder,
    }
}

#[cfg(test)]
mod tests {
    use super::{FolderCache, Look, shortened};
    use std::path::{Path, PathBuf};

    #[test]
    fn each_folder_is_looked_into_once_and_the_nearest_counts() {
        let mut looked = Vec::new();
        let mut cache = FolderCache::default();
        let mut nearest = |file: &str| {
            let folder = || PathBuf::from(file).parent().map(Path::to_owned).unwrap_or_default();
            cache.of_file(Path::new(file), folder, |folder| {
                looked.push(folder.display().to_string());
                match folder.to_str() {
                    Some("/repository") => Look::Root,
                    Some("/repository/a" | "/") => Look::Found(folder.to_owned()),
                    _ => Look::Nothing,
                }
            })
        };
        let a = Some(PathBuf::from("/repository/a"));
        assert_eq!(nearest("/repository/a/b/c/1.json"), a);
        assert_eq!(nearest("/repository/a/b/c/2.json"), a);
        assert_eq!(nearest("/repository/a/b/3.json"), a);
        // What is above the root of the repository does not count.
        assert_eq!(nearest("/repository/d/4.json"), None);
        assert_eq!(nearest("/repository/a/5.json"), a);
        assert_eq!(nearest("/6.json"), Some(PathBuf::from("/")));
        let all =
            ["/repository/a/b/c", "/repository/a/b", "/repository/a", "/repository/d", "/repository", "/"];
        assert_eq!(looked, all);
    }

    #[test]
    fn a_folder_below_the_current_one_gets_a_shorter_path() {
        let all = [
            ("/a/b/c", "/a/b", "c"),
            ("/a/b/c/d", "/a/b", "c/d"),
            ("/a/b", "/a/b", ""),
            ("/a/bc", "/a/b", "/a/bc"),
            ("/a", "/a/b", "/a"),
            ("/a", "/", "/a"),
            ("/a", "", "/a"),
        ];
        for (folder, here, expected) in all {
            let short = shortened(Path::new(folder), Path::new(here));
            assert_eq!(short, Path::new(expected), "{folder} from {here}");
        }
    }
}
