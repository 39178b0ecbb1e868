//! Three documents in every report. The findings are made by hand: reports know no rule.
//!
//! `UPDATE=1 cargo test` writes `fixtures/_reports/`; git's diff is the review.

use crate::support::{
    fixtures::{expect, fixtures},
    rng::step,
};
use ecs_preflight::{
    Applicability::{Safe, Unsafe},
    Checked, Date, Diagnostic, Document, DocumentKind, Edit, Fix, Foreign, Label, Recognized, RejectedBy,
    Revision, Severity, Source, Span,
    report::{FileReport, Links, REPORTS, RenderOptions, Skipped, Summary},
};

/// A document and what is to be said of it.
pub struct Case {
    source: Source,
    findings: Vec<Diagnostic>,
}

impl Case {
    pub fn new(name: &str, text: impl Into<String>) -> Case {
        Case { source: Source::new(name.to_owned(), text.into().into_bytes()), findings: Vec::new() }
    }

    /// The span of the `nth` place with that text, from 0.
    fn span(&self, text: &str, nth: usize) -> Span {
        let (at, _) = self.source.text().match_indices(text).nth(nth).expect("the text is in the document");
        Span::new(at, at + text.len())
    }

    pub fn find(&mut self, rule: &'static str, span: Span, pointer: &str, message: &str) -> &mut Diagnostic {
        self.findings.push(Diagnostic {
            rule: rule.into(),
            severity: Severity::Error,
            rejected_by: RejectedBy::Client,
            message: message.into(),
            span,
            label: None,
            pointer: pointer.to_owned(),
            labels: Vec::new(),
            help: None,
            fix: None,
            reference: None,
            allowed_since: None,
        });
        self.findings.last_mut().expect("it was just put there")
    }

    fn checked(&self) -> Checked {
        let revision = Date::parse("2018-03-01").expect("a day");
        Checked {
            recognized: Recognized::Launch(DocumentKind::StartTask),
            document: Some(Document {
                dialect: ecs_preflight::document::dialect::Dialect::Cli,
                kind: DocumentKind::StartTask,
                skeleton: false,
                revision: Revision { named: revision, applied: revision },
            }),
            diagnostics: self.findings.clone(),
            cut: 0,
        }
    }

    pub fn report(&self, name: &str, look: &RenderOptions) -> String {
        let report = REPORTS.iter().find(|it| it.name == name).expect("a report of that name");
        let mut reporter = (report.begin)(look);
        let checked = self.checked();
        let file = FileReport {
            source: &self.source,
            kind: Some(DocumentKind::StartTask),
            checked: &checked,
            in_repository: None,
        };
        let mut summary = Summary::default();
        summary.add(&file);
        let mut out = String::new();
        reporter.file(&mut out, &file).expect("a string");
        reporter.finish(&mut out, &summary).expect("a string");
        out
    }
}

fn replace(span: Span, text: &str) -> Edit {
    Edit { span, text: text.to_owned() }
}

/// Five common mistakes: a syntax error, a wrong type, a duplicate value, something missing, a bad character.
pub fn everyday() -> Case {
    let mut case = Case::new(
        "deploy/nightly.json",
        r#"{
  "cluster": "batch",
  "taskDefintion": "arn:aws:ecs:eu-central-1:123456789012:task-definition/nightly:42",
  "containerInstances": "765936fadbdd46b5991a4bd70c2a43d4",
  "startedBy": "nightly run 2024-08-15T10:00",
  "overrides": {
    "containerOverrides": [
      {
        "name": "export",
        "command": ["python", "export.py", "--all"],
        "environment": [
          { "name": "MODE", "value": "full" },
          { "name": "REGION", "value": "eu-central-1" }
        ]
      },
      {
        "name": "sidecar",
        "cpu": 64
      },
      {
        "name": "export",
        "memory": 512
      },
      {
        "cpu": 128
      }
    ]
  }
}
"#,
    );
    let key = case.span("\"taskDefintion\"", 0);
    let mistake = "unknown member `taskDefintion` in a StartTask request";
    let it = case.find("sample-unknown-member", key, "/taskDefintion", mistake);
    it.label = Some("did you mean `taskDefinition`?".into());
    let edits = vec![replace(key, "\"taskDefinition\"")];
    it.fix = Some(Fix { title: "rename it to `taskDefinition`".into(), applicability: Safe, edits });

    let value = case.span("\"765936fadbdd46b5991a4bd70c2a43d4\"", 0);
    let message = "`containerInstances` is a string, not a list of strings";
    let it = case.find("sample-wrong-type", value, "/containerInstances", message);
    it.label = Some("expected a list".into());
    it.help = Some("list the IDs or ARNs of the container instances, at most 10 of them, also where there is but one; each of them gets one task, and those that cannot place it come back in `failures`".into());
    let (start, end) = (value.start as usize, value.end as usize);
    let edits = vec![replace(Span::new(start, start), "["), replace(Span::new(end, end), "]")];
    it.fix = Some(Fix { title: "wrap it in `[` and `]`".into(), applicability: Safe, edits });

    let blanks = [case.span(" run", 0).start as usize, case.span(" 2024", 0).start as usize];
    let spans: Vec<_> = blanks.into_iter().map(|it| Span::new(it, it + 1)).collect();
    let message = "`startedBy` contains ` `, which ECS does not allow";
    let it = case.find("started-by-charset", spans[0], "/startedBy", message);
    it.rejected_by = RejectedBy::Service;
    it.label = Some("not allowed".into());
    it.labels.push(Label { message: "also not allowed".into(), span: spans[1], file: None });
    it.help = Some("use only letters, digits, `-` and `_`".into());
    let edits = spans.iter().map(|it| replace(*it, "-")).collect();
    let title = "replace the invalid characters with `-`".into();
    it.fix = Some(Fix { title, applicability: Unsafe, edits });

    let (first, again) = (case.span("\"export\"", 0), case.span("\"export\"", 1));
    let message = "`export` is overridden twice";
    let it = case.find("sample-duplicate-name", again, "/overrides/containerOverrides/2/name", message);
    it.rejected_by = RejectedBy::Service;
    it.label = Some("again here".into());
    it.labels.push(Label { message: "first here".into(), span: first, file: None });
    it.help = Some("merge the two into one".into());

    let brace = case.span("{\n        \"cpu\": 128", 0).start as usize;
    let message = "this override has no `name`, so that it is nobody's";
    let brace = Span::new(brace, brace + 1);
    let it = case.find("sample-missing-name", brace, "/overrides/containerOverrides/3", message);
    (it.severity, it.rejected_by) = (Severity::Warning, RejectedBy::Nobody);
    it.label = Some("`name` is missing here".into());
    case
}

/// 8 KB on one line, with places far from each other.
pub fn minified() -> Case {
    let variable = |at: usize| match at {
        60 => r#"{"name":"VAR_60","value":60}"#.to_owned(),
        90 => r#"{"name":"VAR_7","value":"again"}"#.to_owned(),
        95 => format!(r#"{{"name":"LONG NAME {}","value":""}}"#, "x".repeat(300)),
        at => format!(r#"{{"name":"VAR_{at}","value":"value {} of 170 {}"}}"#, at, "=".repeat(at % 11)),
    };
    let variables: Vec<_> = (0..170).map(variable).collect();
    let mut case = Case::new(
        "minified.json",
        format!(
            r#"{{"taskDefinition":"web:12","containerInstances":["765936fadbdd46b5991a4bd70c2a43d4"],"overrides":{{"containerOverrides":[{{"name":"web","environment":[{}]}}]}}}}"#,
            variables.join(",")
        ),
    );
    assert!(case.source.text().len() > 8_000);
    let environment = "/overrides/containerOverrides/0/environment";
    let number = Span::new(case.span(":60}", 0).start as usize + 1, case.span(":60}", 0).end as usize - 1);
    let it = case.find(
        "sample-wrong-type",
        number,
        &format!("{environment}/60/value"),
        "`value` is an integer, not a string",
    );
    it.label = Some("expected a string".into());
    let (start, end) = (number.start as usize, number.end as usize);
    let edits = vec![replace(Span::new(start, start), "\""), replace(Span::new(end, end), "\"")];
    it.fix = Some(Fix { title: "write it as a string".into(), applicability: Safe, edits });

    let (first, again) = (case.span("\"VAR_7\"", 0), case.span("\"VAR_7\"", 1));
    let it = case.find(
        "sample-duplicate-variable",
        again,
        &format!("{environment}/90/name"),
        "`VAR_7` is set twice",
    );
    it.severity = Severity::Warning;
    it.label = Some("this one counts".into());
    it.labels.push(Label { message: "first here".into(), span: first, file: None });

    let long = case.span(&format!("\"LONG NAME {}\"", "x".repeat(300)), 0);
    let it =
        case.find("sample-long-name", long, &format!("{environment}/95/name"), "a name of 310 characters");
    it.label = Some("at most 255".into());

    let opening = Span::new(0, 1);
    let it = case.find("sample-missing-member", opening, "", "`cluster` is missing");
    (it.severity, it.label) = (Severity::Info, Some("`default` is meant".into()));

    let element = case.span(r#"{"name":"VAR_60","value":60}"#, 0);
    let it =
        case.find("sample-part-of-whole", number, &format!("{environment}/60"), "a place within another");
    it.label = Some("this".into());
    it.labels.push(Label { message: "of this".into(), span: element, file: None });
    case
}

/// What a terminal would obey, what is wide, what has no width, and other ends of lines.
pub fn hostile() -> Case {
    let mut case = Case::new(
        "evil\u{1b}[31m\u{202e}\n.json",
        "{\r\n\t\"taskDefinition\": \"a\u{1b}[31mb\",\r\n\t\"cluster\":\t\"🚀 漢字 e\u{301}\u{200b}\u{9b}x\u{7f}\",\r\n\t\"startedBy\": \"\u{202e}nimda\u{2028}\" }\r\n\r\n",
    );
    let escape = case.span("\u{1b}", 0);
    let it = case.find("sample-control", escape, "/taskDefinition", "`taskDefinition` holds `␛`");
    it.label = Some("an escape".into());
    let edits = vec![replace(escape, "\u{1b}")];
    it.fix = Some(Fix { title: "leave it\u{1b}[0m".into(), applicability: Unsafe, edits });

    let (rocket, x) = (case.span("🚀", 0), case.span("x", 0));
    let it = case.find("sample-wide", rocket, "/cluster", "not a name\u{1b}[2J of a cluster");
    it.label = Some("wide".into());
    it.labels.push(Label { message: "ra\u{9b}ther narrow".into(), span: x, file: None });
    it.help = Some("no\u{202e}thing".into());

    let value = case.span("\"\u{202e}nimda\u{2028}\"", 0);
    case.find("sample-bidi", value, "/startedBy/\u{1b}", "two\nlines").severity = Severity::Warning;
    let end = Span::new(case.source.text().len() - 2, case.source.text().len());
    case.find("sample-end", end, "", "the end").label = Some("of the file".into());
    case
}

#[test]
fn three_documents_in_every_report() {
    let mut wrong = Vec::new();
    for (name, case) in [("everyday", everyday()), ("minified", minified()), ("hostile", hostile())] {
        let plain = RenderOptions::default();
        let looks = [
            ("human", "human", plain),
            ("human", "ascii", RenderOptions { unicode: false, ..plain }),
            ("human", "narrow", RenderOptions { width: 50, ..plain }),
            ("human", "color", RenderOptions { color: true, links: Links::Hidden, ..plain }),
        ];
        let others = REPORTS.iter().filter(|it| it.name != "human").map(|it| (it.name, it.name, plain));
        let looks = looks.into_iter().chain(others);
        for (report, look_name, look) in looks {
            let text = case.report(report, &look);
            let path = fixtures().join("_reports").join(format!("{name}.{look_name}.txt"));
            wrong.extend(expect(&path, &text));
            if !look.color {
                let obeyed = |it: char| it != '\n' && ecs_preflight::text::display::is_unsafe(it);
                assert!(!text.contains(obeyed), "{name}.{look_name}: {text:?}");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_line_of_an_excerpt_is_wider_than_asked() {
    for width in [60, 80, 100, 140] {
        let text = minified().report("human", &RenderOptions { width, ..RenderOptions::default() });
        let widest = text.lines().filter(|it| it.starts_with(" 1 ")).map(|it| it.chars().count()).max();
        assert!(widest.is_some_and(|it| it <= width), "{widest:?} at {width}:\n{text}");
    }
}

#[test]
fn any_span_can_be_shown() {
    let text = "{\"é\":\t1,\r\n\n\"long\": [1, 2,\n 3]}\u{1f680}";
    for look in [
        RenderOptions::default(),
        RenderOptions { width: 1, unicode: false, color: true, ..RenderOptions::default() },
    ] {
        for start in 0..text.len() {
            for end in start..=text.len() {
                let mut case = Case::new("t.json", text);
                let it = case.find("sample", Span::new(start, end), "", "m");
                it.label = Some("here".into());
                it.labels.push(Label {
                    message: "there".into(),
                    span: Span::new(text.len() - end, text.len()),
                    file: None,
                });
                it.labels.push(Label { message: "and".into(), span: Span::new(1, 7), file: None });
                let shown = case.report("human", &look);
                assert!(shown.contains("here") && shown.contains("there"), "{start}..{end}:\n{shown}");
            }
        }
    }
    let mut empty = Case::new("empty.json", "");
    empty.find("sample", Span::new(0, 0), "", "the file is empty").label = Some("here".into());
    assert!(empty.report("human", &RenderOptions::default()).contains("empty.json:1:1"));
}

#[test]
fn marks_stand_below_what_they_mark_however_a_line_is_cut() {
    let line = minified().source.text()[..3000].replace("VAR_1", "\tV\u{1b}R,");
    for width in [55, 80, 120] {
        let look = RenderOptions { width, ..RenderOptions::default() };
        for start in (0..2900).step_by(13 * step()) {
            for length in [1, 4, 19, 70] {
                let mut case = Case::new("t.json", line.as_str());
                case.find("sample", Span::new(start, start + length), "", "m");
                let shown = case.report("human", &look);
                let mut lines = shown.lines().skip(2).map(|it| it.chars().skip(5).collect::<Vec<_>>());
                let (code, marks) = (lines.next().expect("a line"), lines.next().expect("its marks"));
                let from = marks.iter().position(|it| *it != ' ').expect("a mark");
                let marked: String = code[from..marks.len()].iter().collect();
                let wanted = line[start..start + length].replace('\u{1b}', "␛").replace('\t', " ");
                let squeezed = |text: &str| text.split(' ').filter(|it| !it.is_empty()).collect::<String>();
                match squeezed(&marked).split_once('…') {
                    None => assert_eq!(squeezed(&marked), squeezed(&wanted), "{shown}"),
                    Some((head, tail)) => {
                        let wanted = squeezed(&wanted);
                        assert!(wanted.starts_with(head) && wanted.ends_with(tail), "{wanted}:\n{shown}");
                    }
                }
                assert!(code.len() + 5 <= width, "{shown}");
            }
        }
    }
}

#[test]
fn the_summary_counts_in_words() {
    let mut summary = Summary { files: 1, ..Summary::default() };
    assert_eq!(summary.to_string(), "no findings in 1 file");
    summary.skip(Skipped::Foreign(Foreign::ContainerDefinitions));
    assert_eq!(summary.to_string(), "no findings in 1 file; 1 file skipped: list of container definitions");
    for _ in 0..3 {
        summary.skip(Skipped::Unrelated);
    }
    (summary.files, summary.errors, summary.warnings, summary.fixable) = (3, 2, 1, 1);
    let said = "2 errors, 1 warning in 3 files (1 fixable); \
                4 files skipped: 3 not ECS launch documents, 1 list of container definitions";
    assert_eq!(summary.to_string(), said);
    (summary.infos, summary.suppressed, summary.cut) = (2, 3, 1234);
    assert!(summary.to_string().starts_with(
        "2 errors, 1 warning, 2 infos in 3 files (1 fixable, 3 suppressed, 1,234 more not shown)"
    ));
}

/// Where words are broken into lines, no line begins as a command of GitHub's runner does.
#[test]
fn no_broken_line_is_a_command() {
    let mut case = everyday();
    let words = format!("{} ::error::x {} ::stop-commands::y", "a".repeat(60), "b".repeat(90));
    case.findings.iter_mut().for_each(|it| it.help = Some(words.as_str().into()));
    for width in [20, 60, 80, 100] {
        let look = RenderOptions { width, ..RenderOptions::default() };
        let mut reporter = (REPORTS[0].begin)(&look);
        let checked = case.checked();
        let kind = checked.document.map(|it| it.kind);
        let file = FileReport { source: &case.source, kind, checked: &checked, in_repository: None };
        let mut out = String::new();
        reporter.file(&mut out, &file).expect("a string");
        assert!(out.contains("::error::x"), "{out}");
        assert!(!out.lines().any(|it| it.trim_start().starts_with("::")), "{out}");
    }
}
