//! A progress bar on the terminal, for runs that take long. Most end before there would be anything to see.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    env,
    io::{self, IsTerminal},
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::{Duration, Instant},
};

/// How long a run takes before the bar appears.
const DELAY: Duration = Duration::from_secs(1);

/// How much of a run is done. Any thread may count.
pub struct Progress {
    bar: Option<ProgressBar>,
    begun: Instant,
    done: AtomicU64,
    /// 0 as long as it is not known.
    total: AtomicU64,
}

impl Progress {
    /// Begins a run. There is no bar unless it `is_wanted` and somebody would see it.
    pub fn new(is_wanted: bool) -> Progress {
        let bar = (is_wanted && is_watched()).then(bar);
        Progress { bar, begun: Instant::now(), done: AtomicU64::new(0), total: AtomicU64::new(0) }
    }

    /// All files have been found.
    pub fn set_total(&self, files: usize) {
        self.total.store(files as u64, Relaxed);
    }

    /// One more file is done.
    pub fn add_one(&self) {
        let Some(bar) = &self.bar else { return };
        let done = self.done.fetch_add(1, Relaxed) + 1;
        let total = self.total.load(Relaxed);
        if total > 0 && self.begun.elapsed() > DELAY {
            bar.set_length(total);
            bar.set_position(done.min(total));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} files") {
        bar.set_style(style);
    }
    bar
}

fn is_watched() -> bool {
    let is_dumb = env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    !is_dumb && io::stderr().is_terminal()
}
