//! The real AWS CLI from PyPI, asked thousands of times: shorthand by verdict, value and position, command
//! lines by whether a request is sent and by its bytes.

use crate::support::{
    client_answers::{Memory, rejected, sent, understood},
    clients,
    rng::Rng,
};
use ecs_preflight::{
    command::Operation,
    json::ShapeId,
    model::{cli_version::CliVersion, shape::LATEST},
    shorthand::{Data, Dialect, FailureKind, Value as Shorthand, coerce, parser::read},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The Python of a virtual environment with a client.
fn now() -> PathBuf {
    clients::python("aws-cli-1.46.3", &["awscli==1.46.3"]).join("python")
}

/// The client of the page's era needs a Python of its time.
fn old() -> PathBuf {
    let versions = std::env::var_os("HOME").map(|it| Path::new(&it).join(".pyenv/versions"));
    let installed = versions.and_then(|it| fs::read_dir(it).ok()).into_iter().flatten().flatten();
    let mut pythons: Vec<_> = installed.map(|it| it.path().join("bin/python")).collect();
    pythons.sort();
    pythons.extend(["python3.6", "python3.7", "python3.8"].map(PathBuf::from));
    let fits = |it: &&PathBuf| {
        let test = "import sys; sys.exit(not (3, 6) <= sys.version_info[:2] <= (3, 8))";
        Command::new(it).args(["-c", test]).stderr(Stdio::null()).status().is_ok_and(|it| it.success())
    };
    let python = pythons.iter().find(fits).expect("a Python from 3.6 to 3.8");
    // What it asks for besides is too old to be built: any version that can be installed will do.
    let first = ["pyyaml<6", "botocore==1.9.3", "docutils<0.15", "colorama<0.4", "rsa<3.6", "s3transfer<0.2"];
    let bin = clients::python_with(python, "aws-cli-1.14.50", &first, &["awscli==1.14.50"]);
    bin.join("python")
}

/// Asks a driver of `tests/data/client/` line by line.
pub fn ask(python: &Path, driver: &str, questions: &[Value]) -> Vec<Value> {
    ask_with(python, driver, &[], questions)
}

/// The same, with arguments for the driver.
pub fn ask_with(python: &Path, driver: &str, arguments: &[&str], questions: &[Value]) -> Vec<Value> {
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/client").join(driver);
    let mut child = Command::new(python)
        .arg(driver)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the driver starts");
    let mut stdin = child.stdin.take().expect("its input");
    let lines: String = questions.iter().map(|it| format!("{it}\n")).collect();
    let writer = std::thread::spawn(move || drop(stdin.write_all(lines.as_bytes())));
    let output = child.wait_with_output().expect("the driver ends");
    writer.join().expect("all is asked");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<Value> = text.lines().map(|it| serde_json::from_str(it).expect("JSON")).collect();
    assert_eq!(answers.len(), questions.len(), "the driver broke off");
    answers
}

// Shorthand

const KEYS: [&str; 12] = [
    "a",
    "b",
    "awsvpcConfiguration",
    "subnets",
    "assignPublicIp",
    "containerOverrides",
    "name",
    "cpu",
    "value",
    "",
    "k.#",
    "x/y:z",
];
const WORDS: [&str; 36] = [
    "a",
    "b c",
    "ENABLED",
    "1",
    "+5",
    "1_0",
    "1.0",
    "true",
    "TRUE",
    "",
    " ",
    "é",
    "😀",
    "\u{a0}",
    "it's",
    "a\\,b",
    "\\",
    "\\\\",
    "=",
    "x=y",
    "'q'",
    "\"q\"",
    "'a\\'b'",
    "'a\\\\'",
    "\"a\\\\\",\"b\"",
    "'a",
    "a]",
    "}",
    "[",
    "{",
    "\n",
    "\t ",
    "(x)",
    "$V",
    "\u{2028}",
    "\u{1f}",
];

/// A text from the grammar, now and then with a syntax error in it.
fn text(rng: &mut Rng, option: Option<&str>) -> String {
    let mut text = String::new();
    let first = match option {
        Some("--network-configuration") => "awsvpcConfiguration=",
        Some("--overrides") => "containerOverrides=",
        Some("--tags") => "key=",
        Some("--volume-configurations") => "name=v,managedEBSVolume=",
        _ => "",
    };
    if !first.is_empty() && rng.below(4) > 0 {
        text.push_str(first);
        value(rng, &mut text, 0);
    } else {
        member(rng, &mut text, 0);
    }
    for _ in 0..rng.below(3) {
        text.push_str(rng.pick(&[",", ",", ", ", " ,", " "]));
        member(rng, &mut text, 0);
    }
    if rng.below(4) == 0 {
        mutate(rng, &mut text);
    }
    text
}

fn member(rng: &mut Rng, text: &mut String, depth: usize) {
    text.push_str(rng.pick(&KEYS));
    text.push_str(rng.pick(&["=", "=", "=", "=", " = ", "@=", ""]));
    value(rng, text, depth);
}

fn value(rng: &mut Rng, text: &mut String, depth: usize) {
    match rng.below(if depth > 3 { 4 } else { 9 }) {
        4 | 5 => {
            text.push_str(rng.pick(&["[", "[ "]));
            for at in 0..rng.below(4) {
                if at > 0 {
                    text.push_str(rng.pick(&[",", ", ", " , "]));
                }
                value(rng, text, depth + 1);
            }
            text.push_str(rng.pick(&["]", "]", "]", ",]", " ]", ""]));
        }
        6 | 7 => {
            text.push('{');
            for at in 0..rng.below(4) {
                if at > 0 {
                    text.push_str(rng.pick(&[",", ", "]));
                }
                member(rng, text, depth + 1);
            }
            text.push_str(rng.pick(&["}", "}", "}", ",}", ""]));
        }
        8 if depth == 0 => {
            let words: Vec<_> = (0..=rng.below(4)).map(|_| rng.pick(&WORDS)).collect();
            text.push_str(&words.join(rng.pick(&[",", ", "])));
        }
        _ => text.push_str(rng.pick(&WORDS)),
    }
}

fn mutate(rng: &mut Rng, text: &mut String) {
    let at = text.char_indices().map(|it| it.0).nth(rng.below(text.chars().count().max(1))).unwrap_or(0);
    match rng.below(3) {
        0 => text.truncate(at),
        1 => text.insert_str(at, rng.pick(&["'", "\"", ",", "=", "]", "}", "\\", " ", "\n", "é"])),
        _ if at < text.len() => drop(text.remove(at)),
        _ => {}
    }
}

fn shape(option: &str) -> ShapeId {
    let name: String = match option {
        "--network-configuration" => "networkConfiguration",
        "--overrides" => "overrides",
        "--tags" => "tags",
        _ => "volumeConfigurations",
    }
    .to_owned();
    let id = ecs_preflight::DocumentKind::StartTask.root().member(&name).expect("a member");
    if option == "--tags" || option == "--volume-configurations" { id.element() } else { id }
}

/// The value as the client's Python has it.
fn plain(value: &Shorthand) -> Value {
    match &value.data {
        Data::Text(text) => json!(text.text),
        Data::List(all) => all.iter().map(plain).collect(),
        Data::Map(all) => Value::Object(all.iter().map(|it| (it.key.clone(), plain(&it.value))).collect()),
        Data::Json(text) => serde_json::from_str(text).expect("JSON"),
        _ => Value::Null,
    }
}

/// What is wrong with our answer to a text, if anything.
fn differs(text: &str, option: Option<&str>, dialect: Dialect, answer: &Value) -> Option<String> {
    match read(text, dialect) {
        Ok(mut parsed) => {
            let rejected =
                option.is_some_and(|it| !coerce::fit(&mut parsed.value, shape(it), LATEST).is_empty());
            let wanted = match option {
                Some("--tags" | "--volume-configurations") => &answer["value"][0],
                _ => &answer["value"],
            };
            match answer["ok"] == true {
                true if rejected => Some("it is converted".to_owned()),
                true if plain(&parsed.value) != *wanted => {
                    Some(format!("it means {wanted}, not {}", plain(&parsed.value)))
                }
                false if !rejected => Some(format!("it is refused: {answer}")),
                false if answer.get("index").is_some() => Some(format!("it is refused at a place: {answer}")),
                _ => None,
            }
        }
        Err(failure) => {
            let index = text[..failure.at].chars().count();
            let said = match &failure.kind {
                FailureKind::Expected { expected, actual } => {
                    format!("Expected: '{expected}', received: '{actual}'")
                }
                FailureKind::Duplicate { key, .. } => format!("Second instance of key \"{key}\""),
                FailureKind::Depth => String::new(),
            };
            let words = answer["text"].as_str().unwrap_or_default();
            // The client of 2018 gives no index, but it prints a caret.
            let place = answer["index"].as_u64().is_none_or(|it| it as usize == index);
            (answer["ok"] == true || !place || !words.starts_with(&said))
                .then(|| format!("{index} {said}, not {answer}"))
        }
    }
}

fn compare_shorthand(python: &Path, dialect: Dialect, count: usize) {
    const OPTIONS: [Option<&str>; 6] = [
        None,
        None,
        Some("--network-configuration"),
        Some("--overrides"),
        Some("--tags"),
        Some("--volume-configurations"),
    ];
    // The model of the era has neither tags nor volumes.
    let options = if dialect == Dialect::Old { &OPTIONS[..3] } else { &OPTIONS[..] };
    let mut rng = Rng(42);
    let mut questions = Vec::new();
    for round in 0..count {
        let option = options[round % options.len()];
        questions.push(json!({"s": text(&mut rng, option), "param": option}));
    }
    let answers = ask(python, "shorthand.py", &questions);
    let (mut read, mut wrong) = (0, Vec::new());
    for (question, answer) in questions.iter().zip(&answers) {
        let (text, option) = (question["s"].as_str().expect("a text"), question["param"].as_str());
        read += usize::from(answer["ok"] == true);
        wrong.extend(differs(text, option, dialect, answer).map(|it| format!("{question}\n    {it}")));
    }
    let bounds = count / 8..count * 7 / 8;
    assert!(bounds.contains(&read), "{read} of {count} are read");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
}

#[test]
fn shorthand_is_read_as_the_client_reads_it() {
    compare_shorthand(&now(), Dialect::Now, 12_000);
    compare_shorthand(&old(), Dialect::Old, 6_000);
}

// Command lines

/// Files that command lines name.
fn files() -> BTreeMap<String, Vec<u8>> {
    let file = |name: &str, text: &[u8]| (name.to_owned(), text.to_vec());
    [
        file("td.txt", b"web:12\n"),
        file("crlf.txt", b"a\r\nb\r"),
        file("ci.json", b" [\"i\", \"j\"]\n"),
        file("ci.txt", b"i j\n"),
        file("empty.txt", b""),
        file("nc.json", b"{\"awsvpcConfiguration\": {\"subnets\": [\"s\"], \"securityGroups\": []}}\r\n"),
        file("nc.txt", b"awsvpcConfiguration={subnets=[s]}"),
        file("nc-line.txt", b"awsvpcConfiguration={subnets=[s]}\n"),
        file("req.json", b"{\"taskDefinition\": \"f\", \"containerInstances\": [\"g\"], \"startedBy\": \"h\", \"taskDefinition\": \"last\"}"),
        file("part.json", b"{\"startedBy\": \"h\", \"group\": \"\\ud83d\\ude00 \\u00e9 \\u007f\"}"),
        file("bad.json", b"{\"taskDefinition\": \"f\",}"),
        file("latin.txt", b"caf\xe9"),
        file("bom.json", b"\xef\xbb\xbf{\"taskDefinition\": \"f\", \"containerInstances\": [\"g\"]}"),
        file("utf16.json", b"\xff\xfe{\0}\0"),
        file("tags.json", b"[{\"key\": \"a\", \"value\": \"b\"}]"),
        file("null.json", b"{\"taskDefinition\": null, \"containerInstances\": [\"g\"]}"),
    ]
    .into_iter()
    .collect()
}

/// Names of options: whole, beginnings, wrong.
const COMMON: [&str; 20] = [
    "--cluster",
    "--clus",
    "--clust",
    "--group",
    "--gr",
    "--started-by",
    "--start",
    "--s",
    "--network-configuration",
    "--net",
    "--overrides",
    "--ov",
    "--enable-ecs-managed-tags",
    "--no-enable-ecs-managed-tags",
    "--enable-e",
    "--disable-execute-command",
    "--propagate-tags",
    "--tags",
    "--reference-id",
    "--no-en",
];
const VALUES: [&str; 44] = [
    "x",
    "",
    "a b",
    "-1",
    "-x",
    "-.5",
    "- x",
    "--",
    "file://td.txt",
    "file://crlf.txt",
    "file://nope",
    "fileb://td.txt",
    "file://empty.txt",
    "file://latin.txt",
    "file://nc.json",
    "file://nc.txt",
    "file://nc-line.txt",
    "file://ci.json",
    "file://ci.txt",
    "file://tags.json",
    "awsvpcConfiguration={subnets=[a,b]}",
    "awsvpcConfiguration={subnets=a}",
    "awsvpcConfiguration={subnets={a=b}}",
    "awsvpcConfiguration={}",
    "{\"awsvpcConfiguration\": {\"subnets\": [\"é\"]}}",
    " {\"awsvpcConfiguration\": null}",
    "{}",
    "{,}",
    "[]",
    "[\"a\", 1]",
    "[1.5]",
    "containerOverrides=[{name=a,cpu=10}]",
    "containerOverrides={name=a,cpu=10}",
    "containerOverrides=[{name=a,cpu=x}]",
    "containerOverrides=[{name=a,environment=[{name=K,value=v v}]}],taskRoleArn=r",
    "{\"containerOverrides\": [{\"cpu\": true}]}",
    "{\"containerOverrides\": [{\"cpu\": \"1\"}]}",
    "key=a,value=b",
    "key=,value=",
    "{\"key\": \"k\"}",
    "key=a,value@=file://td.txt",
    "a=b,a=c",
    "'{}'",
    "2",
];
const INPUTS: [&str; 14] = [
    "file://req.json",
    "file://part.json",
    "file://bad.json",
    "fileb://bom.json",
    "file://bom.json",
    "file://null.json",
    "{}",
    "[]",
    "null",
    "",
    "{\"overrides\": {}}",
    "{\"taskDefinition\": 5, \"containerInstances\": [\"i\"]}",
    "{\"taskDefinition\": \"\\ud800\", \"containerInstances\": [\"\\u0001\\n\"]}",
    "fileb://utf16.json",
];
const GLOBAL: [&str; 18] = [
    "--region eu-west-1",
    "--reg x",
    "--output json",
    "--output nope",
    "--out text",
    "--profile",
    "--no-verify-ssl",
    "--debug=1",
    "--query tasks",
    "--color off",
    "--no-cli-pager",
    "--cli-read-timeout 5",
    "--cli-read-timeout x",
    "--endpoint-url http://localhost:1",
    "--c x",
    "--n",
    "--version=1",
    "--no-sign-request",
];

fn command(rng: &mut Rng, operation: Operation) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let run = operation == Operation::RunTask;
    if rng.below(8) > 0 {
        words.push(
            rng.pick(&["--task-definition", "--task-def", "--task-definition", "--ta", "--t"]).to_owned(),
        );
        words.push(rng.pick(&["web:12", "t", "file://td.txt"]).to_owned());
    }
    if !run && rng.below(8) > 0 {
        words.push(
            rng.pick(&["--container-instances", "--con", "--container-instances", "--containerInstances"])
                .to_owned(),
        );
        for _ in 0..rng.below(4) {
            words.push(
                rng.pick(&[
                    "i",
                    "j",
                    "a,b",
                    "[\"i\"]",
                    "[\"i\"",
                    "",
                    "file://ci.json",
                    "file://ci.txt",
                    "-1",
                ])
                .to_owned(),
            );
        }
    }
    if run && rng.below(2) == 0 {
        words.push(
            rng.pick(&["--count", "--coun", "--launch-type", "--launch", "--platform-version"]).to_owned(),
        );
        words.push(rng.pick(&["2", " 3 ", "x", "EC2", "1.0", "٣"]).to_owned());
    }
    if run && rng.below(3) == 0 {
        words.push(
            rng.pick(&["--placement-constraints", "--placement-strategy", "--capacity-provider-strategy"])
                .to_owned(),
        );
        for _ in 0..rng.below(3) {
            words.push(
                rng.pick(&[
                    "type=distinctInstance",
                    "capacityProvider=FARGATE,weight=1",
                    "capacityProvider=F,weight=x",
                    "[]",
                    "type=spread,field=a",
                ])
                .to_owned(),
            );
        }
    }
    for _ in 0..rng.below(3) {
        let (name, value) = (rng.pick(&COMMON), rng.pick(&VALUES));
        match rng.below(6) {
            0 => words.push(format!("{name}={value}")),
            1 => words.push(name.to_owned()),
            _ => words.extend([name.to_owned(), value.to_owned()]),
        }
    }
    if rng.below(3) == 0 {
        let (name, value) =
            (rng.pick(&["--cli-input-json", "--cli-input-json", "--cli-in"]), rng.pick(&INPUTS));
        if rng.below(6) == 0 {
            words.push(format!("{name}={value}"))
        } else {
            words.extend([name.to_owned(), value.to_owned()])
        }
    }
    if rng.below(8) == 0 {
        words.push("--generate-cli-skeleton".to_owned());
        words.extend(
            Some(rng.pick(&["", "input", "output", "yaml-input"]))
                .filter(|it| !it.is_empty())
                .map(str::to_owned),
        );
    }
    if rng.below(5) == 0 {
        let at = rng.below(words.len() + 1);
        let global = rng.pick(&GLOBAL).split(' ').map(str::to_owned);
        words.splice(at..at, global);
    }
    if rng.below(25) == 0 {
        words.push(rng.pick(&["stray", "--unknown", "help", "--", "-"]).to_owned());
    }
    words
}

/// Command lines that the comparison leaves out, and why.
fn left_out(words: &[String]) -> bool {
    // What it prints is help, in a pager.
    let prints = words.iter().any(|it| it == "help" || it == "--version");
    // Older Pythons make an empty list of `--group=--`, newer ones the text that it is.
    prints || words.iter().any(|it| it.ends_with("=--"))
}

fn compare_commands(python: &Path, client: CliVersion, count: usize) {
    let files = files();
    let encoded: serde_json::Map<String, Value> =
        files.iter().map(|(name, bytes)| (name.clone(), json!(base64(bytes)))).collect();
    let mut rng = Rng(42);
    let mut cases = Vec::new();
    while cases.len() < count {
        let operation = if cases.len() % 3 == 2 { Operation::RunTask } else { Operation::StartTask };
        let words = command(&mut rng, operation);
        if !left_out(&words) {
            cases.push((operation, words));
        }
    }
    let question = |(operation, words): &(Operation, Vec<String>)| json!({"operation": operation.word(), "args": words, "files": encoded});
    let questions: Vec<_> = cases.iter().map(question).collect();
    let answers = ask(python, "commands.py", &questions);
    let (mut requests, mut wrong) = (0, Vec::new());
    for ((operation, words), answer) in cases.iter().zip(&answers) {
        let it = understood(*operation, words, client, &mut Memory(files.clone()));
        let wire = answer["sent"][0].as_str();
        requests += usize::from(wire.is_some());
        let skeleton = answer["code"] == 0 && wire.is_none();
        let same = match wire {
            Some(wire) => !rejected(&it) && sent(&it).as_deref() == Some(wire),
            None if skeleton => matches!(it.answer, ecs_preflight::command::Answer::Print(_)),
            None => rejected(&it),
        };
        if !same {
            let found: Vec<_> = it
                .findings
                .iter()
                .map(|it| format!("{}: {}", it.diagnostic.rule, it.diagnostic.message))
                .collect();
            wrong.push(format!(
                "{} {words:?}\n    client: {answer}\n    ours: {:?} {found:#?}",
                operation.word(),
                sent(&it)
            ));
        }
    }
    assert!(requests > count / 12, "only {requests} of {count} are sent");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |sum, it| sum << 8 | u32::from(*it)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let sign = SIGNS[(number >> (18 - 6 * at)) as usize & 63] as char;
            text.push(if at <= three.len() { sign } else { '=' });
        }
    }
    text
}

#[test]
fn requests_are_sent_exactly_when_the_client_sends_them() {
    compare_commands(&now(), CliVersion::V1, 600);
    compare_commands(&old(), CliVersion::Old, 400);
}
