//! Options of well-known programs whose value is a password although their name does not say so: `mysql -pX`,
//! `sshpass -p X`, `curl -u name:X`; and the header `Authorization`.

use super::names::is_literal;
use std::ops::Range;

/// How an option takes its password.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// In the same word only: `-pX`. As a word of its own it is something else.
    Attached,
    /// As the next word, or in the same.
    Value,
    /// After the name of a user: `-u name:X`.
    AfterUser,
}

/// Programs, their options, and how these take a password.
const OPTIONS: [(&str, &str, Form); 15] = [
    ("mysql", "-p", Form::Attached),
    ("mysqldump", "-p", Form::Attached),
    ("mysqladmin", "-p", Form::Attached),
    ("mysqlimport", "-p", Form::Attached),
    ("mariadb", "-p", Form::Attached),
    ("mariadb-dump", "-p", Form::Attached),
    ("sshpass", "-p", Form::Value),
    ("redis-cli", "-a", Form::Value),
    ("sqlcmd", "-P", Form::Value),
    ("mongo", "-p", Form::Value),
    ("mongosh", "-p", Form::Value),
    ("mongodump", "-p", Form::Value),
    ("mongorestore", "-p", Form::Value),
    ("curl", "-u", Form::AfterUser),
    ("curl", "--user", Form::AfterUser),
];

/// Programs that log in with `-p X`, if their next word is this.
const LOGINS: [(&str, &str); 3] = [("docker", "login"), ("podman", "login"), ("buildah", "login")];

/// Words before the name of a program.
const WRAPPERS: [&str; 6] = ["sudo", "exec", "env", "time", "nohup", "command"];

/// A password that an option of a program takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passed {
    /// The option.
    pub option: &'static str,
    /// The index of the word with the password.
    pub word: usize,
    /// Where it is in that word.
    pub value: Range<usize>,
}

/// Whether a text may run one of the programs, or send the header.
pub(super) fn may_run(text: &str) -> bool {
    let programs = [
        "mysql",
        "mariadb",
        "sshpass",
        "redis-cli",
        "sqlcmd",
        "mongo",
        "curl",
        "login",
        "uthorization",
        "Bearer ",
        "Basic ",
        "-p",
    ];
    programs.iter().any(|it| memchr::memmem::find(text.as_bytes(), it.as_bytes()).is_some())
}

/// Whether one argument, or a script in it, may have one of the options.
pub fn may_pass(argument: &[u8]) -> bool {
    let is_option = |it: &[u8]| {
        matches!(it, [b'-', b'p' | b'P' | b'a' | b'u' | b'H', ..] | [b'-', b'-', b'u' | b'h', ..])
    };
    is_option(argument)
        || argument.len() > 16
            && (memchr::memmem::find_iter(argument, b" -").any(|at| is_option(&argument[at + 1..]))
                || memchr::memmem::find(argument, b"uthorization").is_some())
}

/// The passwords in the words of a command.
pub fn passed(words: &[&str]) -> Vec<Passed> {
    let mut found = Vec::new();
    let is_before = |it: &&str| WRAPPERS.contains(it) || it.contains('=') && !it.starts_with('-');
    let first = words.iter().take_while(|it| is_before(it)).count();
    let program = words.get(first).and_then(|word| word.rsplit('/').next());
    // A word that is not known is empty: then the options may mean anything.
    let Some(program) = program.filter(|program| !program.is_empty()) else { return found };
    let login = LOGINS.iter().any(|it| it.0 == program && words.get(first + 1) == Some(&it.1));
    let known = OPTIONS.iter().filter(|it| it.0 == program).map(|it| (it.1, it.2));
    let options: Vec<_> = known.chain(login.then_some(("-p", Form::Value))).collect();
    if options.is_empty() {
        return beside_user(words).into_iter().collect();
    }
    for at in first + 1..words.len() {
        for &(option, form) in &options {
            let Some(attached) = words[at].strip_prefix(option) else { continue };
            let (word, start) = match (attached, form) {
                ("", Form::Attached) => continue,
                ("", _) => (at + 1, 0),
                _ if option.starts_with("--") && !attached.starts_with('=') => continue,
                _ => (at, words[at].len() - attached.trim_start_matches('=').len()),
            };
            let Some(text) = words.get(word) else { continue };
            let user = text[start..].find(':').map(|it| start + it + 1);
            let start = if form == Form::AfterUser { user } else { Some(start) };
            let Some(start) = start.filter(|it| is_password(&text[*it..])) else { continue };
            found.push(Passed { option, word, value: start..text.len() });
        }
    }
    found
}

/// `-u admin -p X` of any other program: beside a user `-p` is not a port, unless it is a number, and not a path.
fn beside_user(words: &[&str]) -> Option<Passed> {
    let names_user = |it: &&str| matches!(*it, "-u" | "-U" | "--user" | "--username");
    let user = words.iter().position(names_user)?;
    let word = user + words[user..].iter().position(|it| *it == "-p")? + 1;
    let text = words.get(word)?;
    let is_number = text.bytes().all(|it| it.is_ascii_digit());
    let is_one = !is_number && !text.contains(['/', ':']) && is_password(text);
    is_one.then_some(Passed { option: "-p", word, value: 0..text.len() })
}

fn is_password(text: &str) -> bool {
    !text.starts_with('-') && !text.starts_with('`') && is_literal(text)
}

/// The passwords in a script of a shell, by offsets.
pub fn passed_in_script(script: &str) -> Vec<(&'static str, Range<usize>)> {
    let mut found = Vec::new();
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut take = |words: &mut Vec<Range<usize>>| {
        let texts: Vec<_> = words.iter().map(|it| &script[it.clone()]).collect();
        let all = passed(&texts).into_iter();
        found.extend(all.map(|it| {
            let start = words[it.word].start;
            (it.option, start + it.value.start..start + it.value.end)
        }));
        words.clear();
    };
    let mut at = 0;
    while let Some(word) = next(script, at) {
        at = word.end;
        match &script[word.clone()] {
            ";" | "|" | "&" | "&&" | "||" | "\n" | "(" | ")" | "then" | "do" | "else" => take(&mut words),
            text => {
                let encloses = |it: char| text.len() > 1 && text.starts_with(it) && text.ends_with(it);
                let quoted = encloses('"') || encloses('\'');
                let inner = if quoted { word.start + 1..word.end - 1 } else { word };
                words.push(inner.start..inner.end.max(inner.start));
            }
        }
    }
    take(&mut words);
    found
}

/// The next word or sign of a script.
fn next(script: &str, at: usize) -> Option<Range<usize>> {
    let bytes = script.as_bytes();
    let start = at + bytes.get(at..)?.iter().position(|it| !matches!(it, b' ' | b'\t'))?;
    let is_sign = |it: &u8| matches!(it, b';' | b'|' | b'&' | b'\n' | b'(' | b')');
    let end = match bytes[start] {
        quote @ (b'"' | b'\'') => {
            let length = bytes[start + 1..].iter().position(|it| *it == quote);
            length.map_or(bytes.len(), |it| start + it + 2)
        }
        sign if is_sign(&sign) => start + bytes[start..].iter().take_while(|it| **it == sign).count().min(2),
        _ => {
            let is_end = |it: &u8| is_sign(it) || matches!(it, b' ' | b'\t');
            bytes[start..].iter().position(is_end).map_or(bytes.len(), |it| start + it)
        }
    };
    Some(start..end)
}

/// The credentials after `Authorization: Bearer` and the like, the first from an offset on.
pub fn authorization(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += memchr::memmem::find(bytes.get(at..)?, b"uthorization")? + "uthorization".len();
        let rest = text[at..].trim_start_matches(['"', '\\', ' ']);
        let Some(rest) = rest.strip_prefix([':', '=']) else { continue };
        let rest = rest.trim_start_matches(['"', '\\', ' ']);
        let Some((scheme, value)) = rest.split_once(' ') else { continue };
        if !["bearer", "basic", "token", "apikey"].iter().any(|it| scheme.eq_ignore_ascii_case(it)) {
            continue;
        }
        let value = value.trim_start();
        let ends = |it: char| it.is_whitespace() || matches!(it, '"' | '\'' | '\\' | ',' | ';');
        let length = value.find(ends).unwrap_or(value.len());
        let start = text.len() - value.len();
        if length >= 6 && is_password(&value[..length]) {
            return Some(start..start + length);
        }
    }
}

/// The credentials of a text that is the value of an `Authorization` header.
pub fn credentials(text: &str) -> Option<Range<usize>> {
    let (scheme, value) = text.split_once(' ')?;
    let is_scheme = matches!(scheme, "Bearer" | "Basic");
    let has_digit = value.bytes().any(|it| it.is_ascii_digit() || it == b'=');
    let is_word = !value.contains(char::is_whitespace);
    let is_one = is_scheme && value.len() >= 12 && is_word && has_digit && is_password(value);
    is_one.then_some(text.len() - value.len()..text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_in_scripts() {
        for (script, values) in [
            ("mysql -u root -ps3cr3tX app", &["s3cr3tX"][..]),
            ("mysql -u root -p app", &[]),
            ("mysql -u root -p$PW app", &[]),
            ("mkdir -p /a && sshpass -p 's3 cr3t' ssh -p 22 h", &["s3 cr3t"]),
            ("nc -p 8080; curl -u me:s3cr3tX https://x | sh", &["s3cr3tX"]),
            ("curl -u \"me:$PW\" https://x; curl -u me https://x", &[]),
            ("X=1 sudo /usr/bin/redis-cli -a s3cr3tX ping", &["s3cr3tX"]),
            ("docker run -p 80:80 x; docker login -u x -p s3cr3tX", &["s3cr3tX"]),
            ("docker login -u x --password-stdin", &[]),
            ("sqlcmd -U sa -P", &[]),
            ("app -u me -p s3cr3tX", &["s3cr3tX"]),
            ("psql -U me -p 5432; install -u me -p /a/b; app -p name", &[]),
            ("\"", &[]),
            ("\"é😀", &[]),
        ] {
            let found: Vec<_> = passed_in_script(script).into_iter().map(|it| &script[it.1]).collect();
            assert_eq!(found, values, "{script}");
        }
    }

    #[test]
    fn headers() {
        for (text, value) in [
            ("Authorization: Bearer s3cr3tX", Some("s3cr3tX")),
            ("curl -H 'authorization: Basic dXNlcjp4' https://x", Some("dXNlcjp4")),
            (r#"{\"Authorization\": \"Token s3cr3tX\"}"#, Some("s3cr3tX")),
            ("Authorization: Bearer $TOKEN", None),
            ("Authorization: Bearer ${TOKEN}", None),
            ("Authorization: Bearer <token>", None),
            ("authorization is basic here", None),
            ("Authorization:", None),
        ] {
            assert_eq!(authorization(text, 0).map(|it| &text[it]), value, "{text}");
        }
    }
}
