//! The options that select the files to check with git.

use clap::Args;

#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Changed files (from git; limited to PATH if given)")]
pub struct Changed {
    /// Check the staged content of staged files, as the next commit would contain it
    #[arg(long, conflicts_with_all = ["since", "fix", "stdin_filename"])]
    pub staged: bool,
    /// Check files added or changed since the branch left REV, including uncommitted and untracked files
    #[arg(long, value_name = "REV", conflicts_with = "stdin_filename")]
    pub since: Option<String>,
}
