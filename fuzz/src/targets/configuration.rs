//! Configurations: every mistake in its place, and what is without one can be used.

use crate::{Holds, Seen, ensure, sound, split};
use ecs_preflight::{Definitions, Source, check_with, settings::{rule_levels, Settings, literal_folders}, policy};

const DOCUMENT: &[u8] = include_bytes!("../../../fixtures/_showcase/nightly.json");
const SCHEMAS: [&str; 4] = [
    "{}",
    "{\"required\": [\"startedBy\"], \"properties\": {\"overrides\": false}}",
    "{\"pattern\": \"(\"}",
    "[",
];

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([how, _], bytes) = split(data);
    let (mut settings, faults) = Settings::parse(Source::new("ecs-preflight.toml", bytes.to_vec()));
    let source = Source::new("ecs-preflight.toml", bytes.to_vec());
    for it in &faults {
        sound::diagnostic(source.text(), it)?;
        seen.note(it.message.chars().take(24).collect::<String>());
    }
    ensure(faults.is_sorted_by_key(|it| it.span), || "faults out of order".into())?;
    if !faults.is_empty() {
        return Ok(());
    }
    let schemas: Vec<_> = settings.schemas().map(|it| it.0).collect();
    for number in schemas {
        settings.supply(number, SCHEMAS[how % SCHEMAS.len()].to_owned());
    }
    settings.broken_schemas().iter().try_for_each(|it| sound::diagnostic(source.text(), it))?;
    for tested in settings.test_policies() {
        if let ecs_preflight::settings::Verdict::Fails(all) = tested.verdict {
            all.iter().try_for_each(|it| sound::diagnostic(source.text(), it))?;
        }
    }
    for glob in &settings.globs {
        literal_folders(glob_text(glob));
    }
    for path in ["x.json", "jobs/nightly/x.json", "a b/\u{e9}.tpl", ""] {
        settings.includes(path, how % 2 == 0);
        settings.excluded(path);
        let file = settings.for_file(path);
        let document = Source::new(path.to_owned(), DOCUMENT.to_vec());
        let mut checked = check_with(&document, &file.options, &Definitions::new(Vec::new()));
        policy::apply(&document, &file.policies, &file.options, &mut checked);
        rule_levels::apply(&file.layers, &mut checked);
        seen.note((checked.diagnostics.len(), file.policies.len(), file.layers.len()));
        sound::checked(&document, &checked)?;
    }
    Ok(())
}

fn glob_text(it: &ecs_preflight::settings::GlobAt) -> &str {
    &it.pattern
}
