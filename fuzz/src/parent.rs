//! Starts the targets one after the other, and says what came of them.

use ecs_preflight_fuzz::targets;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::Instant,
};

/// The options of a run.
pub struct Plan {
    seconds: u64,
    names: Vec<&'static str>,
    jobs: usize,
    seed: u64,
}

impl Plan {
    pub fn read(words: &[&str]) -> Option<Plan> {
        let mut all: Vec<_> = targets::ALL.iter().map(|it| it.name).collect();
        all.push("python");
        let jobs = thread::available_parallelism().map_or(1, |it| it.get());
        let mut plan = Plan { seconds: 0, names: all.clone(), jobs, seed: 1 };
        let mut words = words.iter();
        plan.seconds = words.next()?.parse().ok()?;
        while let Some(word) = words.next() {
            match *word {
                "--jobs" => plan.jobs = words.next()?.parse().ok().filter(|it| *it > 0)?,
                "--seed" => plan.seed = words.next()?.parse().ok()?,
                name => plan.names = vec![all.iter().copied().find(|it| *it == name)?],
            }
        }
        Some(plan)
    }
}

/// What one target did.
#[derive(Default)]
struct Sum {
    executions: u64,
    behaviors: u64,
    slowest: u64,
    findings: u64,
}

/// Where inputs are kept that do not hold.
fn folder() -> PathBuf {
    env::var_os("ATTACK_ARTIFACTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts"), PathBuf::from)
}

pub fn run(plan: &Plan) -> ExitCode {
    let folder = folder();
    if let Err(why) = fs::create_dir_all(&folder) {
        eprintln!("{}: {why}", folder.display());
        return ExitCode::from(2);
    }
    println!(
        "{:14} {:>8} {:>12} {:>10} {:>11} {:>11} {:>8}",
        "target", "seconds", "executions", "per second", "behaviors", "slowest ms", "findings"
    );
    let mut total = Sum::default();
    let begun = Instant::now();
    let share = (plan.seconds / plan.names.len() as u64).max(1);
    for name in &plan.names {
        let start = Instant::now();
        let Some(sum) = target(plan, name, share, &folder) else { continue };
        line(name, start.elapsed().as_secs_f64(), &sum);
        total.executions += sum.executions;
        total.behaviors += sum.behaviors;
        total.slowest = total.slowest.max(sum.slowest);
        total.findings += sum.findings;
    }
    line("all", begun.elapsed().as_secs_f64(), &total);
    if total.findings == 0 {
        return ExitCode::SUCCESS;
    }
    println!("the inputs are in {}", folder.display());
    ExitCode::FAILURE
}

fn line(name: &str, seconds: f64, it: &Sum) {
    let Sum { executions, behaviors, slowest, findings } = it;
    let rate = *executions as f64 / seconds.max(0.001);
    println!(
        "{name:14} {seconds:8.0} {executions:12} {rate:10.0} {behaviors:11} {:11.1} {findings:8}",
        *slowest as f64 / 1e3
    );
}

/// Runs one target in all its processes; nothing where it cannot run here.
fn target(plan: &Plan, name: &str, seconds: u64, folder: &Path) -> Option<Sum> {
    let me = env::current_exe().expect("a path of this program");
    let kept = |slot: usize| folder.join(format!(".{name}-{slot}"));
    let start = |slot: usize| {
        Command::new(&me)
            .args(["child", name, &seconds.to_string(), &(plan.seed * 1_000 + slot as u64).to_string()])
            .arg(folder)
            .arg(kept(slot))
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process of its own")
    };
    let children: Vec<Child> = (0..plan.jobs).map(start).collect();
    let mut sum = Sum::default();
    let mut skipped = false;
    for (slot, child) in children.into_iter().enumerate() {
        let output = child.wait_with_output().expect("its output");
        let text = String::from_utf8_lossy(&output.stdout);
        match text.lines().last().and_then(numbers) {
            Some([executions, behaviors, slowest, findings]) => {
                sum.executions += executions;
                sum.behaviors = sum.behaviors.max(behaviors);
                sum.slowest = sum.slowest.max(slowest);
                sum.findings += findings;
            }
            None if text.starts_with("skipped") => {
                println!("{name:14} {}", text.trim());
                skipped = true;
            }
            None => {
                sum.findings += 1;
                let input = folder.join(format!("{name}-died-{slot}"));
                let data = fs::read(kept(slot)).unwrap_or_default();
                let length = data.first_chunk().map_or(0, |it| u32::from_le_bytes(*it) as usize);
                let _ = fs::write(&input, data.get(4..4 + length).unwrap_or_default());
                println!("{name}: died with {}: {}", output.status, input.display());
            }
        }
        let _ = fs::remove_file(kept(slot));
    }
    (!skipped).then_some(sum)
}

fn numbers(line: &str) -> Option<[u64; 4]> {
    let numbers: Vec<u64> = line.strip_prefix("sum ")?.split(' ').map_while(|it| it.parse().ok()).collect();
    numbers.try_into().ok()
}
