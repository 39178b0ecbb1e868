//! What attacks begin with: the fixtures and the data of the tests.

use crate::Target;
use std::{fs, io, path::Path};

/// Writes what libFuzzer begins with: every seed of a target as it is usually looked at, and in another way too, so that
/// all ways occur.
pub fn write(target: &Target, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (at, seed) in load(target.endings, target.longest).iter().enumerate() {
        for (name, head) in [("a", [0, 0]), ("b", [(at * 7) as u8, (at * 29 / 8) as u8])] {
            fs::write(folder.join(format!("seed-{at:04}{name}")), [&head, seed.as_slice()].concat())?;
        }
    }
    Ok(())
}

/// The files of the project with certain endings, by path. Long ones are left out.
pub fn load(endings: &[&str], longest: usize) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    for folder in ["fixtures", "tests/data", "docs/example"] {
        gather(&root.join(folder), &mut paths);
    }
    paths.sort();
    let wanted = |it: &str| endings.iter().any(|ending| it.ends_with(ending));
    let texts = paths.iter().filter(|it| wanted(it)).filter_map(|it| fs::read(it).ok());
    let mut seeds: Vec<_> = texts.filter(|it| it.len() <= longest).collect();
    seeds.dedup();
    seeds
}

fn gather(folder: &Path, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, paths);
        } else if let Some(path) = path.to_str() {
            paths.push(path.to_owned());
        }
    }
}
