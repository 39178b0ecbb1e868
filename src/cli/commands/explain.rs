//! The commands that print the rules' pages.

use crate::cli::{EXIT_ERROR, args, commands::error_search, io::terminal};
use ecs_preflight::{
    Example, RULES, RejectedBy, RuleEntry, Source, examples,
    model::{
        shape::LATEST,
        task_size::{self, Spelled},
    },
    report::{FileReport, Links, RenderOptions, Reporter, fargate_chart, human::Human},
    rules, secrets, settings,
    text::{display, edit_distance},
};
use std::fmt::Write;

/// `explain RULE`.
pub fn rule(args: &args::Explain) -> u8 {
    let (registered, others) = match rules::named(&args.rule) {
        Some(it) => (it, Vec::new()),
        None => match error_search::rules(&args.rule).as_slice() {
            [first, others @ ..] if error_search::is_error(&args.rule) => (*first, others.to_vec()),
            _ => {
                terminal::note(&unknown(&args.rule));
                return EXIT_ERROR;
            }
        },
    };
    let at = match args.at.as_deref().map(|it| point(registered, it)).transpose() {
        Ok(at) => at,
        Err(why) => {
            terminal::note(&format!("error: {why}\n"));
            return EXIT_ERROR;
        }
    };
    let look = RenderOptions { summary: false, links: Links::None, ..terminal::look(args.color.color) };
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = page(&mut out, registered, at, &look);
    if !others.is_empty() {
        let others = display::join(others.iter().map(|it| format!("`{}`", it.id)), "and");
        let _ = writeln!(out, "\nSee also {others}, which may explain this error too.");
    }
    terminal::print(&out);
    0
}

/// A CPU and a memory size as the command line gives them.
fn point(rule: &RuleEntry, text: &str) -> Result<(u32, u32), String> {
    if fargate_chart::of_rule(rule.id, None, fargate_chart::ASCII).is_none() {
        return Err("`--at` is only available for `explain fargate-size`".to_owned());
    }
    let wrong = || {
        format!(
            "{} is not a valid value for `--at`: expected a CPU and a memory size such as `512,5120`",
            display::quoted(text)
        )
    };
    let (cpu, memory) = text.split_once(',').ok_or_else(wrong)?;
    match (task_size::cpu(cpu.trim()), task_size::memory(memory.trim())) {
        (Spelled::Taken(cpu), Spelled::Taken(memory)) => Ok((cpu, memory)),
        _ => Err(wrong()),
    }
}

/// What the marks in the picture say.
fn verdict((cpu, memory): (u32, u32)) -> String {
    let pair = |(cpu, memory): &(u32, u32)| format!("`cpu` {cpu} with `memory` {memory}");
    let this = pair(&(cpu, memory));
    match task_size::since(|it| it.cpu == cpu && it.memory.contains(&memory)) {
        Some(since) => format!("Fargate supports {this} since {since}."),
        None => {
            let (nearest, _) = task_size::nearest(cpu, memory, LATEST);
            let nearest_is = if nearest.len() == 1 { "The nearest size is" } else { "The nearest sizes are" };
            let sizes = display::join(nearest.iter().map(pair), "and");
            format!("Fargate does not support {this}. {nearest_is} {sizes}.")
        }
    }
}

fn unknown(id: &str) -> String {
    if let Some(policy) = id.strip_prefix("policy/") {
        let policy = display::quoted(policy);
        return format!(
            "error: {policy} is a policy, not a rule; run `ecs-preflight config show FILE` to see where it is defined\n"
        );
    }
    if id == settings::RULE {
        return "error: `configuration` is not a rule; it marks errors in the configuration, see docs/configuration.md\n"
            .to_owned();
    }
    if error_search::is_error(id) {
        return format!(
            "error: no rule explains {}; run `ecs-preflight rules` for a list\n",
            display::quoted(id)
        );
    }
    let near = edit_distance::word(id, RULES.iter().map(|it| it.id));
    let near = near.or_else(|| RULES.iter().map(|it| it.id).find(|it| !id.is_empty() && it.contains(id)));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "run `ecs-preflight rules` for a list".to_owned(),
    };
    format!("error: unknown rule {}; {hint}\n", display::quoted(id))
}

fn page(out: &mut String, it: &RuleEntry, at: Option<(u32, u32)>, look: &RenderOptions) -> std::fmt::Result {
    let bold = |text: &str| if look.color { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() };
    writeln!(out, "{}", bold(it.id))?;
    let (severity, confidence) = (it.rule.severity, it.confidence.word());
    writeln!(out, "{severity}, {}, {confidence}\n", rejected(it.rule.rejected_by))?;
    writeln!(out, "{}", it.page.trim_end())?;
    if let Some(figure) = fargate_chart::of_rule(
        it.id,
        at,
        if look.unicode { fargate_chart::UNICODE } else { fargate_chart::ASCII },
    ) {
        writeln!(out, "\n{}\n\n{}", bold("Sizes"), figure.trim_end())?;
    }
    if let Some(at) = at {
        return writeln!(out, "\n{}", verdict(at));
    }
    if let Some(example) = examples::of_rule(it.id).and_then(|it| it.bad.as_ref()) {
        writeln!(out, "\n{}\n", bold("Example of a finding"))?;
        let (source, checked) = example.run();
        let kind = checked.document.map(|it| it.kind);
        Human::new(look)
            .file(out, &FileReport { source: &source, kind, checked: &checked, in_repository: None })?;
    }
    if let Some(example) = examples::of_rule(it.id).and_then(|it| it.ok.as_ref()) {
        writeln!(out, "\n{}\n", bold("Valid example"))?;
        document(out, example, look.width)?;
    }
    Ok(())
}

/// The beginning of a document, as much as one likes to read.
fn document(out: &mut String, example: &Example, width: usize) -> std::fmt::Result {
    let source = Source::new(example.name, example.bytes.to_vec());
    let lines = secrets::shown(&source).trim_end().lines();
    for line in lines.clone().take(LINES_MAX) {
        let shown: String =
            line.chars().map(|it| if it == '\t' { it } else { display::visible(it) }).take(width).collect();
        writeln!(out, "  {shown}{}", if line.chars().nth(width).is_some() { "…" } else { "" })?;
    }
    if lines.clone().nth(LINES_MAX).is_some() { writeln!(out, "  …") } else { Ok(()) }
}

/// The most lines of an example.
const LINES_MAX: usize = 40;

/// Who rejects a request with a finding of a rule, unless the finding says otherwise.
fn rejected(by: RejectedBy) -> &'static str {
    match by {
        RejectedBy::Client => "rejected by the AWS CLI before sending",
        RejectedBy::Service => "rejected by ECS",
        RejectedBy::Runtime => "accepted by ECS, but the task fails",
        RejectedBy::Nobody => "not rejected",
    }
}
