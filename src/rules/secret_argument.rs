//! A secret is passed as an argument: as the value of `--password`, or of `PASSWORD=` in a shell command.
//!
//! Passwords after options of well-known programs are reported too (`mysql -pX`, `sshpass -p X`, `redis-cli -a X`,
//! `docker login -p X`, `curl -u name:X`), and credentials in an `Authorization` header.
//!
//! The names of options and variables are recognized as in `secret-environment-value`. The arguments of a process are
//! also visible to every other user of the machine.
//!
//! Everyone who can read the repository has the secret, and after the launch everyone who can call describe-tasks or
//! describe-task-definition: ECS stores environment variables, arguments and tags in plain text. Reports never show the
//! secret: they replace each of its characters with an asterisk.
//!
//! Revoke it: a committed secret stays in the history of the repository. Store the new one in Secrets Manager or
//! Parameter Store, and pass it to the container with `secrets` in the task definition. The command
//! can read it from its environment.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::{lint::rule::prelude::*, secrets};

pub const CONFIDENCE: Confidence = Heuristic;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/command"),
            TaskDefinition("/containerDefinitions/*/command"),
            TaskDefinition("/containerDefinitions/*/entryPoint"),
        ],
        check,
    ),
};

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    if list.elements().any(may_pass_secret) {
        look_closely(list, cx);
    }
}

/// Whether it is an option for a secret, or may contain an assignment to the name of one.
fn may_pass_secret(argument: Node<'_>) -> bool {
    let Some(text) = argument.plain_bytes() else { return true };
    let inside = argument.span().start as usize + 1;
    let is_flag = text.first() == Some(&b'-') && secrets::may_be_secret_name(text);
    is_flag
        || secrets::may_pass(text)
        || secrets::may_assign(argument.tree().text().as_bytes(), inside..inside + text.len())
}

#[cold]
fn look_closely(list: Node<'_>, cx: &mut RuleContext<'_>) {
    by_program(list, cx);
    let mut flag: Option<Node<'_>> = None;
    for it in list.elements() {
        let Some(text) = it.as_str() else {
            flag = None;
            continue;
        };
        let value = || !text.is_empty() && !text.starts_with('-') && secrets::is_literal(&text);
        if let Some(flag) = flag.filter(|_| value()) {
            let report = cx.report(it, format!("secret passed on the command line via {}", name(flag)));
            report.label("readable by everyone who can read the file").also(flag, "option");
            report.help(HELP);
        }
        flag = Some(it).filter(|_| secrets::is_flag(&text));
        let mut assigned = secrets::assigned(&text).filter(|it| !it.colon);
        if let Some(first) = assigned.next() {
            let report = cx.report(
                it.part(first.value),
                format!("secret passed on the command line via {}", quoted(first.name)),
            );
            report.label("readable by everyone who can read the file").help(HELP);
        }
    }
}

/// Passwords that only the program shows to be some, and those in headers.
fn by_program(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let words: Vec<_> = list.elements().map(|it| (it, it.as_str().unwrap_or_default())).collect();
    let texts: Vec<_> = words.iter().map(|it| &*it.1).collect();
    let mut report = |it: Node<'_>, value: std::ops::Range<usize>, what: &str| {
        let report = cx.report(it.part(value), format!("secret passed on the command line via `{what}`"));
        report.label("readable by everyone who can read the file").help(HELP);
    };
    for it in secrets::passed(&texts) {
        report(words[it.word].0, it.value, it.option);
    }
    let mut is_header = false;
    for (it, text) in &words {
        for (option, value) in secrets::passed_in_script(text) {
            report(*it, value, option);
        }
        let credentials = secrets::authorization(text, 0).filter(|_| secrets::any_token(text).is_none());
        if let Some(value) = credentials {
            report(*it, value, "Authorization");
        }
        is_header |= text.contains("-H ") || text.contains("--header");
        if is_header && let Some(header) = secrets::assigned(text).find(|it| it.colon) {
            report(*it, header.value, header.name);
        }
        is_header = matches!(&**text, "-H" | "--header");
    }
}

const HELP: &str = "pass it with `secrets` in the task definition, and read it from the environment";

fn name(flag: Node<'_>) -> String {
    quoted(&flag.as_str().unwrap_or_default())
}
