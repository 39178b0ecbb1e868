//! Nothing: what a process costs.

fn main() {}
