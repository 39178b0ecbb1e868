//! Where reports go: one to standard output, any number into files, all in one run.

use crate::cli::{
    args,
    input::{
        Input, InputSource,
        repository::{self, Repository},
    },
    io::terminal,
};
use ecs_preflight::report::{
    FileReport, REPORTS, Reader, RenderOptions, Report, Reporter, Skipped, Summary, plain,
    statistics::Statistics,
};
use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// All reports of a run, in the making.
pub struct Outputs {
    outputs: Vec<Output>,
    statistics: Option<Statistics>,
    /// Where programs look for the files; only asked where one reads a report.
    repository: Option<Repository>,
    files: usize,
}

struct Output {
    reader: Reader,
    reporter: Box<dyn Reporter>,
    text: String,
    /// `None` is standard output.
    file: Option<PathBuf>,
}

impl Outputs {
    /// Begins what the command line asks for; an error says why that is wrong usage.
    pub fn begin(args: &args::Output, inputs: &[Input], look: &RenderOptions) -> Result<Outputs, String> {
        let mut planned = planned(args)?;
        if let Some(clash) = clash(&planned, inputs) {
            return Err(clash);
        }
        // Annotations go first: what is at the end of a log is read.
        if annotated(args, &planned) {
            planned.extend(REPORTS.iter().find(|it| it.name == "github").map(|it| (it, None)));
            planned.rotate_right(1);
        }
        let programs = planned.iter().any(|(it, _)| it.reader == Reader::Program);
        let in_file = RenderOptions { summary: look.summary, ..RenderOptions::default() };
        let begin = |(report, file): (&'static Report, Option<PathBuf>)| Output {
            reader: report.reader,
            reporter: (report.begin)(if file.is_some() { &in_file } else { look }),
            text: String::new(),
            file,
        };
        Ok(Outputs {
            outputs: planned.into_iter().map(begin).collect(),
            statistics: args.statistics.then(Statistics::default),
            repository: programs.then(Repository::default),
            files: 0,
        })
    }

    /// Adds a file that was checked.
    pub fn add(&mut self, input: &Input, file: &FileReport<'_>) {
        self.files += 1;
        let place = self.repository.as_ref().and_then(|it| it.path_of(input));
        let file = FileReport { in_repository: place.as_deref(), ..*file };
        for it in &mut self.outputs {
            // Writing into a string cannot fail.
            let _ = it.reporter.file(&mut it.text, &file);
        }
        if let Some(statistics) = &mut self.statistics {
            statistics.add(&file, self.files);
        }
    }

    /// Adds a file that was not checked.
    pub fn skip(&mut self, path: &str, why: Skipped) {
        for it in &mut self.outputs {
            // Writing into a string cannot fail.
            let _ = it.reporter.skipped(&mut it.text, path, why);
        }
    }

    /// Ends all reports and puts them where they belong; gives what went wrong. `aside` is to standard error, where
    /// standard output is taken.
    pub fn finish(mut self, summary: &Summary, aside: bool) -> Vec<String> {
        self.count_rules();
        let mut errors = Vec::new();
        let mut out = String::new();
        for mut it in self.outputs {
            let _ = it.reporter.finish(&mut it.text, summary);
            match (&it.file, it.reader) {
                (None, Reader::Person) => out.push_str(&terminal::harmless(&it.text)),
                (None, Reader::Program) => out.push_str(&it.text),
                (Some(path), _) => errors.extend(write(path, &it.text).err().map(|it| unwritten(path, &it))),
            }
        }
        if aside {
            terminal::note(&out)
        } else {
            terminal::print(&out)
        }
        errors
    }

    /// The statistics stand before the last line of a report for people, beside any other report.
    fn count_rules(&mut self) {
        let Some(statistics) = self.statistics.take() else { return };
        let mut counts = String::new();
        let _ = statistics.write(&mut counts);
        let person = self.outputs.iter_mut().find(|it| it.file.is_none() && it.reader == Reader::Person);
        match person {
            Some(it) if !it.text.is_empty() && !counts.is_empty() => it.text.extend(["\n", &counts]),
            Some(it) => it.text.push_str(&counts),
            None => terminal::note(&counts),
        }
    }
}

type Planned = Vec<(&'static Report, Option<PathBuf>)>;

/// Each report with its file.
fn planned(args: &args::Output) -> Result<Planned, String> {
    let mut planned: Planned = args.formats.iter().map(|it| (it.report, it.file.clone())).collect();
    if planned.is_empty() {
        planned.extend(REPORTS.first().map(|it| (it, None)));
    }
    if let Some(file) = &args.output_file {
        match planned.iter_mut().find(|(_, it)| it.is_none()) {
            Some((_, free)) => *free = Some(file.clone()),
            None => return Err("`--output-file` is unused: every `--format` names its own file".into()),
        }
    }
    for (_, file) in &mut planned {
        file.take_if(|it| it.as_os_str() == "-");
    }
    Ok(planned)
}

/// The error for two reports in one place, or for a report that would overwrite an input.
fn clash(planned: &Planned, inputs: &[Input]) -> Option<String> {
    let mut to_stdout = planned.iter().filter(|(_, file)| file.is_none());
    if let (Some((first, _)), Some((second, _))) = (to_stdout.next(), to_stdout.next()) {
        let (first, second) = (first.name, second.name);
        return Some(format!(
            "`{first}` and `{second}` cannot both go to standard output; write one to a file, as in `--format {second}=FILE`"
        ));
    }
    let real = |path: &Path| repository::in_place(path).map(|it| fs::canonicalize(&it).unwrap_or(it));
    let files: Vec<_> = planned.iter().filter_map(|(_, file)| file.as_deref()).collect();
    for (at, file) in files.iter().enumerate() {
        let shown = file.to_string_lossy();
        let Some(file) = real(file) else { continue };
        if files.iter().take(at).any(|it| real(it).as_ref() == Some(&file)) {
            return Some(format!("two reports cannot go to the same file, `{}`", plain(&shown)));
        }
        if inputs
            .iter()
            .any(|it| matches!(&it.from, InputSource::Named(path) if real(path).as_ref() == Some(&file)))
        {
            return Some(format!("the report would overwrite a file that is checked, `{}`", plain(&shown)));
        }
    }
    None
}

/// Whether annotations are printed though no option asks for them.
fn annotated(args: &args::Output, planned: &Planned) -> bool {
    args.annotations == args::Annotations::Auto
        && planned.iter().any(|(it, file)| it.name == "human" && file.is_none())
        && !planned.iter().any(|(it, _)| it.name == "github")
        && terminal::in_github()
}

/// Writes a report. The summary of a job may hold something already, and keeps it.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if env::var_os("GITHUB_STEP_SUMMARY").is_some_and(|it| it == path) {
        let mut file = fs::OpenOptions::new().append(true).create(true).open(path)?;
        return file.write_all(text.as_bytes());
    }
    // In place: the path may be a link, a pipe or `/dev/stderr`.
    fs::write(path, text)
}

fn unwritten(path: &Path, error: &io::Error) -> String {
    let error = error.to_string();
    let why = error.split(" (os error").next().unwrap_or(&error);
    format!("{}: cannot write: {why}", plain(&path.to_string_lossy()))
}
