//! Writing files and to the terminal.

pub(crate) mod atomic_write;
pub(crate) mod progress;
pub(crate) mod terminal;
