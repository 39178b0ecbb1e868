//! Here-documents: whether their text is run, or only printed or written to a file.

/// Programs that run what they read, or hand it to something that does.
const SHELLS: [&str; 16] = [
    "sh", "bash", "zsh", "ksh", "dash", "ash", "ssh", "su", "eval", "source", ".", "at", "batch", "crontab",
    "xargs", "parallel",
];

/// Programs that print, store or read something else than commands.
const READERS: [&str; 47] = [
    ":",
    "true",
    "cat",
    "tee",
    "read",
    "echo",
    "printf",
    "less",
    "more",
    "mail",
    "fold",
    "fmt",
    "sed",
    "awk",
    "grep",
    "egrep",
    "envsubst",
    "jq",
    "yq",
    "python",
    "python2",
    "python3",
    "ruby",
    "perl",
    "node",
    "php",
    "psql",
    "mysql",
    "sqlite3",
    "kubectl",
    "helm",
    "terraform",
    "tofu",
    "docker",
    "podman",
    "curl",
    "wget",
    "gh",
    "git",
    "patch",
    "base64",
    "gzip",
    "ed",
    "ex",
    "vi",
    "osascript",
    "dd",
];

/// Endings of scripts.
const ENDINGS: [&str; 7] = ["sh", "bash", "zsh", "ksh", "dash", "bats", "command"];

/// Whether a here-document is run. `header` is the command line that opens it.
pub(super) fn is_run(header: &str, body: &str) -> bool {
    let words = words(header);
    let base = |word: &str| word.trim_matches(['"', '\'']).rsplit('/').next().unwrap_or_default().to_owned();
    if words.iter().any(|word| SHELLS.contains(&base(word).as_str())) {
        return true;
    }
    let files = destinations(&words);
    if !files.is_empty() {
        return files.iter().any(|file| is_script(file, body));
    }
    let wrapper = |word: &str| word == "sudo" || word.starts_with('-') || word.contains('=');
    let program = words.iter().find(|word| !wrapper(word)).map(|word| base(word)).unwrap_or_default();
    !READERS.contains(&program.as_str())
}

/// The words of a command line, with the signs of the shell as words of their own.
fn words(header: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(header.len() + 16);
    let mut before = ' ';
    for sign in header.chars() {
        let is_sign = |it: char| matches!(it, '|' | '>' | '<' | ';');
        if is_sign(sign) != is_sign(before) {
            spaced.push(' ');
        }
        spaced.push(sign);
        before = sign;
    }
    spaced.split_whitespace().filter(|word| *word != "\\").map(str::to_owned).collect()
}

/// The files that a command line writes.
fn destinations(words: &[String]) -> Vec<&str> {
    let mut files = Vec::new();
    let mut tees = false;
    for (at, word) in words.iter().enumerate() {
        let after = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", String::as_str);
        let is_sign = word.starts_with(['|', '>', '<', ';']);
        let redirected = after.starts_with('>') && !word.starts_with('&') && !word.starts_with("/dev/");
        let teed = tees && !is_sign && !word.starts_with('-') && !after.starts_with(['<', '>']);
        if redirected || teed {
            files.push(word.trim_matches(['"', '\'']));
        }
        tees = (tees || word.rsplit('/').next() == Some("tee")) && !is_sign_of_end(word);
    }
    files
}

fn is_sign_of_end(word: &str) -> bool {
    word.starts_with(['|', ';'])
}

/// Whether a file is a script, by its name, and where that has no ending, by its place and its first line.
fn is_script(file: &str, body: &str) -> bool {
    let runs_itself = body.trim_start().starts_with("#!");
    let name = file.rsplit('/').next().unwrap_or(file);
    if file.contains('$') && !name.contains('.') {
        return runs_itself;
    }
    match name.trim_start_matches('.').rsplit_once('.') {
        Some((_, ending)) => ENDINGS.contains(&ending.to_ascii_lowercase().as_str()),
        None => {
            let places = ["bin/", "cron", "init.d/", "hooks/", "profile", "rc"];
            runs_itself || places.iter().any(|place| file.contains(place))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_run;

    #[test]
    fn a_document_for_a_shell_is_run_and_a_text_is_not() {
        let runs = [
            ("bash -s <<EOF\n", ""),
            ("ssh host <<'EOF'\n", ""),
            ("sudo -u x bash <<EOF\n", ""),
            ("cat <<EOF | bash\n", ""),
            ("cat <<EOF | ssh host 'bash -s'\n", ""),
            ("cat > run.sh <<EOF\n", ""),
            ("cat <<EOF >\"$DIR/run.sh\"\n", ""),
            ("sudo tee /usr/local/bin/run-job >/dev/null <<'EOF'\n", ""),
            ("cat > /etc/init.d/ecs <<EOF\n", "#!/bin/bash\n"),
            ("cat > \"$FILE\" <<EOF\n", "#!/bin/sh\n"),
            ("cat > /etc/cron.d/job <<EOF\n", ""),
            ("run_there <<EOF\n", ""),
        ];
        let texts = [
            ("cat <<EOF\n", ""),
            ("cat <<EOF >&2\n", ""),
            ("cat 1>&2 <<EOF\n", ""),
            ("cat > usage.txt <<END\n", ""),
            ("cat >> README.md <<END\n", ""),
            ("tee README.md <<END\n", ""),
            ("tee -a docs/usage.md > /dev/null <<END\n", ""),
            ("cat <<EOF | tee notes.md\n", ""),
            ("cat > NOTES <<EOF\n", "aws ecs run-task\n"),
            ("cat > \"$FILE\" <<EOF\n", "aws ecs run-task\n"),
            ("read -r -d '' USAGE <<EOF\n", ""),
            ("python3 - <<EOF\n", ""),
            ("kubectl apply -f - <<EOF\n", ""),
            ("cat <<EOF | less\n", ""),
            (": <<'COMMENT'\n", ""),
        ];
        runs.into_iter().for_each(|(header, body)| assert!(is_run(header, body), "{header}"));
        texts.into_iter().for_each(|(header, body)| assert!(!is_run(header, body), "{header}"));
    }
}
