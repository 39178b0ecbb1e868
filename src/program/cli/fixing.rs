//! The options about fixes.

use clap::Args;

#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Fixes")]
pub struct Fixing {
    /// Apply the safe fixes, and report what remains; what comes from standard input goes to standard output,
    /// and the report to standard error
    #[arg(long, conflicts_with = "add_ignore")]
    pub fix: bool,
    /// With `--fix` or `--diff`: also the fixes that are only likely; look at what they did
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show what `--fix` would change as a unified diff in place of the report, and write nothing; exit code 1
    /// if there is something to change
    #[arg(long, conflicts_with_all = ["fix", "formats", "output_file", "statistics", "add_ignore", "prune_ignores"])]
    pub diff: bool,
    /// With `--fix`: exit code 1 if something was fixed, also if nothing remains
    #[arg(long, requires = "fix")]
    pub exit_non_zero_on_fix: bool,
}
