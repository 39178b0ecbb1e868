//! What a clean file costs, counted and not timed: allocations do not depend on the machine's mood.

use crate::support::fixtures::fixtures;
use ecs_preflight::{Options, Source, check};
use std::fs;

fn allocations(bytes: Vec<u8>) -> u64 {
    let source = Source::new("request.json", bytes);
    let options = Options::default();
    let info = allocation_counter::measure(|| {
        let checked = check(&source, &options);
        assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
        assert!(checked.document.is_some());
    });
    info.count_total
}

/// The tree is one allocation; nothing else of a clean check allocates, whatever the size.
#[test]
fn a_clean_request_costs_one_allocation_whatever_its_size() {
    let small = fs::read(fixtures().join("_showcase/clean.json")).expect("the showcase");
    let entry = "\n          { \"name\": \"STAGE\", \"value\": \"prod\" },";
    let many: String = (0..60).map(|at| entry.replace("STAGE", &format!("STAGE_{at}"))).collect();
    let large = String::from_utf8(small.clone()).expect("UTF-8").replacen(entry, &many, 1);
    assert!(large.len() > 3 * small.len());
    assert_eq!((allocations(small), allocations(large.into_bytes())), (1, 1));
}
