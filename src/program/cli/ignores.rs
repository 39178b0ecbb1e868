//! The options about suppressions.

use crate::program::ignores::day::today;
use clap::Args;
use ecs_preflight::Date;

#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Suppressions (ecs-preflight.ignore.toml)")]
pub struct Ignores {
    /// Accept the findings that would fail: write an entry for each into the side-car
    #[arg(long, requires = "reason", conflicts_with_all = ["no_ignores", "fix", "diff"])]
    pub add_ignore: bool,
    /// Why they are accepted
    #[arg(long, value_name = "TEXT", requires = "add_ignore", value_parser = reason)]
    pub reason: Option<String>,
    /// The last day on which they are
    #[arg(long, value_name = "DATE", requires = "add_ignore", value_parser = day)]
    pub expires: Option<Date>,
    /// Only as long as the value stays what it is
    #[arg(long, requires = "add_ignore")]
    pub pin: bool,
    /// Take out the entries that are spent: stale, expired, twice there, for what is gone
    #[arg(long, conflicts_with_all = ["no_ignores", "fix", "diff"])]
    pub prune_ignores: bool,
    /// Report everything, as if there were no side-car
    #[arg(long)]
    pub no_ignores: bool,
}

fn reason(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() { Err("say why the findings are accepted") } else { Ok(text.trim().to_owned()) }
}

/// A day to come, or today.
fn day(text: &str) -> Result<Date, String> {
    let day = Date::parse(text).ok_or("expected a day such as 2027-03-31")?;
    let today = today()?;
    if day < today { Err(format!("it has passed: today is {today}")) } else { Ok(day) }
}
