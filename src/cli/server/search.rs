//! Finds the task definitions of the workspace, in a thread of its own. Like the command line, it finds them among the
//! files that would be checked.

use super::event::Event;
use crate::cli::{
    input::{Walk, give_back},
    settings::ConfigDiscovery,
};
use ecs_preflight::{Definition, Source, document::task_definition::Discovery};
use std::{
    path::{Path, PathBuf},
    sync::mpsc::Sender,
    thread,
};

/// More files than this are not looked at.
const FILES_MAX: usize = 50_000;

/// A folder to search.
pub struct Folder {
    /// Its whole path.
    pub path: PathBuf,
    /// Whether it is the current folder, whose files have shorter names.
    pub is_current: bool,
}

/// Starts to search folders.
pub fn start(folders: Vec<Folder>, events: Sender<Event>) {
    thread::spawn(move || {
        let here = Path::new(".");
        let walked = |it: &Folder| in_folder(if it.is_current { here } else { &it.path }, &it.path);
        let found = folders.iter().flat_map(walked).collect();
        // If nobody listens any more, the server has ended.
        let _ = events.send(Event::Definitions(found));
    });
}

/// `folder` is where to search, `base` its whole path.
fn in_folder(folder: &Path, base: &Path) -> Vec<(PathBuf, Definition)> {
    let mut configurations = ConfigDiscovery::new(None, false);
    let mut walk = Walk::new(folder);
    let mut found = Vec::new();
    for _ in 0..FILES_MAX {
        let Some(next) = walk.next(&mut |path| configurations.includes(path)) else { break };
        let Ok(input) = next else { continue };
        let Ok(bytes) = input.from.read() else { continue };
        if !may_define(&bytes) {
            give_back(bytes);
            continue;
        }
        let path = base.join(&input.shown);
        if let Some(definition) = read(Source::new(input.shown, bytes)) {
            found.push((path, definition));
        }
    }
    found
}

/// Whether some bytes may be a task definition.
pub fn may_define(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\"containerDefinitions\"").is_some()
}

/// Reads a task definition that has a family.
pub fn read(source: Source) -> Option<Definition> {
    Definition::read(source, Discovery::Found).ok().filter(|definition| definition.family().is_some())
}
