//! The sizes of Fargate as a picture: a row for each CPU size, a column for each memory size.

use crate::model::{
    revision::Date,
    shape::LATEST,
    task_size::{nearest, rows},
};
use std::fmt::Write;

/// How it is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signs {
    /// A size that can be had.
    pub yes: char,
    /// One that cannot.
    pub no: char,
    /// The point that was asked for.
    pub point: char,
    /// Its nearest neighbors that can be had.
    pub near: char,
}

/// The chart for the page of a rule: the table of sizes on the page that is about it.
pub fn of_rule(id: &str, at: Option<(u32, u32)>, signs: Signs) -> Option<String> {
    (id == "fargate-size").then(|| fargate(LATEST, at, signs))
}

/// With other than ASCII characters.
pub const UNICODE: Signs = Signs { yes: '●', no: '·', point: '✗', near: '◎' };
/// In ASCII.
pub const ASCII: Signs = Signs { yes: '#', no: '.', point: 'X', near: 'O' };

/// Memory sizes, in MiB, that are named above the columns, where there is room.
const NAMED: [u32; 8] = [512, 4096, 8192, 16384, 24576, 30720, 61440, 249_856];

/// The picture of a day, with the point of a CPU and a memory size marked in it.
pub fn fargate(date: Date, at: Option<(u32, u32)>, signs: Signs) -> String {
    let mut columns: Vec<_> = rows(date).flat_map(|it| it.memory.iter().copied()).collect();
    let mut lines: Vec<_> = rows(date).map(|it| it.cpu).collect();
    columns.extend(at.map(|it| it.1));
    lines.extend(at.map(|it| it.0));
    for list in [&mut columns, &mut lines] {
        list.sort_unstable();
        list.dedup();
    }
    let is = |cpu: u32, memory: u32| rows(date).any(|it| it.cpu == cpu && it.memory.contains(&memory));
    let near = at.filter(|it| !is(it.0, it.1)).map_or(Vec::new(), |it| nearest(it.0, it.1, date).0);
    let mut out = heading(&columns, at.map(|it| it.1));
    for cpu in lines {
        let _ = write!(out, "{cpu:>8}  ");
        for &memory in &columns {
            out.push(match (at == Some((cpu, memory)), is(cpu, memory)) {
                (true, false) => signs.point,
                (true, true) => signs.near,
                (false, true) if near.contains(&(cpu, memory)) => signs.near,
                (false, true) => signs.yes,
                (false, false) => signs.no,
            });
        }
        out.push('\n');
    }
    out
}

/// Memory in GB above the columns; what is marked is named before all others.
fn heading(columns: &[u32], marked: Option<u32>) -> String {
    let mut line = vec![b' '; columns.len() + 4];
    let named = marked.into_iter().chain(NAMED);
    for memory in named {
        let Ok(at) = columns.binary_search(&memory) else { continue };
        let words = gigabytes(memory);
        let before = at.saturating_sub(1);
        let free = |cell: &u8| *cell == b' ';
        if line.get(before..at + words.len() + 1).is_some_and(|it| it.iter().all(free)) {
            line[at..at + words.len()].copy_from_slice(words.as_bytes());
        }
    }
    let line = String::from_utf8(line).unwrap_or_default();
    format!("cpu / GB  {}\n", line.trim_end())
}

fn gigabytes(memory: u32) -> String {
    let text = format!("{:.2}", f64::from(memory) / 1024.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
