//! All cores work through what is handed over, while more of it is still being found.
//!
//! Not rayon: 18 lines fewer here, but three more crates, and in pairs on 10,000 files 3% slower with two threads and 8%
//! slower with one, because each file becomes a task of its own.

use crate::cli::io::progress::Progress;
use std::{
    panic::resume_unwind,
    sync::{Mutex, mpsc},
    thread,
};

/// From how many items on it pays to start threads.
const THRESHOLD: usize = 64;
/// How many items are handed over at a time.
const BATCH: usize = 16;
/// More threads only wait for the disk.
const THREADS_MAX: usize = 16;

/// What `work` makes of each item, in the order of the items. This thread takes the items from their iterator, then works
/// too. No thread is started for less than [`THRESHOLD`] items. `has_progress` says whether to show a progress bar.
pub fn map<T: Send, R: Send>(
    mut items: impl Iterator<Item = T>,
    has_progress: bool,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let first: Vec<T> = items.by_ref().take(THRESHOLD).collect();
    if first.len() < THRESHOLD {
        return first.into_iter().map(work).collect();
    }
    let progress = Progress::new(has_progress);
    let work = |item| {
        let done = work(item);
        progress.add_one();
        done
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS_MAX);
    in_parallel(first.into_iter().chain(items), threads, work, &progress)
}

fn in_parallel<T: Send, R: Send>(
    items: impl Iterator<Item = T>,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    progress: &Progress,
) -> Vec<R> {
    let (sender, receiver) = mpsc::channel::<Vec<(usize, T)>>();
    let receiver = Mutex::new(receiver);
    let next_batch = || receiver.lock().ok()?.recv().ok();
    let work_through = || {
        let mut done = Vec::new();
        while let Some(batch) = next_batch() {
            done.extend(batch.into_iter().map(|(at, item)| (at, work(item))));
        }
        done
    };
    let mut all = thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads).map(|_| scope.spawn(work_through)).collect();
        let mut items = items.enumerate();
        let mut total = 0;
        loop {
            let batch: Vec<_> = items.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            total += batch.len();
            // The receiver is there as long as this function runs.
            let _ = sender.send(batch);
        }
        drop(sender);
        progress.set_total(total);
        let mut all = work_through();
        for helper in helpers {
            all.append(&mut helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests {
    use super::{BATCH, Progress, THRESHOLD, in_parallel, map};

    #[test]
    fn every_item_is_done_once_and_in_order() {
        for number in [0, 1, BATCH - 1, BATCH, THRESHOLD - 1, THRESHOLD, THRESHOLD + 1, 1_000] {
            let expected: Vec<_> = (0..number).map(|item| item * 2).collect();
            assert_eq!(map(0..number, false, |item| item * 2), expected, "{number}");
            for threads in [1, 2, 5] {
                let done = in_parallel(0..number, threads, |item| item * 2, &Progress::new(false));
                assert_eq!(done, expected, "{number} by {threads}");
            }
        }
    }

    #[test]
    fn a_panic_is_not_lost() {
        for threads in [1, 3] {
            let fail = |item: usize| if item == 500 { panic!("in the work") } else { item };
            let run = || in_parallel(0..1_000, threads, fail, &Progress::new(false));
            assert!(std::panic::catch_unwind(run).is_err());
        }
    }
}
