//! The library: checks, reader, model, fixes, reports. No test starts the program.

mod allocations;
mod architecture;
mod command_lines;
mod dialects;
mod editor_schema;
mod fixes;
mod fixes_bring_no_findings;
mod identifiers;
#[cfg(feature = "cli")]
mod ignore_files;
mod known_answers;
mod layers;
mod mangled_words;
mod model_history;
mod one_mistake_one_finding;
mod overrides_length;
mod precision;
mod public_files;
mod reader;
mod recognition;
mod report_cost;
mod report_github;
mod report_html;
mod report_sarif;
mod reports;
mod scripts;
mod secrets;
mod settings;
mod shorthand;
mod skeletons;
mod source_layout;
mod table_vs_jsonschema;
mod templates;
mod user_reports;
mod wording;

#[path = "../support/mod.rs"]
mod support;
