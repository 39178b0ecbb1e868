//! Python's `json` on the same texts.

use crate::support::{
    fixtures::{cases, fixtures},
    json_mutants::{BASES, mutate},
    python_json,
    rng::Rng,
};
use ecs_preflight::RULES;

/// Python's `json` has the same verdict and the same values, and where it is more generous, recovery names just that.
#[test]
fn python_reads_the_same() {
    let folder = fixtures();
    let read = |it: &std::path::PathBuf| std::fs::read_to_string(it).ok();
    let cases = RULES.iter().flat_map(|it| cases(&folder.join(it.id)));
    let mut bases: Vec<String> = cases.filter_map(|it| read(&it)).filter(|it| it.len() < 2_000).collect();
    bases.extend(BASES.map(str::to_owned));
    let mut random = Rng(0x9e37_79b9_7f4a_7c15);
    let texts = (0..60_000).map(|round| {
        let mut text: Vec<char> = bases[round % bases.len()].chars().collect();
        (0..random.below(4)).for_each(|_| mutate(&mut text, &mut random));
        text.into_iter().collect::<String>().into_bytes()
    });
    let texts: Vec<_> = texts.collect();
    let compared = python_json::compare(&texts, 4).expect("Python");
    let wrong = compared.wrong.iter().take(10);
    let wrong: Vec<_> =
        wrong.map(|(text, why)| format!("{why}\n    {:?}", String::from_utf8_lossy(text))).collect();
    assert!(wrong.is_empty(), "{} texts:\n{}", compared.wrong.len(), wrong.join("\n"));
    assert!(compared.taken > 15_000 && compared.beyond > 50, "{} and {}", compared.taken, compared.beyond);
}
