//! Runs several commands in turn (A B C, A B C, ...) and prints what the kernel accounts for each finished run.
//!
//!     pairs [-n ROUNDS] [-w WARMUP] [-t SECONDS] LABEL COMMAND LABEL COMMAND ...
//!
//! One line per run, separated by tabs: label, round, CPU seconds (user and system), wall seconds, peak resident bytes,
//! exit code (128 plus the signal if one ended it). After `-t` seconds no new round starts. A command is split at
//! spaces; the word @FILE stands for the lines of FILE. The output of the commands is discarded.
//!
//! The peak cannot read lower than what this program itself needs, about 2 MB.

use std::{
    io::{Error, Result},
    os::unix::process::ExitStatusExt,
    process::{Command, Stdio},
    time::Instant,
};
use wait4::Wait4;

struct Row {
    label: String,
    words: Vec<String>,
}

fn main() -> Result<()> {
    let (mut rounds, mut warmup, mut seconds, mut rows) = (11, 1, 300.0, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(word) = arguments.next() {
        let value = arguments.next().ok_or_else(|| Error::other(format!("`{word}` stands alone")))?;
        match word.as_str() {
            "-n" => rounds = value.parse().map_err(Error::other)?,
            "-w" => warmup = value.parse().map_err(Error::other)?,
            "-t" => seconds = value.parse().map_err(Error::other)?,
            _ => rows.push(Row { label: word, words: words(&value)? }),
        }
    }
    for row in std::iter::repeat_n(&rows, warmup).flatten() {
        run(row)?;
    }
    let start = Instant::now();
    for round in 0..rounds {
        if round > 0 && start.elapsed().as_secs_f64() > seconds {
            break;
        }
        for row in &rows {
            println!("{}\t{round}\t{}", row.label, run(row)?);
        }
    }
    Ok(())
}

fn words(command: &str) -> Result<Vec<String>> {
    let mut words = Vec::new();
    for word in command.split_whitespace() {
        match word.strip_prefix('@') {
            Some(list) => words.extend(std::fs::read_to_string(list)?.lines().map(str::to_owned)),
            None => words.push(word.to_owned()),
        }
    }
    Ok(words)
}

fn run(row: &Row) -> Result<String> {
    let start = Instant::now();
    let mut command = Command::new(&row.words[0]);
    command.args(&row.words[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let child = command.spawn().map_err(|it| Error::other(format!("{}: {it}", row.words[0])));
    let ended = child?.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    let cpu = (ended.rusage.utime + ended.rusage.stime).as_secs_f64();
    let code = ended.status.code().or(ended.status.signal().map(|it| 128 + it)).unwrap_or(-1);
    Ok(format!("{cpu:.6}\t{wall:.6}\t{}\t{code}", ended.rusage.maxrss))
}
