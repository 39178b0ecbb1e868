//! The commands other than `check`.

pub(crate) mod budget;
pub(crate) mod config;
pub(crate) mod config_show;
pub(crate) mod error_search;
pub(crate) mod explain;
pub(crate) mod launch;
pub(crate) mod print;
pub(crate) mod rules;
pub(crate) mod shorthand;
