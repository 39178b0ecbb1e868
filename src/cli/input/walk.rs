//! Walks through folders: which of their files are checked.

use crate::cli::input::{Input, InputSource, script_probe::Probe, shown, too_long};
use ecs_preflight::{report::plain, script, text::placeholder};
use std::{
    ffi::OsStr,
    path::{Path, is_separator},
};

/// Hidden files and folders that are searched all the same: services keep their pipelines there, and teams what they
/// launch.
const SEARCHED: [&str; 8] =
    [".aws", ".buildkite", ".circleci", ".ecs", ".github", ".gitlab", ".gitlab-ci.yaml", ".gitlab-ci.yml"];

/// The files of a folder that are to be checked, without those that git ignores.
pub struct Walk {
    entries: ignore::Walk,
    probe: Probe,
}

impl Walk {
    /// Nothing is read before the first file is requested.
    pub fn new(folder: &Path) -> Walk {
        let mut builder = ignore::WalkBuilder::new(folder);
        builder.require_git(false).hidden(false).filter_entry(|entry| {
            let name = entry.file_name().as_encoded_bytes();
            let is_hidden = name.starts_with(b".") && entry.depth() > 0;
            !is_hidden || SEARCHED.iter().any(|searched| name == searched.as_bytes())
        });
        Walk { entries: builder.build(), probe: Probe::new() }
    }

    /// The next file, or why something could not be searched.
    ///
    /// `includes` says whether a file is to be checked though its name is not that of JSON.
    pub fn next(&mut self, includes: &mut dyn FnMut(&Path) -> bool) -> Option<Result<Input, String>> {
        loop {
            let entry = match self.entries.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(Err(plain(&error.to_string()).into_owned())),
            };
            let path = entry.path();
            if !entry.file_type().is_some_and(|kind| kind.is_file())
                || !(is_json(path) || includes(path) || self.probe.starts_tasks(path))
            {
                continue;
            }
            if let Some(why) = too_long(path) {
                return Some(Err(why));
            }
            let shown = shown(path.strip_prefix(".").unwrap_or(path));
            return Some(Ok(Input { shown, from: InputSource::Found(entry.into_path()) }));
        }
    }
}

/// Whether a file in a folder is checked because of its name: that of JSON, or of a template of JSON.
pub fn is_json(path: &Path) -> bool {
    // Nearly all are called like this, and to split a path costs more.
    if let Some([.., before]) = path.as_os_str().as_encoded_bytes().strip_suffix(b".json")
        && !is_separator(char::from(*before))
    {
        return true;
    }
    let is_template = |name: &str| placeholder::is_template_name(name) && !script::is_script_name(name);
    let is_extension = |extension: &OsStr| extension == "json" || extension == "asl";
    path.extension().is_some_and(is_extension) || path.to_str().is_some_and(is_template)
}
