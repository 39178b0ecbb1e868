//! `budget`: how the overrides of a request use the limit of 8,192 characters.

use crate::cli::{EXIT_ERROR, EXIT_FINDINGS, args, input, io::terminal};
use ecs_preflight::{
    Source,
    check::overrides_budget::{Budget, Part, of},
    report::{RenderOptions, plain},
    text::display::grouped,
};
use std::fmt::Write;

/// Runs `budget`; gives the exit code.
pub fn print(args: &args::Budget) -> u8 {
    let (inputs, _) = input::find(std::slice::from_ref(&args.file), None, |_| false);
    let [input] = inputs.as_slice() else {
        terminal::note("error: `budget` takes a single file, not a folder\n");
        return EXIT_ERROR;
    };
    let bytes = match input.from.read() {
        Ok(bytes) => bytes,
        Err(why) => {
            terminal::note(&format!("error: {}\n", input::unread(input, &why)));
            return EXIT_ERROR;
        }
    };
    let source = Source::new(input.shown.clone(), bytes);
    let budget = match of(&source, args.kind) {
        Ok(budget) => budget,
        Err(why) => {
            terminal::note(&format!("error: {}: {why}\n", plain(&input.shown)));
            return EXIT_ERROR;
        }
    };
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = table(&mut out, &budget, &terminal::look(args.color.color));
    terminal::print(&out);
    if budget.total.compact > budget.most { EXIT_FINDINGS } else { 0 }
}

/// A name longer than this is cut.
const NAME_MAX: usize = 44;

fn table(out: &mut String, budget: &Budget, look: &RenderOptions) -> std::fmt::Result {
    let bold = |text: String| if look.color { format!("\x1b[1m{text}\x1b[0m") } else { text };
    let most = budget.most;
    let readings = [
        ("compact JSON, characters", budget.total.compact),
        ("as sent by the AWS CLI, characters", budget.total.sent),
        ("compact JSON, UTF-8 bytes", budget.total.bytes),
    ];
    writeln!(out, "{}", bold(format!("Length of `overrides` (limit: {} characters)", grouped(most))))?;
    for (reading, length) in readings {
        let rest = match most.checked_sub(length) {
            Some(left) => format!("{} left", grouped(left)),
            None => format!("{} too many", grouped(length - most)),
        };
        writeln!(out, "  {reading:NAME_MAX$} {:>7}  {:>4}  {rest}", grouped(length), percent(length, most))?;
    }
    if budget.parts.is_empty() {
        return writeln!(out, "\nno overrides");
    }
    let heading =
        format!("\n  {:NAME_MAX$} {:>7}  {:>4} {:>7} {:>7}", "part", "compact", "%", "sent", "bytes");
    writeln!(out, "{}", bold(heading))?;
    let mut hidden = 0;
    for part in &budget.parts {
        hidden += part.smaller;
        line(out, part, budget)?;
    }
    if hidden > 0 {
        writeln!(out, "  percentages are of the compact JSON; parts below 0.1% are combined")?;
    }
    Ok(())
}

fn line(out: &mut String, part: &Part, budget: &Budget) -> std::fmt::Result {
    let indent = 2 * part.depth;
    let name: String = plain(&part.name).chars().take(NAME_MAX - indent).collect();
    let room = NAME_MAX - indent;
    let share = percent(part.size.compact, budget.total.compact);
    writeln!(
        out,
        "  {:indent$}{name:room$} {:>7}  {share:>4} {:>7} {:>7}",
        "",
        grouped(part.size.compact),
        grouped(part.size.sent),
        grouped(part.size.bytes)
    )
}

fn percent(part: usize, whole: usize) -> String {
    format!("{}%", part * 100 / whole.max(1))
}
