//! Scripts: shells, makefiles, Dockerfiles, pipelines.

use super::{Memory, notes, options};
use crate::{Holds, Seen, ensure, sound, split};
use ecs_preflight::{Source, command::Against, script};

const NAMES: [&str; 7] = [
    "x.sh",
    ".github/workflows/x.yml",
    ".gitlab-ci.yml",
    "Makefile",
    "Dockerfile",
    "buildspec.yml",
    "deploy",
];

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([how, choice], bytes) = split(data);
    let name = NAMES[how % NAMES.len()];
    let source = Source::new(name.to_owned(), bytes.to_vec());
    let options = options(choice);
    let once = || {
        script::check_script(&source, &options, Against::default(), &mut Memory::with(bytes), Some(&|_| true))
    };
    let Some(it) = once() else { return Ok(()) };
    seen.note((name, it.files.len().min(3), it.suppressed.min(2)));
    notes(&it.checked, seen);
    sound::checked(&source, &it.checked)?;
    for used in &it.files {
        used.checked.diagnostics.iter().try_for_each(|it| sound::diagnostic(used.source.text(), it))?;
    }
    let again = once().map(|it| it.checked.diagnostics.len());
    ensure(again == Some(it.checked.diagnostics.len()), || "another answer the second time".into())
}
