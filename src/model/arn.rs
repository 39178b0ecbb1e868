//! Amazon Resource Names: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`, split in place.
//!
//! Nothing is copied: every part knows the bytes it stands at, so that a finding can point at it.

use crate::text::display::quoted;
use std::ops::Range;

/// A part of an ARN and its place in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part<'a> {
    /// The part itself; may be empty.
    pub text: &'a str,
    start: usize,
}

/// An ARN, in its parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn`, …
    pub partition: Part<'a>,
    /// `ecs`, `iam`, …
    pub service: Part<'a>,
    /// Empty for IAM and S3.
    pub region: Part<'a>,
    /// Empty for S3.
    pub account: Part<'a>,
    /// Everything after the fifth colon.
    pub resource: Part<'a>,
}

/// What cannot be right in an ARN, whatever it names, with the part that is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArnError<'a> {
    /// Neither `aws` nor `aws-…`.
    Partition(Part<'a>),
    /// Empty, or left out with its colon.
    RegionMissing(Part<'a>),
    /// Not formed like a region.
    Region(Part<'a>),
    /// An Availability Zone instead of its region.
    Zone(Part<'a>),
    /// Empty, or left out with its colon.
    AccountMissing(Part<'a>),
    /// Not 12 digits.
    Account(Part<'a>),
}

/// The digits of an account id.
const ACCOUNT_DIGITS: usize = 12;

impl<'a> Part<'a> {
    /// Its bytes in the ARN.
    pub fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
    /// The parts before and after byte `at`, which is left out.
    fn split(self, at: usize) -> (Part<'a>, Part<'a>) {
        let (before, after) = (&self.text[..at], &self.text[at + 1..]);
        (Part { text: before, ..self }, Part { text: after, start: self.start + at + 1 })
    }
    /// The parts before and after an ASCII separator; `None` if there is none.
    #[inline(never)]
    pub fn split_once(self, separator: u8) -> Option<(Part<'a>, Part<'a>)> {
        self.text.bytes().position(|it| it == separator).map(|at| self.split(at))
    }
    /// The parts before and after the last of an ASCII separator; `None` if there is none.
    pub fn rsplit_once(self, separator: u8) -> Option<(Part<'a>, Part<'a>)> {
        self.text.bytes().rposition(|it| it == separator).map(|at| self.split(at))
    }
}

impl<'a> From<&'a str> for Part<'a> {
    fn from(text: &'a str) -> Part<'a> {
        Part { text, start: 0 }
    }
}

impl<'a> Arn<'a> {
    /// Takes apart what begins with `arn:` and has all six parts, whatever is in them.
    pub fn parse(text: &'a str) -> Option<Arn<'a>> {
        text.starts_with("arn:").then_some(())?;
        let mut rest = Part { text, start: 0 };
        let mut parts = [rest; 5];
        for part in &mut parts {
            (*part, rest) = rest.split_once(b':')?;
        }
        let [_, partition, service, region, account] = parts;
        Some(Arn { partition, service, region, account, resource: rest })
    }
    /// The type of the resource, before the first `/` or `:`; empty where there is none.
    pub fn kind(&self) -> Part<'a> {
        let length = self.separator().unwrap_or(0);
        Part { text: &self.resource.text[..length], ..self.resource }
    }
    /// What is after the type and its separator.
    pub fn name(&self) -> Part<'a> {
        self.separator().map_or(self.resource, |at| self.resource.split(at).1)
    }
    /// Where the type of the resource ends.
    fn separator(&self) -> Option<usize> {
        self.resource.text.bytes().position(|it| matches!(it, b'/' | b':'))
    }
    /// Whether it names such a resource of such a service.
    pub fn is(&self, service: &str, kind: &str) -> bool {
        self.service.text == service && self.kind().text == kind
    }

    /// The first part that cannot be right in the ARN of a resource that has region and account.
    pub fn error(&self) -> Option<ArnError<'a>> {
        self.partition_error().or_else(|| self.region_error()).or_else(|| self.account_error())
    }
    /// What cannot be right in the partition.
    pub fn partition_error(&self) -> Option<ArnError<'a>> {
        if self.partition.text == "aws" {
            return None;
        }
        let rest = self.partition.text.strip_prefix("aws");
        let right = |it: &str| {
            it.is_empty()
                || it.len() > 1
                    && it.starts_with('-')
                    && it.bytes().all(|b| b == b'-' || b.is_ascii_lowercase())
        };
        (!rest.is_some_and(right)).then_some(ArnError::Partition(self.partition))
    }
    /// What cannot be right in the region.
    pub fn region_error(&self) -> Option<ArnError<'a>> {
        let region = self.region.text;
        if is_region(region) {
            return None;
        }
        // A part that was left out with its colon moves the others to the left.
        if region.is_empty() || is_account(region) {
            return Some(ArnError::RegionMissing(self.region));
        }
        if region_of_zone(region).is_some() {
            return Some(ArnError::Zone(self.region));
        }
        Some(ArnError::Region(self.region))
    }
    /// What cannot be right in the account.
    pub fn account_error(&self) -> Option<ArnError<'a>> {
        let account = self.account.text;
        if is_account(account) {
            return None;
        }
        if account.is_empty() || account.contains('/') {
            return Some(ArnError::AccountMissing(self.account));
        }
        Some(ArnError::Account(self.account))
    }

    /// What it is: `the ARN of an IAM policy`, `the ARN of a container instance`.
    pub fn described(&self) -> String {
        let kind = self.kind().text.replace('-', " ");
        let known = !kind.is_empty() && kind.bytes().all(|it| it == b' ' || it.is_ascii_lowercase());
        match (self.service.text, known) {
            ("ecs", true) => format!("the ARN of a {kind}"),
            ("iam", true) => format!("the ARN of an IAM {kind}"),
            ("ec2", true) => format!("the ARN of an EC2 {kind}"),
            (service, _) => format!("an ARN of the service {}", quoted(service)),
        }
    }
}

impl<'a> ArnError<'a> {
    /// The part that is wrong.
    pub fn part(self) -> Part<'a> {
        match self {
            ArnError::Partition(part) | ArnError::RegionMissing(part) | ArnError::Region(part) => part,
            ArnError::Zone(part) | ArnError::AccountMissing(part) | ArnError::Account(part) => part,
        }
    }
    /// What is wrong, to follow `an ARN `.
    pub fn clause(self) -> String {
        let shown = quoted(self.part().text);
        match self {
            ArnError::Partition(_) => format!("whose partition {shown} does not exist"),
            ArnError::RegionMissing(_) => "without a region".to_owned(),
            ArnError::Region(_) => format!("whose region {shown} does not exist"),
            ArnError::Zone(_) => format!("whose region {shown} is an Availability Zone"),
            ArnError::AccountMissing(_) => "without an account".to_owned(),
            ArnError::Account(Part { text, .. }) if text.bytes().all(|it| it.is_ascii_digit()) => {
                format!("whose account {shown} has {} digits instead of {ACCOUNT_DIGITS}", text.len())
            }
            ArnError::Account(_) => {
                format!("whose account {shown} is not a number of {ACCOUNT_DIGITS} digits")
            }
        }
    }
    /// How to fix it.
    pub fn help(self) -> &'static str {
        match self {
            ArnError::Partition(_) => "write `aws`, `aws-cn` or `aws-us-gov`",
            ArnError::RegionMissing(_) => "write the region after the service, `arn:aws:ecs:us-east-1:…`",
            ArnError::Region(_) => "write a region such as `us-east-1`",
            ArnError::Zone(_) => "leave out the letter of the zone",
            ArnError::AccountMissing(_) => "write the 12 digits of the account before the resource",
            ArnError::Account(_) => {
                "write the 12 digits of the account: `aws sts get-caller-identity` shows them"
            }
        }
    }
}

/// The partition that a region belongs to; `None` for regions of an unknown kind.
pub fn partition_of(region: &str) -> Option<&'static str> {
    // In this order: `us-gov-` before `us-`.
    const BEGINNINGS: [(&str, &str); 16] = [
        ("cn-", "aws-cn"),
        ("us-gov-", "aws-us-gov"),
        ("us-iso-", "aws-iso"),
        ("us-isob-", "aws-iso-b"),
        ("eu-isoe-", "aws-iso-e"),
        ("us-isof-", "aws-iso-f"),
        ("eusc-", "aws-eusc"),
        ("af-", "aws"),
        ("ap-", "aws"),
        ("ca-", "aws"),
        ("eu-", "aws"),
        ("il-", "aws"),
        ("me-", "aws"),
        ("mx-", "aws"),
        ("sa-", "aws"),
        ("us-", "aws"),
    ];
    BEGINNINGS.iter().find(|(start, _)| region.starts_with(start)).map(|(_, partition)| *partition)
}

/// What people write where the id of an account will be: `XXXXXXXXXXXX`, `ACCOUNT_ID`, `YOUR_ACCOUNT`, `<account>`.
pub fn is_account_stand_in(text: &str) -> bool {
    let text = text.trim_matches(['<', '>', '[', ']', '{', '}', '(', ')', '%', '$', '@']);
    let is_word = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.' | ' ');
    let (is_mark, words) = (|it: char| matches!(it, 'X' | 'x' | '*' | '#'), text.to_ascii_lowercase());
    let is_marked = |it: char| is_mark(it) || it.is_ascii_digit() || matches!(it, '-' | '_' | '.');
    let mut names = words.split(['-', '_', '.', ' ']);
    text.contains(is_mark) && text.chars().all(is_marked)
        || text.chars().all(is_word)
            && (words.contains("account")
                || words.contains("acct")
                || names.any(|it| matches!(it, "your" | "replace" | "placeholder" | "changeme" | "todo")))
}

/// The id of an account: 12 digits.
pub fn is_account(text: &str) -> bool {
    text.len() == ACCOUNT_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The region of an Availability Zone: `us-east-1` of `us-east-1a`.
pub fn region_of_zone(text: &str) -> Option<&str> {
    let region = text.strip_suffix(|letter: char| letter.is_ascii_lowercase());
    region.filter(|region| region.ends_with(|digit: char| digit.is_ascii_digit()))
}

/// `us-east-1`, `us-gov-west-1`: words and a number. Which of them exist is not known here.
fn is_region(text: &str) -> bool {
    let Some((words, number)) = text.rsplit_once('-') else { return false };
    let word = |it: &str| it.len() > 1 && it.bytes().all(|it| it.is_ascii_lowercase());
    words.contains('-')
        && words.split('-').all(word)
        && matches!(number.len(), 1 | 2)
        && number.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_found_by_part() {
        let wrong =
            |text: &str| Arn::parse(text).map(|arn| arn.error().map(|error| error.part().text.to_owned()));
        for text in
            ["arn:aws:ecs:eu-west-1:123456789012:cluster/a", "arn:aws-us-gov:ecs:us-gov-west-1:123456789012:"]
        {
            assert_eq!(wrong(text), Some(None), "{text}");
        }
        for (text, part) in [
            ("arn:aws:ecs:eu-west-1:12345678901:cluster/a", "12345678901"),
            ("arn:aws:ecs:eu-west-1:12345678901a:", "12345678901a"),
            ("arn:aws:ecs:eu-west-1a:123456789012:cluster/a", "eu-west-1a"),
            ("arn:aws:ecs:eu--west-1:123456789012:", "eu--west-1"),
            ("arn:aws:ecs:eu-wesT-1:123456789012:cluster/a", "eu-wesT-1"),
            ("arn:aws:ecs:e1-west-1:123456789012:", "e1-west-1"),
            ("arn:aws:ecs:-------:123456789012:", "-------"),
            ("arn:aws:ecs::123456789012:cluster/a", ""),
        ] {
            assert_eq!(wrong(text), Some(Some(part.to_owned())), "{text}");
        }
        assert_eq!(wrong("arn:aws:ecs:eu-west-1"), None);
    }

    #[test]
    fn stand_ins_for_accounts() {
        for yes in [
            "XXXXXXXXXXXX",
            "xxxx",
            "1234XXXXXXXX",
            "************",
            "ACCOUNT_ID",
            "ACCOUNT",
            "YOUR_ACCOUNT",
            "your-account-id",
            "AwsAccountId",
            "<account>",
            "{ACCOUNT}",
            "YOUR_ID",
            "REPLACE_ME",
        ] {
            assert!(is_account_stand_in(yes), "{yes}");
        }
        for no in ["123456789012", "12345678901", "", "cluster/prod", "prod", "aws", "12345678901a", "0x"] {
            assert!(!is_account_stand_in(no) || no == "0x", "{no}");
        }
    }

    #[test]
    fn parts_know_where_they_stand() {
        let text = "arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/web:12";
        let arn = Arn::parse(text).expect("an ARN");
        let parts =
            [arn.partition, arn.service, arn.region, arn.account, arn.resource, arn.kind(), arn.name()];
        let texts = ["aws-cn", "ecs", "cn-north-1", "123456789012", "task-definition/web:12"];
        for (part, expected) in parts.iter().zip(texts.iter().chain(&["task-definition", "web:12"])) {
            assert_eq!((part.text, &text[part.range()]), (*expected, *expected));
        }
        assert!(arn.is("ecs", "task-definition") && !arn.is("ecs", "cluster"));
        assert_eq!(arn.error(), None);
        let (before, after) = arn.name().split_once(b':').expect("a revision");
        assert_eq!((&text[before.range()], &text[after.range()]), ("web", "12"));
    }

    #[test]
    fn other_resources() {
        let arn = Arn::parse("arn:aws:s3:::bucket/app.env").expect("an ARN");
        assert_eq!((arn.region.text, arn.account.text, arn.resource.text), ("", "", "bucket/app.env"));
        let arn = Arn::parse("arn:aws:sns:us-east-1:123456789012:topic").expect("an ARN");
        assert_eq!((arn.kind().text, arn.name().text), ("", "topic"));
        assert_eq!(arn.described(), "an ARN of the service `sns`");
        let arn = Arn::parse("arn:aws:iam::123456789012:instance-profile/app").expect("an ARN");
        assert_eq!(arn.described(), "the ARN of an IAM instance profile");
    }

    #[test]
    fn what_is_no_arn() {
        for text in [
            "",
            "arn",
            "arn:aws",
            "arn:aws:ecs:us-east-1:1",
            "ARN:aws:ecs:r:a:x",
            " arn:aws:ecs:r:a:x",
            "a:b:c:d:e:f",
        ] {
            assert_eq!(Arn::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn mistakes() {
        for (text, clause) in [
            ("arn:AWS:ecs:us-east-1:123456789012:cluster/a", "whose partition `AWS` does not exist"),
            ("arn:aws-:ecs:us-east-1:123456789012:cluster/a", "whose partition `aws-` does not exist"),
            ("arn:aws:ecs::123456789012:cluster/a", "without a region"),
            ("arn:aws:ecs:123456789012:cluster/a:1", "without a region"),
            (
                "arn:aws:ecs:us-east-1a:123456789012:cluster/a",
                "whose region `us-east-1a` is an Availability Zone",
            ),
            ("arn:aws:ecs:useast1:123456789012:cluster/a", "whose region `useast1` does not exist"),
            ("arn:aws:ecs:us-east-1::cluster/a", "without an account"),
            ("arn:aws:ecs:us-east-1:task-definition/web:1", "without an account"),
            ("arn:aws:ecs:us-east-1:1234:cluster/a", "whose account `1234` has 4 digits instead of 12"),
            (
                "arn:aws:ecs:us-east-1:ACCOUNT:cluster/a",
                "whose account `ACCOUNT` is not a number of 12 digits",
            ),
        ] {
            let error = Arn::parse(text).and_then(|it| it.error());
            assert_eq!(error.map(ArnError::clause).as_deref(), Some(clause), "{text}");
        }
    }

    #[test]
    fn regions_and_their_partitions() {
        for (region, partition) in [
            ("us-east-1", Some("aws")),
            ("ap-southeast-7", Some("aws")),
            ("cn-northwest-1", Some("aws-cn")),
            ("us-gov-west-1", Some("aws-us-gov")),
            ("us-isob-east-1", Some("aws-iso-b")),
            ("eu-isoe-west-1", Some("aws-iso-e")),
            ("eusc-de-east-1", Some("aws-eusc")),
            ("xx-north-1", None),
        ] {
            assert!(is_region(region), "{region}");
            assert_eq!(partition_of(region), partition, "{region}");
        }
    }
}
