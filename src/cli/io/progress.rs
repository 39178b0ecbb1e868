//! A bar on the terminal, for runs that last. Most end before there would be anything to see.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    env,
    io::{self, IsTerminal},
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

/// A run is long from here on.
const LONG: Duration = Duration::from_secs(1);
const BETWEEN: Duration = Duration::from_millis(100);

/// Whether somebody would see a bar.
pub fn is_watched() -> bool {
    let dumb = env::var_os("TERM").is_some_and(|it| it == "dumb");
    !dumb && io::stderr().is_terminal()
}

/// Waits until nobody can send any more. If that takes long, shows how much is done.
pub fn watch(working: &Receiver<()>, done: impl Fn() -> usize, all: usize) {
    let over = |after| matches!(working.recv_timeout(after), Err(RecvTimeoutError::Disconnected));
    if over(LONG) {
        return;
    }
    let target = ProgressDrawTarget::stderr();
    let bar = ProgressBar::with_draw_target(Some(all as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} files") {
        bar.set_style(style);
    }
    loop {
        bar.set_position(done().min(all) as u64);
        if over(BETWEEN) {
            return bar.finish_and_clear();
        }
    }
}
