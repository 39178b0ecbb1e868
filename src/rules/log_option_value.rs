//! A log option has a value that its driver does not accept.
//!
//! `awslogs-create-group` must be `"true"` or omitted; `"True"` is accepted too. `mode` must be `blocking` or `non-blocking`, and
//! `max-buffer-size` must be a number with a unit, such as `25m`: otherwise the driver does not start. An `awslogs`
//! driver cannot have both `awslogs-datetime-format` and `awslogs-multiline-pattern`.
//!
//! Correct the value, or remove the option.
//!
//! AWS says:
//! - `Log driver awslogs option 'awslogs-create-group' should only be set to 'true', else omit option*`
//! - `*log opt 'awslogs-datetime-format' and 'awslogs-multiline-pattern'*`
//! - `logging mode not supported*`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html>

use crate::{lint::rule::prelude::*, model::log_driver::LogDriver};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/logConfiguration/options")], check),
};

/// Ways to say yes that the driver reads as `true`: those of Go's `strconv.ParseBool`. ECS's own examples have `True`.
const YES: [&str; 6] = ["true", "True", "TRUE", "t", "T", "1"];
/// Words that the driver does not read, or that ECS rejects.
const REJECTED: [&str; 6] = ["true", "false", "yes", "no", "on", "off"];

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(driver) = node.parent().and_then(LogDriver::of).filter(|it| !it.any) else { return };
    if let Some(mode) = node.get("mode") {
        self::mode(mode, cx);
    }
    if let Some(size) = node.get("max-buffer-size") {
        buffer_size(size, cx);
    }
    if driver.name == "awslogs" {
        if let Some(flag) =
            node.get("awslogs-create-group").filter(|flag| !YES.iter().any(|yes| flag.is(yes)))
        {
            create_group(flag, cx);
        }
        let pattern = node.get("awslogs-multiline-pattern");
        if let (Some(pattern), Some(format)) = (pattern, node.get("awslogs-datetime-format")) {
            both(pattern, format, cx);
        }
    }
}

#[cold]
fn create_group(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(text) = node.as_str() else { return };
    if !REJECTED.iter().any(|word| text.trim().eq_ignore_ascii_case(word)) {
        return;
    }
    let report = cx.report(node, "`awslogs-create-group` must be `true` or omitted");
    if ["true", "yes", "on"].iter().any(|yes| text.trim().eq_ignore_ascii_case(yes)) {
        report.fix(Unsafe, "write `true`", vec![node.replace_str("true")]);
    } else {
        report.fix(Unsafe, "remove `awslogs-create-group`", vec![node.removal()]);
    }
}

fn mode(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(text) = node.as_str().filter(|it| !it.trim().is_empty()) else { return };
    if matches!(text.as_ref(), "blocking" | "non-blocking") {
        return;
    }
    let report = cx.report(node, format!("{} is not a value of `mode`", quoted(&text)));
    report.rejected_by(Runtime).help("use `blocking` or `non-blocking`");
}

/// A number with a unit, as Docker reads it.
fn buffer_size(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(text) = node.as_str().filter(|it| !it.trim().is_empty()) else { return };
    let unit = text.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.').trim_start();
    let has_number = text.starts_with(|it: char| it.is_ascii_digit());
    let units = ["", "b", "k", "m", "g", "t", "p"];
    let unit = unit.to_ascii_lowercase();
    let is_unit = |it: &&str| unit == **it || unit == format!("{it}b") || unit == format!("{it}ib");
    if has_number && units.iter().any(is_unit) {
        return;
    }
    let report = cx.report(node, format!("{} is not a valid `max-buffer-size`", quoted(&text)));
    report.rejected_by(Runtime).help("use a number with a unit, such as `25m`");
}

#[cold]
fn both(pattern: Node<'_>, format: Node<'_>, cx: &mut RuleContext<'_>) {
    let place = pattern.key().unwrap_or(pattern);
    let message = "`awslogs-multiline-pattern` cannot be combined with `awslogs-datetime-format`";
    let report = cx.report(place, message).rejected_by(Runtime);
    report.also(format.key().unwrap_or(format), "the other option").help("remove one of them");
}
