//! Turns three folders into tables, so that a new rule or a new member is a new file or entry and nothing else.
//!
//! - `src/rules/*.rs`: one rule a file. The file name is the rule's id, its `//!` comment the rule's
//!   page; the `Request("…")`, `Response("…")` … patterns in it are where it looks.
//! - `fixtures/<rule>/`: the first `bad-*` and the first `ok-*` are the rule's examples.
//!   A rule on side-cars has `*.toml` in their place, and the documents they name in `documents/`.
//! - `schemas/*.json`: one annotated schema a document kind, and `limits.json`.
//!
//! Anything unexpected in either stops the build.

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write,
    fs,
    path::Path,
};

#[path = "src/model/perfect_hash.rs"]
mod slots;

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let rules = rules(&root);
    let way = way_to(&root, &out);
    let write =
        |name: &str, text: String| fs::write(Path::new(&out).join(name), text).expect("OUT_DIR is writable");
    let (table, examples) = rules.tables(&root, &way);
    write("rules.rs", table);
    write("examples.rs", examples);
    write("limits.rs", limits(&root));
    write("clients.rs", clients(&root));
    write("log_drivers.rs", log_drivers(&root));
    write("elsewhere.rs", elsewhere(&root));
    write("operations.rs", operations(&root));
    // The tables hold thousands of pointers, which the loader of a position-independent program would
    // have to mend at every start: half of the time that a run on one file takes.
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    // A statically linked one has its own way (`relocation-model`).
    let stands_alone = target("FEATURE").split(',').any(|it| it == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !stands_alone {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    let schemas = Schemas::load(&root);
    let shapes = Shapes::of(&schemas, &rules);
    write("shapes.rs", shapes.table(&schemas));
    write("schemas.rs", schemas.texts());
    write("orders.rs", shapes.orders());
}

/// The names in a folder that end so, sorted.
fn names(folder: &str, ending: &str) -> Vec<String> {
    println!("cargo::rerun-if-changed={folder}");
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let names = entries.map(|it| it.expect(folder).file_name().into_string().expect("a UTF-8 name"));
    let mut names: Vec<_> = names.filter(|it| it.ends_with(ending)).collect();
    names.sort();
    names
}

// Rules

/// The variants of `On` in `src/lint/rule.rs`, and the documents whose places each names.
const PLACES: [(&str, &[&str]); 5] = [
    ("Request", &["start-task", "run-task"]),
    ("StartTask", &["start-task"]),
    ("RunTask", &["run-task"]),
    ("Response", &["response"]),
    ("TaskDefinition", &["task-definition"]),
];

/// The variants of `Check` in `src/lint/rule.rs` that do not look at every node of their places.
const SORTS: [&str; 2] = ["OddStrings", "Secrets"];

struct Rules(Vec<RuleFile>);

struct RuleFile {
    module: String,
    path: String,
    page: String,
    /// The places it looks at, by the word of [`PLACES`].
    places: Vec<(&'static str, String)>,
    /// Whether it says how sure it is.
    has_confidence: bool,
    /// The variant of `Check` by which it looks at nodes, where that is a special one.
    sort: Option<&'static str>,
    /// Whether it says what of a task definition answers it.
    is_answered: bool,
    bad: Option<String>,
    ok: Option<String>,
}

fn rules(root: &str) -> Rules {
    let folder = format!("{root}/src/rules");
    // Some rules look at the same places.
    let shared = format!("{root}/src/rules/shared/secret_places.rs");
    println!("cargo::rerun-if-changed={shared}");
    let shared = fs::read_to_string(&shared).expect(&shared);
    let read = |name: String| {
        let path = format!("{folder}/{name}");
        let mut text = fs::read_to_string(&path).expect(&path);
        if text.contains("secret_places::PLACES") {
            text.push_str(&shared);
        }
        let page: String = text
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"])
            .collect();
        assert!(!page.is_empty(), "{path}: a rule file starts with its `//!` page");
        let module = name.trim_end_matches(".rs").to_owned();
        let fixtures = format!("{root}/fixtures/{}", module.replace('_', "-"));
        RuleFile {
            bad: example(&fixtures, "bad-"),
            ok: example(&fixtures, "ok-"),
            module,
            path,
            page,
            has_confidence: text.contains("\npub const CONFIDENCE: Confidence"),
            sort: SORTS.into_iter().find(|it| text.contains(&format!("check: {it}("))),
            is_answered: text.contains("\npub const ANSWERED_BY: Answer"),
            places: PLACES
                .iter()
                .flat_map(|(word, _)| patterns(&text, word).into_iter().map(move |it| (*word, it)))
                .collect(),
        }
    };
    Rules(names(&folder, ".rs").into_iter().filter(|it| it != "mod.rs").map(read).collect())
}

/// How the file is called that holds the task definition of a launch.
const DEFINITION: &str = ".task-definition.json";

/// How the name of the fixture begins that shows the typical mistake, where it is not the first by name.
const TYPICAL: &str = "bad-typical-";

/// The first fixture of a sort. Only where there is none yet is the folder watched, lest the `.out`
/// files in it rebuild the crate.
fn example(folder: &str, prefix: &str) -> Option<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let names = entries.filter_map(|it| it.file_name().into_string().ok());
    let endings = [".json", ".toml", ".shorthand", ".argv", ".sh", ".yml"];
    let is_fixture =
        |it: &String| endings.iter().any(|ending| it.ends_with(ending)) && !it.ends_with(DEFINITION);
    // The typical mistake first. A document says more than a command line.
    let order = |it: &String| (!it.starts_with(TYPICAL), !it.ends_with(".json"), it.clone());
    let first = names.filter(|it| it.starts_with(prefix) && is_fixture(it)).min_by_key(order);
    let path = first.map(|name| format!("{folder}/{name}"));
    println!("cargo::rerun-if-changed={}", path.as_deref().unwrap_or(folder));
    path
}

/// What takes a file of the package in. The folder it is in is no part of the text, so that this is the same anywhere.
fn included(root: &str, path: &str) -> String {
    let inside = path.strip_prefix(root).expect("a file of the package");
    format!("include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {inside:?}))")
}

/// How the rules' files are named to the compiler: by whole paths, which it repeats in what it says about them.
/// Who has it map paths away wants the same bytes from any folder, and whole paths in the table make others. Then the
/// way leads from OUT_DIR, as far as that lies in the package.
fn way_to(root: &str, out: &str) -> String {
    println!("cargo::rerun-if-env-changed=RUSTFLAGS");
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let real = |path: &str| fs::canonicalize(path).expect("it exists");
    match Path::new(out).strip_prefix(root) {
        // Behind a link, `..` would lead elsewhere.
        Ok(below) if flags.contains("--remap-path-prefix") && real(root).join(below) == real(out) => {
            vec![".."; below.components().count()].join("/")
        }
        _ => root.to_owned(),
    }
}

/// The documents that the side-cars of a folder speak of.
fn documents(root: &str, folder: &str) -> String {
    let folder = format!("{folder}/documents");
    let document = |name: String| {
        let bytes = included(root, &format!("{folder}/{name}"));
        format!("(\"documents/{name}\", {bytes}), ")
    };
    names(&folder, ".json").into_iter().map(document).collect()
}

/// The task definition of a launch, for the table, where there is one.
fn definition(root: &str, path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let beside = format!("{stem}{DEFINITION}");
    let name = beside.rsplit('/').next().expect("a name");
    let exists = Path::new(&beside).exists();
    if exists { format!("({name:?}, {} as &[u8])", included(root, &beside)) } else { String::new() }
}

/// The literals in `Request("…")`, say, outside comments.
fn patterns(text: &str, call: &str) -> Vec<String> {
    let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let opening = format!("{call}(\"");
    let calls = code.split(&opening).skip(1);
    calls.map(|rest| rest.split('"').next().expect("a first part").to_owned()).collect()
}

/// Whether a variant of `On` names places of a document.
fn names_document(word: &str, document: &str) -> bool {
    PLACES.iter().any(|(it, documents)| *it == word && documents.contains(&document))
}

impl Rules {
    /// The table, in which `way` leads to the package.
    fn tables(&self, root: &str, way: &str) -> (String, String) {
        let (mut mods, mut table, mut examples) = (String::new(), String::new(), String::new());
        let mut checks = String::new();
        let example = |path: &Option<String>| match path {
            Some(path) => {
                let (folder, name) = path.rsplit_once('/').expect("a name");
                let beside =
                    if name.ends_with(".toml") { documents(root, folder) } else { definition(root, path) };
                let bytes = included(root, path);
                format!("Some(Example {{ name: {name:?}, bytes: {bytes}, documents: &[{beside}] }})")
            }
            None => "None".to_owned(),
        };
        for RuleFile { module, path, page, has_confidence, is_answered, sort, bad, ok, .. } in &self.0 {
            let id = module.replace('_', "-");
            let (bad, ok) = (example(bad), example(ok));
            let confidence = if *has_confidence {
                format!("{module}::CONFIDENCE")
            } else {
                "Confidence::Certain".to_owned()
            };
            let answered =
                if *is_answered { format!("Some({module}::ANSWERED_BY)") } else { "None".to_owned() };
            let path = path.replacen(root, way, 1);
            writeln!(mods, "#[path = {path:?}] mod {module};").expect("a string");
            writeln!(checks, "    {module}::RULE.on_node(),").expect("a string");
            for it in SORTS {
                let not = if *sort == Some(it) { "" } else { "!" };
                let seen = format!("{not}matches!({module}::RULE.check, {it}(..))");
                writeln!(mods, "const _: () = assert!({seen}, \"build.rs saw another `check` there\");")
                    .expect("a string");
            }
            writeln!(
                table,
                "    RuleEntry {{ id: {id:?}, page: {page:?}, rule: &{module}::RULE, confidence: {confidence}, answered_by: {answered} }},"
            )
            .expect("a string");
            writeln!(examples, "    Examples {{ rule: {id:?}, bad: {bad}, ok: {ok} }},").expect("a string");
        }
        let examples =
            format!("/// The examples of all rules.\npub static EXAMPLES: &[Examples] = &[\n{examples}];\n");
        let rules = format!(
            "{mods}/// All rules, in the order of their ids.\npub static RULES: &[RuleEntry] = &[\n{table}];\n\
             /// What each does with a node.\nstatic CHECKS: [OnNode; {count}] = [\n{checks}];\n",
            count = self.0.len()
        );
        (rules, examples)
    }
    fn looking_at(&self, pointer: &str, document: &str) -> Vec<usize> {
        let looks =
            |it: &RuleFile| it.places.iter().any(|(word, p)| p == pointer && names_document(word, document));
        (0..self.0.len()).filter(|&at| looks(&self.0[at])).collect()
    }
    /// Whether the same rules look at a place and at all below it in both documents.
    fn look_alike(&self, pointer: &str, one: &str, other: &str) -> bool {
        let below =
            |p: &str| p.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let mut places = self.0.iter().flat_map(|it| &it.places).filter(|(_, p)| below(p));
        places.all(|(word, _)| names_document(word, one) == names_document(word, other))
    }
}

// Limits

fn data(root: &str, name: &str) -> BTreeMap<String, Value> {
    let path = format!("{root}/schemas/{name}.json");
    println!("cargo::rerun-if-changed={path}");
    serde_json::from_str(&fs::read_to_string(&path).expect(&path)).expect(&path)
}

fn elsewhere(root: &str) -> String {
    let entry = |it: &Value| {
        let members: Vec<_> =
            it["members"].as_array().expect("members").iter().map(Value::to_string).collect();
        format!("    Elsewhere {{ belongs: {}, members: &[{}] }},\n", it["belongs"], members.join(", "))
    };
    let entries: String = data(root, "elsewhere").values().map(entry).collect();
    let alias = |(name, member): (&String, &Value)| format!("    ({name:?}, {member}),\n");
    let aliases: String = data(root, "aliases").iter().map(alias).collect();
    format!(
        "static ELSEWHERE: &[Elsewhere] = &[\n{entries}];\n\
         static ALIASES: &[(&str, &str)] = &[\n{aliases}];\n"
    )
}

/// Operations whose documents are launch documents. A definition of a daemon's tasks has the members of any other.
const LAUNCHES: [&str; 5] =
    ["RunTask", "StartTask", "RegisterTaskDefinition", "RegisterDaemonTaskDefinition", "DescribeTasks"];

/// The requests and answers of ECS and AWS Batch that are no launch documents. What DescribeTasks answers is one.
fn operations(root: &str) -> String {
    let data = data(root, "operations");
    let (mut table, mut names, mut count) = (String::new(), BTreeSet::new(), 0);
    for service in ["ECS", "AWS Batch"] {
        for (name, operation) in data[service].as_object().expect("operations") {
            let list = |of: &str| {
                let all = operation[of].as_array().expect("names").iter();
                all.map(|it| it.as_str().expect("a name").to_owned()).collect::<Vec<_>>()
            };
            let (required, optional) = (list("required"), list("optional"));
            if LAUNCHES[..4].contains(&name.as_str()) {
                continue;
            }
            names.extend(required.iter().chain(&optional).cloned());
            let answered = if LAUNCHES.contains(&name.as_str()) { Vec::new() } else { list("answer") };
            count += 1;
            writeln!(
                table,
                "    Operation {{ name: {name:?}, request: [\"{service} {name} request\", \"{service} {name} requests\"], \
                 answer: [\"{service} {name} response\", \"{service} {name} responses\"], \
                 required: &{required:?}, optional: &{optional:?}, answered: &{answered:?} }},"
            )
            .expect("a string");
        }
    }
    assert!(count <= 256, "an operation has a number of 8 bits");
    let names: Vec<_> = names.into_iter().collect();
    format!(
        "static OPERATIONS: &[Operation] = &[\n{table}];\n\
         /// The members of their requests, sorted.\nstatic REQUEST_NAMES: &[&str] = &{names:?};\n"
    )
}

fn limits(root: &str) -> String {
    let limits = data(root, "limits");
    let mut out = String::new();
    for (name, limit) in limits {
        let text = limit["description"].as_str().expect("a description");
        let constant = name.replace('-', "_").to_uppercase();
        let values = limit["values"].as_array().expect("values");
        let entry = |it: &Value| match &it["value"] {
            Value::Number(number) => format!("(Date::from_number({}), {number})", date(&it["since"])),
            Value::String(text) => format!("(Date::from_number({}), {text:?})", date(&it["since"])),
            range @ Value::Array(_) => {
                format!("(Date::from_number({}), {})", date(&it["since"]), pair(range).expect("a range"))
            }
            _ if it["ebs"].is_string() => format!(
                "EbsType {{ name: {}, size: {}, iops: {} }}",
                it["ebs"],
                pair(&it["size"]).expect("GiB"),
                pair(&it["iops"]).map_or("None".to_owned(), |it| format!("Some({it})"))
            ),
            _ => format!(
                "FargateSize {{ since: Date::from_number({}), cpu: {}, memory: &{:?} }}",
                date(&it["since"]),
                it["cpu"],
                memory(&it["memory"])
            ),
        };
        let entries: Vec<_> = values.iter().map(entry).collect();
        let entries = entries.join(", ");
        let item = match &values[0]["value"] {
            Value::Number(_) => format!("Dated<u32> = Dated(&[{entries}])"),
            Value::String(_) => format!("Dated<&str> = Dated(&[{entries}])"),
            Value::Array(_) => format!("Dated<(u32, u32)> = Dated(&[{entries}])"),
            _ if values[0]["ebs"].is_string() => format!("&[EbsType] = &[{entries}]"),
            _ => format!("&[FargateSize] = &[{entries}]"),
        };
        writeln!(out, "/// {text}\npub static {constant}: {item};").expect("a string");
    }
    out
}

/// The log drivers with their options.
fn log_drivers(root: &str) -> String {
    let words = |list: &Value| -> String {
        let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter().map(|it| format!("{it}, ")).collect()
    };
    let driver = |(name, it): (&String, &Value)| {
        format!(
            "    LogDriver {{ name: {name:?}, fargate: {}, any: {}, requires: &[{}], requires_on_fargate: &[{}], options: &[{}] }},\n",
            it["fargate"] == true,
            it["any"] == true,
            words(&it["requires"]),
            words(&it["requires-on-fargate"]),
            words(&it["options"])
        )
    };
    let drivers: String = data(root, "log-drivers").iter().map(driver).collect();
    format!("static LOG_DRIVERS: &[LogDriver] = &[\n{drivers}];\n")
}

/// `[1, 2]` as a tuple.
fn pair(value: &Value) -> Option<String> {
    value.as_array().map(|it| format!("({}, {})", it[0], it[1]))
}

/// The releases of clients, oldest first.
fn clients(root: &str) -> String {
    let version = |it: &Value| it.as_str().map(|it| format!("[{}]", it.replace('.', ", ")));
    let release = |it: &Value| {
        let (since, botocore) = (date(&it["since"]), version(&it["botocore"]).expect("a release"));
        let aws_cli = version(&it["aws-cli"]).map_or("None".to_owned(), |it| format!("Some({it})"));
        format!(
            "    Release {{ since: Date::from_number({since}), botocore: {botocore}, aws_cli: {aws_cli} }},\n"
        )
    };
    let data = data(root, "clients");
    let releases: String =
        data["releases"]["values"].as_array().expect("values").iter().map(release).collect();
    format!("static RELEASES: &[Release] = &[\n{releases}];\n")
}

fn memory(sizes: &Value) -> Vec<u64> {
    if let Some(list) = sizes.as_array() {
        return list.iter().map(|it| it.as_u64().expect("MiB")).collect();
    }
    let bound = |name: &str| sizes[name].as_u64().expect(name);
    (bound("from")..=bound("to")).step_by(bound("step") as usize).collect()
}

/// `"2018-03-01"` as 20180301.
fn date(value: &Value) -> u32 {
    let text = value.as_str().unwrap_or_else(|| panic!("a date, not {value}"));
    assert!(text.len() == 10, "a date, not {text}");
    text.replace('-', "").parse().expect("a date")
}

// Schemas

/// The document kinds, in the order of `Kind` in `src/document.rs`.
const KINDS: [&str; 7] = [
    "start-task",
    "run-task",
    "response",
    "overrides",
    "container-overrides",
    "network-configuration",
    "task-definition",
];

/// Those that are no part of another.
const WHOLE: [&str; 4] = ["start-task", "response", "run-task", "task-definition"];

struct Schemas(BTreeMap<String, Value>);

impl Schemas {
    fn load(root: &str) -> Schemas {
        let load = |kind: &str| {
            let path = format!("{root}/schemas/{kind}.json");
            println!("cargo::rerun-if-changed={path}");
            let text = fs::read_to_string(&path).expect(&path);
            (kind.to_owned(), serde_json::from_str(&text).expect(&path))
        };
        Schemas(KINDS.into_iter().map(load).collect())
    }

    /// The schema that a `$ref` in `file` leads to, and the file it stands in.
    fn resolve<'a>(&'a self, file: &'a str, schema: &'a Value) -> (&'a str, &'a Value) {
        let Some(to) = schema["$ref"].as_str() else { return (file, schema) };
        let (other, pointer) = to.split_once('#').expect("a $ref with #");
        let file =
            if other.is_empty() { file } else { other.strip_suffix(".json").expect("a file of schemas/") };
        let (file, root) = self.0.get_key_value(file).expect("a schema of schemas/");
        self.resolve(file, root.pointer(pointer).unwrap_or_else(|| panic!("{to} leads nowhere")))
    }

    fn texts(&self) -> String {
        let text = |kind: &&str| format!("    ({kind:?}, {:?}),\n", self.0[*kind].to_string());
        let texts: String = KINDS.iter().map(text).collect();
        format!("static SCHEMAS: &[(&str, &str)] = &[\n{texts}];\n")
    }
}

/// The table of `src/shape.rs`, in the making. Entry 0 is what no model knows.
struct Shapes<'a> {
    schemas: &'a Schemas,
    rules: &'a Rules,
    entries: Vec<Entry<'a>>,
    /// The document whose places are being made.
    document: &'static str,
    /// Where the root of each is.
    roots: Vec<(&'static str, usize)>,
    /// What was made already, by its schema and its place: documents share the places that are alike.
    made: BTreeMap<(*const Value, String), (&'static str, usize)>,
    used: Vec<String>,
    /// Structures whose members once came in another order (`x-order-until`): entry, day, names.
    orders: Vec<(usize, u32, Vec<String>)>,
}

#[derive(Default)]
struct Entry<'a> {
    name: String,
    pointer: String,
    form: String,
    first: usize,
    count: usize,
    since: u32,
    until: Option<u32>,
    required_until: u32,
    read_only: bool,
    words: Vec<(String, u32)>,
    key: Option<&'a str>,
    rules: Vec<usize>,
    /// Those that only look at some, by [`SORTS`].
    sorted: [Vec<usize>; SORTS.len()],
    /// Members whose lack some rules look for.
    lacking: Vec<(String, usize)>,
    expects: u64,
}

impl<'a> Shapes<'a> {
    fn of(schemas: &'a Schemas, rules: &'a Rules) -> Shapes<'a> {
        let unknown = Entry { form: "Unknown".into(), ..Entry::default() };
        let entries = vec![unknown];
        let (document, roots, made, used) = ("", Vec::new(), BTreeMap::new(), Vec::new());
        let orders = Vec::new();
        let mut shapes = Shapes { schemas, rules, entries, document, roots, made, used, orders };
        for kind in WHOLE {
            shapes.document = kind;
            let id = shapes.entries.len();
            shapes.roots.push((kind, id));
            shapes.entries.push(Entry::default());
            shapes.fill(id, String::new(), String::new(), (kind, &schemas.0[kind]), None);
        }
        shapes.check_patterns();
        shapes
    }

    /// Makes entry `id` of a schema, and behind it those of all that it contains.
    fn fill(
        &mut self,
        id: usize,
        name: String,
        pointer: String,
        at: (&'a str, &'a Value),
        required: Option<u32>,
    ) {
        let (outer, (file, schema)) = (at.1, self.schemas.resolve(at.0, at.1));
        known_keywords(schema);
        let since = outer.get("x-since").map_or(0, date);
        let until = outer.get("x-until").map(date);
        let rules = self.rules.looking_at(&pointer, self.document);
        if !rules.is_empty() {
            self.used.push(format!("{} {pointer}", self.document));
        }
        let of = |sort| rules.iter().copied().filter(|it| self.rules.0[*it].sort == sort).collect();
        let sorted = SORTS.map(|it| of(Some(it)));
        let rules = of(None);
        let children = children(schema);
        let twin = self.made.get(&(std::ptr::from_ref(schema), pointer.clone()));
        let twin = twin.filter(|(document, _)| self.rules.look_alike(&pointer, document, self.document));
        let run = twin.map(|(_, twin)| self.entries[*twin].first);
        let first = run.unwrap_or(self.entries.len());
        if run.is_none() {
            self.entries.resize_with(first + children.len(), Entry::default);
            self.made.insert((std::ptr::from_ref(schema), pointer.clone()), (self.document, id));
        }
        let lacking = self.lacking(&pointer, &children);
        let expects = |bits, (at, it): (usize, &(&str, &Value))| {
            bits | u64::from(lacking.iter().any(|(name, _)| name == it.0)) << at
        };
        let expects = children.iter().enumerate().fold(0, expects);
        let words = words(schema);
        for (until, names) in schema["x-order-until"].as_object().into_iter().flatten() {
            let names = names.as_array().expect("names").iter();
            let names = names.map(|it| it.as_str().expect("a name").to_owned()).collect();
            self.orders.push((id, date(&Value::from(until.as_str())), names));
        }
        self.entries[id] = Entry {
            name,
            pointer: pointer.clone(),
            form: form(schema),
            first,
            count: children.len(),
            since,
            until,
            required_until: required.unwrap_or(0),
            read_only: outer.get("x-read-only").is_some(),
            words,
            key: self.natural_key(file, schema),
            rules,
            sorted,
            lacking,
            expects,
        };
        if run.is_some() {
            return;
        }
        for (at, (name, child)) in children.into_iter().enumerate() {
            let step = if name.is_empty() { "*" } else { name };
            let required = match child.get("x-required-until") {
                Some(until) => Some(date(until)),
                None if is_required(schema, name) => Some(u32::MAX),
                None => None,
            };
            self.fill(first + at, name.to_owned(), format!("{pointer}/{step}"), (file, child), required);
        }
    }

    /// The member by which people tell the elements of a list apart; empty where that is the element itself.
    fn natural_key(&self, file: &'a str, schema: &'a Value) -> Option<&'a str> {
        let key = schema.get("x-key")?.as_str().expect("a name");
        let items = schema.get("items").expect("only a list has an x-key");
        let (file, element) = self.schemas.resolve(file, items);
        let holder = if key.is_empty() { element } else { &element["properties"][key] };
        let (_, holder) = self.schemas.resolve(file, holder);
        assert!(holder["type"] == "string" || holder["type"] == "integer", "x-key names no scalar: {key:?}");
        Some(key)
    }

    /// The members of a structure whose lack is a place of some rules, with those.
    fn lacking(&mut self, pointer: &str, children: &[(&str, &Value)]) -> Vec<(String, usize)> {
        let mut lacking = Vec::new();
        for (name, _) in children {
            let place = format!("{pointer}/!{name}");
            let rules = self.rules.looking_at(&place, self.document);
            if !rules.is_empty() {
                self.used.push(format!("{} {place}", self.document));
            }
            lacking.extend(rules.into_iter().map(|rule| ((*name).to_owned(), rule)));
        }
        lacking
    }

    fn check_patterns(&self) {
        for rule in &self.rules.0 {
            for (word, pattern) in &rule.places {
                let found = WHOLE.iter().any(|document| {
                    names_document(word, document) && self.used.contains(&format!("{document} {pattern}"))
                });
                assert!(found, "{}: no schema has the place {pattern:?}", rule.path);
            }
        }
    }

    fn table(&self, schemas: &Schemas) -> String {
        let mut table = String::new();
        let mut slots = Vec::new();
        for it in &self.entries {
            let members = &self.entries[it.first..it.first + it.count];
            let (seed, own) = if it.form == "Struct" { slots_of(members) } else { (0, Vec::new()) };
            // Where a slot leads is a member, and never what stands behind them.
            assert!(it.form != "Struct" || !members.is_empty(), "{}: an object without members", it.pointer);
            let run = (slots.len(), 64 - own.len().max(2).ilog2());
            let demanded = |(at, it): (usize, &Entry<'_>)| u64::from(it.required_until > 0) << at;
            let demands: u64 = members.iter().enumerate().map(demanded).sum();
            slots.extend(own);
            let words: String = it
                .words
                .iter()
                .map(|(word, since)| format!("({word:?}, Date::from_number({since})), "))
                .collect();
            writeln!(
                table,
                "    Shape {{ name: {:?}, pointer: {:?}, form: Type::{}, first: {}, count: {}, slots: {run:?}, seed: {seed}, \
                 demands: {}, read_only: {}, \
                 since: Date::from_number({}), until: Date::from_number({}), required_until: Date::from_number({}), \
                 words: &[{words}], key: {:?}, rules: &{:?}, has_prefiltered: {}, on_strings: &{:?}, on_secrets: &{:?}, bits: {}, lacking: &{:?}, expects: {} }},",
                it.name, it.pointer, it.form, it.first, it.count,
                demands,
                it.read_only,
                it.since, it.until.unwrap_or(u32::MAX), it.required_until, it.key, it.rules, it.sorted.iter().any(|all| !all.is_empty()), it.sorted[0], it.sorted[1],
                if it.rules.is_empty() && it.sorted.iter().all(Vec::is_empty) { "0" } else { "crate::json::HAS_RULES" }, it.lacking, it.expects
            )
            .expect("a string");
        }
        let newest = self
            .entries
            .iter()
            .flat_map(|it| it.words.iter().map(|(_, since)| *since).chain([it.since]))
            .max();
        format!(
            "pub(crate) static SHAPES: [Shape; {}] = [\n{table}];\n\
             static SLOTS: [u8; {}] = {slots:?};\n\
             /// The roots of the document kinds, in the order of `Kind`.\n\
             pub(crate) static ROOTS: [ShapeId; {}] = [{}];\n\
             /// The day of the newest member or enumeration value.\n\
             pub static LATEST: Date = Date::from_number({});\n",
            self.entries.len(),
            slots.len(),
            KINDS.len(),
            self.roots(schemas),
            newest.unwrap_or(0)
        )
    }

    fn orders(&self) -> String {
        let entry = |(id, until, names): &(usize, u32, Vec<String>)| {
            format!("    (ShapeId({id}), Date::from_number({until}), &{names:?}),\n")
        };
        let entries: String = self.orders.iter().map(entry).collect();
        format!("static ORDERS: &[(ShapeId, Date, &[&str])] = &[\n{entries}];\n")
    }

    /// Sub-documents hang somewhere in the request (`x-mount`): their root is that entry.
    fn roots(&self, schemas: &Schemas) -> String {
        let whole = |kind: &str| self.roots.iter().find(|(it, _)| *it == kind).expect("a whole document").1;
        let root = |kind: &&str| match schemas.0[*kind]["x-mount"].as_str() {
            None => whole(kind),
            Some(mount) => {
                self.entries.iter().position(|it| it.pointer == mount).expect("a mount in the request")
            }
        };
        KINDS.iter().map(|kind| format!("ShapeId({}), ", root(kind))).collect()
    }
}

/// The least table in which no two members share a slot, with its seed: their numbers, each at the slot of its name.
/// At the other slots stands the first, whose name another name is not. A table of one slot would be shifted by 64.
fn slots_of(members: &[Entry<'_>]) -> (u64, Vec<u8>) {
    for power in 1..12 {
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..2_000 {
            let mut slots = vec![None; 1 << power];
            let free = (0..).zip(members).all(|(number, it)| {
                slots[slots::slot(it.name.as_bytes(), seed, 64 - power)].replace(number).is_none()
            });
            if free {
                return (seed, slots.into_iter().map(Option::unwrap_or_default).collect());
            }
            seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        }
    }
    panic!("names of one structure look alike to src/shape/slots.rs");
}

/// A keyword that this does not know stops the build: the table may never say yes where the schema says no.
fn known_keywords(schema: &Value) {
    const KNOWN: [&str; 13] = [
        "$schema",
        "$ref",
        "title",
        "description",
        "definitions",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "minimum",
        "maximum",
    ];
    for key in schema.as_object().expect("a schema").keys() {
        assert!(
            KNOWN.contains(&key.as_str()) || key.starts_with("x-"),
            "the table does not know the keyword {key:?}"
        );
    }
}

fn form(schema: &Value) -> String {
    match (&schema["type"], &schema["additionalProperties"]) {
        (Value::Array(_), _) => {
            assert_eq!(schema["x-timestamp"], true, "only a timestamp has two types");
            "Timestamp".into()
        }
        (Value::String(name), open) => match (name.as_str(), open) {
            ("string", _) => "Text".into(),
            ("integer", _) => {
                let bound =
                    |name: &str, other: i64| schema.get(name).map_or(other, |it| it.as_i64().expect(name));
                format!("Integer({}, {})", bound("minimum", i64::MIN), bound("maximum", i64::MAX))
            }
            ("boolean", _) => "Boolean".into(),
            ("array", _) => "List".into(),
            ("object", Value::Bool(false)) => "Struct".into(),
            ("object", Value::Object(_)) => "Map".into(),
            (other, _) => panic!("the table does not know the type {other:?}"),
        },
        (other, _) => panic!("a schema without a type: {other}"),
    }
}

fn children(schema: &Value) -> Vec<(&str, &Value)> {
    match form(schema).as_str() {
        "Struct" => {
            let members: Vec<_> = schema["properties"].as_object().expect("properties").iter().collect();
            assert!(members.len() <= 64, "the walk has 64 bits for the members of a structure");
            members.into_iter().map(|(name, it)| (name.as_str(), it)).collect()
        }
        "List" => vec![("", &schema["items"])],
        "Map" => vec![("", &schema["additionalProperties"])],
        _ => Vec::new(),
    }
}

fn is_required(schema: &Value, name: &str) -> bool {
    schema["required"].as_array().is_some_and(|all| all.iter().any(|it| it == name))
}

fn words(schema: &Value) -> Vec<(String, u32)> {
    let Some(words) = schema["enum"].as_array() else { return Vec::new() };
    let word = |it: &Value| {
        let word = it.as_str().expect("an enumeration of strings").to_owned();
        let since = schema.get("x-enum-since").map_or(0, |all| date(&all[&word]));
        (word, since)
    };
    words.iter().map(word).collect()
}
