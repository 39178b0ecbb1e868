//! Which client is to send a request, and what its model of the API knows: `schemas/clients.json` as a table.

use crate::{
    json::{Node, ShapeId},
    model::revision::Date,
};
use std::fmt;

include!(concat!(env!("OUT_DIR"), "/clients.rs"));

type Version = [u16; 3];

/// The releases that brought what a day brought.
#[derive(Debug)]
struct Release {
    since: Date,
    botocore: Version,
    /// Where it is known.
    aws_cli: Option<Version>,
}

/// A program that sends requests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tool {
    /// The AWS CLI, version 1.
    AwsCli,
    /// botocore, which boto3 and the AWS CLI stand on.
    Botocore,
}

/// A release of a client.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClientRelease {
    tool: Tool,
    version: Version,
    /// The first day whose members it surely does not know.
    lacks: Date,
}

impl ClientRelease {
    /// Reads `aws-cli/1.16.56` or `botocore/1.12.46`, also out of what `aws --version` prints; an error says
    /// what is wrong with it.
    pub fn parse(text: &str) -> Result<ClientRelease, String> {
        let named = |names: &'static [&'static str]| {
            let mut words = text.split_whitespace().filter_map(|it| it.split_once('/'));
            words.find(|(name, _)| names.contains(name)).map(|it| it.1)
        };
        let (tool, version) = match (named(&["botocore"]), named(&["aws-cli", "awscli"])) {
            (Some(version), _) if version.starts_with(['0', '1']) => (Tool::Botocore, version),
            (_, Some(version)) if version.starts_with("2.") => {
                return Err("releases of AWS CLI version 2 are not supported here".to_owned());
            }
            (_, Some(version)) => (Tool::AwsCli, version),
            _ => return Err("expected a client such as aws-cli/1.16.56 or botocore/1.12.46".to_owned()),
        };
        let numbers: Vec<u16> = version.split('.').map_while(|it| it.parse().ok()).collect();
        let Ok(version) = Version::try_from(numbers) else {
            return Err("expected a version with three numbers, such as 1.16.56".to_owned());
        };
        let newer = |it: &&Release| it.of(tool).is_some_and(|it| it > version);
        let lacks = RELEASES.iter().find(newer).map_or(Date::MAX, |it| it.since);
        Ok(ClientRelease { tool, version, lacks })
    }
    /// What it does not know yet of a document, with the day it came on: the outermost members, and values of
    /// enumerations.
    pub fn unknown<'t>(&self, body: Node<'t>) -> Vec<(Node<'t>, Date)> {
        let mut found = Vec::new();
        let mut after = 0;
        for node in body.nodes().filter(|it| !it.is_key() && it.shape() != ShapeId::UNKNOWN) {
            if node.span().start < after {
                continue;
            }
            let shape = node.shape().get();
            let word = || shape.words.iter().find(|(word, _)| node.is(word)).map(|it| it.1);
            let since = if self.knows(shape.since) { word() } else { Some(shape.since) };
            if let Some(since) = since.filter(|it| !self.knows(*it)) {
                after = node.span().end;
                found.push((node, since));
            }
        }
        found
    }
    /// Whether its model may have what came on a day.
    pub fn knows(&self, since: Date) -> bool {
        since < self.lacks
    }
}

impl Release {
    fn of(&self, tool: Tool) -> Option<Version> {
        match tool {
            Tool::AwsCli => self.aws_cli,
            Tool::Botocore => Some(self.botocore),
        }
    }
}

/// The releases that brought what came on a day, in words: `botocore 1.12.46, aws-cli 1.16.56`.
pub fn needed(since: Date) -> Option<String> {
    let release = RELEASES.iter().rev().find(|it| it.since <= since)?;
    let botocore = format!("botocore {}", dotted(release.botocore));
    Some(match release.aws_cli {
        Some(version) => format!("{botocore} or aws-cli {}", dotted(version)),
        None => botocore,
    })
}

fn dotted([major, minor, patch]: Version) -> String {
    format!("{major}.{minor}.{patch}")
}

impl fmt::Display for ClientRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.tool {
            Tool::AwsCli => "aws-cli",
            Tool::Botocore => "botocore",
        };
        write!(f, "{name}/{}", dotted(self.version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_knows_what_came_before_the_next() {
        let day = |it| Date::parse(it).expect("a day");
        for (client, knows, lacks) in [
            ("aws-cli/1.16.55", "2017-11-29", "2018-11-15"),
            ("aws-cli/1.16.56 Python/3.6.0 Linux/4 botocore/1.12.46", "2018-11-15", "2019-02-04"),
            ("botocore/1.34.17", "2024-01-11", "2024-06-10"),
            ("awscli/1.14.50", "2018-03-08", "2018-11-15"),
        ] {
            let it = ClientRelease::parse(client).expect(client);
            assert!(it.knows(day(knows)) && !it.knows(day(lacks)), "{client}");
        }
        assert!(
            ClientRelease::parse("botocore/1.99.0").expect("a client").knows(Date::from_number(99_991_231))
        );
        for wrong in ["", "aws-cli", "aws-cli/2.36.7", "aws-cli/1.16", "boto3/1.9.0", "botocore/x"] {
            assert!(ClientRelease::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(needed(day("2018-11-15")).as_deref(), Some("botocore 1.12.46 or aws-cli 1.16.56"));
    }
}
