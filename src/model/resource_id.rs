//! Ids and names of ECS and EC2.

use crate::{
    json::Node,
    model::arn::{Arn, Part},
    text::charset,
};

/// The most characters in the name of a cluster or of a task definition's family.
pub const NAME_MAX: usize = 255;

/// The name of a cluster or of a task definition's family.
pub fn is_name(text: &str) -> bool {
    (1..=NAME_MAX).contains(&text.len()) && charset::NAME.has_all(text.as_bytes())
}

/// Letters, digits, hyphens and underscores.
pub fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// The id that ECS gives to a container instance: 32 hexadecimal digits, or a UUID in the form of before 2018.
pub fn is_instance_id(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_hexdigit();
    let is_of_uuid =
        |(at, byte): (usize, u8)| if matches!(at, 8 | 13 | 18 | 23) { byte == b'-' } else { is_digit(byte) };
    match text.len() {
        32 => text.bytes().all(is_digit),
        36 => text.bytes().enumerate().all(is_of_uuid),
        _ => false,
    }
}

/// An id of EC2: a prefix such as `subnet-` and 8 or 17 hexadecimal digits in lower case.
pub fn is_ec2_id(text: &str, prefix: &str) -> bool {
    let right = |it: u8| matches!(it, b'0'..=b'9' | b'a'..=b'f');
    let digits = text.strip_prefix(prefix);
    digits.is_some_and(|it| matches!(it.len(), 8 | 17) && it.bytes().all(right))
}

/// A well-formed container instance: an id or an ARN.
#[derive(Clone, Copy)]
pub struct Instance<'a> {
    /// Its id.
    pub id: &'a str,
    /// The cluster that its ARN names; none in an id and in an ARN of the form of before 2018.
    pub cluster: Option<Part<'a>>,
    /// Its ARN, where it is one.
    pub arn: Option<Arn<'a>>,
}

impl<'a> Instance<'a> {
    /// Parses an element of `containerInstances`.
    pub fn parse(text: &'a str) -> Option<Instance<'a>> {
        if is_instance_id(text) {
            return Some(Instance { id: text, cluster: None, arn: None });
        }
        Arn::parse(text).and_then(Instance::of)
    }
    /// What an ARN names, if it is a container instance.
    pub fn of(arn: Arn<'a>) -> Option<Instance<'a>> {
        if !arn.is("ecs", "container-instance") || arn.error().is_some() {
            return None;
        }
        let (cluster, id) = match arn.name().rsplit_once(b'/') {
            Some((cluster, id)) => (Some(cluster), id),
            None => (None, arn.name()),
        };
        let right = is_instance_id(id.text) && cluster.is_none_or(|it| is_name(it.text));
        right.then_some(Instance { id: id.text, cluster, arn: Some(arn) })
    }
}

/// A list of single characters: what `--container-instances file://ids.txt` makes of plain text.
pub fn is_characters(list: Node<'_>) -> bool {
    let mut elements = list.elements();
    let single = |it: Node<'_>| it.as_str().is_some_and(|it| it.chars().count() == 1);
    elements.next().is_some_and(single) && elements.next().is_some() && elements.all(single)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        for id in ["765936fadbdd46b5991a4bd70c2a43d4", "4c543eed-f83f-47da-b1d8-3d23f1da4c64"] {
            assert!(is_instance_id(id), "{id}");
        }
        for id in [
            "",
            "765936fadbdd46b5991a4bd70c2a43d401",
            "4c543eed-f83f-47da-b1d8-3d23f1da4c6-",
            "g65936fadbdd46b5991a4bd70c2a43d4",
        ] {
            assert!(!is_instance_id(id), "{id}");
        }
        assert!(is_ec2_id("sg-12344321", "sg-") && is_ec2_id("subnet-0a1b2c3d4e5f60718", "subnet-"));
        assert!(!is_ec2_id("subnet-123", "subnet-") && !is_ec2_id("subnet-0A1B2C3D", "subnet-"));
        assert!(is_name(&"a".repeat(NAME_MAX)) && !is_name(&"a".repeat(NAME_MAX + 1)) && !is_name("a.b"));
    }

    #[test]
    fn instances() {
        let id = "765936fadbdd46b5991a4bd70c2a43d4";
        let arn = |rest: &str| format!("arn:aws:ecs:us-east-1:123456789012:container-instance/{rest}{id}");
        let cluster = |text: &str| Instance::parse(text).map(|it| it.cluster.map(|it| it.text.to_owned()));
        assert_eq!(cluster(id), Some(None));
        assert_eq!(cluster(&arn("")), Some(None));
        assert_eq!(cluster(&arn("prod/")), Some(Some("prod".to_owned())));
        assert_eq!(cluster(&arn("prod/x/")), None);
        assert_eq!(cluster(&arn("/")), None);
    }
}
