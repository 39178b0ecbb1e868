//! What the rules on ids, names and ARNs must let pass, and where they leave a fault to another rule.

use ecs_preflight::{Options, Severity, Source, check};

const ID: &str = "765936fadbdd46b5991a4bd70c2a43d4";

/// The errors of a request, by rule.
fn errors(request: &str, partial: bool) -> Vec<String> {
    let options = Options { partial, ..Options::default() };
    let checked = check(&Source::new("request.json", request.into()), &options);
    assert!(checked.document.is_some(), "{request}");
    let errors = checked.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    errors.map(|it| it.rule.to_string()).collect()
}

fn request(cluster: &str, task_definition: &str, instance: &str, more: &str) -> String {
    format!(
        r#"{{"cluster": "{cluster}", "taskDefinition": "{task_definition}", "containerInstances": ["{instance}"]{more}}}"#
    )
}

#[test]
fn every_documented_form_passes() {
    let arn = "arn:aws:ecs:us-east-1:123456789012";
    for task_definition in [
        "web",
        "web:1",
        "Web_app-2:12",
        "arn:aws:ecs:us-east-1:123456789012:task-definition/web",
        "arn:aws:ecs:us-east-1:123456789012:task-definition/web:12",
        "arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/web:12",
    ] {
        assert_eq!(errors(&request("prod", task_definition, ID, ""), false), [""; 0], "{task_definition}");
    }
    for cluster in ["default", "a", "Prod_2-b", &format!("{arn}:cluster/prod")] {
        assert_eq!(errors(&request(cluster, "web:1", ID, ""), false), [""; 0], "{cluster}");
    }
    for instance in [
        ID,
        "4c543eed-f83f-47da-b1d8-3d23f1da4c64",
        &format!("{arn}:container-instance/{ID}"),
        &format!("{arn}:container-instance/prod/{ID}"),
        &format!("{arn}:container-instance/4c543eed-f83f-47da-b1d8-3d23f1da4c64"),
    ] {
        assert_eq!(errors(&request("prod", "web:1", instance, ""), false), [""; 0], "{instance}");
    }
    for role in
        ["", "app", "arn:aws:iam::123456789012:role/app", "arn:aws:iam::123456789012:role/a/b/c=+,.@_-"]
    {
        let more = format!(r#", "overrides": {{"taskRoleArn": "{role}", "executionRoleArn": "{role}"}}"#);
        assert_eq!(errors(&request("prod", "web:1", ID, &more), false), [""; 0], "{role}");
    }
}

#[test]
fn the_cluster_may_come_from_elsewhere() {
    let without = |more: &str| {
        format!(
            r#"{{"taskDefinition": "web:1", "containerInstances": ["arn:aws:ecs:us-east-1:123456789012:container-instance/prod/{ID}"]{more}}}"#
        )
    };
    assert_eq!(errors(&without(""), false), ["arn-mismatch"]);
    assert_eq!(errors(&without(""), true), [""; 0], "the command line may name it");
    let mismatch = |request: &str| errors(request, false).iter().any(|it| it == "arn-mismatch");
    for more in [r#", "Cluster": "prod""#, r#", "cluster": null"#, r#", "cluster": ["prod"]"#] {
        assert!(!mismatch(&without(more)), "{more}: another rule reports what is wrong with `cluster`");
    }
}

#[test]
fn one_mistake_is_one_finding() {
    for (list, rule) in [
        (r#"["7", "6", "5", "9", "3", "6", "f", "a", "7", "6", "5", "9"]"#, "container-instance-format"),
        (r#"["", ""]"#, "container-instance-format"),
        (r#"[]"#, "container-instances-count"),
    ] {
        let request =
            format!(r#"{{"cluster": "prod", "taskDefinition": "web:1", "containerInstances": {list}}}"#);
        let mut found = errors(&request, false);
        found.dedup();
        assert_eq!(found, [rule], "{list}");
    }
}
