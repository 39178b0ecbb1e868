//! The targets of the fuzzers, and the properties that must hold for any bytes.
//!
//! A target is a function of bytes. It returns the property that fails; the runner catches panics. The first two bytes
//! select options, so that an input alone reproduces a run.

pub mod dice;
#[path = "../../tests/support/python_json.rs"]
pub mod python;
pub mod seeds;
pub mod sound;
pub mod targets;

use std::{
    collections::{HashSet, hash_map::DefaultHasher},
    env, fs,
    hash::{Hash, Hasher},
    path::PathBuf,
};

/// What does not hold.
pub type Holds = Result<(), String>;

/// Complains unless something holds.
pub fn ensure(holds: bool, problem: impl FnOnce() -> String) -> Holds {
    if holds { Ok(()) } else { Err(problem()) }
}

/// One thing that is attacked.
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// The endings of the files that it begins with.
    pub endings: &'static [&'static str],
    /// The longest input.
    pub longest: usize,
    /// Looks at an input.
    pub run: fn(&[u8], &mut Seen) -> Holds,
}

/// What an input was seen to do. One that does something new is worth changing further.
#[derive(Default)]
pub struct Seen {
    all: HashSet<u64>,
    fresh: bool,
}

impl Seen {
    /// Notes a thing that happened.
    pub fn note(&mut self, thing: impl Hash) {
        let mut hasher = DefaultHasher::new();
        thing.hash(&mut hasher);
        self.fresh |= self.all.insert(hasher.finish());
    }
    /// Whether something new happened since this was last asked.
    pub fn take_fresh(&mut self) -> bool {
        std::mem::take(&mut self.fresh)
    }
    /// How many different things happened.
    pub fn len(&self) -> usize {
        self.all.len()
    }
    /// Whether nothing did.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// The two bytes that choose, and the others.
pub fn split(data: &[u8]) -> ([usize; 2], &[u8]) {
    match data {
        [a, b, rest @ ..] => ([usize::from(*a), usize::from(*b)], rest),
        _ => ([0, 0], &[]),
    }
}

fn target(name: &str) -> &'static Target {
    targets::ALL.iter().find(|it| it.name == name).expect("a target")
}

/// For cargo-fuzz: before anything is read, puts seeds into the folder that `FUZZ_SEEDS` names, and their dictionary
/// beside it.
pub fn begin(name: &str) {
    let Some(folder) = env::var_os("FUZZ_SEEDS").map(PathBuf::from) else { return };
    seeds::write(target(name), &folder).expect("a writable folder");
    fs::write(folder.with_extension("words"), dice::dictionary()).expect("a writable folder");
}

/// For cargo-fuzz: panics where something does not hold.
pub fn must_hold(name: &str, data: &[u8]) {
    let target = target(name);
    if let Err(problem) = (target.run)(data, &mut Seen::default()) {
        panic!("{problem}");
    }
}
