//! Documents in which secrets are planted.

/// Different ones, so that a leak says from where it comes.
pub struct Planted {
    pub text: String,
    pub secrets: Vec<String>,
}

impl Planted {
    pub fn new(template: &str) -> Planted {
        let mut planted = Planted { text: String::new(), secrets: Vec::new() };
        let mut parts = template.split('§');
        planted.text.push_str(parts.next().unwrap_or_default());
        for (at, part) in parts.enumerate() {
            let secret = format!("pl4nt{at}ed{}", "Zq".repeat(at % 3 + 1));
            planted.text.push_str(&secret);
            planted.secrets.push(secret);
            planted.text.push_str(part);
        }
        planted
    }
}

/// Every sort of finding beside secrets, on their lines and elsewhere.
pub const TEMPLATES: [(&str, &str); 9] = [
    (
        "request.json",
        r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "startedBy": "a b --password=§",
            "group": "service:--token=§", "tags": [{"key": "admin-password", "value": "§,§"}, {"key": "x", "value": "postgres://u:§@h/,"}],
            "overrides": {"containerOverrides": [{"name": "web", "enviroment": [{"name": "A_SECRET", "value": "§"}],
              "command": ["run", "--password", "§", "--api-key=§", "sh -c 'export DB_PASSWORD=§ && x'", 7],
              "environment": [{"name": "DB_PASSWORD", "value": "§"}, {"name": "DB_PASSWORD", "value": "§"}, {"name": "API_KEY", "valeu": "§"},
                {"name": "D_TOKEN", "value": ["§"]}, {"name": "E_TOKEN", "value": {"password": "§"}}, {"name": "JSON", "value": "{\"password\": \"§\", \"n\": 1}"},
                {"name": "F_PASSWORD", "value": "§\u0041"}, {"name": "G_SECRET", "value": "é§ü"}]}]}}"#,
    ),
    (
        "broken.json",
        "{'taskDefinition': 'web:12', containerInstances: ['765936fadbdd46b5991a4bd70c2a43d4'],\n// password: §\n\
         'overrides': {'containerOverrides': [{'name': 'web', 'environment': [{'name': 'DB_PASSWORD', 'value': '§'},{'name': 'X_TOKEN' 'value': '§'},\n\
         {name: DB_SECRET, value: §},{\"name\": \"Y_SECRET\", \"value\": \"§},",
    ),
    (
        "definition.json",
        r#"{"family": "web", "networkMode": "none!", "containerDefinitions": [{"name": "web", "image": "nginx", "status": 1,
            "environment": [{"name": "SESSION_SECRET", "value": "§", "type": "x"}], "entryPoint": ["--api-key", "§"],
            "dockerLabels": {"password": "§", "x": 1}, "logConfiguration": {"logDriver": "splunk", "options": {"splunk-token": "§"}}}]}"#,
    ),
    (
        "run.json",
        r#"{"taskDefinition": "web:12", "count": 11, "launchType": "EC2", "platformVersion": "--password=§", "clientToken": "a b",
            "overrides": {"containerOverrides": [{"name": "--token=§ x", "environment": {"DB_PASSWORD": "§"}, "command": "run --password §"}]}}"#,
    ),
    ("container.overrides.json", r#"[{"name": "web", "command": ["--password", "§", ""], "cpu": "1"}]"#),
    ("answer.json", r#"{"failures": [{"reason": "--password=§", "arn": "x"}], "tasks": []}"#),
    (
        "target.json",
        r#"{"Rule": "nightly", "Targets": [{"Id": "1", "Arn": "arn:aws:ecs:eu-west-1:123456789012:cluster/prod",
            "RoleArn": "arn:aws:iam::123456789012:role/x", "EcsParameters": {"TaskDefinitionArn": "web:12", "Tags": [{"Key": "A_PASSWORD", "Value": "§,"}]},
            "Input": "{\"containerOverrides\": [{\"name\": \"web\", \"cpu\": \"1\", \"environment\": [{\"name\": \"B_TOKEN\", \"value\": \"§\"}]}]}"}]}"#,
    ),
    (
        "state.json",
        r#"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "End": true, "Parameters":
            {"TaskDefinition": "web:12", "Count": 11, "Overrides": {"ContainerOverrides": [{"Name": "web", "Environment":
              [{"Name": "A_SECRET", "Value": "§"}, {"Name": "B_SECRET", "Value": 1234567}], "Command": ["--api-key", "§"]}]}}}}}"#,
    ),
    (
        "short.json",
        r#"{"taskDefinition": "web:12", "count": 11, "tags": [{"key": "A_PASSWORD", "value": "--secret=§"}]}"#,
    ),
];
