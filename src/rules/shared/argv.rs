//! The command of a container: the words that a program gets, and whether a shell reads them.

use crate::{diagnostic::Diagnostic, document::task_definition::Launch, json::Node};
use std::borrow::Cow;

/// Shells that run the one word after `-c` as a script.
const SHELLS: [&str; 6] = ["sh", "bash", "ash", "dash", "zsh", "ksh"];
/// Programs that put all their words together to one line.
const JOINING: [&str; 6] = ["cmd", "powershell", "pwsh", "ssh", "su", "runuser"];
/// Programs that take their program from the words after them, as entry points do.
const WRAPPERS: [&str; 8] = ["tini", "dumb-init", "env", "exec", "nohup", "gosu", "su-exec", "--"];

/// Programs, and words of shells, that are known to be followed by arguments.
const PROGRAMS: &[&str] = &[
    "cd",
    "export",
    "source",
    "exec",
    "echo",
    "sh",
    "bash",
    "env",
    "python",
    "python2",
    "python3",
    "node",
    "nodejs",
    "npm",
    "npx",
    "yarn",
    "pnpm",
    "bun",
    "deno",
    "ruby",
    "bundle",
    "rake",
    "rails",
    "php",
    "composer",
    "artisan",
    "perl",
    "java",
    "mvn",
    "gradle",
    "make",
    "go",
    "cargo",
    "dotnet",
    "mix",
    "Rscript",
    "aws",
    "curl",
    "wget",
    "psql",
    "pg_dump",
    "mysql",
    "mysqldump",
    "mongosh",
    "redis-cli",
    "celery",
    "gunicorn",
    "uvicorn",
    "flask",
    "alembic",
    "django-admin",
    "poetry",
    "pipenv",
    "uv",
    "pip",
    "pip3",
    "pytest",
    "sidekiq",
    "puma",
    "prisma",
    "knex",
    "sequelize",
    "dbt",
    "airflow",
    "spark-submit",
    "nginx",
    "httpd",
    "supervisord",
    "terraform",
    "kubectl",
    "docker",
    "git",
    "tar",
    "cp",
    "mv",
    "rm",
    "mkdir",
    "chmod",
    "chown",
    "cat",
    "tail",
    "sleep",
    "timeout",
    "nohup",
    "flyway",
    "liquibase",
    "migrate",
    "goose",
    "tsx",
    "ts-node",
];
/// Words that only a shell knows.
const BUILTINS: [&str; 4] = ["cd", "export", "source", "exec"];
/// Programs that run the file which is their first argument.
const INTERPRETERS: [&str; 16] = [
    "python", "python2", "python3", "node", "nodejs", "ruby", "php", "perl", "sh", "bash", "deno", "bun",
    "tsx", "ts-node", "Rscript", "-jar",
];
/// How the files of such programs end.
const SCRIPTS: [&str; 14] =
    ["py", "js", "mjs", "cjs", "ts", "rb", "php", "pl", "sh", "jar", "bash", "R", "exs", "ps1"];
/// Words that make of a text a line for a shell.
pub const OPERATORS: [&str; 9] = ["&&", "||", "|", ";", ">", ">>", "<", "2>&1", "&"];
/// Text with more words is not a command line.
const WORDS_MAX: usize = 24;

/// The text of each word; `None` for one that is not known.
pub type Words<'t> = Vec<Option<Cow<'t, str>>>;

/// The words of a list.
pub fn words<'t>(list: Node<'t>) -> Words<'t> {
    list.elements().map(Node::as_str).collect()
}

/// The entry point beside a command, where the file has one.
pub fn entry_point(command: Node<'_>) -> Option<Node<'_>> {
    let entry = command.parent()?.get("entryPoint")?;
    (entry.id() != command.id() && entry.elements().next().is_some()).then_some(entry)
}

/// The name of a program without its folder.
pub fn program(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
    name.strip_suffix(".exe").unwrap_or(name)
}

pub fn is_shell(word: &str) -> bool {
    SHELLS.contains(&program(word))
}

/// Who puts the words of a command into effect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reader {
    /// The kernel: each word is an argument.
    Nobody,
    /// A shell with `-c`: the word at that index, and no other. There may be none.
    Shell { shell: usize, script: usize },
    /// A program that makes one line of all words, or nobody knows.
    Unknown,
}

/// Who reads these words.
pub fn reader(words: &[Option<Cow<'_, str>>]) -> Reader {
    for (at, word) in words.iter().enumerate() {
        let Some(word) = word else { return Reader::Unknown };
        if JOINING.contains(&program(word).to_ascii_lowercase().as_str()) {
            return Reader::Unknown;
        }
        if !is_shell(word) {
            continue;
        }
        match script(&words[at + 1..]) {
            Some(Some(script)) => return Reader::Shell { shell: at, script: at + 1 + script },
            Some(None) => return Reader::Unknown,
            None => {}
        }
    }
    // An option comes first where the entry point of the image is a shell.
    match words.first() {
        Some(Some(first)) if first.starts_with('-') => Reader::Unknown,
        _ => Reader::Nobody,
    }
}

/// The index of the script after the name of a shell. `None` if the shell gets none; the inner `None` if it is not
/// known.
fn script(words: &[Option<Cow<'_, str>>]) -> Option<Option<usize>> {
    let (mut at, mut reads) = (0, false);
    while let Some(word) = words.get(at) {
        let Some(word) = word else { return Some(None) };
        if word == "--" {
            at += 1;
            break;
        }
        if !word.starts_with(['-', '+']) || word.len() < 2 {
            break;
        }
        let letters = word.trim_start_matches(['-', '+']);
        reads |= !word.starts_with("--") && letters.contains('c');
        // `-o pipefail` is one option.
        at += if !word.starts_with("--") && letters.ends_with(['o', 'O']) { 2 } else { 1 };
    }
    reads.then_some(Some(at))
}

/// Whether an entry point hands on the command as it stands: a shell script, or a program that runs another.
pub fn hands_on(entry: &[Option<Cow<'_, str>>]) -> bool {
    let Some(Some(last)) = entry.last() else { return false };
    let name = program(last);
    name.ends_with(".sh") || name.contains("entrypoint") || WRAPPERS.contains(&name)
}

/// Whether a word is a whole command line: a program and its arguments.
pub fn is_line(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let is_name = first.chars().all(|it| it.is_ascii_alphanumeric() || "._-/".contains(it));
    let is_loud = first.chars().all(|it| !it.is_ascii_lowercase());
    if !is_name || is_loud || first.starts_with('-') || words.nth(WORDS_MAX).is_some() {
        return false;
    }
    let rest = || text.split_whitespace().skip(1);
    let is_option = |it: &str| {
        it.starts_with('-') && it.trim_start_matches('-').starts_with(|it: char| it.is_ascii_alphabetic())
    };
    let runs_on = rest().any(|it| is_option(it) || matches!(it, "&&" | "||" | "|" | "2>&1"));
    if PROGRAMS.contains(&program(first)) || is_script(first) || runs_on {
        return true;
    }
    // A path with a space in it goes on after the space.
    let goes_on = second.find('/').is_some_and(|it| it > 0) && !second.starts_with('.');
    first.starts_with(['/', '.']) && first.len() > 1 && !goes_on
}

/// Whether only a shell makes sense of a command line.
pub fn needs_shell(line: &str) -> bool {
    let is_plain = |it: char| it.is_alphanumeric() || it == ' ' || "_./:=@%+,-".contains(it);
    let first = line.split_whitespace().next().unwrap_or_default();
    BUILTINS.contains(&first) || first.contains('=') || !line.chars().all(is_plain)
}

/// Whether a word is the name of a file that an interpreter runs.
pub fn is_script(word: &str) -> bool {
    let is_name = |it: char| it.is_ascii_alphanumeric() || "._-/".contains(it);
    word.chars().all(is_name)
        && word.rsplit_once('.').is_some_and(|(name, ending)| !name.is_empty() && SCRIPTS.contains(&ending))
}

/// Whether a word runs what comes after it as a file.
pub fn is_interpreter(word: &str) -> bool {
    let name = program(word);
    let unnumbered = name.trim_end_matches(|it: char| it.is_ascii_digit() || it == '.');
    INTERPRETERS.contains(&name) || INTERPRETERS.contains(&unnumbered)
}

/// Whether a script uses the words after it: `$0`, `"$@"`, `${1:-x}`.
pub fn uses_arguments(script: &str) -> bool {
    script.match_indices('$').any(|(at, _)| {
        let rest = &script[at + 1..];
        let name = rest.strip_prefix('{').unwrap_or(rest).trim_start_matches('!');
        name.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '@' | '*' | '#'))
    })
}

/// The operator that a script ends in, with which a shell waits for more.
pub fn dangling(script: &str) -> Option<&'static str> {
    let end = script.trim_end_matches(|it: char| it == '\\' || it.is_whitespace());
    ["&&", "||", "|"].into_iter().find(|it| end.ends_with(it))
}

/// Whether a finding in the command of a launch is about a container whose entry point is a shell.
pub fn goes_to_a_shell(launch: &Launch<'_>, finding: &Diagnostic) -> bool {
    let mut entries = launch.container_overrides().filter(|it| it.span().contains(finding.span));
    let entry = entries.next().and_then(|it| launch.container(it)).and_then(|it| it.get("entryPoint"));
    entry.is_some_and(|it| {
        let words = words(it);
        reader(&words) != Reader::Nobody || words.iter().flatten().any(|it| is_shell(it))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(words: &[&'static str]) -> Reader {
        reader(&words.iter().map(|it| Some(Cow::Borrowed(*it))).collect::<Vec<_>>())
    }

    #[test]
    fn who_reads_a_command() {
        for (words, script) in [
            (&["sh", "-c", "a"][..], 2),
            (&["/bin/bash", "-lc", "a", "b"], 2),
            (&["bash", "-eo", "pipefail", "-c", "a"], 4),
            (&["bash", "-c", "-e", "--", "a"], 4),
            (&["tini", "--", "sh", "-ec", "a"], 4),
            (&["sh", "-c"], 2),
        ] {
            assert!(matches!(reads(words), Reader::Shell { script: at, .. } if at == script), "{words:?}");
        }
        for words in [&["sh", "a.sh", "-c"][..], &["python", "-c", "a b"], &["npm", "start"], &[]] {
            assert_eq!(reads(words), Reader::Nobody, "{words:?}");
        }
        for words in
            [&["-c", "npm run x"][..], &["cmd", "/c", "a", "b"], &["powershell.exe", "-Command", "a"]]
        {
            assert_eq!(reads(words), Reader::Unknown, "{words:?}");
        }
    }

    #[test]
    fn lines_and_texts() {
        for yes in [
            "python manage.py migrate",
            "cd /srv/app",
            "make migrate",
            "./run.sh now",
            "bin/rails db:migrate --trace",
            "/app/migrate up",
            "report --days 30",
            "job.py now",
            "migrate-all && serve",
        ] {
            assert!(is_line(yes), "{yes}");
        }
        for no in [
            "python",
            "hello world",
            "SELECT a || b FROM t",
            "Nightly report of all teams",
            "/opt/my app/run",
            "https://example.com/a b",
            "C:\\Program Files\\x.exe",
            "{\"a\": 1, \"b\": 2}",
            "STAGE=prod run-job",
            "--days 30",
            "- a list",
            "a - b",
            "",
        ] {
            assert!(!is_line(no), "{no}");
        }
    }

    #[test]
    fn what_a_script_uses_and_ends_in() {
        for yes in ["exec \"$@\"", "echo $1", "echo ${2:-x}", "echo $#", "run $*", "echo ${#}", "echo ${@:2}"]
        {
            assert!(uses_arguments(yes), "{yes}");
        }
        for no in ["npm", "echo $HOME ${HOME}", "cost: 5$", "$(date)"] {
            assert!(!uses_arguments(no), "{no}");
        }
        assert_eq!(dangling("a && \\"), Some("&&"));
        assert_eq!(dangling("a |\n"), Some("|"));
        for no in ["a && b", "a &", "a;", "a \\", ""] {
            assert_eq!(dangling(no), None, "{no}");
        }
    }
}
