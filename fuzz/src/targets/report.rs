//! Every report: JSON where it says so, nothing that a terminal obeys where people read, the same each time.

use super::{Memory, notes, options};
use crate::{Holds, Seen, dice::Dice, ensure, split};
use ecs_preflight::{Checked, Source, check, command::Against, report::{FileReport, Links, RenderOptions, REPORTS, Report, Summary}, script, text::display};
use serde_json::Value;

const NAMES: [&str; 10] = [
    "jobs/nightly.json",
    "a b\u{1b}[31m.json",
    "::error::x.json",
    "new\nline.json",
    "\u{202e}gnp.json",
    "\"q\"'<&>.json",
    "\u{2028}.json",
    "%0A%2C.json",
    "C:\\x\\y.json",
    "-",
];

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let ([how, choice], bytes) = split(data);
    let mut dice = Dice::new(how as u64);
    let script = how % 4 == 3;
    let name = if script { "x.sh" } else { *dice.pick(&NAMES) };
    let source = Source::new(name.to_owned(), bytes.to_vec());
    let options = options(choice);
    let checked = if script {
        let found = script::check_script(
            &source,
            &options,
            Against::default(),
            &mut Memory::with(bytes),
            Some(&|_| true),
        );
        match found {
            Some(it) => it.checked,
            None => return Ok(()),
        }
    } else {
        check(&source, &options)
    };
    notes(&checked, seen);
    let look = RenderOptions {
        width: *dice.pick(&[0, 1, 20, 80, 100, 400]),
        unicode: dice.roll(2) == 0,
        color: dice.roll(3) == 0,
        links: *dice.pick(&[Links::None, Links::Address, Links::Hidden]),
        summary: dice.roll(4) > 0,
    };
    for report in REPORTS {
        let once = written(report, &look, &source, &checked)?;
        shape(report, &look, &once)?;
        if how % 16 == 0 {
            ensure(written(report, &look, &source, &checked)? == once, || {
                format!("{}: another text", report.name)
            })?;
        }
    }
    Ok(())
}

fn written(report: &Report, look: &RenderOptions, source: &Source, checked: &Checked) -> Result<String, String> {
    let mut reporter = (report.begin)(look);
    let (mut out, mut summary) = (String::new(), Summary::default());
    let kind = checked.document.map(|it| it.kind);
    let file = FileReport { source, kind, checked, in_repository: None };
    summary.add(&file);
    reporter.file(&mut out, &file).map_err(|_| "cannot be written".to_owned())?;
    reporter.finish(&mut out, &summary).map_err(|_| "cannot be written".to_owned())?;
    Ok(out)
}

fn shape(report: &Report, look: &RenderOptions, out: &str) -> Holds {
    let parses = |text: &str| serde_json::from_str::<Value>(text).is_ok();
    let sound = match report.name {
        "json" | "sarif" | "gitlab" => parses(out),
        "jsonl" => out.lines().all(parses),
        "human" if look.color || look.links == Links::Hidden => true,
        _ => !out.chars().any(|it| it != '\n' && display::is_unsafe(it)),
    };
    ensure(sound, || {
        format!("{} with {look:?}: {:?}", report.name, out.chars().take(2_000).collect::<String>())
    })?;
    let commands = out.lines().filter(|it| it.trim_start().starts_with("::")).collect::<Vec<_>>();
    let own = report.name == "github"
        && commands
            .iter()
            .all(|it| ["::error ", "::warning ", "::notice "].iter().any(|own| it.starts_with(own)));
    ensure(commands.is_empty() || own || report.name == "jsonl", || format!("{}: {commands:?}", report.name))
}
