//! Launch documents inside others, and templates: how they are recognized and found.

use ecs_preflight::{
    Checked, Define, DocumentKind, Options, Source, check,
    document::dialect::Dialect,
    fix::{Fixes, fix_document},
};

fn checked(name: &str, text: &str, options: &Options) -> Checked {
    check(&Source::new(name.to_owned(), text.as_bytes().to_vec()), options)
}

fn rules(name: &str, text: &str, options: &Options) -> Vec<String> {
    checked(name, text, options).diagnostics.iter().map(|it| it.rule.to_string()).collect()
}

#[test]
fn what_stands_inside_is_found() {
    let run = r#"{"TaskDefinition": "web:1", "LaunchType": "EC2"}"#;
    let step =
        format!(r#"{{"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask", "Parameters": {run}}}"#);
    let deep = format!(
        r#"{{"StartAt": "A", "States": {{"A": {{"Type": "Parallel", "Branches": [{{"StartAt": "B", "States": {{"B": {step}}}}}]}}}}}}"#
    );
    let target = r#"{"Id": "1", "EcsParameters": {"TaskDefinitionArn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1"}}"#;
    for (kind, dialect, text) in [
        (DocumentKind::RunTask, Dialect::StepFunctions, step.clone()),
        (DocumentKind::RunTask, Dialect::StepFunctions, deep),
        (DocumentKind::RunTask, Dialect::StepFunctions, step.replace("Parameters", "Arguments")),
        (DocumentKind::RunTask, Dialect::EventBridge, target.to_owned()),
        (DocumentKind::RunTask, Dialect::EventBridge, format!("[{target}]")),
        (DocumentKind::RunTask, Dialect::EventBridge, format!(r#"{{"Rule": "x", "Targets": [{target}]}}"#)),
        (DocumentKind::RunTask, Dialect::EventBridge, format!(r#"{{"Name": "x", "Target": {target}}}"#)),
        (DocumentKind::RunTask, Dialect::Pascal, run.to_owned()),
        (DocumentKind::Overrides, Dialect::Pascal, r#"{"ContainerOverrides": [{"Name": "web"}]}"#.to_owned()),
        // ecspresso's override files and the input of GitHub's action are as for the AWS CLI.
        (
            DocumentKind::Overrides,
            Dialect::Cli,
            r#"{"containerOverrides": [{"name": "app", "command": ["env"]}]}"#.to_owned(),
        ),
        (
            DocumentKind::ContainerOverrides,
            Dialect::Cli,
            r#"[{"name": "app", "command": ["env"]}]"#.to_owned(),
        ),
    ] {
        let it = checked("x.json", &text, &Options::default());
        let document = it.document.unwrap_or_else(|| panic!("nothing in {text}"));
        assert_eq!((document.kind, document.dialect), (kind, dialect), "{text}");
        let errors: Vec<_> = it.diagnostics.iter().filter(|it| it.rule != "pascal-case").collect();
        assert!(errors.is_empty(), "{text}: {errors:#?}");
    }
    let lambda = r#"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke"}}}"#;
    assert!(checked("x.json", lambda, &Options::default()).document.is_none());
}

/// Every finding in a string of JSON is at the offending bytes of the file, through any escapes.
#[test]
fn spans_go_through_escapes() {
    let text = r##"{"Id": "1", "EcsParameters": {"TaskDefinitionArn": "web"}, "Input": "\n{\"containerOverrides\":[{\"name\":\"\u0061 b\",\"imag\":1}]}"}"##;
    let it = checked("x.json", text, &Options::default());
    let shown: Vec<_> = it.diagnostics.iter().map(|it| (it.rule.as_ref(), &text[it.span.range()])).collect();
    assert_eq!(shown, [("override-name-charset", " "), ("unknown-member", r#"\"imag\""#)]);
    assert!(it.diagnostics.iter().all(|it| it.pointer == "/Input"));
}

#[test]
fn placeholders_outside_of_strings() {
    let text = r#"{"taskDefinition": "web", "launchType": "EC2", "count": ${COUNT}, "group": {{ GROUP }}}"#;
    assert_eq!(rules("x.json", text, &Options::default()), ["syntax", "syntax"]);
    let template = Options { template: true, ..Options::default() };
    assert!(rules("x.json", text, &template).is_empty());
    for name in ["x.json.tftpl", "x.tpl", "x.json.j2", "x.template.json"] {
        assert!(rules(name, text, &Options::default()).is_empty(), "{name}");
        let finished = Options { finished: true, ..Options::default() };
        assert_eq!(rules(name, text, &finished), ["syntax", "syntax"], "{name}");
    }
    // What is intact is checked all the same.
    let wrong = text.replace(r#""EC2""#, "3");
    assert_eq!(rules("x.tftpl", &wrong, &Options::default()), ["wrong-type"]);
}

#[test]
fn lengths_are_lower_bounds() {
    let text = r#"{"taskDefinition": "w", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "startedBy": "deploy-${GITHUB_SHA}"}"#;
    let with = |define: &str| {
        let defines = Define::parse(define).into_iter().collect();
        rules("x.json", text, &Options { defines, ..Options::default() })
    };
    assert!(with("").is_empty());
    assert_eq!(with("GITHUB_SHA=40"), ["started-by-length"]);
    assert!(with("GITHUB_SHA=0a1b2c3").is_empty());
    assert_eq!(with("GITHUB_SHA=a b"), ["started-by-charset"]);
}

/// A filling is tried for every format that a rule knows; what is fixed and wrong stays wrong.
#[test]
fn what_a_value_can_fix_is_not_a_finding() {
    let request = |member: &str, value: &str| {
        let text = format!(
            r#"{{"taskDefinition": "web:1", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "{member}": {value}}}"#
        );
        rules("x.json", &text, &Options { revision: ecs_preflight::Requested::Latest, ..Options::default() })
    };
    for (member, value) in [
        ("cluster", r#""${CLUSTER}""#),
        ("cluster", r#""arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/${NAME}""#),
        ("group", r#""batch-<team>""#),
        ("propagateTags", r#""{{ TAGS }}""#),
        ("tags", r#"[{"key": "__KEY__", "value": "%VALUE%"}]"#),
        (
            "overrides",
            r#"{"cpu": "${CPU}", "memory": "${MEMORY}", "taskRoleArn": "arn:aws:iam::<ACCOUNT_ID>:role/app"}"#,
        ),
        (
            "networkConfiguration",
            r#"{"awsvpcConfiguration": {"subnets": ["subnet-${A}", "${B}"], "securityGroups": ["sg-{{ A }}"]}}"#,
        ),
    ] {
        assert!(request(member, value).is_empty(), "{member} {value}: {:?}", request(member, value));
    }
    for (member, value, rule) in [
        ("cluster", r#""my cluster ${A}""#, "cluster-format"),
        ("overrides", r#"{"taskRoleArn": "arn:aws:iam::${A}:user/app"}"#, "role-arn-format"),
        ("overrides", r#"{"containerOverrides": [{"name": "web", "cpu": "${CPU}"}]}"#, "wrong-type"),
        ("networkConfiguration", r#"{"awsvpcConfiguration": {"subnets": ["sg-${A}"]}}"#, "subnet-format"),
    ] {
        assert_eq!(request(member, value), [rule], "{member} {value}");
    }
}

/// A target as EventBridge's API takes it, and the same as a part of a template of CloudFormation.
const TARGETS: [&str; 2] = [
    r#"{"Id": "1", "EcsParameters": {
        "TaskDefinitionArn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1", "TaskCount": 1,
        "CapacityProviderStrategy": [{"capacityProvider": "FARGATE", "weight": 1, "base": 0}],
        "PlacementConstraints": [{"type": "memberOf", "expression": "attribute:zone == a"}],
        "PlacementStrategy": [{"type": "spread", "field": "host"}], "EnableECSManagedTags": true,
        "NetworkConfiguration": {"awsvpcConfiguration": {"Subnets": ["subnet-0a1b2c3d"], "AssignPublicIp": "ENABLED"}},
        "Tags": [{"Key": "team", "Value": "data"}]}}"#,
    r#"{"Id": "1", "EcsParameters": {
        "TaskDefinitionArn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1", "TaskCount": 1,
        "CapacityProviderStrategy": [{"CapacityProvider": "FARGATE", "Weight": 1, "Base": 0}],
        "PlacementConstraints": [{"Type": "memberOf", "Expression": "attribute:zone == a"}],
        "PlacementStrategies": [{"Type": "spread", "Field": "host"}], "EnableECSManagedTags": true,
        "NetworkConfiguration": {"AwsVpcConfiguration": {"Subnets": ["subnet-0a1b2c3d"], "AssignPublicIp": "ENABLED"}},
        "TagList": [{"Key": "team", "Value": "data"}]}}"#,
];

/// A typo in any name of a target is fixed to the original, in one round, and no fix undoes another.
#[test]
fn typos_in_a_target_are_fixed_for_good() {
    let options = Options::default();
    for (target, dialect) in TARGETS.into_iter().zip([Dialect::EventBridge, Dialect::CloudFormation]) {
        let sound = checked("x.json", target, &options);
        assert_eq!(sound.document.map(|it| it.dialect), Some(dialect));
        assert!(sound.diagnostics.is_empty(), "{:#?}", sound.diagnostics);
        let inside = target.find("TaskDefinitionArn").expect("parameters") - 1;
        let names: Vec<_> = target[inside..].match_indices("\":").map(|(at, _)| inside + at).collect();
        for &end in &names {
            let start = target[..end].rfind('"').expect("a quote") + 1;
            let name = &target[start..end];
            let swapped =
                |it: char| if it.is_uppercase() { it.to_ascii_lowercase() } else { it.to_ascii_uppercase() };
            let mut other_case = name.to_owned();
            other_case.replace_range(..1, &swapped(name.chars().next().expect("a letter")).to_string());
            // A letter less of three is another word.
            let shorter = (name.len() > 3).then(|| format!("{}{}", &name[..2], &name[3..]));
            for mistake in [Some(other_case), shorter].into_iter().flatten() {
                let text = format!("{}{mistake}{}", &target[..start], &target[end..]);
                let source = Source::new("x.json", text.clone().into_bytes());
                let found = check(&source, &options);
                let fixes = Fixes { unsafe_too: true };
                let fixed = fix_document(source, found, &[], fixes, &options, |it| check(it, &options));
                assert_eq!(fixed.left, None, "{text}");
                let after = fixed.after.map_or(text.clone(), |it| it.source.text().to_owned());
                assert_eq!(after, target, "{mistake}: {:#?}", fixed.found.diagnostics);
            }
        }
    }
}

/// A name that lost its quote holds the end of its line: no message does.
#[test]
fn messages_are_one_line_whatever_names_hold() {
    let found = checked("x.json", "{\"EcsParameters\":{\"TaskDefinition\n\":9", &Options::default());
    assert!(!found.diagnostics.is_empty());
    for it in found.diagnostics {
        assert!(!it.message.contains('\n'), "{it:?}");
    }
}

/// Each place where the network of a task is named, with its spelling: those of botocore's models for the APIs, those of
/// cfn-lint's schemas for CloudFormation.
const NETWORKS: [(&str, &str); 7] = [
    (
        "awsvpcConfiguration",
        r#"{"Rule": "r", "Targets": [{"Id": "t", "Arn": "ARN", "RoleArn": "ROLE", "EcsParameters": PARAMETERS}]}"#,
    ),
    (
        "awsvpcConfiguration",
        r#"{"Name": "s", "ScheduleExpression": "rate(1 day)", "FlexibleTimeWindow": {"Mode": "OFF"}, "Target": {"Arn": "ARN", "RoleArn": "ROLE", "EcsParameters": PARAMETERS}}"#,
    ),
    (
        "awsvpcConfiguration",
        r#"{"Name": "p", "Source": "arn:aws:sqs:eu-west-1:111122223333:q", "Target": "ARN", "RoleArn": "ROLE", "TargetParameters": {"EcsTaskParameters": PARAMETERS}}"#,
    ),
    (
        "AwsVpcConfiguration",
        r#"{"Targets": [{"Id": "t", "Arn": {"Ref": "Cluster"}, "RoleArn": "ROLE", "EcsParameters": PARAMETERS}]}"#,
    ),
    (
        "AwsvpcConfiguration",
        r#"{"Target": {"Arn": {"Ref": "Cluster"}, "RoleArn": "ROLE", "EcsParameters": PARAMETERS}}"#,
    ),
    (
        "AwsvpcConfiguration",
        r#"{"Source": "q", "Target": {"Ref": "Cluster"}, "RoleArn": "ROLE", "TargetParameters": {"EcsTaskParameters": PARAMETERS}}"#,
    ),
    (
        "AwsvpcConfiguration",
        r#"{"StartAt": "A", "States": {"A": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::ecs:runTask", "Parameters": PARAMETERS}}}"#,
    ),
];

#[test]
fn the_network_has_its_own_spelling_everywhere() {
    let options = Options::default();
    for (right, place) in NETWORKS {
        let definition = if place.contains("States") { "TaskDefinition" } else { "TaskDefinitionArn" };
        let text = |name: &str| {
            let parameters = format!(
                r#"{{"{definition}": "arn:aws:ecs:eu-west-1:111122223333:task-definition/job:1", "LaunchType": "FARGATE", "NetworkConfiguration": {{"{name}": {{"Subnets": ["subnet-0a1b2c3d"]}}}}}}"#
            );
            let place =
                place.replace("PARAMETERS", &parameters).replace("ROLE", "arn:aws:iam::111122223333:role/r");
            place.replace("ARN", "arn:aws:ecs:eu-west-1:111122223333:cluster/jobs")
        };
        assert_eq!(rules("x.json", &text(right), &options), [""; 0], "{right} in {place}");
        for wrong in
            ["awsvpcConfiguration", "AwsVpcConfiguration", "AwsvpcConfiguration", "awsVpcConfiguration"]
        {
            if wrong == right {
                continue;
            }
            let text = text(wrong);
            let found = checked("x.json", &text, &options).diagnostics;
            assert_eq!(found.len(), 1, "{wrong} in {place}: {found:#?}");
            assert!(
                found[0].message.starts_with(&format!("unknown member `{wrong}` in ")),
                "{}",
                found[0].message
            );
            let fix = found[0].fix.as_ref().expect("a fix");
            let fixed = fix.apply(&text).expect("a text");
            assert!(fixed.contains(&format!("\"{right}\"")), "{fixed}");
            assert_eq!(rules("x.json", &fixed, &options), [""; 0], "{fixed}");
        }
    }
}

/// Cluster and role of a target are checked wherever they stand, and in templates only as far as they are known.
#[test]
fn the_arns_of_targets() {
    let target = |arn: &str, role: &str, definition: &str| {
        format!(
            r#"[{{"Id": "1", "Arn": {arn}, "RoleArn": {role}, "EcsParameters": {{"TaskDefinitionArn": {definition}}}}}]"#
        )
    };
    let cluster = r#""arn:aws:ecs:eu-west-1:111122223333:cluster/c""#;
    let role = r#""arn:aws:iam::111122223333:role/r""#;
    let definition = r#""arn:aws:ecs:eu-west-1:111122223333:task-definition/d:1""#;
    for (arn, its_role, its_definition, expected) in [
        (cluster, role, definition, &[][..]),
        (r#""arn:aws:ecs:eu-west-1:1111:cluster/c""#, role, definition, &["cluster-format"]),
        (r#""arn:aws:lambda:eu-west-1:111122223333:function:f""#, role, definition, &["cluster-format"]),
        (r#""c""#, role, definition, &["event-target"]),
        (r#""${CLUSTER}""#, role, definition, &[]),
        (r#""arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/c""#, role, definition, &[]),
        (r#"{"Ref": "Cluster"}"#, role, definition, &[]),
        (cluster, r#""r""#, definition, &["event-target"]),
        (cluster, r#""${ROLE}""#, definition, &[]),
        (cluster, role, r#""d:1""#, &["event-target"]),
        (cluster, r#""arn:aws:iam::111122223333:user/r""#, definition, &["role-arn-format"]),
        (cluster, r#""arn:aws:iam::999922223333:role/r""#, definition, &["arn-mismatch"]),
        (cluster, role, r#""arn:aws:ecs:eu-west-2:111122223333:task-definition/d:1""#, &["arn-mismatch"]),
        (cluster, role, r#""arn:aws:ecs:eu-west-1:999922223333:task-definition/d:1""#, &["arn-mismatch"]),
        (cluster, role, r#""arn:aws:ecs:${REGION}:111122223333:task-definition/d:1""#, &[]),
        (cluster, role, r#""${DEFINITION}""#, &[]),
    ] {
        let text = target(arn, its_role, its_definition);
        assert_eq!(rules("x.json", &text, &Options::default()), expected, "{text}");
    }
}

/// A placeholder without quotes is not an error beside another one in the same template.
#[test]
fn one_mistake_in_a_template_is_one_finding() {
    for (text, expected) in [
        (
            r#"{"containerOverrides":[{"name":"imp","environment":[{"name":"S","value":${src}},]}]}"#,
            &["syntax"][..],
        ),
        (
            r#"{"containerOverrides":[{"name":"imp","environment":[{"name":"S","value":${src}}],}]}"#,
            &["syntax"],
        ),
        (
            r#"{"containerOverrides":[{"name":"imp","command":${jsonencode(c)},"environment":[{"name":"S" "value":${src}}]}]}"#,
            &["syntax"],
        ),
        (
            r#"{"containerOverrides":[{"name":"imp","command":${jsonencode(c)},"cpu":"${cpu}","enviroment":[{"name":"S","value":${src}}]}]}"#,
            &["wrong-type", "unknown-member"],
        ),
    ] {
        assert_eq!(rules("x.tftpl", text, &Options::default()), expected, "{text}");
    }
}

/// A template is filled in by EventBridge: its placeholders are not left over, and none is counted twice.
#[test]
fn placeholders_of_an_input_template() {
    let with = |template: &str| {
        let template = template.replace('"', "\\\"");
        format!(
            r#"{{"Id": "1", "Arn": "arn:aws:ecs:eu-west-1:111122223333:cluster/c", "RoleArn": "arn:aws:iam::111122223333:role/r", "EcsParameters": {{"TaskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/d"}}, "InputTransformer": {{"InputPathsMap": {{"a": "$.a", "b": "$.b"}}, "InputTemplate": "{template}"}}}}"#
        )
    };
    for (template, expected) in [
        (
            r#"{"containerOverrides": [{"name": "<a>", "cpu": <b>, "environment": [{"name": "A", "value": <a>}]}]}"#,
            &[][..],
        ),
        (
            r#"{"containerOverrides": [{"name": "w", "environment": [{"name": "A", "value": <a>},]}]}"#,
            &["syntax"],
        ),
        (r#"{"containerOverrides": [{"name": "w" "cpu": <b>}]}"#, &["syntax"]),
        (r#"{"containerOverrides": [{"name": "w", "cpu": "<b>"}]}"#, &["wrong-type"]),
        (r#"{"containerOverrides": [{"name": "<c>", "cpu": <b>}]}"#, &["event-target"]),
        (
            r#"{"containerOverrides": [{"name": "w", "command": ["<aws.events.event.json>", "a<b", "<>"]}]}"#,
            &[],
        ),
    ] {
        for finished in [false, true] {
            let options = Options { finished, ..Options::default() };
            let text = with(template);
            assert_eq!(rules("x.json", &text, &options), expected, "{text}");
        }
    }
}
