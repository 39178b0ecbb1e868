//! What a clean file costs, counted and not timed: allocations do not depend on the machine's mood.

use crate::support::fixtures::fixtures;
use ecs_preflight::{Options, Source, check, settings::Settings};
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

/// A server reads a configuration again whenever it changes, for as long as it runs.
#[test]
fn a_configuration_that_is_dropped_leaves_nothing_in_memory() {
    let use_one = |length: u32| {
        let text =
            format!("[defines]\nSHA = {length}\nSTAGE = \"production\"\n[rules]\nsyntax = \"warning\"\n");
        let (settings, faults) = Settings::parse(Source::new("ecs-preflight.toml", text.into_bytes()));
        assert!(faults.is_empty(), "{faults:?}");
        let options = settings.for_file("a.json").options;
        assert_eq!(options.defines.len(), 2);
        check(&Source::new("a.json", br#"{"startedBy": "${SHA}"}"#.to_vec()), &options);
    };
    // What is made once for all, such as tables that are made when they are first needed.
    use_one(1);
    let info = allocation_counter::measure(|| (2..10).for_each(use_one));
    assert_eq!((info.count_current, info.bytes_current), (0, 0));
}
