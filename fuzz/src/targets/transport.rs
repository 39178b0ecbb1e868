//! The transport of the language server: frames and messages.

use crate::{Holds, Seen, ensure, split};
use ecs_preflight::editor::{
    frame::{self, Frame, Frames},
    message::Message,
};

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([size, _], bytes) = split(data);
    // After anything, a frame is read: what came before may only have taken its beginning for a content.
    let last = br#"{"id":7,"method":"last"}"#;
    let mut all = bytes.to_vec();
    let filler = vec![b' '; 64];
    all.extend_from_slice(b"\r\n\r\n");
    frame::write(&filler, &mut all);
    frame::write(last, &mut all);
    let pieces = frames(&all, size % 97 + 1);
    let at_once = frames(&all, all.len());
    let contents = |all: &[Frame]| all.iter().filter(|it| matches!(it, Frame::Content(_))).cloned().collect::<Vec<_>>();
    ensure(contents(&pieces) == contents(&at_once), || "pieces matter".into())?;
    for frame in &at_once {
        match frame {
            Frame::Content(content) => match Message::parse(content) {
                Message::Call(call) => seen.note(("call", call.id.is_some(), call.method.len().min(9))),
                Message::Answer => seen.note("answer"),
                Message::Invalid(_, code, _) => seen.note(code),
            },
            Frame::Malformed(why) => seen.note(why),
        }
    }
    Ok(())
}

fn frames(bytes: &[u8], size: usize) -> Vec<Frame> {
    let mut frames = Frames::default();
    let mut all = Vec::new();
    for piece in bytes.chunks(size.max(1)) {
        frames.push(piece);
        all.extend(std::iter::from_fn(|| frames.take()));
    }
    all
}
