//! An environment file is not specified by the ARN of an S3 object that ends in `.env`.
//!
//! ECS reads the file from Amazon S3 and needs its ARN: `arn:aws:s3:::BUCKET/PATH/app.env`. Bucket names are unique
//! within a partition, so the region and the account are empty. ECS accepts neither the URIs of `aws s3` (`s3://…`)
//! nor the URLs of objects, and the name of the object must end in `.env`.
//!
//! The AWS CLI sends any string.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html>

use crate::{
    lint::rule::prelude::*,
    rules::shared::format::{Format, named, report_common_mistake},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/environmentFiles/*/value"),
            TaskDefinition("/containerDefinitions/*/environmentFiles/*/value"),
        ],
        check,
    ),
};

const FORMAT: Format = Format { noun: "the ARN of an S3 object, `arn:aws:s3:::BUCKET/PATH.env`", is_valid };

const ENDING: &str = ".env";

fn is_valid(text: &str) -> bool {
    Arn::parse(text).is_some_and(|arn| {
        arn.service.text == "s3"
            && arn.region.text.is_empty()
            && arn.account.text.is_empty()
            && arn.partition_error().is_none()
            && is_object(arn.resource.text)
    })
}

fn is_object(text: &str) -> bool {
    text.split_once('/').is_some_and(|(bucket, key)| is_bucket(bucket) && key.ends_with(ENDING))
}

fn is_bucket(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || "-._".contains(it))
}

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_str() else { return };
    if is_valid(&value) || report_common_mistake(node, &value, &FORMAT, cx) {
        return;
    }
    if let Some(arn) = Arn::parse(&value) {
        return wrong_arn(node, &arn, cx);
    }
    let named = named(node);
    if let Some(object) = value.strip_prefix("s3://") {
        let scheme = node.part(0..value.len() - object.len());
        cx.report(scheme, format!("{named} is an S3 URI, not an ARN"))
            .help(format!("use {}", FORMAT.noun))
            .fix(Unsafe, "convert it to an ARN", vec![scheme.replace("arn:aws:s3:::")]);
    } else {
        let what = if value.starts_with("http") { "a URL, " } else { "" };
        cx.report(node, format!("{named} is {what}not an ARN")).help(format!("use {}", FORMAT.noun));
    }
}

fn wrong_arn(node: Node<'_>, arn: &Arn<'_>, cx: &mut RuleContext<'_>) {
    let (named, region, account) = (named(node), arn.region.range(), arn.account.range());
    let bucket = arn.resource.split_once(b'/').map(|(bucket, _)| bucket);
    if arn.service.text != "s3" {
        let place = node.part(arn.service.range());
        cx.report(place, format!("{named} is {}, not the ARN of an S3 object", arn.described()))
            .help(format!("use {}", FORMAT.noun));
    } else if let Some(error) = arn.partition_error() {
        let place = node.part(error.part().range());
        cx.report(place, format!("{named} is an ARN {}", error.clause())).help(error.help());
    } else if !region.is_empty() || !account.is_empty() {
        let place = node.part(region.start..account.end);
        cx.report(
            place,
            format!("{named} contains a region or an account, which ARNs of S3 objects do not have"),
        )
        .fix(Safe, "remove the region and the account", vec![place.replace(":")]);
    } else if bucket.is_none() {
        let place = node.part(arn.resource.range());
        cx.report(place, format!("{named} names a bucket but no object"))
            .help("add the path of the object after the bucket: `BUCKET/PATH.env`");
    } else if let Some(bucket) = bucket.filter(|it| !is_bucket(it.text)) {
        cx.report(node.part(bucket.range()), format!("{named} does not contain a valid bucket name"))
            .help("use a bucket name of lowercase letters, digits, `-` and `.`");
    } else {
        let file = arn.resource.rsplit_once(b'/').map_or(arn.resource, |(_, file)| file);
        cx.report(node.part(file.range()), format!("{named} does not end in `{ENDING}`"))
            .help(format!("rename the object in S3 so that it ends in `{ENDING}`"));
    }
}
