//! The thread that reads what the client sends.

use super::event::Event;
use ecs_preflight::editor::{
    frame::{Frame, Frames},
    message::{self, Message},
};
use std::{
    io::{self, Read},
    sync::mpsc::Sender,
    thread,
};

/// How much is read at once.
const CHUNK: usize = 64 << 10;

/// Starts to read standard input.
pub fn start(events: Sender<Event>) {
    thread::spawn(move || {
        let mut frames = Frames::default();
        let mut chunk = vec![0; CHUNK];
        let mut input = io::stdin().lock();
        loop {
            let read = match input.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Ok(0) | Err(_) => break,
                Ok(read) => read,
            };
            frames.push(chunk.get(..read).unwrap_or_default());
            while let Some(frame) = frames.take() {
                if events.send(Event::Message(message_of(frame))).is_err() {
                    return;
                }
            }
        }
        // If nobody listens any more, the server has ended.
        let _ = events.send(Event::End);
    });
}

fn message_of(frame: Frame) -> Message {
    match frame {
        Frame::Content(content) => Message::parse(&content),
        Frame::Malformed(why) => Message::Invalid(None, message::PARSE_ERROR, why.to_owned()),
    }
}
