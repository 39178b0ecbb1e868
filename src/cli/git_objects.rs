//! The content of staged files, which git hands out.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
};

/// Git, for reading only.
pub fn command() -> Command {
    let mut command = Command::new("git");
    // A path is a path, and settings of somebody do not change what is listed.
    command.args(["--literal-pathspecs", "-c", "diff.relative=false"]);
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    command
}

/// Why git could not be started.
pub fn cannot_run(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "git: not installed, or not on the PATH".to_owned(),
        _ => format!("git: {error}"),
    }
}

/// Why content could not be read.
pub enum BlobError {
    /// Git does not have it, or does not answer.
    Failed(io::Error),
    /// It is larger than what is read.
    TooLarge,
}

/// A staged file's content, in git's keeping.
pub struct Blob {
    pub id: String,
    pub objects: Arc<Mutex<Objects>>,
}

impl Blob {
    /// Reads it all, unless it is larger than `most` bytes.
    pub fn read(&self, most: u64) -> Result<Vec<u8>, BlobError> {
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        objects.read(&self.id, most)
    }
}

/// A git process that hands out objects, one after the other.
pub struct Objects {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Objects {
    pub fn open() -> Result<Objects, String> {
        let mut command = command();
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(|it| cannot_run(&it))?;
        let (input, output) = (process.stdin.take(), process.stdout.take());
        let output = output.ok_or("git: no output")?;
        Ok(Objects { process, input, output: BufReader::new(output) })
    }

    fn read(&mut self, id: &str, most: u64) -> Result<Vec<u8>, BlobError> {
        if let Some(input) = &mut self.input {
            writeln!(input, "{id}").and_then(|()| input.flush()).map_err(BlobError::Failed)?;
        }
        let mut head = String::new();
        self.output.read_line(&mut head).map_err(BlobError::Failed)?;
        let size = head.split(' ').nth(2).and_then(|it| it.trim().parse::<u64>().ok());
        let Some(size) = size else {
            return Err(BlobError::Failed(io::Error::other("git does not have the staged content")));
        };
        let mut object = self.output.by_ref().take(size + 1);
        if size > most {
            io::copy(&mut object, &mut io::sink()).map_err(BlobError::Failed)?;
            return Err(BlobError::TooLarge);
        }
        let mut bytes = Vec::with_capacity(size as usize + 1);
        object.read_to_end(&mut bytes).map_err(BlobError::Failed)?;
        // The line end after an object is not part of it.
        bytes.truncate(size as usize);
        Ok(bytes)
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // It ends with its input.
        self.input = None;
        let _ = self.process.wait();
    }
}
