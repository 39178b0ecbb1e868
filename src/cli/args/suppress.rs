//! The options about suppressions.

use crate::cli::suppress::today::today;
use clap::Args;
use ecs_preflight::Date;

#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Suppressions (ecs-preflight.ignore.toml)")]
pub struct Ignores {
    /// Suppress the findings that would fail the check: add an entry for each to the ignore file
    #[arg(long, requires = "reason", conflicts_with_all = ["no_ignores", "fix", "diff"])]
    pub add_ignore: bool,
    /// The reason for the new entries
    #[arg(long, value_name = "TEXT", requires = "add_ignore", value_parser = reason)]
    pub reason: Option<String>,
    /// The last day on which the new entries apply, such as 2027-03-31
    #[arg(long, value_name = "DATE", requires = "add_ignore", value_parser = day)]
    pub expires: Option<Date>,
    /// Bind each new entry to the current value; a changed value is reported again
    #[arg(long, requires = "add_ignore")]
    pub pin: bool,
    /// Remove unused, expired and duplicate entries, and entries for missing files, from the ignore file
    #[arg(long, conflicts_with_all = ["no_ignores", "fix", "diff"])]
    pub prune_ignores: bool,
    /// Report all findings, including suppressed ones
    #[arg(long)]
    pub no_ignores: bool,
}

fn reason(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() {
        Err("give a reason for suppressing the findings")
    } else {
        Ok(text.trim().to_owned())
    }
}

/// A day to come, or today.
fn day(text: &str) -> Result<Date, String> {
    let day = Date::parse(text).ok_or("expected a date such as 2027-03-31")?;
    let today = today()?;
    if day < today { Err(format!("the date is in the past (today is {today})")) } else { Ok(day) }
}
