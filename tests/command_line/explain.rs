//! What AWS says and what it means: pasted errors, the table of Fargate, the budget of the overrides.

use crate::support::scratch::Folder;
use ecs_preflight::{RULES, report::fargate_chart};

/// Errors as they were seen, in logs of clients and in issues, and the rule that is about each.
const SEEN: &[(&str, &str)] = &[
    ("Container Overrides length must be at most 8192", "overrides-length"),
    (
        "An error occurred (InvalidParameterException) when calling the RunTask operation: Container Overrides length\n must be at most 8192",
        "overrides-length",
    ),
    (r#"Unknown parameter in overrides.containerOverrides[0]: "secrets""#, "unknown-member"),
    (
        "Parameter validation failed:\nUnknown parameter in input: \"tags\", must be one of: cluster, taskDefinition, overrides",
        "unknown-member",
    ),
    ("startedBy longer than 36.", "started-by-length"),
    ("name cannot be blank.", "override-name-missing"),
    ("Environment variable name cannot be null or blank.", "environment-name-blank"),
    ("ClientException: Container.name contains invalid characters.", "container-name-charset"),
    ("Family contains invalid characters.", "family-charset"),
    ("ClientException: Unknown volume 'null'.", "volume-unknown"),
    ("Cannot depend on container + 'db' because it does not exist", "container-unknown"),
    (
        "Invalid setting for container 'x'. At least one of 'memory' or 'memoryReservation' must be specified.",
        "container-memory-missing",
    ),
    (
        "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
        "host-port-mismatch",
    ),
    ("TCP host port '3000' is mapped multiple times in task.", "port-duplicate"),
    ("Links are not supported when networkMode=awsvpc.", "network-mode-unsupported"),
    ("Override argument cannot be null", "null-value"),
    ("'memory' setting for container 'X' is greater than for task.", "task-container-memory"),
    ("Assign public IP is not supported for this launch type.", "assign-public-ip-unsupported"),
    ("subnets can have at most 16 items.", "subnets-count"),
    ("Invalid identifier: Identifier is for cluster A. Your cluster is B", "arn-mismatch"),
    ("Identifier is for 111111111111. Your accountId is 222222222222", "arn-mismatch"),
    (r"Cluster must match ^[a-zA-Z0-9\-_]{1,255}$, but was a b", "cluster-format"),
    ("Invalid revision number. Number: 12}", "task-definition-format"),
    ("Invalid namespace for group", "group-format"),
    ("Some tags contain invalid characters. Valid characters: UTF-8 letters, spaces", "tag-charset"),
    ("No Fargate configuration exists for given values: 512 CPU, 512 memory.", "fargate-size"),
    ("Missing required parameter in input: \"taskDefinition\"", "missing-member"),
    (
        "Invalid type for parameter count, value: 1, type: <class 'str'>, valid types: <class 'int'>",
        "wrong-type",
    ),
    (
        "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
        "network-configuration-missing",
    ),
    ("The platform version must be null when specifying an EC2 launch type.", "platform-version-launch-type"),
    (
        "The execute command failed because a valid task role is not being used. Specify a valid task role",
        "execute-command-role",
    ),
    ("Error parsing parameter 'cli-input-json': Invalid JSON received.", "syntax"),
    ("Role is not valid", "role-arn-format"),
    ("Invalid range for parameter count, value: -1, valid min value: 0", "value-range"),
    ("ClientException: Fargate only supports network mode ‘awsvpc’.", "fargate-network-mode"),
    ("ClientException: Fargate requires that 'cpu' be defined at the task level.", "fargate-size-missing"),
    ("Fargate compatible task definitions do not support sourcePath", "fargate-unsupported"),
    ("Tasks using the Fargate launch type do not support GPU resource requirements.", "fargate-unsupported"),
    ("Fargate requires that the 'privileged' setting be 'false'", "fargate-unsupported"),
    ("NET_ADMIN is not allowed on Fargate.", "fargate-unsupported"),
    ("Links are not supported when networkMode=awsvpc.", "network-mode-unsupported"),
    ("Extra hosts are not supported on container when networkMode=awsvpc.", "network-mode-unsupported"),
    (
        "json-file is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]",
        "log-driver-fargate",
    ),
    ("Log driver awslogs requires options: awslogs-region, awslogs-group", "log-option-missing"),
    ("ClientException: Log driver awslogs disallows options: log_key", "log-option-unknown"),
    (
        "Log driver awslogs option 'awslogs-create-group' should only be set to 'true', else omit option.",
        "log-option-value",
    ),
    (
        "Fargate requires task definition to have execution role ARN to support ECR images.",
        "execution-role-missing",
    ),
    (
        "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
        "execution-role-missing",
    ),
    ("EFS IAM authorization requires TransitEncryption to be enabled.", "efs-configuration"),
    ("Tasks using the EC2 launch type do not support EphemeralStorage.", "ephemeral-storage-ec2"),
    ("APPMESH proxy configuration is only supported in networkMode=awsvpc", "proxy-network-mode"),
    ("Unsupported field 'inferenceAccelerators'.", "inference-accelerators"),
    (
        "Override for container named x is not a container in the TaskDefinition.",
        "container-not-in-definition",
    ),
    (
        "An error occurred (InvalidParameterException) when calling the RunTask operation: Override for container named web is not a container in the TaskDefinition.",
        "container-not-in-definition",
    ),
    ("Network Configuration is not valid for the given networkMode of this task definition.", "network-mode"),
    (
        "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.",
        "launch-type-exclusive",
    ),
    ("Unknown options: --foo, x", "command-option"),
    ("Error parsing parameter '--overrides': Expected: '=', received: '$' for input:", "shorthand-syntax"),
    ("Unexpected key 'status' found in params", "read-only-member"),
    ("subnets can not be empty.", "subnets-count"),
    ("Task definition does not support launch_type FARGATE.", "launch-type-unsupported"),
    ("Tag key must not start with aws:", "tag-reserved-prefix"),
];

#[test]
fn an_error_leads_to_its_rule() {
    let folder = Folder::new("explain-error", &[]);
    for (error, rule) in SEEN {
        let out = folder.run(&["explain", error]).exits(0).out;
        assert_eq!(out.lines().next(), Some(*rule), "{error}");
    }
    folder.run(&["explain", "the dog ate my request"]).exits(2).notes("no rule explains");
    folder.run(&["explain", "startedBy"]).exits(2);
}

/// No pattern is so loose that it takes the error of another rule's before that rule's own.
#[test]
fn every_pattern_leads_to_its_own_rule() {
    let folder = Folder::new("explain-patterns", &[]);
    let mut patterns = 0;
    for (rule, pattern) in RULES.iter().flat_map(|rule| rule.says().map(move |it| (rule, it))) {
        let out = folder.run(&["explain", &pattern.replace('*', "some thing")]).exits(0).out;
        assert_eq!(out.lines().next(), Some(rule.id), "{pattern}");
        patterns += 1;
    }
    assert!(patterns >= 30, "{patterns}");
}

#[test]
fn a_point_is_marked_in_the_table_of_fargate() {
    let folder = Folder::new("explain-at", &[]);
    let ran = folder.run(&["explain", "fargate-size", "--at", "512,5120"]).exits(0);
    let row =
        |cpu: &str| ran.out.lines().find(|it| it.trim_start().starts_with(&format!("{cpu}  "))).unwrap_or("");
    assert!(row("512").ends_with('·') && row("512").contains("●●●◎✗·"), "{}", ran.out);
    assert!(row("1024").contains("●●●◎●●●"), "{}", ran.out);
    ran.says("Fargate does not support `cpu` 512 with `memory` 5120")
        .says("The nearest sizes are `cpu` 512 with `memory` 4096 and `cpu` 1024 with `memory` 5120");
    folder
        .run(&["explain", "fargate-size", "--at", ".25 vCPU, 0.5GB"])
        .exits(0)
        .says("`memory` 512 since 2017-11-29");
    for wrong in ["512", "a,b", "512,5120,1", ""] {
        folder
            .run(&["explain", "fargate-size", "--at", wrong])
            .exits(2)
            .notes("expected a CPU and a memory size");
    }
    folder
        .run(&["explain", "syntax", "--at", "512,512"])
        .exits(2)
        .notes("is only available for `explain fargate-size`");
}

/// Every pair of the table is a mark, and nothing else is.
#[test]
fn the_picture_is_the_table() {
    let day = ecs_preflight::model::shape::LATEST;
    let picture = fargate_chart::fargate(day, None, fargate_chart::ASCII);
    let marks = picture.matches(fargate_chart::ASCII.yes).count();
    let pairs: usize = ecs_preflight::model::task_size::rows(day).map(|it| it.memory.len()).sum();
    assert_eq!(marks, pairs, "{picture}");
}

#[test]
fn the_budget_adds_up() {
    let request = r#"{"taskDefinition": "web:12", "overrides": {"taskRoleArn": "r", "containerOverrides": [
        {"name": "é", "command": ["a", "b"], "environment": [{"name": "A_PASSWORD", "value": "s3cretly"}, {"name": "B", "value": "é"}]}]}}"#;
    let folder = Folder::new(
        "budget",
        &[
            ("a.json", request),
            ("b.json", "{"),
            ("c.json", "{\"family\": \"x\", \"containerDefinitions\": []}"),
        ],
    );
    let ran = folder.run(&["budget", "a.json"]).exits(0);
    let overrides: serde_json::Value = serde_json::from_str(request).expect("JSON");
    let compact = overrides["overrides"].to_string();
    // The last column is in bytes.
    let number = |part: &str| -> usize {
        let line = ran.out.lines().find(|it| it.trim_start().starts_with(&format!("{part}  ")));
        let bytes = line.and_then(|it| it.split_whitespace().next_back()).expect("a line with numbers");
        bytes.replace(',', "").parse().expect("a number")
    };
    assert!(ran.out.contains(&format!(" {}  ", compact.chars().count())), "{}", ran.out);
    assert!(ran.out.contains(&format!(" {}  ", compact.len())), "{}", ran.out);
    assert_eq!(number("A_PASSWORD"), r#"{"name":"A_PASSWORD","value":"s3cretly"}"#.len());
    assert_eq!(number("B"), r#"{"name":"B","value":"é"}"#.len());
    assert_eq!(number("command, 2 arguments"), r#""command":["a","b"]"#.len());
    assert!(!ran.out.contains("s3cretly"));
    folder.run(&["budget", "b.json"]).exits(2).notes("not valid JSON, at 1:");
    folder.run(&["budget", "c.json"]).exits(2).notes("has no overrides");
    folder.run(&["budget", "missing.json"]).exits(2);
    let long = format!(r#"[{{"name": "a", "command": ["{}"]}}]"#, "x".repeat(8200));
    folder.piped(&["budget", "-"], &long).exits(1).says("too many");
    folder.piped(&["budget", "-"], r#"{"taskDefinition": "a", "count": 1}"#).exits(0).says("no overrides");
}

#[test]
fn every_list_of_rules_says_how_sure_they_are() {
    let folder = Folder::new("confidence", &[]);
    folder.run(&["rules"]).exits(0).says("heuristic").says("likely").says("certain");
    let rules = folder.run(&["rules", "--format", "json"]).exits(0).json();
    for rule in RULES {
        let listed =
            rules.as_array().into_iter().flatten().find(|it| it["id"] == rule.id).expect("it is listed");
        assert_eq!(listed["confidence"], rule.confidence.word());
    }
    folder.run(&["explain", "secret-argument"]).exits(0).says("warning, not rejected, heuristic");
}
