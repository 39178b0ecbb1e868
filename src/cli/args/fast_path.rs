//! `ecs-preflight check PATH...`, without any option: what is written most often. clap would describe
//! some fifty options first, which takes longer than to check a file.

use crate::cli::args::Check;
use std::{ffi::OsString, path::PathBuf};

/// The arguments of such a call; `None` where clap has to look at it.
pub fn check(mut words: impl Iterator<Item = OsString>) -> Option<Check> {
    if words.next()? != "check" {
        return None;
    }
    let is_path = |it: &OsString| it == "-" || !it.is_empty() && !it.as_encoded_bytes().starts_with(b"-");
    let word = |it| if is_path(&it) { Some(PathBuf::from(it)) } else { None };
    Some(Check { paths: words.map(word).collect::<Option<_>>()?, ..Check::default() })
}

#[cfg(test)]
mod tests {
    use super::super::{Cli, Command};
    use clap::Parser;

    #[test]
    fn says_what_clap_says() {
        for words in [&["check"][..], &["check", "a"], &["check", "-", "b c"], &["check", "check"]] {
            let plain = super::check(words.iter().map(Into::into)).expect("no options");
            let Command::Check(read) = Cli::parse_from(["x"].iter().chain(words)).command else {
                panic!("{words:?}");
            };
            assert_eq!(format!("{plain:?}"), format!("{:?}", *read), "{words:?}");
        }
    }

    #[test]
    fn leaves_options_to_clap() {
        for words in [
            &[][..],
            &["explain", "x"],
            &["check", "--fix"],
            &["check", "a", "-q"],
            &["check", "--"],
            &["check", ""],
        ] {
            assert!(super::check(words.iter().map(Into::into)).is_none(), "{words:?}");
        }
    }
}
