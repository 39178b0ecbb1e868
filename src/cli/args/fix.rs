//! The options about fixes.

use clap::Args;

#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Fixes")]
pub struct Fixing {
    /// Apply safe fixes and report the remaining findings; with `-`, the fixed document goes to standard output
    /// and the report to standard error
    #[arg(long, conflicts_with = "add_ignore")]
    pub fix: bool,
    /// With `--fix` or `--diff`: also apply unsafe fixes, which may change the meaning; review the result
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Print what `--fix` would change as a unified diff instead of the report, and write nothing; exit with 1
    /// if there is anything to change
    #[arg(long, conflicts_with_all = ["fix", "formats", "output_file", "statistics", "add_ignore", "prune_ignores"])]
    pub diff: bool,
    /// With `--fix`: exit with 1 if anything was fixed, even if no findings remain
    #[arg(long, requires = "fix")]
    pub exit_non_zero_on_fix: bool,
}
