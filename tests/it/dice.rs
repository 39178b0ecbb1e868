//! A generator that is the same in every run.

/// So many rounds, or a part of them where `FEWER_ROUNDS` says by what to divide: `fuzz/mutants` runs tests a
/// thousand times.
pub fn rounds(all: usize) -> usize {
    let divisor = std::env::var("FEWER_ROUNDS").ok().and_then(|it| it.parse().ok());
    all / divisor.unwrap_or(1)
}

pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }
    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}
