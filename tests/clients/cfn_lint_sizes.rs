//! The sizes of Fargate beside cfn-lint, which has them from its own source: on the same task definitions, in one run.
//!
//! cfn-lint comes from PyPI.

use crate::support::clients::{self, text};
use ecs_preflight::{Options, Source, check, model::limits};
use serde_json::{Map, Value, json};
use std::{collections::BTreeSet, fs, process::Command};

/// Sizes of which both think differently, by CPU and memory, with the reason.
const DIFFERENT: &[(u32, u32, &str)] = &[];

/// Every pair of the table, and every neighbor of one: one MiB and one step to each side, the CPU sizes next to
/// it, and a CPU that is off by one.
fn pairs() -> BTreeSet<(u32, u32)> {
    let cpus: Vec<_> = limits::FARGATE_SIZES.iter().map(|it| it.cpu).collect();
    let mut all = BTreeSet::new();
    for (at, row) in limits::FARGATE_SIZES.iter().enumerate() {
        for &memory in row.memory {
            let memories = [
                memory,
                memory - 1,
                memory + 1,
                memory.saturating_sub(512),
                memory + 512,
                memory.saturating_sub(1024),
                memory + 1024,
                memory + 4096,
                memory + 8192,
            ];
            all.extend(memories.into_iter().filter(|it| *it > 0).map(|it| (row.cpu, it)));
            let below = at.checked_sub(1).and_then(|it| cpus.get(it));
            let cpus = below.into_iter().chain(cpus.get(at + 1)).copied().chain([row.cpu - 1, row.cpu + 1]);
            all.extend(cpus.map(|it| (it, memory)));
        }
    }
    all
}

fn is_rejected_here(cpu: u32, memory: u32) -> bool {
    let definition = json!({
        "family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
        "cpu": cpu.to_string(), "memory": memory.to_string(),
        "containerDefinitions": [{"name": "web", "image": "web:1"}],
    });
    let source = Source::new("task.json", definition.to_string().into_bytes());
    let found = check(&source, &Options::default()).diagnostics;
    assert!(found.iter().all(|it| it.rule == "fargate-size"), "{cpu}, {memory}: {found:#?}");
    !found.is_empty()
}

#[test]
fn sizes_are_those_of_cfn_lint() {
    let bin = clients::python("cfn-lint", &["cfn-lint==1.58.0"]);
    let pairs = pairs();
    let resource = |(cpu, memory): &(u32, u32)| {
        let definition = json!({"Type": "AWS::ECS::TaskDefinition", "Properties": {
            "Family": "web", "NetworkMode": "awsvpc", "RequiresCompatibilities": ["FARGATE"],
            "Cpu": cpu.to_string(), "Memory": memory.to_string(),
            "ContainerDefinitions": [{"Name": "web", "Image": "web:1"}],
        }});
        (format!("C{cpu}M{memory}"), definition)
    };
    let resources: Map<String, Value> = pairs.iter().map(resource).collect();
    let template = crate::support::scratch::empty("cfn-lint-template").join("template.json");
    fs::write(&template, json!({"Resources": resources}).to_string()).expect("a file below target/");
    let output = Command::new(bin.join("cfn-lint"))
        .args(["--format", "json", "--regions", "us-east-1", "--"])
        .arg(&template)
        .output()
        .expect("cfn-lint runs");
    let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output)));
    let of_size = |it: &&Value| matches!(it["Rule"]["Id"].as_str(), Some("E3047" | "E3048"));
    let rejected = said.as_array().expect("a list").iter().filter(of_size);
    let rejected: BTreeSet<_> = rejected.filter_map(|it| it["Location"]["Path"][1].as_str()).collect();
    let (mut both, mut wrong) = ((0, 0), Vec::new());
    for &(cpu, memory) in &pairs {
        let (ours, theirs) =
            (is_rejected_here(cpu, memory), rejected.contains(format!("C{cpu}M{memory}").as_str()));
        let is_known = DIFFERENT.iter().any(|it| (it.0, it.1) == (cpu, memory));
        match (ours, theirs) {
            (true, true) => both.0 += 1,
            (false, false) => both.1 += 1,
            _ => {}
        }
        if (ours != theirs) != is_known {
            wrong.push(format!("{cpu}, {memory}: refused by us {ours}, by cfn-lint {theirs}"));
        }
    }
    let (rejected, taken) = both;
    eprintln!("{} sizes: both refuse {rejected}, both take {taken}", pairs.len());
    assert!(taken > 70 && rejected > 300, "{rejected} refused, {taken} taken");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
