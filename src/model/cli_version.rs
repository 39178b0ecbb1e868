//! Releases of the AWS CLI that behave differently.

use crate::model::{
    revision::{Date, PAGE, Requested},
    shape::LATEST,
};

/// The release whose behavior is predicted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum CliVersion {
    /// Version 2.
    #[default]
    V2,
    /// Version 1 of today.
    V1,
    /// 1.14, of the era of the reference page.
    Old,
}

impl CliVersion {
    /// All with their names on the command line.
    pub const ALL: [(&'static str, CliVersion); 3] =
        [("v1", CliVersion::V1), ("v2", CliVersion::V2), ("1.14", CliVersion::Old)];

    /// How it is spoken of.
    pub fn described(self) -> &'static str {
        match self {
            CliVersion::V2 => "the AWS CLI v2",
            CliVersion::V1 => "the AWS CLI v1",
            CliVersion::Old => "the AWS CLI 1.14",
        }
    }
    /// The day of its model under a requested revision.
    pub fn day(self, requested: Requested) -> Date {
        match (requested, self) {
            (Requested::On(date), _) => date,
            (_, CliVersion::Old) => PAGE,
            _ => LATEST,
        }
    }
}
