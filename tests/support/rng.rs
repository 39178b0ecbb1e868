//! Random numbers that are the same in every run, on every machine, with every version of a crate: tests count what they
//! bring about.

/// A xorshift generator. The seed must not be 0.
pub struct Rng(pub u64);

impl Rng {
    /// A number below `end`, or 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }

    /// One of several.
    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// The part of a long test that is run: a tenth, or as many percent as `ROUNDS_PERCENT` says. `.ci/run` says 100, and
/// `fuzz/mutants`, which runs tests a thousand times, 4.
fn percent() -> usize {
    let percent = std::env::var("ROUNDS_PERCENT").ok().and_then(|percent| percent.parse().ok());
    percent.unwrap_or(10)
}

/// The number of rounds of a test that would be `all` in CI.
pub fn rounds(all: usize) -> usize {
    all * percent() / 100
}

/// Each how many-th of the cases of a test is tried, where CI tries all.
pub fn step() -> usize {
    (100 / percent().clamp(1, 100)).max(1)
}
