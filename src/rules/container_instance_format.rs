//! An element of `containerInstances` is not a valid container instance id or ARN.
//!
//! A container instance is a machine registered with ECS. Its id has 32 hexadecimal digits (36
//! characters with hyphens in the format from before 2018), and its ARN ends with that id:
//! `arn:aws:ecs:us-east-1:123456789012:container-instance/prod/765936fadbdd46b5991a4bd70c2a43d4`.
//! The EC2 id of the same machine, `i-…`, is not a container instance id. ARNs of tasks and clusters
//! are not valid either.
//!
//! The AWS CLI sends any string. Two common mistakes lead to this finding: `--container-instances a,b`
//! sends one element that contains a comma, and `--container-instances file://ids.txt` with plain text
//! in the file sends each character as an element.
//!
//! Run `aws ecs list-container-instances --cluster NAME` to list the ARNs of the container instances.
//!
//! AWS says:
//! - `Invalid identifier: Unexpected number of separators`
//! - `length should be one of [32,36]`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    json::{Location, quote_json},
    lint::rule::prelude::*,
    model::resource_id::{Instance, is_characters, is_instance_id, is_name},
    rules::shared::format::{Format, ecs_arn, report_common_mistake},
};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/containerInstances")], check) };

const FORMAT: Format = Format { noun: "the id or ARN of one container instance", is_valid };

const LISTED: &str =
    "run `aws ecs list-container-instances --cluster NAME` to list the ARNs of container instances";

fn is_valid(text: &str) -> bool {
    Instance::parse(text).is_some()
}

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let strings = list.elements().filter_map(|node| Some((node, node.as_str()?)));
    let mut wrong = strings.filter(|(_, value)| !is_valid(value)).peekable();
    if wrong.peek().is_some() && is_characters(list) {
        return characters(list, cx);
    }
    for (node, value) in wrong {
        if report_common_mistake(node, &value, &FORMAT, cx) {
            continue;
        }
        if value.starts_with("arn:") {
            arn(node, &value, cx);
        } else {
            id(node, &value, cx);
        }
    }
}

/// The text of a file, one character per element.
fn characters(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let text: String = list.elements().filter_map(Node::as_str).collect();
    let words: Vec<_> = text.split([' ', ',', '\t', '\r', '\n']).filter(|it| !it.is_empty()).collect();
    let elements: Vec<_> = words.iter().map(|it| quote_json(it)).collect();
    let report = cx.report(list, "`containerInstances` is text that was split into single characters");
    report.label("one character per element");
    report.help(
        "write a JSON list such as `[\"id\", \"id\"]` in the file for `--container-instances file://…`",
    );
    if !words.is_empty() && words.iter().all(|it| is_valid(it)) {
        let title = format!("join the characters into {}", count(words.len(), "container instance"));
        report.fix(Safe, title, vec![list.replace(format!("[{}]", elements.join(", ")))]);
    }
}

fn arn(node: Node<'_>, value: &str, cx: &mut RuleContext<'_>) {
    let Some(arn) = ecs_arn(node, value, "container-instance", cx) else { return };
    let name = arn.name();
    let (cluster, id) = name.rsplit_once(b'/').map_or((None, name), |(cluster, id)| (Some(cluster), id));
    if let Some(cluster) = cluster.filter(|it| !is_name(it.text)) {
        let message =
            "an element of `containerInstances` is an ARN without a valid cluster name before the id";
        cx.report(node.part(cluster.range()), message).help("write `container-instance/CLUSTER/ID`");
    } else {
        wrong_id(node.part(id.range()), id.text, cx);
    }
}

fn id(node: Node<'_>, value: &str, cx: &mut RuleContext<'_>) {
    // `mi-` is a machine outside AWS: ECS Anywhere.
    let machine = value.strip_prefix("mi-").or_else(|| value.strip_prefix("i-"));
    if machine.is_some_and(|it| matches!(it.len(), 1..=17) && it.bytes().all(|it| it.is_ascii_hexdigit())) {
        let message = format!("{} is not a container instance id", quoted(value));
        let filter = format!("--filter \"ec2InstanceId=={value}\"");
        let label = if value.starts_with('i') { "an EC2 instance id" } else { "a managed instance id" };
        cx.report(node, message).label(label).help(format!(
            "run `aws ecs list-container-instances --cluster NAME {filter}` to find its container instance"
        ));
        return;
    }
    match value.rsplit_once('/') {
        Some((rest, id)) if is_instance_id(id) => {
            let place = node.part(0..rest.len() + 1);
            cx.report(place, "an element of `containerInstances` is only the last part of an ARN")
                .label("neither an id nor an ARN")
                .help("use the id alone or the complete ARN")
                .fix(Unsafe, "keep only the id", vec![place.replace("")]);
        }
        _ => wrong_id(node.into(), value, cx),
    }
}

fn wrong_id(place: Location<'_>, id: &str, cx: &mut RuleContext<'_>) {
    let hexadecimal = id.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-');
    let message = match id.len() {
        0 => "an element of `containerInstances` is an ARN without an instance id".to_owned(),
        length if hexadecimal && !matches!(length, 32 | 36) => {
            format!(
                "the container instance id {} is {} long instead of 32 or 36",
                quoted(id),
                count(length, "character")
            )
        }
        _ => format!("{} is not a valid container instance id", quoted(id)),
    };
    cx.report(place, message).help(LISTED);
}
