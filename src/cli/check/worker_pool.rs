//! All cores work through what is handed over, from the first on, while more of it is still being looked for.

use crate::cli::io::progress;
use std::{
    cmp::Ordering,
    mem,
    panic::resume_unwind,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
        mpsc,
    },
    thread,
};

/// From so many things on it pays to start threads.
pub const WORTH: usize = 64;
/// So many are handed over at once.
const AT_ONCE: usize = 16;
/// More threads only wait for the disk.
const THREADS_MAX: usize = 16;

/// How many threads may work at a time.
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(THREADS_MAX)
}

/// Works through all that `feed` hands over; gives what became of it, in an `order`. This thread is one of `threads`: it
/// does what `feed` does, then its part of the work, or shows a `bar` that says how far that is.
pub fn work<T: Send, R: Send>(
    threads: usize,
    bar: bool,
    work: impl Fn(T) -> R + Sync,
    order: impl Fn(&R, &R) -> Ordering + Sync,
    feed: impl FnOnce(&mut dyn FnMut(T)),
) -> Vec<R> {
    let (give, take) = mpsc::channel::<Vec<T>>();
    let take = Mutex::new(take);
    let next = || take.lock().ok()?.recv().ok();
    let done = AtomicUsize::new(0);
    let turn = || {
        let mut mine = Vec::new();
        while let Some(things) = next() {
            done.fetch_add(things.len(), Relaxed);
            mine.extend(things.into_iter().map(&work));
        }
        mine.sort_by(&order);
        mine
    };
    let mut all = thread::scope(|scope| {
        let (working, watched) = mpsc::channel::<()>();
        let help = || {
            let working = working.clone();
            scope.spawn(|| {
                let _working = working;
                turn()
            })
        };
        let mut helpers = Vec::new();
        let (mut fed, mut things) = (0, Vec::with_capacity(AT_ONCE));
        feed(&mut |it| {
            things.push(it);
            fed += 1;
            if things.len() == AT_ONCE {
                // It is taken as long as this thread has its end.
                let _ = give.send(mem::replace(&mut things, Vec::with_capacity(AT_ONCE)));
            }
            if fed == WORTH {
                helpers.extend((1..threads).map(|_| help()));
            }
        });
        let _ = give.send(things);
        drop(give);
        let mut all = Vec::new();
        if bar && fed >= WORTH {
            helpers.push(help());
            drop(working);
            progress::watch(&watched, || done.load(Relaxed), fed);
        } else {
            all = turn();
        }
        for it in helpers {
            all.append(&mut it.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        all
    });
    // Each thread's are in order already.
    all.sort_by(&order);
    all
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, WORTH, work};

    #[test]
    fn all_is_done_once_and_in_order() {
        for threads in [1, 2, 5] {
            for number in [0, 1, AT_ONCE - 1, AT_ONCE, WORTH - 1, WORTH, WORTH + 1, 1_000] {
                let feed = |give: &mut dyn FnMut(usize)| (0..number).rev().for_each(give);
                let done = work(threads, false, |it| it * 2, usize::cmp, feed);
                assert!(done.into_iter().eq((0..number).map(|it| it * 2)), "{number} by {threads}");
            }
        }
    }

    #[test]
    fn a_panic_is_not_lost() {
        for threads in [1, 3] {
            let count = |it: usize| if it == 500 { panic!("in the work") } else { it };
            let run = || work(threads, false, count, usize::cmp, |give| (0..1_000).for_each(give));
            assert!(std::panic::catch_unwind(run).is_err());
        }
    }
}
