//! A member that the model does not have at this place.
//!
//! The AWS CLI and the SDKs compare every name with their model of the API, letter by letter, and
//! refuse the whole call for one they do not know: a slip (`taskDefintion`), another casing
//! (`ContainerInstances`, `task-definition`), a member of another document (`image` and `secrets`
//! belong to the task definition, `count` and `launchType` to RunTask), a member that is newer than
//! the API revision in force, or a comment in disguise (`_comment`, `$schema`).
//! What ECS alone writes (`taskArn`, `lastStatus`, `createdAt`), pasted from an answer, is one finding.
//!
//! Correct the name, or move the member to where it belongs.
//!
//! AWS says:
//! - `Unknown parameter in *: "*"`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    level::{self, TooHigh},
    rule::prelude::*,
    shape::ShapeId,
    suggest,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

/// More members than any structure of the model has.
const MEMBERS_MAX: usize = 500;

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::UnknownMember { key, object } = *fault else { return };
    let Some(name) = key.as_str() else { return };
    if let Some(id) = object.shape().member(&name) {
        return other_revision(key, object, id, cx);
    }
    if is_of_an_answer(&name, object, cx) {
        return of_an_answer(key, object, cx);
    }
    let group = level::too_high(object).filter(|it| it.members.iter().any(|member| member.0 == key));
    if let Some(group) = group.as_ref().filter(|it| it.members.len() > 1) {
        return several_too_high(key, object, group, cx);
    }
    let message = format!("{} is no member of {}", quoted(&name), cx.called(object));
    // Nobody writes so many members. Not to look through them for every finding keeps the time in bounds.
    let is_large = object.members().nth(MEMBERS_MAX).is_some();
    let is_there = |it: &str| !is_large && object.get(it).is_some();
    if is_comment(&name) {
        let report = cx.report(key, message);
        report.label("meant as a comment").help("JSON has no comments: keep it outside of the file");
        report.fix(Unsafe, format!("remove {}", quoted(&name)), vec![key.removal()]);
    } else if let Some(meant) = suggest::member(&name, object.shape()) {
        let report = cx.report(key, message);
        report.label(format!("did you mean `{}`?", meant.name));
        if is_there(meant.name) {
            report.help(format!("`{}` is there already: remove this one", meant.name));
            report.fix(Unsafe, format!("remove {}", quoted(&name)), vec![key.removal()]);
        } else {
            report.help(format!("write `{}`", meant.name));
            let sure = if suggest::is_respelling(&name, meant.name) { Safe } else { Unsafe };
            if !is_large {
                report.fix(sure, format!("rename it to `{}`", meant.name), vec![key.replace_str(meant.name)]);
            }
        }
    } else if let Some(place) = suggest::elsewhere_in_document(&name, object.shape(), cx.kind()) {
        let report = cx.report(key, message).label("does not belong here");
        match group.as_ref().and_then(|it| Some((it, it.wrapped(object)?))) {
            Some((group, edits)) => {
                report.help(title(group));
                report.fix(Safe, title(group), edits);
            }
            None => drop(report.help(format!("it belongs at `{}`: move it there", place.pointer))),
        }
    } else if let Some(other) = suggest::elsewhere(&name) {
        let report = cx.report(key, message);
        report.label(format!("belongs to {}", other.belongs));
        report.help(format!("it belongs to {}: remove it here", other.belongs));
        report.fix(Unsafe, format!("remove {}", quoted(&name)), vec![key.removal()]);
    } else {
        let date = cx.date();
        let known =
            object.shape().members().filter(|it| !is_large && it.known_on(date) && !is_there(it.name));
        let known: Vec<_> = known.map(|it| format!("`{}`", it.name)).collect();
        let report = cx.report(key, message);
        report.label("unknown");
        if known.is_empty() {
            report.help("remove it");
        } else {
            report.help(format!("known here and not used yet: {}", join(known, "and")));
        }
    }
}

/// Members of one structure that stand one level too high, or more, are one finding, at the first.
fn several_too_high(key: Node<'_>, object: Node<'_>, group: &TooHigh<'_>, cx: &mut Cx<'_>) {
    let unknown = group.members.iter().find(|it| !is_known(it.0, object));
    if unknown.is_none_or(|it| it.0 != key) {
        return;
    }
    let names = group.members.iter().map(|it| quoted(&it.0.as_str().unwrap_or_default()));
    let message = format!("{} belong in {}, not in {}", join(names, "and"), group.place(), cx.called(object));
    let report = cx.report(key, message);
    report.label("too high");
    for (other, _) in group.members.iter().filter(|it| it.0 != key).take(16) {
        report.also(*other, "and this");
    }
    if group.steps.first().is_some_and(|it| object.get(it).is_some()) {
        report.help("move them there");
        return;
    }
    report.help(title(group));
    if let Some(edits) = group.wrapped(object) {
        report.fix(Safe, title(group), edits);
    }
}

fn is_known(key: Node<'_>, object: Node<'_>) -> bool {
    key.as_str().is_some_and(|it| object.shape().member(&it).is_some())
}

fn title(group: &TooHigh<'_>) -> String {
    let (before, after) = group.around();
    let what = if group.members.len() == 1 { "it" } else { "them" };
    format!("wrap {what}: `{before}…{after}`")
}

/// Members of an answer's task by which it is known that one was pasted. The others have names that a request may
/// have elsewhere.
const ANSWERED: [&str; 13] = [
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

/// Whether a member of a request is one of a task that ECS described, and so are others beside it.
fn is_of_an_answer(name: &str, request: Node<'_>, cx: &Cx<'_>) -> bool {
    let is_request =
        matches!(cx.kind(), Kind::StartTask | Kind::RunTask) && request.shape() == cx.kind().root();
    let task = Kind::Response.root().member("tasks").map(ShapeId::element);
    let is_answered = task.is_some_and(|it| it.member(name).is_some());
    is_request
        && is_answered
        && request.shape().member(name).is_none()
        && suggest::member(name, request.shape()).is_none()
        && ANSWERED.iter().any(|it| request.get(it).is_some())
}

/// All of them are one finding, at the first.
fn of_an_answer(key: Node<'_>, request: Node<'_>, cx: &mut Cx<'_>) {
    let whole = cx.called(request);
    let names = request.members().map(|(key, _)| key);
    let all: Vec<_> =
        names.filter(|it| it.as_str().is_some_and(|it| is_of_an_answer(&it, request, cx))).collect();
    let [first, more @ ..] = all.as_slice() else { return };
    if *first != key {
        return;
    }
    let name = quoted(&first.as_str().unwrap_or_default());
    let message = match more.len() {
        0 => format!("{name} is no member of {whole}"),
        others => format!("{name} and {} are no members of {whole}", count(others, "more member")),
    };
    let report = cx.report(key, message);
    report.label("ECS answers it");
    for key in more.iter().take(16) {
        report.also(*key, "and this");
    }
    report.help("describe-tasks, run-task and start-task print them of a task; leave them out of a request");
    report.fix(Unsafe, "take out what only ECS writes", request.removals(|it| all.contains(&it)));
}

/// The name is right, the day is not.
fn other_revision(key: Node<'_>, object: Node<'_>, id: ShapeId, cx: &mut Cx<'_>) {
    let shape = id.get();
    let (date, whole) = (cx.date(), cx.called(object));
    if shape.since > date {
        let report = cx.report(key, format!("`{}` is no member of {whole} on {date}", shape.name));
        report.label(format!("exists since {}", shape.since)).allowed_since(Some(shape.since));
    } else {
        let report = cx.report(key, format!("`{}` is no member of {whole} any more", shape.name));
        report.label(format!("from {} to {} only", shape.since, shape.until)).help("remove it");
        report.fix(Unsafe, format!("remove `{}`", shape.name), vec![key.removal()]);
    }
}

fn is_comment(name: &str) -> bool {
    name.starts_with(['_', '$', '#', '/']) || name.eq_ignore_ascii_case("comment")
}
