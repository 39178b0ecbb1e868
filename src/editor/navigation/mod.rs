//! From one place to another: a name and what it names, the outline, links, hints.

pub mod hints;
pub mod links;
pub mod names;
pub mod symbols;
