//! The one question that is asked of every file that may be a script: whether it holds a command that starts a task.
//!
//! Most files of a repository are asked and do not. So each costs an open, its reads and one substring search: one
//! buffer serves all of them, nothing is asked of the system that the walk knows, and no text is made of bytes.

use ecs_preflight::script;
use std::{fs::File, io::Read, path::Path};

/// How many bytes of a file are searched: no script is larger.
const SCRIPT_MAX: usize = 8 << 20;
/// So much is read at once: most files whole.
const CHUNK: usize = 64 << 10;
/// The end of a chunk that may be the beginning of a command.
const OVERLAP: usize = script::COMMAND_MAX;

/// Looks into files.
pub struct Probe {
    buffer: Vec<u8>,
}

impl Probe {
    /// One for many files.
    pub fn new() -> Probe {
        Probe { buffer: vec![0; CHUNK] }
    }

    /// Whether a file has the name of a script, and holds a command that starts a task.
    pub fn starts_tasks(&mut self, path: &Path) -> bool {
        let is_script = path.file_name().and_then(|it| it.to_str()).is_some_and(script::is_script_name);
        is_script && File::open(path).is_ok_and(|it| self.holds_commands(it))
    }

    /// A file with a zero byte at its beginning is a program, a picture or the like, and is not read on.
    fn holds_commands(&mut self, mut file: impl Read) -> bool {
        let (mut kept, mut before) = (0, 0);
        while before < SCRIPT_MAX {
            let length = match file.read(self.buffer.get_mut(kept..).unwrap_or_default()) {
                Ok(0) => return false,
                Ok(length) => length,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(_) => return false,
            };
            let filled = kept + length;
            let chunk = self.buffer.get(..filled).unwrap_or_default();
            if script::may_hold_commands(chunk) {
                return true;
            }
            if before == 0 && memchr::memchr(0, chunk).is_some() {
                return false;
            }
            before += length;
            kept = filled.min(OVERLAP);
            self.buffer.copy_within(filled - kept..filled, 0);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time, as a slow disk may.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let length = self.1.min(self.0.len()).min(out.len());
            out[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    #[test]
    fn a_command_is_found_wherever_a_read_ends() {
        let mut probe = Probe::new();
        let far = format!("{}aws ecs start-task", "x".repeat(3 * CHUNK - 14));
        for text in ["aws ecs run-task", "aws ecs start-task --cluster x", "aws ecs RunTask", &far] {
            for step in
                [1, 2, 3, 5, 7, 11, CHUNK - 1, CHUNK].into_iter().filter(|it| text.len() / it < 50_000)
            {
                assert!(probe.holds_commands(Slow(text.as_bytes(), step)), "{step}");
            }
        }
        assert!(!probe.holds_commands(Slow(b"aws ecs stop-task -task", 4)));
        assert!(!probe.holds_commands(Slow(b"Action: ecs:RunTask", 4)));
        assert!(!probe.holds_commands(Slow(b"\x7fELF\0\0 run-tas", 64)));
        let large = [vec![b'x'; SCRIPT_MAX + CHUNK], b"run-task".to_vec()].concat();
        assert!(!probe.holds_commands(Slow(&large, CHUNK)));
        assert!(!probe.holds_commands(Slow(b"", 1)));
    }
}
