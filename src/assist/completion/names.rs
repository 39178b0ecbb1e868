//! Values that another place has: names of the task definition, sizes of Fargate, and ids and ARNs of the same file.

use crate::{
    assist::{
        Site,
        completion::{CompletionKind, MARKER, Value},
    },
    document::task_definition::Launch,
    json::{Node, quote_json},
    model::{
        kind::DocumentKind,
        shape::LATEST,
        task_size::{self, Spelled, rows},
    },
};

/// The values that may stand where a node is, each once.
pub(super) fn names(site: &Site<'_>, node: Node<'_>) -> Vec<Value> {
    let pointer = node.shape().get().pointer;
    let texts = match () {
        _ if is_override_name(site, pointer) => {
            of_definition(site, |launch| launch.containers().map(|(name, _)| name.to_owned()).collect())
        }
        _ if pointer.ends_with("/environment/*/name") => variables(site, node),
        _ if pointer.ends_with("volumeConfigurations/*/name") => {
            of_definition(site, |launch| strings(launch.definition, "volumes", "name"))
        }
        _ if pointer == "/taskDefinition" => families(site),
        _ if site.kind == DocumentKind::TaskDefinition => in_definition(site, pointer),
        _ => Vec::new(),
    };
    let sizes = sizes(pointer, node);
    let ids = ids(site, pointer, node);
    let present = beside(node);
    let mut values: Vec<Value> = Vec::new();
    for (text, detail) in
        sizes.into_iter().chain(texts.into_iter().chain(ids).map(|text| (text, String::new())))
    {
        let is_new = !values.iter().any(|value| value.label == text) && !present.contains(&text);
        if is_new && text != MARKER {
            values.push(Value {
                kind: if detail.is_empty() { CompletionKind::Name } else { CompletionKind::Value },
                detail,
                documentation: String::new(),
                text: quote_json(&text),
                snippet: None,
                label: text,
            });
        }
    }
    values
}

fn is_override_name(site: &Site<'_>, pointer: &str) -> bool {
    match site.kind {
        DocumentKind::ContainerOverrides => pointer == "/*/name",
        DocumentKind::TaskDefinition => false,
        _ => pointer.ends_with("/containerOverrides/*/name"),
    }
}

fn of_definition(site: &Site<'_>, names: impl FnOnce(&Launch<'_>) -> Vec<String>) -> Vec<String> {
    site.with_definition(|launch, _| Some(names(launch))).unwrap_or_default()
}

/// The variables of the container that an entry overrides.
fn variables(site: &Site<'_>, name: Node<'_>) -> Vec<String> {
    let entry = name.parent().and_then(|variable| variable.parent()?.parent());
    of_definition(site, |launch| {
        let container = entry.and_then(|entry| launch.container(entry));
        container.map_or_else(Vec::new, |container| strings(container, "environment", "name"))
    })
}

fn families(site: &Site<'_>) -> Vec<String> {
    site.definitions.iter().filter_map(|definition| Some(definition.family()?.to_owned())).collect()
}

/// Containers and volumes of the same task definition.
fn in_definition(site: &Site<'_>, pointer: &str) -> Vec<String> {
    let names_container = ["/dependsOn/*/containerName", "/volumesFrom/*/sourceContainer", "/links/*"];
    if names_container.iter().any(|end| pointer.ends_with(end)) {
        strings(site.body, "containerDefinitions", "name")
    } else if pointer.ends_with("/mountPoints/*/sourceVolume") {
        strings(site.body, "volumes", "name")
    } else {
        Vec::new()
    }
}

/// The strings that the elements of a list have as a member.
fn strings(object: Node<'_>, list: &str, member: &str) -> Vec<String> {
    let elements = object.get(list).into_iter().flat_map(Node::elements);
    elements.filter_map(|element| Some(element.get(member)?.as_str()?.into_owned())).collect()
}

/// The task sizes of Fargate: memory for the CPU that is written beside it. With what each means.
fn sizes(pointer: &str, node: Node<'_>) -> Vec<(String, String)> {
    match pointer {
        "/cpu" | "/overrides/cpu" => rows(LATEST)
            .map(|row| (row.cpu.to_string(), format!("{} vCPU", f64::from(row.cpu) / 1024.0)))
            .collect(),
        "/memory" | "/overrides/memory" => {
            let cpu = node.parent().and_then(|task| task.get("cpu")?.as_str());
            let cpu = cpu.map(|cpu| task_size::cpu(&cpu));
            let fits = |row: u32| matches!(cpu, Some(Spelled::Taken(cpu)) if cpu == row);
            let row = rows(LATEST).find(|row| fits(row.cpu));
            let sizes = row.into_iter().flat_map(|row| row.memory);
            sizes.map(|size| (size.to_string(), format!("{} GB", f64::from(*size) / 1024.0))).collect()
        }
        _ => Vec::new(),
    }
}

/// Ids and ARNs of the file and of the task definition that may stand there too.
fn ids(site: &Site<'_>, pointer: &str, node: Node<'_>) -> Vec<String> {
    let name = pointer.trim_end_matches("/*").rsplit('/').next().unwrap_or_default();
    let is_like: fn(&str) -> bool = match name {
        "subnets" => |text| text.starts_with("subnet-"),
        "securityGroups" => |text| text.starts_with("sg-"),
        "cluster" => |text| text.starts_with("arn:") && text.contains(":cluster/"),
        "containerInstances" => |text| text.starts_with("arn:") && text.contains(":container-instance/"),
        "taskRoleArn" | "executionRoleArn" | "roleArn" => {
            |text| text.starts_with("arn:") && text.contains(":role/")
        }
        _ => return Vec::new(),
    };
    let like = |root: Node<'_>| -> Vec<String> {
        let strings = root.nodes().filter(|node| !node.is_key()).filter_map(Node::as_str);
        strings.filter(|text| is_like(text)).map(|text| text.into_owned()).collect()
    };
    let mut all = like(node.tree().root());
    all.extend(of_definition(site, |launch| like(launch.definition)));
    all
}

/// What the list around a node has already: strings, or the same member of other elements.
fn beside(node: Node<'_>) -> Vec<String> {
    let text = |node: Node<'_>| Some(node.as_str()?.into_owned());
    let member = node.key().and_then(|key| key.as_str());
    let list = match &member {
        Some(_) => node.parent().and_then(Node::parent),
        None => node.parent(),
    };
    let elements = list.into_iter().flat_map(Node::elements);
    match member {
        Some(name) => elements.filter_map(|element| text(element.get(&name)?)).collect(),
        None => elements.filter_map(text).collect(),
    }
}
