//! The arguments of a command, described only when that command is the one that was called.
//!
//! clap builds the whole definition at every start: the options of all commands, for a run that uses
//! one of them.

use clap::{ArgMatches, Args, Command, Error, FromArgMatches, builder::Resettable};
use std::ops::Deref;

/// The arguments `T` of a command.
pub struct Later<T>(Box<T>);

impl<T> Later<T> {
    /// Arguments that are known already.
    pub fn of(arguments: T) -> Later<T> {
        Later(Box::new(arguments))
    }
}

impl<T: Args> Args for Later<T> {
    fn augment_args(command: Command) -> Command {
        command.defer(|it| described_as(it.clone(), T::augment_args(it)))
    }
    fn augment_args_for_update(command: Command) -> Command {
        command.defer(|it| described_as(it.clone(), T::augment_args_for_update(it)))
    }
}

/// Groups of options have words of their own, which would take the place of the command's.
fn described_as(own: Command, command: Command) -> Command {
    let (about, long_about) = (own.get_about().cloned(), own.get_long_about().cloned());
    command.about(Resettable::from(about)).long_about(Resettable::from(long_about))
}

impl<T: FromArgMatches> FromArgMatches for Later<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        Ok(Later(Box::new(T::from_arg_matches(matches)?)))
    }
    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl<T> Deref for Later<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
