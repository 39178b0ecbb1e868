//! The commands that print what other programs read: schemas, completions, manual pages.

use crate::cli::{EXIT_ERROR, args, io::terminal};
use ecs_preflight::{
    Requested,
    model::{
        editor_schema::{self, Draft},
        shape::LATEST,
    },
};

/// `schema KIND`.
pub fn schema(args: &args::Schema) -> u8 {
    let draft = match args.draft {
        args::DraftName::Seven => Draft::Seven,
        args::DraftName::TwentyTwenty => Draft::TwentyTwenty,
    };
    let date = match args.api_revision {
        Requested::On(date) => date,
        // A schema is for documents that are not written yet, so there is nothing to tell a day from.
        Requested::Latest | Requested::Auto => LATEST,
    };
    // All of its text is ours: nothing in it needs an escape.
    let text =
        serde_json::to_string_pretty(&editor_schema::schema(args.kind, date, draft)).unwrap_or_default();
    terminal::print(&(text + "\n"));
    0
}

/// `completions SHELL`.
pub fn completions(args: &args::Completions) -> u8 {
    terminal::print(&String::from_utf8_lossy(&args::completions(args.shell)));
    0
}

/// `man [COMMAND]`.
pub fn man(args: &args::Man) -> u8 {
    match args::man(args.command.as_deref()) {
        Ok(page) => terminal::print(&String::from_utf8_lossy(&page)),
        Err(why) => {
            terminal::note(&format!("error: {why}\n"));
            return EXIT_ERROR;
        }
    }
    0
}
