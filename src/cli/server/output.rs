//! What the server sends, and its log. After a write error nothing is written any more: the client is gone.

use ecs_preflight::editor::{
    frame,
    lsp::{self, MessageType},
    message::{ErrorObject, Id, Sent, Version},
};
use serde::Serialize;
use std::{
    collections::BTreeSet,
    fs::{File, OpenOptions},
    io::{self, Write},
    path::Path,
    time::Instant,
};

/// What the server sends, and its log.
pub struct Output {
    /// Standard output, without the buffer of lines that splits what is written.
    to: File,
    /// The number of the last request.
    requests: i64,
    log: Option<File>,
    start: Instant,
    /// What was shown in a message box.
    shown: BTreeSet<String>,
}

impl Output {
    /// `log` is a file to append to; an error says why it cannot be opened.
    pub fn new(log: Option<&Path>) -> io::Result<Output> {
        let log = log.map(|path| OpenOptions::new().create(true).append(true).open(path)).transpose()?;
        Ok(Output { to: standard_output()?, requests: 0, log, start: Instant::now(), shown: BTreeSet::new() })
    }

    /// Answers a request.
    pub fn answer(&mut self, id: &Id, result: impl Serialize) -> io::Result<()> {
        self.send(&Sent::Answer { jsonrpc: Version::Two, id, result })
    }

    /// Answers a request, or what is not one, with an error.
    pub fn error(&mut self, id: Option<&Id>, code: i32, message: &str) -> io::Result<()> {
        self.note(&format!("error {code}: {message}"));
        let error = ErrorObject { code, message };
        self.send::<()>(&Sent::Error { jsonrpc: Version::Two, id, error })
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &'static str, params: impl Serialize) -> io::Result<()> {
        self.send(&Sent::Notification { jsonrpc: Version::Two, method, params })
    }

    /// Sends a request. Its answer is not waited for.
    pub fn request(&mut self, method: &'static str, params: impl Serialize) -> io::Result<()> {
        self.requests += 1;
        self.send(&Sent::Request { jsonrpc: Version::Two, id: self.requests, method, params })
    }

    /// Writes a line into the log and into that of the editor.
    pub fn log(&mut self, message: &str) -> io::Result<()> {
        self.note(message);
        let params = lsp::LogMessageParams { kind: MessageType::Info, message: message.to_owned() };
        self.notify("window/logMessage", params)
    }

    /// Shows a warning in a message box, each only once.
    pub fn warn(&mut self, message: &str) -> io::Result<()> {
        if !self.shown.insert(message.to_owned()) {
            return Ok(());
        }
        self.note(message);
        let params = lsp::ShowMessageParams { kind: MessageType::Warning, message: message.to_owned() };
        self.notify("window/showMessage", params)
    }

    fn send<T: Serialize>(&mut self, message: &Sent<'_, T>) -> io::Result<()> {
        let content = serde_json::to_vec(message)?;
        let mut bytes = Vec::with_capacity(content.len() + 32);
        frame::write(&content, &mut bytes);
        self.to.write_all(&bytes)
    }

    /// Writes a line into the log only.
    pub fn note(&mut self, message: &str) {
        if let Some(log) = &mut self.log {
            // A log that cannot be written does not stop the server.
            let _ = writeln!(log, "{:10.3} {message}", self.start.elapsed().as_secs_f64());
        }
    }
}

/// A second handle of standard output.
fn standard_output() -> io::Result<File> {
    #[cfg(unix)]
    let handle = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
    #[cfg(windows)]
    let handle = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
    Ok(File::from(handle))
}
