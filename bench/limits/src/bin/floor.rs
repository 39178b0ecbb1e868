//! What cannot be avoided, each as a program of its own.
//!
//!     floor WORK file FILE     one file
//!     floor WORK tree FOLDER   all *.json below a folder, found by the crate `ignore` on one thread
//!     floor WORK bare FOLDER   the same, found by `std::fs::read_dir`
//!     floor WORK lines FILE    each line of a file, in constant memory
//!
//! WORK: find (opens no file), read, ignored (serde_json to IgnoredAny), value (serde_json to Value).

use serde::de::IgnoredAny;
use serde_json::Value;
use std::{
    fs::{self, File},
    hint::black_box,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

#[derive(Clone, Copy, PartialEq)]
enum Work {
    Find,
    Read,
    Ignored,
    Value,
}

/// What was seen, and the memory that each file is read into.
struct Floor {
    work: Work,
    items: u64,
    bad: u64,
    bytes: u64,
    buffer: Vec<u8>,
}

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [work, over, path] = &words[..] else {
        return Err(io::Error::other("floor find|read|ignored|value file|tree|bare|lines PATH"));
    };
    let work = match work.as_str() {
        "find" => Work::Find,
        "read" => Work::Read,
        "ignored" => Work::Ignored,
        _ => Work::Value,
    };
    let mut floor = Floor { work, items: 0, bad: 0, bytes: 0, buffer: vec![0; 1 << 16] };
    match over.as_str() {
        "tree" => floor.tree(path)?,
        "bare" => floor.bare(Path::new(path))?,
        "lines" => floor.lines(path)?,
        _ => floor.file(Path::new(path))?,
    }
    println!("{} items, {} bad, {} bytes", floor.items, floor.bad, floor.bytes);
    Ok(())
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "json")
}

impl Floor {
    fn tree(&mut self, folder: &str) -> io::Result<()> {
        for entry in ignore::WalkBuilder::new(folder).build() {
            let entry = entry.map_err(io::Error::other)?;
            if entry.file_type().is_some_and(|it| it.is_file()) && is_json(entry.path()) {
                self.file(entry.path())?;
            }
        }
        Ok(())
    }

    fn bare(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                self.bare(&entry.path())?;
            } else if is_json(&entry.path()) {
                self.file(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Reads without asking for the size first: most files are read by one call, and one more says that it was all.
    fn file(&mut self, path: &Path) -> io::Result<()> {
        if self.work == Work::Find {
            self.items += 1;
            return Ok(());
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut file = File::open(path)?;
        let mut length = 0;
        loop {
            if length == buffer.len() {
                buffer.resize(2 * length, 0);
            }
            match file.read(&mut buffer[length..])? {
                0 => break,
                got => length += got,
            }
        }
        self.item(&buffer[..length]);
        self.buffer = buffer;
        Ok(())
    }

    fn lines(&mut self, path: &str) -> io::Result<()> {
        let mut reader = BufReader::with_capacity(1 << 20, File::open(path)?);
        let mut rest = Vec::new();
        loop {
            let read = reader.fill_buf()?;
            if read.is_empty() {
                break;
            }
            let mut at = 0;
            for end in memchr::memchr_iter(b'\n', read) {
                if rest.is_empty() {
                    self.item(&read[at..end]);
                } else {
                    rest.extend_from_slice(&read[at..end]);
                    self.item(&rest);
                    rest.clear();
                }
                at = end + 1;
            }
            rest.extend_from_slice(&read[at..]);
            let length = read.len();
            reader.consume(length);
        }
        if !rest.is_empty() {
            self.item(&rest);
        }
        Ok(())
    }

    fn item(&mut self, bytes: &[u8]) {
        let good = match self.work {
            Work::Find | Work::Read => true,
            Work::Ignored => black_box(serde_json::from_slice::<IgnoredAny>(bytes)).is_ok(),
            Work::Value => black_box(serde_json::from_slice::<Value>(bytes)).is_ok(),
        };
        self.items += 1;
        self.bad += u64::from(!good);
        self.bytes += bytes.len() as u64;
    }
}
