//! `rules`: lists all rules, or the groups.

use crate::cli::{args, io::terminal};
use ecs_preflight::{RULES, RuleEntry, report::json::to_json, settings::rule_levels};
use serde::Serialize;

/// A column that gets less room than this is put below the others.
const WRAPPED_MIN: usize = 30;
/// How far it is indented there.
const INDENT: usize = 4;

/// Runs `rules`; returns the exit code.
pub fn list(args: &args::Rules) -> u8 {
    let has_color = terminal::look(args.color.color).color;
    let width = terminal::columns();
    terminal::print(&match args.format {
        args::ListFormat::Human if args.groups => table(["group", "rules"], &groups(), width, has_color),
        args::ListFormat::Human => table(HEADINGS, &rules(), width, has_color),
        args::ListFormat::Json => json(),
    });
    0
}

const HEADINGS: [&str; 5] = ["rule", "severity", "confidence", "rejected by", "summary"];

fn rules() -> Vec<[String; 5]> {
    let row = |rule: &RuleEntry| {
        let (severity, by) = (rule.rule.severity.word(), rule.rule.rejected_by.word());
        [rule.id, severity, rule.confidence.word(), by, &rule.summary()].map(str::to_owned)
    };
    RULES.iter().map(row).collect()
}

/// The groups, each with its rules.
fn groups() -> Vec<[String; 2]> {
    let row = |group: String| {
        let has = |rule: &&RuleEntry| rule_levels::groups(rule).contains(&group);
        let rules = match group.as_str() {
            rule_levels::ALL => "all rules and policies".to_owned(),
            rule_levels::POLICY => "all policies of the configuration".to_owned(),
            _ => RULES.iter().filter(has).map(|rule| rule.id).collect::<Vec<_>>().join(", "),
        };
        [group, rules]
    };
    rule_levels::all_groups().into_iter().map(row).collect()
}

/// A table whose last column is wrapped. Without a `width`, each row is one line, for programs such as grep.
fn table<const N: usize>(
    headings: [&str; N],
    rows: &[[String; N]],
    width: Option<usize>,
    has_color: bool,
) -> String {
    let headings = headings.map(str::to_owned);
    let all = || std::iter::once(&headings).chain(rows);
    let column = |at: usize| all().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<_> = (0..N - 1).map(column).collect();
    let fixed = widths.iter().map(|width| width + 2).sum::<usize>();
    let room = width.map_or(usize::MAX, |width| width.saturating_sub(fixed));
    let is_below = room < WRAPPED_MIN;
    let room = if is_below { width.unwrap_or(0).saturating_sub(INDENT) } else { room };
    let indent = " ".repeat(if is_below { INDENT } else { fixed });
    let mut out = String::new();
    for (number, row) in all().enumerate() {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(&format!("{cell:width$}  "));
        }
        let mut lines = wrapped(&row[N - 1], room).into_iter();
        if is_below {
            line = line.trim_end().to_owned();
        } else {
            line.push_str(lines.next().as_deref().unwrap_or_default());
        }
        let (first, rest) = line.split_at(if number == 0 { line.len() } else { row[0].len() });
        match has_color {
            true => out.push_str(&format!("\x1b[1m{first}\x1b[0m{rest}\n")),
            false => out.push_str(&format!("{line}\n")),
        }
        for more in lines {
            out.push_str(&format!("{indent}{more}\n"));
        }
    }
    out
}

/// Text in lines of at most `room` characters, but not shorter than a word.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in text.split(' ') {
        let word_length = word.chars().count();
        if length > 0 && length + 1 + word_length > room {
            lines.push(String::new());
            length = 0;
        }
        if let Some(line) = lines.last_mut() {
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += word_length;
        }
    }
    lines
}

/// A rule, as JSON has it.
#[derive(Serialize)]
struct Entry {
    id: &'static str,
    severity: &'static str,
    confidence: &'static str,
    rejected_by: &'static str,
    groups: Vec<String>,
    summary: String,
    url: Option<&'static str>,
}

fn json() -> String {
    let entry = |rule: &'static RuleEntry| Entry {
        id: rule.id,
        severity: rule.rule.severity.word(),
        confidence: rule.confidence.word(),
        rejected_by: rule.rule.rejected_by.word(),
        groups: rule_levels::groups(rule),
        summary: rule.summary(),
        url: rule.url(),
    };
    let entries: Vec<_> = RULES.iter().map(entry).collect();
    to_json(&entries).map(|text| text + "\n").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{HEADINGS, groups, rules, table, wrapped};

    #[test]
    fn tables_fit_the_terminal() {
        for width in [66, 80, 100, 250] {
            for text in [
                table(HEADINGS, &rules(), Some(width), false),
                table(["group", "rules"], &groups(), Some(width), false),
            ] {
                let longest = text.lines().map(|line| line.chars().count()).max();
                assert!(longest <= Some(width), "{width}: {longest:?}");
                assert!(!text.lines().any(|line| line.ends_with(' ')), "{width}");
            }
        }
    }

    #[test]
    fn without_a_width_each_rule_is_one_line() {
        assert_eq!(table(HEADINGS, &rules(), None, false).lines().count(), rules().len() + 1);
    }

    #[test]
    fn text_is_wrapped_between_words() {
        assert_eq!(wrapped("a bc d", 4), ["a bc", "d"]);
        assert_eq!(wrapped("abcdef gh", 3), ["abcdef", "gh"]);
        assert_eq!(wrapped("", 3), [""]);
    }
}
