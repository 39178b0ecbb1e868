//! Templates with blocks: their tags are no syntax errors, and fixes leave them alone.

use crate::support::fixtures::cases;
use ecs_preflight::{
    Checked, Options, Source, check,
    fix::{FixResult, Fixes, fix_document},
};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

fn checked(text: &str) -> Checked {
    check(&Source::new("job.json", text.as_bytes().to_vec()), &Options::default())
}

fn findings(text: &str) -> Vec<String> {
    checked(text).diagnostics.iter().map(|it| format!("{} {}", it.rule, it.pointer)).collect()
}

/// What all fixes make of a text.
fn fixed(text: &str) -> FixResult {
    let options = Options::default();
    let source = Source::new("job.json", text.as_bytes().to_vec());
    let found = check(&source, &options);
    fix_document(source, found, &[], Fixes { unsafe_too: true }, &options, |it| check(it, &options))
}

/// A task definition with more members in its container.
fn definition(more: &str) -> String {
    format!(
        r#"{{"family": "web", "containerDefinitions": [{{"name": "web", "image": "nginx:1.25", {more} "memory": 128}}]}}"#
    )
}

#[test]
fn templates_of_many_languages_are_clean() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/templates");
    let files = cases(&folder);
    assert!(files.len() >= 6, "{} files", files.len());
    for path in &files {
        let text = fs::read_to_string(path).expect("a template");
        assert_eq!(findings(&text), [""; 0], "{}", path.display());
        assert!(checked(&text).document.is_some(), "{}", path.display());
        assert!(fixed(&text).after.is_none(), "{}", path.display());
    }
}

#[test]
fn branches_exclude_each_other() {
    for more in [
        r#"{% if a %}"cpu": 1,{% else %}"cpu": 2,{% endif %}"#,
        r#"{% if a %}"cpu": 1,{% endif %}{% if not a %}"cpu": 2,{% endif %}"#,
        r#"{% if a == 1 %}"cpu": 1,{% endif %}{% if a == 2 %}"cpu": 2,{% endif %}"#,
        r#"{{#a}}"cpu": 1,{{/a}}{{^a}}"cpu": 2,{{/a}}"#,
        r#""cpu": {% if a %}1{% else %}2{% endif %},"#,
        r#"{% if a %}"cpu": 1{% else %}"essential": true{% endif %}, "#,
        r#"{{/* a comment */}}{{- $x := 1 }}"cpu": {{ $x }},"#,
        r#"{# a "comment" #}{% set x = "y" %}"cpu": {{ x }},"#,
        r#"{% include "more.json" %}"#,
        r#"{{> more }}"#,
        r#""command": ["{{ env "NAME" }}", "{% if a %}x{% else %}y{% endif %}"],"#,
        r#""environment": [{% for e in all %}{"name": "{{ e }}", "value": "1"},{% endfor %}{"name": "A", "value": "1"}],"#,
    ] {
        assert_eq!(findings(&definition(more)), [""; 0], "{more}");
    }
}

#[test]
fn mistakes_in_templates_are_found() {
    for (more, found) in [
        (
            r#"{% if a %}"cpuu": 1,{% else %}"cpu": 2,{% endif %}"#,
            "unknown-member /containerDefinitions/0/cpuu",
        ),
        (
            r#"{% if a %}"cpu": 1,{% else %}"cpuu": 2,{% endif %}"#,
            "unknown-member /containerDefinitions/0/cpuu",
        ),
        (r#"{{#if a}}"cpu" 1,{{/if}}"#, "syntax /containerDefinitions/0/cpu"),
        (
            r#"{{#if a}}"cpu": 1,{{/if}} "essential": true "cpu": 2,"#,
            "syntax /containerDefinitions/0/essential",
        ),
        ("{% if a %}", "syntax "),
        ("{% if a", "syntax "),
        ("{{ if .a }}", "syntax "),
        ("{{ if .a", "syntax "),
        ("<% if a", "syntax "),
        ("%{ if a", "syntax "),
        ("{{/if}}", "syntax "),
    ] {
        let all = findings(&definition(more));
        assert!(all.len() <= 2 && all.iter().any(|it| it == found), "{more}: {all:?}");
    }
}

/// A fix changes what the template says, and never its tags.
#[test]
fn fixes_leave_tags_alone() {
    let text = definition(r#"{% if a %}"cpuu": 1,{% else %}"cpu": null,{% endif %}"essential": True,"#);
    let FixResult { after, .. } = fixed(&text);
    let after = after.map_or(text.clone(), |it| it.source.text().to_owned());
    for tag in ["{% if a %}", "{% else %}", "{% endif %}"] {
        assert_eq!(after.matches(tag).count(), 1, "{after}");
    }
    for more in ["{% if a %}", "{% if a", "{{#if a}} \"cpu\" 1", "<% if a %> 'cpu': 1, <% end %>"] {
        assert!(fixed(&definition(more)).after.is_none(), "{more}");
    }
}

/// Sent as it is, a template is one finding.
#[test]
fn a_finished_document_is_no_template() {
    let text = definition(r#"{% if a %}"cpu": 1,{% else %}"cpu": 2,{% endif %}"#);
    let options = Options { finished: true, ..Options::default() };
    let found = check(&Source::new("job.json", text.into_bytes()), &options).diagnostics;
    assert!(
        found.len() == 1 && found[0].message.to_string() == "this template was not rendered",
        "{found:?}"
    );
}

#[test]
fn no_template_takes_long() {
    let container = |more: &str| format!(r#"{{"name": "c", "image": "nginx", "evironment": [{more}]}}"#);
    let pair = r#"{"nam": "{{ x }}", "value": null},"#;
    let many: String = (0..80)
        .map(|it| {
            let (one, other) = (container(pair), container(r#"{"name": "A", "value": 1}"#));
            format!("{{% if c{it} %}}{one},{{% else %}}{other},{{% endif %}}\n")
        })
        .collect();
    let nested = format!(
        "{}{}{}",
        (0..300).map(|it| format!("{{% if c{it} %}}")).collect::<String>(),
        container(&pair.repeat(100)),
        "{% endif %}".repeat(300)
    );
    let unquoted = container(&pair.replace("\"{{ x }}\"", "${X}").repeat(300));
    let broken = "{% if x %} \"a\" {% else %} : {% endif %} \"b\n".repeat(300);
    let opened =
        ["{% if x ", "{% if x %}", "{{ ", "${ ", "{{ if ", "<% if ", "\"{{ ", "\"${", "$(", "%{ if "];
    let opened = opened.map(|it| it.repeat(8_000 / it.len()));
    for more in opened.iter().chain([&many, &nested, &unquoted, &broken]) {
        let text =
            format!(r#"{{"family": "web", "netwrkMode": "bridge", "containerDefinitions": [{more}]}}"#);
        let begun = Instant::now();
        fixed(&text);
        let taken = begun.elapsed();
        assert!(taken < Duration::from_secs(20), "{taken:?}: {}", text.get(..120).unwrap_or(&text));
    }
}
