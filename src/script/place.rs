//! Which shell runs a part of a script, and how the part is written: asked only where it matters.

use crate::script::{
    dockerfile,
    pipeline_yaml::{self, Style, Yaml},
};
use crate::text::source::Source;

/// What is known about a place in a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    /// Whether its shell expands braces: bash, zsh and ksh do, dash does not.
    pub expands: bool,
    /// Whether it is not known which shell it is.
    pub may_expand: bool,
    /// Whether its shell splits variables without quotes at spaces: all but zsh do.
    pub splits: bool,
    /// Whether a Dockerfile's own reader removes carriage returns and spaces after backslashes.
    pub is_docker: bool,
    /// The scalar of YAML that contains it.
    style: Option<Style>,
    /// Whether it is text for a shell inside a word for another one.
    nested: bool,
}

impl Place {
    const NOWHERE: Place = Place {
        expands: false,
        may_expand: false,
        splits: true,
        is_docker: false,
        style: None,
        nested: false,
    };

    fn of_shell(name: &str) -> Place {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let expands = matches!(name, "bash" | "zsh" | "ksh" | "bats");
        Place { expands, splits: name != "zsh", ..Place::NOWHERE }
    }

    /// Text for a shell inside another's words: which shell it is, is not known here.
    pub fn inside(self) -> Place {
        Place { expands: false, may_expand: false, splits: false, nested: true, ..self }
    }

    /// Whether a quote may be put there without breaking what is around it.
    pub fn takes(&self, sign: &str) -> bool {
        !self.nested
            && match self.style {
                Some(Style::SingleQuoted) => sign != "'",
                Some(Style::DoubleQuoted) => sign != "\"",
                _ => true,
            }
    }

    /// Whether YAML folds line breaks there.
    pub fn is_folded(&self) -> bool {
        matches!(self.style, Some(Style::Folded | Style::Plain | Style::SingleQuoted))
    }
}

/// What is known about a place.
pub(super) fn of(source: &Source, offset: usize) -> Place {
    let place = of_file(source, offset);
    let is_off = source.text().get(..offset).is_some_and(has_braces_off);
    if is_off { Place { expands: false, may_expand: false, ..place } } else { place }
}

/// Whether a script switches brace expansion off and not on again: `set +B`, `set +o braceexpand`.
fn has_braces_off(script: &str) -> bool {
    let switch = |line: &str| {
        let options = line.trim().strip_prefix("set ")?.trim();
        match options {
            "-o braceexpand" => Some(false),
            "+o braceexpand" => Some(true),
            _ if options.contains(['$', ';']) => None,
            _ => options
                .split_whitespace()
                .rfind(|option| option.contains('B'))
                .map(|option| option.starts_with('+')),
        }
    };
    let is_started_without =
        script.lines().next().is_some_and(|first| first.starts_with("#!") && first.ends_with(" +B"));
    script.lines().rev().find_map(switch).unwrap_or(is_started_without)
}

fn of_file(source: &Source, offset: usize) -> Place {
    let text = source.text();
    let name = source.name().rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    if let Some(first) = text.strip_prefix("#!") {
        let mut words = first.lines().next().unwrap_or_default().split_whitespace();
        let is_name = |it: &&str| !it.ends_with("env") && !it.starts_with('-') && !it.contains('=');
        let program = words.find(is_name).unwrap_or_default();
        return if program.ends_with("make") { of_make(text) } else { Place::of_shell(program) };
    }
    if dockerfile::is_one(text) {
        let before = text.get(..offset).unwrap_or(text);
        let shell = before.lines().rfind(|it| it.trim_start().starts_with("SHELL"));
        let is_bash = shell.is_some_and(|it| it.contains("bash"));
        return Place { expands: is_bash, is_docker: true, ..Place::NOWHERE };
    }
    let ending = name.rsplit_once('.').map_or("", |it| it.1);
    match ending {
        "bash" | "zsh" | "ksh" | "bats" | "dash" => return Place::of_shell(ending),
        "sh" => return Place { may_expand: true, ..Place::NOWHERE },
        "yml" | "yaml" => {}
        _ if text.lines().any(crate::script::makefile::is_rule) && text.contains("\n\t") => {
            return of_make(text);
        }
        _ => {}
    }
    match pipeline_yaml::document(text) {
        Some(root) => of_yaml(&root, offset),
        None if name == "<stdin>" => Place { may_expand: true, ..Place::NOWHERE },
        None => Place::NOWHERE,
    }
}

/// make runs `/bin/sh`, unless it sets `SHELL`.
fn of_make(text: &str) -> Place {
    let mut shells = text.lines().rev().filter_map(|line| {
        let rest = line.trim_start_matches("export ").strip_prefix("SHELL")?.trim_start();
        rest.trim_start_matches([':', '?']).strip_prefix('=')
    });
    shells
        .next()
        .map_or(Place::NOWHERE, |it| Place::of_shell(it.split_whitespace().last().unwrap_or_default()))
}

fn of_yaml(root: &Yaml, offset: usize) -> Place {
    let mut path = Vec::new();
    let Some(style) = root.around(offset, &mut path) else { return Place::NOWHERE };
    let shell = path.iter().rev().find_map(|it| named_shell(it));
    let place = match shell {
        Some(shell) => Place::of_shell(shell.split_whitespace().next().unwrap_or_default()),
        None => of_pipeline(&path),
    };
    Place { style: Some(style), ..place }
}

/// The shell that a mapping names for what is in it.
fn named_shell(map: &Yaml) -> Option<&str> {
    let defaults = || map.get("defaults")?.get("run")?.get("shell");
    let of_build = || map.get("env")?.get("shell");
    map.get("shell").or_else(defaults).or_else(of_build)?.text()
}

/// The shell that a service runs by itself.
fn of_pipeline(path: &[&Yaml]) -> Place {
    let bash = Place { expands: true, ..Place::NOWHERE };
    let unknown = Place { may_expand: true, ..Place::NOWHERE };
    let [root, ..] = path else { return Place::NOWHERE };
    let has = |key: &str| path.iter().any(|it| it.get(key).is_some());
    let runner = path.iter().find_map(|it| it.get("runs-on"));
    if let Some(runner) = runner {
        // In a container GitHub runs `sh`, on Windows PowerShell.
        let elsewhere = has("container") || runner.says("windows");
        let matrix = || path.iter().any(|it| it.get("strategy").is_some_and(|it| it.says("windows")));
        return match elsewhere {
            true => Place::NOWHERE,
            false if matrix() => unknown,
            false => bash,
        };
    }
    let is_circle = has("run") && root.get("version").is_some();
    let is_buildkite = root.get("steps").is_some() && (has("command") || has("commands"));
    if is_circle || is_buildkite {
        return bash;
    }
    // GitLab and Bitbucket take bash where there is one.
    if has("script") || has("before_script") || has("after_script") { unknown } else { Place::NOWHERE }
}
