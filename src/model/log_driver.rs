//! The log drivers of containers and their options: `schemas/log-drivers.json`.

use crate::json::Node;

include!(concat!(env!("OUT_DIR"), "/log_drivers.rs"));

/// A log driver.
#[derive(Debug)]
pub struct LogDriver {
    /// Its name.
    pub name: &'static str,
    /// Whether Fargate supports it.
    pub fargate: bool,
    /// Whether it accepts any option.
    pub any: bool,
    /// The options that it needs.
    pub requires: &'static [&'static str],
    /// The options that it needs on Fargate besides.
    pub requires_on_fargate: &'static [&'static str],
    /// The options that it knows, without those of every driver.
    pub options: &'static [&'static str],
}

/// The options of every driver.
pub const COMMON: [&str; 2] = ["mode", "max-buffer-size"];

impl LogDriver {
    /// The driver of a `logConfiguration`, where it is a known one.
    pub fn of(configuration: Node<'_>) -> Option<&'static LogDriver> {
        let driver = configuration.get("logDriver")?;
        LOG_DRIVERS.iter().find(|it| driver.is(it.name))
    }
    /// The driver that several options are for, if this one has none of them.
    pub fn meant_by(&self, options: Node<'_>) -> Option<&'static LogDriver> {
        let is_common = |key: &Node<'_>| COMMON.iter().any(|it| key.is(it));
        let keys = || options.members().map(|it| it.0).filter(|key| !is_common(key));
        keys().nth(1)?;
        let has_none = || keys().all(|key| !self.options.iter().any(|it| key.is(it)));
        let fits = |other: &&LogDriver| keys().all(|key| other.options.iter().any(|it| key.is(it)));
        LOG_DRIVERS.iter().find(fits).filter(|_| has_none())
    }
    /// All options that it knows.
    pub fn known(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.options.iter().copied().chain(COMMON)
    }
}

/// Whether an option is one of some driver's own.
pub fn is_known(option: &str) -> bool {
    LOG_DRIVERS.iter().flat_map(LogDriver::known).any(|it| it == option)
}
