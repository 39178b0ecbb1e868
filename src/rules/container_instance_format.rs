//! An element of `containerInstances` is neither the id nor the ARN of a container instance.
//!
//! A container instance is a machine as ECS knows it. Its id has 32 hexadecimal digits (36
//! characters in the form of before 2018, with hyphens), its ARN ends in that id:
//! `arn:aws:ecs:us-east-1:123456789012:container-instance/prod/765936fadbdd46b5991a4bd70c2a43d4`.
//! The id that EC2 gives to the same machine, `i-…`, is something else, and so are the ARNs of
//! tasks and clusters.
//!
//! The AWS CLI sends any string. Two of its habits end here: `--container-instances a,b` sends one
//! element that holds a comma, and `--container-instances file://ids.txt` with plain text in the
//! file sends its characters one by one.
//!
//! `aws ecs list-container-instances --cluster NAME` shows the ARNs of a cluster.
//!
//! AWS says:
//! - `Invalid identifier: Unexpected number of separators`
//! - `length should be one of [32,36]`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    identifier::{
        Format, Instance, ecs_arn, is_characters, is_instance_id, is_instance_id_in_bytes, is_name,
        report_slip,
    },
    json::{Place, quote_json},
    rule::prelude::*,
};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/containerInstances")], check) };

const FORMAT: Format = Format { noun: "the id or ARN of one container instance", is_valid };

const LISTED: &str =
    "`aws ecs list-container-instances --cluster NAME` shows the ARNs of container instances";

fn is_valid(text: &str) -> bool {
    Instance::parse(text).is_some()
}

fn check(list: Node<'_>, cx: &mut Cx<'_>) {
    let mut head = None;
    for it in list.elements() {
        let text = it.plain_bytes().unwrap_or_default();
        // The instances of one cluster differ in their ids alone. Comparing nothing would not be for nothing: to
        // read the address of an empty text, which is no place in memory, takes a processor 300 cycles.
        if is_instance_id_in_bytes(head.and_then(|it| text.strip_prefix(it)).unwrap_or(text)) {
            continue;
        }
        if let Some(start) = Instance::usual(text) {
            head = Some(&text[..start]);
        } else if it.as_str().is_some_and(|it| !is_valid(&it)) {
            return wrong(list, cx);
        }
    }
}

#[cold]
fn wrong(list: Node<'_>, cx: &mut Cx<'_>) {
    let strings = list.elements().filter_map(|node| Some((node, node.as_str()?)));
    let mut wrong = strings.filter(|(_, value)| !is_valid(value)).peekable();
    if wrong.peek().is_some() && is_characters(list) {
        return characters(list, cx);
    }
    for (node, value) in wrong {
        if report_slip(node, &value, &FORMAT, cx) {
            continue;
        }
        if value.starts_with("arn:") {
            arn(node, &value, cx);
        } else {
            id(node, &value, cx);
        }
    }
}

/// The text of a file, one character an element.
fn characters(list: Node<'_>, cx: &mut Cx<'_>) {
    let text: String = list.elements().filter_map(Node::as_str).collect();
    let words: Vec<_> = text.split([' ', ',', '\t', '\r', '\n']).filter(|it| !it.is_empty()).collect();
    let elements: Vec<_> = words.iter().map(|it| quote_json(it)).collect();
    let report = cx.report(list, "`containerInstances` is a text that was cut into single characters");
    report.label("one character an element");
    report.help("`--container-instances file://…` reads a JSON list: put `[\"id\", \"id\"]` into the file");
    if !words.is_empty() && words.iter().all(|it| is_valid(it)) {
        let title = format!("put the characters together to {}", count(words.len(), "container instance"));
        report.fix(Safe, title, vec![list.replace(format!("[{}]", elements.join(", ")))]);
    }
}

fn arn(node: Node<'_>, value: &str, cx: &mut Cx<'_>) {
    let Some(arn) = ecs_arn(node, value, "container-instance", cx) else { return };
    let name = arn.name();
    let (cluster, id) = name.rsplit_once(b'/').map_or((None, name), |(cluster, id)| (Some(cluster), id));
    if let Some(cluster) = cluster.filter(|it| !is_name(it.text)) {
        let message = "an element of `containerInstances` is an ARN that names no cluster before the id";
        cx.report(node.part(cluster.range()), message).help("write `container-instance/CLUSTER/ID`");
    } else {
        wrong_id(node.part(id.range()), id.text, cx);
    }
}

fn id(node: Node<'_>, value: &str, cx: &mut Cx<'_>) {
    // `mi-` is a machine outside of AWS: ECS Anywhere.
    let machine = value.strip_prefix("mi-").or_else(|| value.strip_prefix("i-"));
    if machine.is_some_and(|it| matches!(it.len(), 1..=17) && it.bytes().all(|it| it.is_ascii_hexdigit())) {
        let message = format!("an element of `containerInstances` is the EC2 instance {}", quoted(value));
        let filter = format!("--filter \"ec2InstanceId=={value}\"");
        cx.report(node, message).label("no container instance").help(format!(
            "give its container instance: `aws ecs list-container-instances --cluster NAME {filter}` shows it"
        ));
        return;
    }
    match value.rsplit_once('/') {
        Some((rest, id)) if is_instance_id(id) => {
            let place = node.part(0..rest.len() + 1);
            cx.report(place, "an element of `containerInstances` is the end of an ARN")
                .label("neither an id nor an ARN")
                .help("give the id alone or the whole ARN")
                .fix(Unsafe, "keep only the id", vec![place.replace("")]);
        }
        _ => wrong_id(node.into(), value, cx),
    }
}

fn wrong_id(place: Place<'_>, id: &str, cx: &mut Cx<'_>) {
    let hexadecimal = id.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-');
    let message = match id.len() {
        0 => "an element of `containerInstances` is an ARN without the id of an instance".to_owned(),
        length if hexadecimal && !matches!(length, 32 | 36) => {
            format!(
                "the container instance id {} has {} instead of 32 or 36",
                quoted(id),
                count(length, "character")
            )
        }
        _ => format!("{} is not the id of a container instance", quoted(id)),
    };
    cx.report(place, message).help(LISTED);
}
