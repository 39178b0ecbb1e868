//! The options that leave to git which files are checked.

use clap::Args;

#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Changed files only (by git; of the whole repository, or of the paths)")]
pub struct Changed {
    /// Check what the next commit would hold: the staged content of the files that are staged
    #[arg(long, conflicts_with_all = ["since", "fix", "stdin_filename"])]
    pub staged: bool,
    /// Check the files that changed since the branch left REV, staged or not, and new ones
    #[arg(long, value_name = "REV", conflicts_with = "stdin_filename")]
    pub since: Option<String>,
}
