//! What several rules share.

pub(crate) mod argv;
pub(crate) mod arn_scope;
pub(crate) mod containers;
pub(crate) mod ec2_id;
pub(crate) mod format;
pub(crate) mod secret_places;
pub(crate) mod syntax_words;
