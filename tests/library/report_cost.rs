//! What reports cost.

use crate::{reports::Case, support::skip};
use ecs_preflight::{
    Span,
    report::{REPORTS, RenderOptions},
};
use std::{fs, thread};

/// Nanoseconds that this thread was busy, without the rest of the machine.
fn busy() -> Option<u64> {
    // The count is brought up to date when the thread gives way.
    thread::yield_now();
    fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// Eight times the findings take about eight times as long, on one line and on many.
#[test]
fn no_report_is_quadratic() {
    if busy().is_none() {
        return skip("the cost of reports", "the system does not say how long a thread was busy");
    }
    for line_end in ["", "\n"] {
        let of = |number: usize| {
            let member = format!("\"some member\": \"some value\",{line_end}");
            let text = format!("{{{}}}", member.repeat(number * 4));
            let mut case = Case::new("t.json", text.clone());
            for (at, _) in text.match_indices("value").step_by(4) {
                let it = case.find("sample", Span::new(at, at + 5), &format!("/{at}"), "`value` is wrong");
                it.help = Some("write another".into());
            }
            case
        };
        let (few, many) = (of(250), of(2_000));
        for report in REPORTS {
            let cost = |case: &Case| {
                let once = |_| {
                    let begin = busy();
                    case.report(report.name, &RenderOptions::default());
                    busy().zip(begin).map(|(end, begin)| end - begin)
                };
                (0..2).filter_map(once).min().unwrap_or_default()
            };
            let (few, many) = (cost(&few), cost(&many));
            let slack = 10_000_000;
            assert!(many < few * 24 + slack, "{}: {few} and {many} ns", report.name);
        }
    }
}
