//! Limits of ECS and the day since which each holds: `schemas/limits.json` as tables.

use crate::{json::Node, model::revision::Date};

include!(concat!(env!("OUT_DIR"), "/limits.rs"));

/// A limit through time, oldest first. The first entry also holds before its day.
#[derive(Debug)]
pub struct Dated<T: 'static>(&'static [(Date, T)]);

impl<T: Copy> Dated<T> {
    /// Its value on a day.
    pub fn on(&self, date: Date) -> T {
        let entry = self.0.iter().rev().find(|(since, _)| *since <= date);
        entry.unwrap_or(&self.0[0]).1
    }
    /// The first day after `date` on which it suits.
    pub fn first_after(&self, date: Date, suits: impl Fn(T) -> bool) -> Option<Date> {
        self.0.iter().find(|(since, value)| *since > date && suits(*value)).map(|(since, _)| *since)
    }
}

/// What a type of EBS volume offers.
#[derive(Clone, Copy, Debug)]
pub struct EbsType {
    /// Its name.
    pub name: &'static str,
    /// GiB, least and most.
    pub size: (u32, u32),
    /// IOPS, least and most; `None` where they cannot be asked for.
    pub iops: Option<(u32, u32)>,
}

/// The type that a value names, gp3 if there is no value; `None` for an unknown type.
pub fn ebs(named: Option<Node<'_>>) -> Option<&'static EbsType> {
    EBS_TYPES.iter().find(|it| named.map_or(it.name == "gp3", |node| node.is(it.name)))
}

/// A CPU size of Fargate and the memory sizes it comes with.
#[derive(Clone, Copy, Debug)]
pub struct FargateSize {
    /// The day since which it can be had.
    pub since: Date,
    /// CPU units; 1,024 are one vCPU.
    pub cpu: u32,
    /// MiB, ascending.
    pub memory: &'static [u32],
}
