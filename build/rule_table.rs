//! Writes the table of rules and the table of their examples.

use crate::{
    examples,
    rules::{RuleFile, Rules},
};
use std::{env, fs, path::Path};

/// The modules, `RULES` and `CHECKS` of `src/rules/mod.rs`. `way` is the path to the package, as the compiler gets it.
pub fn rules(rules: &Rules, root: &str, way: &str) -> String {
    let (mut modules, mut table, mut checks) = (String::new(), String::new(), String::new());
    for rule in &rules.0 {
        let module = &rule.module;
        let path = rule.path.replacen(root, way, 1);
        modules += &format!("#[path = {path:?}] mod {module};\n");
        modules += &assertion(rule);
        table += &entry(rule);
        checks += &format!("    {module}::RULE.on_node(),\n");
    }
    let count = rules.0.len();
    format!(
        "{modules}/// All rules, in the order of their ids.\npub static RULES: &[RuleEntry] = &[\n{table}];\n\
         /// What each does with a node.\nstatic CHECKS: [OnNode; {count}] = [\n{checks}];\n"
    )
}

fn entry(rule: &RuleFile) -> String {
    let RuleFile { module, page, .. } = rule;
    let id = rule.id();
    let confidence = match rule.has_confidence {
        true => format!("{module}::CONFIDENCE"),
        false => "Confidence::Certain".to_owned(),
    };
    let answered = match rule.is_answered {
        true => format!("Some({module}::ANSWERED_BY)"),
        false => "None".to_owned(),
    };
    format!(
        "    RuleEntry {{ id: {id:?}, page: {page:?}, rule: &{module}::RULE, confidence: {confidence}, answered_by: {answered} }},\n"
    )
}

/// Stops the build where the compiled rule differs from what was found in its text.
fn assertion(rule: &RuleFile) -> String {
    let mut places = String::new();
    for (variant, place) in &rule.places {
        places += &format!("On::{variant}({place:?}), ");
    }
    let is_on_secrets = rule.is_on_secrets;
    let (module, id) = (&rule.module, rule.id());
    format!(
        "const _: () = assert!(from_text::agrees(&{module}::RULE.check, {is_on_secrets}, &[{places}]), \
         \"{id}: the build script found other places or another kind of check in the text of the rule\");\n"
    )
}

/// `EXAMPLES` of `src/examples/mod.rs`.
pub fn examples(rules: &Rules, root: &str) -> String {
    let mut examples = String::new();
    for rule in &rules.0 {
        let bad = examples::expression(root, rule.bad.as_deref());
        let ok = examples::expression(root, rule.ok.as_deref());
        examples += &format!("    Examples {{ rule: {:?}, bad: {bad}, ok: {ok} }},\n", rule.id());
    }
    format!("/// The examples of all rules.\npub static EXAMPLES: &[Examples] = &[\n{examples}];\n")
}

/// How the table names the rules' files to the compiler: by absolute paths, which the compiler repeats in its messages.
///
/// With `--remap-path-prefix` the same bytes are wanted from any folder, and absolute paths in the table would differ.
/// Then the path is relative to OUT_DIR, if that is inside the package.
pub fn path_to_package(root: &str, out: &str) -> String {
    println!("cargo::rerun-if-env-changed=RUSTFLAGS");
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let real = |path: &str| fs::canonicalize(path).expect("it exists");
    match Path::new(out).strip_prefix(root) {
        // After a symbolic link, `..` would lead elsewhere.
        Ok(below) if flags.contains("--remap-path-prefix") && real(root).join(below) == real(out) => {
            vec![".."; below.components().count()].join("/")
        }
        _ => root.to_owned(),
    }
}
