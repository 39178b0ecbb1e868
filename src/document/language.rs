//! Files that are not JSON, detected by their names and their first lines.

use crate::text::placeholder;

/// What a text is written in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Language {
    /// PowerShell.
    PowerShell,
    /// A batch file of Windows.
    Batch,
    /// Groovy, and a pipeline of Jenkins.
    Groovy,
    /// Python.
    Python,
    /// Terraform's language and others in HCL.
    Hcl,
    /// Markdown and the like.
    Markdown,
    /// Jsonnet.
    Jsonnet,
    /// JavaScript.
    JavaScript,
    /// TypeScript.
    TypeScript,
    /// Ruby.
    Ruby,
    /// Go.
    Go,
    /// A language of programs that is none of these.
    Program,
    /// YAML.
    Yaml,
    /// TOML and other lists of settings.
    Toml,
    /// XML and HTML.
    Xml,
    /// A script of a shell, a makefile, a Dockerfile.
    Shell,
}

/// The endings of names, and what has them.
const ENDINGS: [(Language, &[&str]); 16] = [
    (Language::PowerShell, &["ps1", "psm1", "psd1"]),
    (Language::Batch, &["cmd", "bat"]),
    (Language::Groovy, &["groovy", "gvy", "gradle", "jenkinsfile"]),
    (Language::Python, &["py", "pyi", "pyw", "ipy"]),
    (Language::Hcl, &["tf", "tfvars", "hcl", "nomad"]),
    (Language::Markdown, &["md", "mdx", "markdown", "rst", "adoc", "asciidoc"]),
    (Language::Jsonnet, &["jsonnet", "libsonnet"]),
    (Language::JavaScript, &["js", "mjs", "cjs", "jsx"]),
    (Language::TypeScript, &["ts", "mts", "cts", "tsx"]),
    (Language::Ruby, &["rb", "rake"]),
    (Language::Go, &["go"]),
    (
        Language::Program,
        &[
            "java", "kt", "kts", "scala", "cs", "fs", "rs", "php", "pl", "lua", "c", "h", "cpp", "swift",
            "cue", "dhall", "nix",
        ],
    ),
    (Language::Yaml, &["yml", "yaml"]),
    (Language::Toml, &["toml", "ini", "cfg", "properties", "env", "conf"]),
    (Language::Xml, &["xml", "html", "htm", "svg"]),
    (
        Language::Shell,
        &["sh", "bash", "zsh", "ksh", "dash", "fish", "bats", "mk", "mak", "make", "dockerfile"],
    ),
];

/// Whole names, in lower case.
const NAMES: [(&str, Language); 8] = [
    ("jenkinsfile", Language::Groovy),
    ("makefile", Language::Shell),
    ("gnumakefile", Language::Shell),
    ("dockerfile", Language::Shell),
    ("gemfile", Language::Ruby),
    ("rakefile", Language::Ruby),
    ("vagrantfile", Language::Ruby),
    ("tiltfile", Language::Python),
];

/// Programs that run a script, as its first line names them.
const PROGRAMS: [(&str, Language); 9] = [
    ("python", Language::Python),
    ("node", Language::JavaScript),
    ("deno", Language::TypeScript),
    ("ts-node", Language::TypeScript),
    ("pwsh", Language::PowerShell),
    ("ruby", Language::Ruby),
    ("groovy", Language::Groovy),
    ("perl", Language::Program),
    ("php", Language::Program),
];

/// How lines begin that only one language has, at the first line that says anything.
const BEGINNINGS: [(&str, Language); 22] = [
    ("pipeline {", Language::Groovy),
    ("node {", Language::Groovy),
    ("@Library", Language::Groovy),
    ("local ", Language::Jsonnet),
    ("terraform {", Language::Hcl),
    ("resource \"", Language::Hcl),
    ("variable \"", Language::Hcl),
    ("module \"", Language::Hcl),
    ("data \"", Language::Hcl),
    ("locals {", Language::Hcl),
    ("param(", Language::PowerShell),
    ("[CmdletBinding", Language::PowerShell),
    ("$ErrorActionPreference", Language::PowerShell),
    ("@echo ", Language::Batch),
    ("const ", Language::JavaScript),
    ("module.exports", Language::JavaScript),
    ("export default", Language::JavaScript),
    ("def ", Language::Python),
    ("from ", Language::Python),
    ("---", Language::Yaml),
    ("package main", Language::Go),
    ("<", Language::Xml),
];

impl Language {
    /// What a file in it is, without an article.
    pub fn noun(self) -> &'static str {
        self.nouns()[0]
    }
    /// The same in the plural.
    pub fn plural(self) -> &'static str {
        self.nouns()[1]
    }
    fn nouns(self) -> [&'static str; 2] {
        match self {
            Language::PowerShell => ["PowerShell script", "PowerShell scripts"],
            Language::Batch => ["batch file", "batch files"],
            Language::Groovy => ["Groovy script", "Groovy scripts"],
            Language::Python => ["Python file", "Python files"],
            Language::Hcl => ["HCL file", "HCL files"],
            Language::Markdown => ["Markdown file", "Markdown files"],
            Language::Jsonnet => ["Jsonnet file", "Jsonnet files"],
            Language::JavaScript => ["JavaScript file", "JavaScript files"],
            Language::TypeScript => ["TypeScript file", "TypeScript files"],
            Language::Ruby => ["Ruby file", "Ruby files"],
            Language::Go => ["Go file", "Go files"],
            Language::Program => ["source file of a program", "source files of programs"],
            Language::Yaml => ["YAML file", "YAML files"],
            Language::Toml => ["configuration file", "configuration files"],
            Language::Xml => ["XML file", "XML files"],
            Language::Shell => ["script without a launch command", "scripts without a launch command"],
        }
    }
    /// Whether a file in it may be read as a script.
    pub fn is_read_for_commands(self) -> bool {
        matches!(self, Language::Shell | Language::Yaml)
    }
}

/// What a file is written in, if its name or its content shows that it is not JSON. A template is what its name says
/// without the ending of templates.
pub fn of(name: &str, text: &str) -> Option<Language> {
    // As nearly all are called that are checked.
    if name.ends_with(".json") {
        return None;
    }
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let inner = placeholder::name_of_result(base);
    let base = inner.unwrap_or(base).to_ascii_lowercase();
    let by_name = of_name(&base);
    let is_json =
        matches!(base.rsplit_once('.'), Some((_, "json" | "jsonc" | "json5" | "asl" | "ndjson" | "jsonl")));
    match by_name {
        _ if is_json => None,
        // No template of another language begins so.
        Some(_) if inner.is_some() && begins_as_json(text) => None,
        // Both have sections in brackets; an object may be JSON with any ending.
        None => of_text(text),
        Some(Language::Toml) if text.trim_start().starts_with('{') => None,
        _ => by_name,
    }
}

fn of_name(base: &str) -> Option<Language> {
    let ending = base.rsplit_once('.').map(|(_, it)| it);
    let whole = NAMES
        .iter()
        .find(|(name, _)| base == *name || base.strip_prefix(name).is_some_and(|it| it.starts_with('.')));
    let by_ending =
        || ENDINGS.iter().find(|(_, all)| ending.is_some_and(|it| all.contains(&it))).map(|it| it.0);
    by_ending().or(whole.map(|it| it.1))
}

/// Whether a text may be meant as JSON by its first character.
pub fn begins_as_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    // A comment or a directive of a template may stand before it.
    text.starts_with(['{', '[', '"', '\'', '/', '%']) || text.starts_with("<%")
}

fn of_text(text: &str) -> Option<Language> {
    if text.starts_with("#!") {
        let first = text.lines().next().unwrap_or_default();
        let runs = |program: &str| {
            first
                .split(['/', ' '])
                .any(|it| it.trim_end_matches(|it: char| it.is_ascii_digit() || it == '.') == program)
        };
        let known = PROGRAMS.iter().find(|(program, _)| runs(program));
        return Some(known.map_or(Language::Shell, |it| it.1));
    }
    if begins_as_json(text) {
        return None;
    }
    let mut lines =
        text.lines().map(str::trim_end).filter(|it| !it.trim().is_empty() && !it.starts_with('#'));
    let first = lines.next()?;
    let known = BEGINNINGS.iter().find(|(beginning, _)| first.starts_with(beginning));
    known.map(|it| it.1).or_else(|| is_yaml(text).then_some(Language::Yaml))
}

/// The number of lines that show what a text is.
const LINES: usize = 20;

/// Whether the first lines are keys of YAML, and what belongs to them.
fn is_yaml(text: &str) -> bool {
    let mut keys = 0;
    for line in text.lines().take(LINES).filter(|it| !it.trim().is_empty()) {
        let is_inside = line.starts_with([' ', '#', '-']);
        let key = line.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with(' '));
        let is_key = key
            .is_some_and(|(key, _)| key.chars().all(|it| it.is_ascii_alphanumeric() || "_-.".contains(it)));
        // JSON without its braces has commas at the ends of its lines.
        if line.trim_end().ends_with(',') || !is_inside && !is_key {
            return false;
        }
        keys += usize::from(is_key && !is_inside);
    }
    keys > 0
}
