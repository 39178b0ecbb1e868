//! The program as people run it. No test needs a network.

mod book;
mod cli;
mod environment;
mod explain;
mod fixes;
mod fixes_in_scripts;
mod generated_files;
mod git;
mod ignores;
mod launch_and_definition;
mod limits;
mod ndjson;
mod packaging;
mod picture;
mod policies;
mod readme;
mod recognition;
mod reported_cases;
mod reports;
mod scripts;
mod secrets;
mod settings;
mod start_task;
mod system_calls;
mod templates;

#[path = "../support/mod.rs"]
mod support;
