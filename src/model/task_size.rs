//! Task-level CPU and memory: how they are written, and what Fargate has.

use crate::{
    json::Node,
    model::{
        kind::DocumentKind,
        limits::{FARGATE_SIZES, FargateSize, TASK_CPU_LEAST, TASK_CPU_MOST},
        revision::Date,
    },
    text::display::join,
};

/// What a spelling of a size comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spelled {
    /// CPU units or MiB, written in a way that ECS takes.
    Taken(u32),
    /// CPU units or MiB, written in a way that ECS does not document.
    Foreign(u32),
    /// No size.
    Nothing,
}

/// CPU units: `256`, `.25 vCPU`, `0.25vcpu`.
pub fn cpu(text: &str) -> Spelled {
    const FOREIGN: [(&str, f64); 6] = [
        ("vcpus", 1024.0),
        ("cpu", 1024.0),
        ("cpus", 1024.0),
        ("core", 1024.0),
        ("cores", 1024.0),
        ("units", 1.0),
    ];
    spelled(text, ("vcpu", 1024.0), &FOREIGN)
}

/// MiB: `512`, `0.5GB`, `.5 gb`. The GB of ECS are GiB.
pub fn memory(text: &str) -> Spelled {
    const FOREIGN: [(&str, f64); 7] =
        [("g", 1024.0), ("gi", 1024.0), ("gib", 1024.0), ("m", 1.0), ("mb", 1.0), ("mi", 1.0), ("mib", 1.0)];
    spelled(text, ("gb", 1024.0), &FOREIGN)
}

fn spelled(text: &str, taken: (&str, f64), foreign: &[(&str, f64)]) -> Spelled {
    let trimmed = text.trim();
    let digits = trimmed.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(trimmed.len());
    let (number, unit) = (&trimmed[..digits], trimmed[digits..].trim_start());
    let plain = unit.is_empty() && !number.contains('.');
    let named = |it: &&(&str, f64)| unit.eq_ignore_ascii_case(it.0);
    let (factor, is_taken) = match foreign.iter().find(named) {
        _ if plain => (1.0, true),
        _ if unit.eq_ignore_ascii_case(taken.0) => (taken.1, true),
        Some((_, factor)) => (*factor, false),
        None => return Spelled::Nothing,
    };
    let size = number.parse::<f64>().unwrap_or(f64::NAN) * factor;
    if size.fract() != 0.0 || size > f64::from(u32::MAX) {
        return Spelled::Nothing;
    }
    if is_taken && trimmed == text { Spelled::Taken(size as u32) } else { Spelled::Foreign(size as u32) }
}

impl FargateSize {
    /// Its memory sizes in words: the few, or the range of the many.
    pub fn memory_words(&self) -> String {
        match self.memory {
            [least, .., most] if self.memory.len() > 4 => format!("{least} to {most} MiB"),
            few => format!("{} MiB", join(few.iter().map(u32::to_string), "or")),
        }
    }
}

/// Whether the task of some overrides certainly runs on container instances, not on Fargate.
pub fn is_on_instances(overrides: Node<'_>, kind: DocumentKind) -> bool {
    let launch = || overrides.parent().and_then(|it| it.get("launchType"));
    match kind {
        DocumentKind::StartTask => overrides.parent().is_some(),
        // A launch type that is not valid has a finding of its own.
        DocumentKind::RunTask => launch().is_some_and(|launch_type| !launch_type.is("FARGATE")),
        _ => false,
    }
}

/// Whether no task on container instances has such a size on a day.
pub fn is_beyond_instances(cpu: u32, date: Date) -> bool {
    !(TASK_CPU_LEAST.on(date)..=TASK_CPU_MOST.on(date)).contains(&cpu)
}

/// The table of Fargate on a day, smallest CPU first.
pub fn rows(date: Date) -> impl Iterator<Item = &'static FargateSize> + Clone {
    FARGATE_SIZES.iter().filter(move |it| it.since <= date)
}

/// The day since which Fargate has a size that fits.
pub fn since(fits: impl Fn(&FargateSize) -> bool) -> Option<Date> {
    FARGATE_SIZES.iter().filter(|it| fits(it)).map(|it| it.since).min()
}

/// The pairs that are nearest to one that Fargate does not have: with its CPU, or else with its
/// memory, or else with neither. Nearest first; the flag says that no other is as near.
pub fn nearest(cpu: u32, memory: u32, date: Date) -> (Vec<(u32, u32)>, bool) {
    let all = || rows(date).flat_map(|it| it.memory.iter().map(|memory| (it.cpu, *memory)));
    let distance = |pair: (u32, u32)| (ratio(pair.0, cpu) + ratio(pair.1, memory), pair);
    let least = |fits: &dyn Fn((u32, u32)) -> bool| {
        let fitting = all().filter(|it| fits(*it)).map(distance);
        let least = fitting.clone().map(|it| it.0).min();
        fitting.filter(|it| Some(it.0) == least).collect::<Vec<_>>()
    };
    let mut found = least(&|it| it.0 == cpu);
    found.extend(least(&|it| it.1 == memory));
    if found.is_empty() {
        found = least(&|_| true);
    }
    found.sort_unstable();
    let sole = found.len() == 1 || found.len() > 1 && found[0].0 < found[1].0;
    (found.into_iter().map(|it| it.1).collect(), sole)
}

/// How many times one size is the other, in millionths.
fn ratio(a: u32, b: u32) -> u64 {
    u64::from(a.max(b)) * 1_000_000 / u64::from(a.min(b).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        for (text, size) in [
            ("256", 256),
            (".25 vCPU", 256),
            ("0.25 vcpu", 256),
            (".25     vCpU", 256),
            ("1vCPU", 1024),
            ("1.0 vCPU", 1024),
        ] {
            assert_eq!(cpu(text), Spelled::Taken(size), "{text}");
        }
        for (text, size) in [("512", 512), ("0.5GB", 512), (".5 GB", 512), ("1 gb", 1024), ("30GB", 30720)] {
            assert_eq!(memory(text), Spelled::Taken(size), "{text}");
        }
        for (text, size) in [("512MB", 512), ("1GiB", 1024), ("2G", 2048), ("512 MiB", 512), (" 512", 512)] {
            assert_eq!(memory(text), Spelled::Foreign(size), "{text}");
        }
        assert_eq!(cpu("1 CPU"), Spelled::Foreign(1024));
        for text in ["lots", "0.5", "-1", "", ".", "vCPU", "1.2.3 vCPU", "1e3", "99999999999", "٢٥٦"] {
            assert_eq!(cpu(text), Spelled::Nothing, "{text}");
        }
    }

    #[test]
    fn nearest_pairs() {
        let day = Date::from_number(20_180_301);
        assert_eq!(nearest(256, 3072, day), (vec![(256, 2048), (512, 3072)], true));
        assert_eq!(nearest(256, 4096, day), (vec![(256, 2048), (512, 4096)], false));
        assert_eq!(nearest(300, 700, day).0[0], (256, 512));
        assert_eq!(nearest(0, 0, day).0[0], (256, 512));
        assert_eq!(nearest(8192, 16384, day).0[0], (4096, 16384));
    }
}
