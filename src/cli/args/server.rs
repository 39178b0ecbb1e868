//! `server`: the language server.

use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub struct Server {
    /// Print the version, what it can do, and the configuration that FILE would get, for bug reports
    #[arg(long)]
    pub check: bool,
    /// With `--check`, a file that would be open in the editor; it does not need to exist
    #[arg(value_name = "FILE", requires = "check")]
    pub file: Option<PathBuf>,
    /// Append a log to this file; it contains no text of documents
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// Use standard input and output, which is what the server does anyway; some editors add it
    #[arg(long, hide = true)]
    pub stdio: bool,
}
