//! Releases of the AWS CLI that behave differently.

use crate::model::{
    revision::{Date, PAGE, Requested},
    shape::LATEST,
};

/// The release whose behavior is predicted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Client {
    /// Version 2.
    #[default]
    V2,
    /// Version 1 of today.
    V1,
    /// 1.14, of the era of the reference page.
    Old,
}

impl Client {
    /// All with their names on the command line.
    pub const ALL: [(&'static str, Client); 3] =
        [("v1", Client::V1), ("v2", Client::V2), ("1.14", Client::Old)];

    /// How it is spoken of.
    pub fn described(self) -> &'static str {
        match self {
            Client::V2 => "the AWS CLI v2",
            Client::V1 => "the AWS CLI v1",
            Client::Old => "the AWS CLI 1.14",
        }
    }
    /// The day of its model under a requested revision.
    pub fn day(self, requested: Requested) -> Date {
        match (requested, self) {
            (Requested::On(date), _) => date,
            (_, Client::Old) => PAGE,
            _ => LATEST,
        }
    }
}
