//! One process that attacks one target.

use ecs_preflight_fuzz::{
    Holds, Seen, Target,
    dice::{Dice, mutate},
    python, seeds, targets,
};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    os::unix::fs::FileExt,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    process::{self, ExitCode},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

/// No input may take longer, on a machine that may have other things to do.
const LONGEST: Duration = Duration::from_secs(60);
/// The slowest input above this is kept for inspection; it is not reported as a failure.
const SLOW: Duration = Duration::from_millis(500);
/// The maximum number of different problems kept per target.
const PROBLEMS_MAX: usize = 20;
/// The maximum number of seeds.
const SEEDS_MAX: usize = 20_000;

/// What is being looked at, for the watchdog.
type Current = Arc<Mutex<Option<(Instant, Vec<u8>)>>>;

struct Attack<'t> {
    target: &'t Target,
    folder: PathBuf,
    kept: File,
    clock: Clock,
    current: Current,
    seen: Seen,
    problems: BTreeSet<String>,
    executions: u64,
    slowest: Duration,
}

/// The time that this thread had a processor, where the system tells it; else the time that went by.
struct Clock {
    begun: Instant,
    told: Option<File>,
}

impl Clock {
    fn new() -> Clock {
        Clock { begun: Instant::now(), told: File::open("/proc/thread-self/schedstat").ok() }
    }
    fn used(&self) -> Duration {
        let told = self.told.as_ref().and_then(|it| {
            let mut text = [0; 64];
            let length = it.read_at(&mut text, 0).ok()?;
            str::from_utf8(text.get(..length)?).ok()?.split(' ').next()?.parse().ok()
        });
        told.map_or_else(|| self.begun.elapsed(), Duration::from_nanos)
    }
}

pub fn run(words: &[&str]) -> ExitCode {
    let [name, seconds, seed, folder, kept] = words else { return ExitCode::from(2) };
    let (Ok(seconds), Ok(seed)) = (seconds.parse(), seed.parse()) else { return ExitCode::from(2) };
    let end = Instant::now() + Duration::from_secs(seconds);
    if *name == "python" {
        return beside_python(end, seed, Path::new(folder));
    }
    let target = targets::ALL.iter().find(|it| it.name == *name).expect("a target");
    // Its message is reported with the input.
    panic::set_hook(Box::new(|_| {}));
    let mut attack = Attack {
        target,
        folder: PathBuf::from(folder),
        kept: File::create(kept).expect("a file for inputs"),
        clock: Clock::new(),
        current: Current::default(),
        seen: Seen::default(),
        problems: BTreeSet::new(),
        executions: 0,
        slowest: Duration::ZERO,
    };
    attack.watch();
    attack.until(end, &mut Dice::new(seed));
    let Attack { executions, seen, slowest, problems, .. } = &attack;
    println!("sum {executions} {} {} {}", seen.len(), slowest.as_micros(), problems.len());
    ExitCode::SUCCESS
}

impl Attack<'_> {
    fn until(&mut self, end: Instant, dice: &mut Dice) {
        let mut seeds = seeds::load(self.target.endings, self.target.longest);
        for seed in seeds.clone() {
            self.look(&[&[0, 0], seed.as_slice()].concat());
        }
        let first = seeds.len();
        while Instant::now() < end && self.problems.len() < PROBLEMS_MAX {
            // What did something new is often near to more of it.
            let at = if dice.roll(2) == 0 {
                first + dice.roll(seeds.len() - first)
            } else {
                dice.roll(seeds.len())
            };
            let mut text = seeds.get(at).unwrap_or(&seeds[0]).clone();
            if dice.roll(32) == 0 {
                text.clear();
            }
            mutate(&mut text, &seeds, dice, self.target.longest);
            let head = [dice.roll(256) as u8, dice.roll(256) as u8];
            self.look(&[&head, text.as_slice()].concat());
            if self.seen.take_fresh() && seeds.len() < SEEDS_MAX {
                seeds.push(text);
            }
        }
    }

    fn look(&mut self, data: &[u8]) {
        let begun = Instant::now();
        *self.current.lock().expect("no panic in the watchdog") = Some((begun, data.to_vec()));
        let frame = [&(data.len() as u32).to_le_bytes(), data].concat();
        self.kept.write_all_at(&frame, 0).expect("a writable file");
        let used = self.clock.used();
        let held = holds(self.target, data, &mut self.seen);
        let took = self.clock.used().saturating_sub(used);
        *self.current.lock().expect("no panic in the watchdog") = None;
        self.executions += 1;
        if took > self.slowest.max(SLOW) {
            let _ = fs::write(self.folder.join(format!("slow-{}", self.target.name)), data);
        }
        self.slowest = self.slowest.max(took);
        if let Err(problem) = held {
            self.found(data, &problem);
        }
    }

    fn found(&mut self, data: &[u8], problem: &str) {
        if !self.problems.insert(key(problem)) {
            return;
        }
        let small = smaller(self.target, data, &key(problem));
        let problem = holds(self.target, &small, &mut Seen::default()).err().unwrap_or(problem.to_owned());
        let path = self.folder.join(format!("{}-{:016x}", self.target.name, hash(&small)));
        fs::write(&path, &small).expect("a writable folder");
        let problem: String = problem.chars().take(1_500).collect();
        eprintln!("{}: {problem}\n    {}", self.target.name, path.display());
    }

    /// Ends the process when an input takes too long.
    fn watch(&self) {
        let (current, name, folder) = (Arc::clone(&self.current), self.target.name, self.folder.clone());
        thread::spawn(move || {
            loop {
                thread::sleep(Duration::from_millis(250));
                let current = current.lock().expect("no panic in the attack");
                if let Some((begun, data)) = current.as_ref().filter(|it| it.0.elapsed() > LONGEST) {
                    let path = folder.join(format!("{name}-hang-{:016x}", hash(data)));
                    let _ = fs::write(&path, data);
                    eprintln!(
                        "{name}: {:.0} s and no end: {}",
                        begun.elapsed().as_secs_f64(),
                        path.display()
                    );
                    println!("sum 0 0 {} 1", begun.elapsed().as_micros());
                    process::exit(1);
                }
            }
        });
    }
}

/// Looks at an input; a panic is a problem like any other.
fn holds(target: &Target, data: &[u8], seen: &mut Seen) -> Holds {
    panic::catch_unwind(AssertUnwindSafe(|| (target.run)(data, seen))).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<&str>().map(|it| (*it).to_owned());
        let words = words.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(format!("panic: {}", words.unwrap_or_default()))
    })
}

/// What is the same problem: its first words, without figures and quotations.
fn key(problem: &str) -> String {
    let end = problem.find(['"', '{', '[']).unwrap_or(problem.len()).min(80);
    let rule = problem.split("rule: \"").nth(1).and_then(|it| it.split('"').next()).unwrap_or_default();
    let words: String = problem.chars().take(end).filter(|it| !it.is_ascii_digit()).collect();
    words + rule
}

/// The shortest input with the same problem that is found soon.
fn smaller(target: &Target, data: &[u8], wanted: &str) -> Vec<u8> {
    let end = Instant::now() + Duration::from_secs(5);
    let mut best = data.to_vec();
    let mut size = best.len() / 2;
    while size > 0 && Instant::now() < end {
        let mut at = 2;
        let mut shrunk = false;
        while at < best.len() && Instant::now() < end {
            let mut next = best.clone();
            next.drain(at..(at + size).min(best.len()));
            if holds(target, &next, &mut Seen::default()).err().is_some_and(|it| key(&it) == wanted) {
                best = next;
                shrunk = true;
            } else {
                at += size;
            }
        }
        if !shrunk {
            size /= 2;
        }
    }
    best
}

fn hash(data: &[u8]) -> u64 {
    data.iter().fold(0xcbf2_9ce4_8422_2325, |sum, it| (sum ^ u64::from(*it)).wrapping_mul(0x0100_0000_01b3))
}

/// Texts by the thousand, and what Python's json makes of them.
fn beside_python(end: Instant, seed: u64, folder: &Path) -> ExitCode {
    let seeds = seeds::load(&[".json"], 1 << 13);
    let mut dice = Dice::new(seed);
    let (mut executions, mut findings, mut taken) = (0, 0, 0);
    while Instant::now() < end && findings < PROBLEMS_MAX {
        let text = |_| {
            let mut text = dice.pick(&seeds).clone();
            mutate(&mut text, &seeds, &mut dice, 1 << 13);
            text
        };
        let texts: Vec<_> = (0..10_000).map(text).collect();
        let compared = match python::compare(&texts, 4) {
            Ok(it) => it,
            Err(why) => {
                println!("skipped: {why}");
                return ExitCode::SUCCESS;
            }
        };
        executions += texts.len();
        taken += compared.taken;
        for (text, problem) in compared.wrong.into_iter().take(PROBLEMS_MAX) {
            findings += 1;
            let path = folder.join(format!("python-{:016x}", hash(&text)));
            fs::write(&path, text).expect("a writable folder");
            eprintln!("python: {}\n    {}", problem.chars().take(600).collect::<String>(), path.display());
        }
    }
    println!("sum {executions} {taken} 0 {findings}");
    ExitCode::SUCCESS
}
