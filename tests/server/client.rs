//! A small client of the language server, which starts the real program.

use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

/// A server that does not answer for so long fails the test.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Messages that were read while another one was waited for.
    passed: VecDeque<Value>,
    ids: i64,
}

impl Client {
    /// Starts the server in a folder.
    pub fn start(folder: &Path) -> Client {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ecs-preflight"));
        command.arg("server").current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::inherit()).spawn().expect("the server starts");
        let input = child.stdin.take();
        let output = child.stdout.take().expect("piped");
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Client { child, input, messages, passed: VecDeque::new(), ids: 0 }
    }

    /// Starts the server and initializes it for a workspace.
    pub fn with(folder: &Path, capabilities: Value) -> Client {
        Client::with_options(folder, capabilities, json!({}))
    }

    pub fn with_options(folder: &Path, capabilities: Value, options: Value) -> Client {
        let mut client = Client::start(folder);
        let root = uri(folder);
        client.request(
            "initialize",
            json!({
                "processId": null, "rootUri": root, "capabilities": capabilities,
                "workspaceFolders": [{"uri": root, "name": "root"}], "initializationOptions": options,
            }),
        );
        client.notify("initialized", json!({}));
        client
    }

    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    pub fn send(&mut self, message: &Value) {
        self.send_bytes(&framed(&message.to_string()));
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request; gives its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.ids += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.ids, "method": method, "params": params}));
        self.ids
    }

    /// Sends a request and waits for its answer, which must not be an error.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(&json!(id));
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Waits for the answer to a request.
    pub fn answer(&mut self, id: &Value) -> Value {
        self.wait(|message| message.get("method").is_none() && message["id"] == *id)
    }

    /// Waits for a message of the server.
    pub fn wait(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.passed.iter().position(&is_it) {
            return self.passed.remove(at).expect("found");
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left).unwrap_or_else(|_| {
                panic!("no such message; there were {:#?}", self.passed);
            });
            if is_it(&message) {
                return message;
            }
            self.passed.push_back(message);
        }
    }

    pub fn wait_for(&mut self, method: &str) -> Value {
        self.wait(|message| message["method"] == method)["params"].clone()
    }

    /// All messages of a method that came so far, when everything that was sent has been handled.
    pub fn all(&mut self, method: &str) -> Vec<Value> {
        self.round_trip();
        while let Ok(message) = self.messages.recv_timeout(Duration::from_millis(30)) {
            self.passed.push_back(message);
        }
        let is_it = |message: &&Value| message["method"] == method;
        let found: Vec<_> = self.passed.iter().filter(is_it).cloned().collect();
        self.passed.retain(|message| message["method"] != method);
        found.into_iter().map(|message| message["params"].clone()).collect()
    }

    /// Waits until everything that was sent has been handled.
    pub fn round_trip(&mut self) {
        let id = self.ask("test/no-such-method", Value::Null);
        self.answer(&json!(id));
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "json", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Asks for the diagnostics of a document.
    pub fn pull(&mut self, uri: &str) -> Value {
        self.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}))
    }

    /// Asks for something at a position.
    pub fn at(&mut self, method: &str, uri: &str, line: usize, character: usize) -> Value {
        let position = json!({"line": line, "character": character});
        self.request(method, json!({"textDocument": {"uri": uri}, "position": position}))
    }

    /// Ends standard input, as a client that died.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    pub fn end(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.child.try_wait().expect("a child") {
                Some(status) => return status,
                None => assert!(Instant::now() < end, "the server does not end"),
            }
            thread::sleep(Duration::from_millis(2));
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn framed(content: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{content}", content.len()).into_bytes()
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", number)) => length = number.parse().expect("a number"),
            Some(other) => panic!("unexpected header {other:?}"),
            None => break,
        }
    }
    let mut content = vec![0; length];
    output.read_exact(&mut content).ok()?;
    Some(serde_json::from_slice(&content).expect("JSON"))
}

/// The address of a file.
pub fn uri(path: &Path) -> String {
    let path = path.to_str().expect("Unicode");
    assert!(path.bytes().all(|it| it.is_ascii_alphanumeric() || b"/-_.".contains(&it)), "{path}");
    format!("file://{path}")
}

/// What a client says that can do what the protocol has for diagnostics.
pub fn pulling() -> Value {
    json!({
        "textDocument": {
            "diagnostic": {"relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}},
        },
        "workspace": {"diagnostics": {"refreshSupport": true}},
    })
}
