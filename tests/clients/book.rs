//! The book builds with mdBook, and its links lead somewhere.

use crate::support::{
    clients::{self, must},
    root,
    scratch::empty,
};
use ecs_preflight::RULES;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// mdBook where `.ci/run` puts it, or the one on PATH.
fn mdbook() -> PathBuf {
    let ours = root().join("target/mdbook/bin/mdbook");
    let candidates = [ours, PathBuf::from("mdbook")];
    candidates
        .into_iter()
        .find(|it| Command::new(it).arg("--version").output().is_ok_and(|it| it.status.success()))
        .expect("mdBook, which .ci/run installs")
}

#[test]
fn the_book_builds_and_its_links_lead_somewhere() {
    let out = empty("book");
    let output = Command::new(root().join("docs/build"))
        .arg(&out)
        .env("MDBOOK", mdbook())
        .env("ECS_PREFLIGHT", env!("CARGO_BIN_EXE_ecs-preflight"))
        .output()
        .expect("the script starts");
    let said = clients::text(&output);
    assert!(output.status.success() && !said.contains("WARN") && !said.contains("ERROR"), "{said}");
    let list = fs::read_to_string(out.join("rules.html")).expect("the list of rules");
    let errors = fs::read_to_string(out.join("aws-errors.html")).expect("the list of errors");
    for rule in RULES {
        let page = fs::read_to_string(out.join(format!("rules/{}.html", rule.id))).expect(rule.id);
        let shown = page.contains("Examples of findings") && page.contains(&format!("[{}]", rule.id));
        assert!(shown, "{}", rule.id);
        assert!(list.contains(&format!("href=\"rules/{}.html\"", rule.id)), "{}", rule.id);
        for pattern in rule.says() {
            let shown = pattern.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            assert!(errors.contains(&shown), "{}: {pattern} is not in the list of errors", rule.id);
        }
    }
    for page in fs::read_dir(&out).expect("the book").flatten().map(|it| it.path()) {
        if page.extension().is_some_and(|it| it == "html") {
            links(&page);
        }
    }
    let schema = fs::read_to_string(out.join("schemas/start-task.json")).expect("a schema");
    assert_eq!(
        schema,
        must(Command::new(env!("CARGO_BIN_EXE_ecs-preflight")).args(["schema", "start-task"]))
    );
}

/// Every link of a page to another file of the book has its file.
fn links(page: &Path) {
    let text = fs::read_to_string(page).expect("a page");
    for link in text.split("href=\"").skip(1).filter_map(|it| it.split('"').next()) {
        let file = link.split('#').next().unwrap_or_default();
        if file.is_empty() || file.contains(':') || file.starts_with('/') {
            continue;
        }
        assert!(page.with_file_name(file).exists(), "{}: {link} leads nowhere", page.display());
    }
}
