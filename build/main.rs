//! Makes tables from three folders, so that a new rule or a new member is one new file or entry and nothing else.
//!
//! - `src/rules/*.rs`: one rule per file, see `rules.rs`.
//! - `fixtures/<rule>/`: each rule's examples, see `examples.rs`.
//! - `schemas/*.json`: one annotated schema per document kind (`schemas.rs`, `shapes.rs`), and data.
//!
//! Anything unexpected in them stops the build.

mod clients;
mod data;
mod elsewhere;
mod examples;
mod limits;
mod log_drivers;
mod operations;
mod rule_table;
mod rules;
mod schemas;
mod shape_table;
mod shapes;

// The crate and its build script share these files, so that they cannot disagree.
#[path = "../src/model/kind/document_kind.rs"]
#[allow(dead_code, reason = "the script needs the words only")]
mod document_kind;
#[path = "../src/model/perfect_hash.rs"]
mod perfect_hash;

use std::{env, fs, path::Path};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let write = |name: &str, text: String| {
        fs::write(Path::new(&out).join(name), text).expect("OUT_DIR is writable");
    };
    let rules = rules::read(&root);
    write("rules.rs", rule_table::rules(&rules, &root, &rule_table::path_to_package(&root, &out)));
    write("examples.rs", rule_table::examples(&rules, &root));

    write("clients.rs", clients::table(&root));
    write("elsewhere.rs", elsewhere::table(&root));
    write("limits.rs", limits::table(&root));
    write("log_drivers.rs", log_drivers::table(&root));
    write("operations.rs", operations::table(&root));

    let schemas = schemas::Schemas::load(&root);
    let shapes = shapes::Shapes::of(&schemas, &rules);
    write("schemas.rs", schemas.texts());
    write("shapes.rs", shape_table::table(&shapes));
    write("orders.rs", shape_table::orders(&shapes));
    link_without_pie();
}

/// The tables hold thousands of pointers. In a position-independent program the loader relocates them at every start,
/// which is half of the time that a run on one file takes.
fn link_without_pie() {
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    // A statically linked program sets `relocation-model` instead.
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
