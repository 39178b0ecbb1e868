//! The model of the API has no such member at this place.
//!
//! The AWS CLI and the SDKs compare every name with their model of the API, character by character, and reject the whole
//! call for an unknown one: a typo (`taskDefintion`), a different spelling (`ContainerInstances`, `task-definition`), a
//! member of another document (`image` and `secrets` belong to the task definition, `count` and `launchType` to RunTask),
//! a member that is newer than the API revision in use, or a comment (`_comment`, `$schema`).
//! A map where a list of names and values is expected (`{"LOG_LEVEL": "info"}` as an entry of `environment` or `tags`)
//! is one finding.
//! Members that only ECS sets (`taskArn`, `lastStatus`, `createdAt`), pasted from a response, are one finding.
//!
//! Correct the name, or move the member to where it belongs.
//!
//! AWS says:
//! - `Unknown parameter in *: "*"`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    document::misplaced::{self, TooHigh},
    json::ShapeId,
    lint::rule::prelude::*,
    model::{member_suggestion, shape::below},
    text::edit_distance,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

/// More members than any structure of the model has.
const MEMBERS_MAX: usize = 500;

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    if let Fault::CamelCase { members } = *fault {
        return camel_case(members, cx);
    }
    let Fault::UnknownMember { key, object } = *fault else { return };
    let Some(name) = key.as_str() else { return };
    if let Some(id) = object.shape().member(&name) {
        return other_revision(key, object, id, cx);
    }
    if is_of_a_response(&name, object, cx) {
        return of_a_response(key, object, cx);
    }
    if let Some(members) = misplaced::map_members(object) {
        return map_entry(key, object, &members, cx);
    }
    let group = misplaced::too_high(object).filter(|it| it.members.iter().any(|member| member.0 == key));
    if let Some(group) = group.as_ref().filter(|it| it.members.len() > 1) {
        return several_too_high(key, object, group, cx);
    }
    let message = format!("unknown member {} in {}", quoted(&name), cx.called(object));
    // No real document has this number of members. Skipping the search in such an object bounds the run time.
    let is_large = object.members().nth(MEMBERS_MAX).is_some();
    let is_there = |it: &str| !is_large && object.get(it).is_some();
    if is_comment(&name) {
        let report = cx.report(key, message);
        report.label("looks like a comment").help("JSON does not allow comments; keep it outside the file");
        report.fix(Unsafe, format!("remove {}", quoted(&name)), vec![key.removal()]);
    } else if let Some(meant) = member_suggestion::member(&name, object.shape()) {
        let report = cx.report(key, message);
        report.label(format!("did you mean `{}`?", meant.name));
        if is_there(meant.name) {
            report.help(format!("`{}` is already present", meant.name));
            report.fix(Unsafe, format!("remove {}", quoted(&name)), vec![key.removal()]);
        } else {
            let sure = if edit_distance::is_respelling(&name, meant.name) { Safe } else { Unsafe };
            if is_large {
                report.help(format!("rename it to `{}`", meant.name));
            } else {
                report.fix(sure, format!("rename it to `{}`", meant.name), vec![key.replace_str(meant.name)]);
            }
        }
    } else if let Some(place) = member_suggestion::elsewhere_in_document(&name, object.shape(), cx.kind()) {
        // One member with a common name does not show which structure it was meant for.
        let is_distinctive =
            below(cx.kind().root()).into_iter().filter(|shape| shape.get().name == name).count() == 1;
        let report = cx.report(key, message).label("belongs elsewhere");
        match group.as_ref().filter(|_| is_distinctive).and_then(|it| Some((it, it.wrapped(object)?))) {
            Some((group, edits)) => report.fix(Safe, title(group), edits),
            None => report.help(format!("move it to `{}`", place.pointer)),
        };
    } else if let Some(other) = member_suggestion::elsewhere(&name) {
        let report = cx.report(key, message);
        report.label(format!("belongs to {}", other.belongs));
        report.fix(Unsafe, format!("remove {}", quoted(&name)), vec![key.removal()]);
    } else {
        let date = cx.date();
        let known =
            object.shape().members().filter(|it| !is_large && it.known_on(date) && !is_there(it.name));
        let known: Vec<_> = known.map(|it| format!("`{}`", it.name)).collect();
        let report = cx.report(key, message);
        report.label("not defined here");
        if known.is_empty() {
            report.help("remove it");
        } else {
            report.help(format!("members that are not used yet: {}", join(known, "and")));
        }
    }
}

/// The members of states that are spelled as for the AWS CLI are one finding, at the first.
fn camel_case(members: &[(Node<'_>, String)], cx: &mut RuleContext<'_>) {
    let [(first, _), more @ ..] = members else { return };
    let name = quoted(&first.as_str().unwrap_or_default());
    let message = match more.len() {
        0 => format!("{name} is camelCase, but Step Functions expects PascalCase"),
        1 => format!("{name} and one more member are camelCase, but Step Functions expects PascalCase"),
        others => {
            format!("{name} and {others} more members are camelCase, but Step Functions expects PascalCase")
        }
    };
    let report = cx.report(*first, message);
    report.label("unknown in this spelling");
    for (key, _) in more.iter().take(16) {
        report.also(*key, "this one too");
    }
    let edits = members.iter().map(|(key, meant)| key.replace_str(meant)).collect();
    report.fix(Safe, "write them in PascalCase", edits);
}

/// Members of one structure that are one or more levels too high are one finding, at the first.
fn several_too_high(key: Node<'_>, object: Node<'_>, group: &TooHigh<'_>, cx: &mut RuleContext<'_>) {
    let unknown = group.members.iter().find(|it| !is_known(it.0, object));
    if unknown.is_none_or(|it| it.0 != key) {
        return;
    }
    let names = group.members.iter().map(|it| quoted(&it.0.as_str().unwrap_or_default()));
    let message = format!("{} belong in {}, not in {}", join(names, "and"), group.place(), cx.called(object));
    let report = cx.report(key, message);
    report.label("too high in the structure");
    for (other, _) in group.members.iter().filter(|it| it.0 != key).take(16) {
        report.also(*other, "also too high");
    }
    if group.steps.first().is_some_and(|it| object.get(it).is_some()) {
        report.help(format!("move them to {}", group.place()));
        return;
    }
    match group.wrapped(object) {
        Some(edits) => report.fix(Safe, title(group), edits),
        None => report.help(title(group)),
    };
}

/// `{"LOG_LEVEL": "info"}` as an entry of a list of names and values is one finding, at its first member.
fn map_entry(key: Node<'_>, entry: Node<'_>, members: &[(Node<'_>, Node<'_>)], cx: &mut RuleContext<'_>) {
    let Some(name) = entry.shape().members().next() else { return };
    if members.first().is_none_or(|it| it.0 != key) {
        return;
    }
    let pair = |(key, value): &(Node<'_>, Node<'_>)| {
        format!("{{\"{}\": {}, \"value\": {}}}", name.name, key.raw(), value.raw())
    };
    let written: Vec<_> = members.iter().map(pair).collect();
    let entry_name = cx.called(entry);
    let report = cx.report(key, format!("{entry_name} must have the members `{}` and `value`", name.name));
    report.label(format!("not a member: this is a `{}`", name.name));
    report.fix(
        Unsafe,
        format!("write a `{}` and a `value` for each member", name.name),
        vec![entry.replace(written.join(", "))],
    );
}

fn is_known(key: Node<'_>, object: Node<'_>) -> bool {
    key.as_str().is_some_and(|it| object.shape().member(&it).is_some())
}

fn title(group: &TooHigh<'_>) -> String {
    let (before, after) = group.around();
    let what = if group.members.len() == 1 { "it" } else { "them" };
    format!("wrap {what} in `{before}…{after}`")
}

/// Members of a task in a response that identify a pasted one. The other members have names that a request may have
/// elsewhere.
const RESPONSE_ONLY: [&str; 13] = [
    "clusterArn",
    "connectivity",
    "containerInstanceArn",
    "createdAt",
    "desiredStatus",
    "healthStatus",
    "lastStatus",
    "pullStartedAt",
    "startedAt",
    "stopCode",
    "stoppedAt",
    "stoppedReason",
    "taskArn",
];

/// Whether a member of a request belongs to a task in a response, and so do others next to it.
fn is_of_a_response(name: &str, request: Node<'_>, cx: &RuleContext<'_>) -> bool {
    let is_request = matches!(cx.kind(), DocumentKind::StartTask | DocumentKind::RunTask)
        && request.shape() == cx.kind().root();
    let task = DocumentKind::Response.root().member("tasks").map(ShapeId::element);
    let is_in_response = task.is_some_and(|it| it.member(name).is_some());
    is_request
        && is_in_response
        && request.shape().member(name).is_none()
        && member_suggestion::member(name, request.shape()).is_none()
        && RESPONSE_ONLY.iter().any(|it| request.get(it).is_some())
}

/// All such members are one finding, at the first.
fn of_a_response(key: Node<'_>, request: Node<'_>, cx: &mut RuleContext<'_>) {
    let whole = cx.called(request);
    let names = request.members().map(|(key, _)| key);
    let all: Vec<_> =
        names.filter(|it| it.as_str().is_some_and(|it| is_of_a_response(&it, request, cx))).collect();
    let [first, more @ ..] = all.as_slice() else { return };
    if *first != key {
        return;
    }
    let name = quoted(&first.as_str().unwrap_or_default());
    let message = match more.len() {
        0 => format!("unknown member {name} in {whole}"),
        others => format!("unknown members {name} and {others} more in {whole}"),
    };
    let report = cx.report(key, message);
    report.label("only in ECS responses");
    for key in more.iter().take(16) {
        report.also(*key, "also only in responses");
    }
    report.help("only responses of describe-tasks, run-task and start-task have such members");
    report.fix(Unsafe, "remove the members that only ECS sets", request.removals(|it| all.contains(&it)));
}

/// The name is right, but not in this API revision.
fn other_revision(key: Node<'_>, object: Node<'_>, id: ShapeId, cx: &mut RuleContext<'_>) {
    let shape = id.get();
    let (date, whole) = (cx.date(), cx.called(object));
    if shape.since > date {
        let report = cx.report(key, format!("`{}` is not a member of {whole} on {date}", shape.name));
        report.label(format!("added on {}", shape.since)).allowed_since(Some(shape.since));
    } else {
        let report = cx.report(key, format!("`{}` is no longer a member of {whole}", shape.name));
        report.label(format!("existed only from {} to {}", shape.since, shape.until));
        report.fix(Unsafe, format!("remove `{}`", shape.name), vec![key.removal()]);
    }
}

fn is_comment(name: &str) -> bool {
    name.starts_with(['_', '$', '#', '/']) || name.eq_ignore_ascii_case("comment")
}
