//! Commands, platforms and roles as people got them wrong: reports of users, and the right files beside them.

use ecs_preflight::{
    Definition, Definitions, Options, Source, check_with, document::task_definition::Discovery,
};
use std::{fs, path::Path};

/// A file, its task definition if it has one, and all its findings by severity and rule.
const CASES: [(&str, &str, &[&str]); 26] = [
    ("01-exec-empty-role/input.json", "", &["warning skeleton-placeholder"]),
    ("01-exec-empty-role/input.json", "01-exec-empty-role/td/taskdef.json", &["error execute-command-role"]),
    ("01-exec-empty-role/input-absent.json", "", &[]),
    ("01-exec-empty-role/input-null.json", "", &["error null-value"]),
    (
        "01-exec-empty-role/td/launch.json",
        "01-exec-empty-role/td/taskdef.json",
        &["error execute-command-role"],
    ),
    ("01-exec-empty-role/fixed.json", "01-exec-empty-role/td/taskdef.json", &[]),
    ("12-ephemeral/input.json", "", &[]),
    ("12-ephemeral/input-ec2.json", "", &["warning ephemeral-storage-unsupported"]),
    ("12-ephemeral/input-pv3.json", "", &["error platform-version-feature"]),
    ("12-ephemeral/input-top.json", "", &["error unknown-member"]),
    ("12-ephemeral/input-container.json", "", &["error unknown-member"]),
    ("12-ephemeral/fixed.json", "", &[]),
    ("19-shell-c-args/input.json", "", &["warning command-shell-script"]),
    (
        "19-shell-c-args/v1.json",
        "",
        &[
            "warning command-shell-script",
            "warning command-shell-script",
            "warning command-shell-script",
            "warning command-shell-script",
            "warning command-shell-script",
        ],
    ),
    ("19-shell-c-args/fixed.json", "", &[]),
    ("27-efs-pv/run.json", "27-efs-pv/taskdef.json", &["error platform-version-definition"]),
    ("27-efs-pv/run.json", "", &[]),
    ("27-efs-pv/exec.json", "", &["error platform-version-feature"]),
    ("27-efs-pv/exec.json", "27-efs-pv/taskdef.json", &["error platform-version-feature"]),
    ("27-efs-pv/fixed/run.json", "27-efs-pv/fixed/taskdef.json", &[]),
    ("27-efs-pv/fixed/taskdef.json", "", &[]),
    ("27-efs-pv/taskdef.json", "", &[]),
    ("m06-shell-lines.json", "", &["warning command-shell-line"]),
    ("m07-joined-second-argument.json", "", &["warning command-joined-argument"]),
    ("noise03-exec.json", "", &[]),
    ("placeholder-account.json", "", &["warning account-placeholder"]),
];

fn read(name: &'static str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/platforms").join(name);
    Source::new(name, fs::read(&path).unwrap_or_else(|why| panic!("{name}: {why}")))
}

#[test]
fn each_reported_problem_is_one_finding() {
    let mut wrong = Vec::new();
    for (name, definition, expected) in CASES {
        let known = (!definition.is_empty()).then(|| read(definition));
        let known = known.and_then(|it| Definition::read(it, Discovery::Named).ok());
        let definitions = Definitions::new(known.into_iter().collect());
        let found = check_with(&read(name), &Options::default(), &definitions).diagnostics;
        let found: Vec<_> = found.iter().map(|it| format!("{} {}", it.severity, it.rule)).collect();
        if found != expected {
            wrong.push(format!("{name} with {definition:?}: {found:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Commands that are right, of which people write many.
const RIGHT: [&str; 40] = [
    r#"["python", "manage.py", "migrate", "--noinput"]"#,
    r#"["sh", "-c", "python manage.py migrate && python manage.py collectstatic"]"#,
    r#"["/bin/bash", "-lc", "bundle exec rake db:migrate"]"#,
    r#"["bash", "-c", "set -euo pipefail\nfor f in *.sql; do psql -f \"$f\"; done"]"#,
    r#"["node", "dist/index.js"]"#,
    r#"["npm", "run", "migrate", "--", "--env", "prod"]"#,
    r#"["php", "artisan", "queue:work", "--tries=3"]"#,
    r#"["java", "-Xmx512m", "-jar", "app.jar", "--spring.profiles.active=prod"]"#,
    r#"["bundle", "exec", "rails", "runner", "User.where(active: true).each(&:touch)"]"#,
    r#"["rails", "runner", "puts 1"]"#,
    r#"["celery", "-A", "app", "worker", "-l", "info"]"#,
    r#"["gunicorn", "app:app", "--access-logformat", "%(h)s %(l)s %(u)s"]"#,
    r#"["psql", "-h", "db", "-c", "SELECT a || b FROM t WHERE a > 1"]"#,
    r#"["mysql", "-e", "drop table a; create table b (c int)"]"#,
    r#"["curl", "-fsS", "-H", "Content-Type: application/json", "-d", "{\"a\": 1}", "https://example.com"]"#,
    r#"["aws", "s3", "sync", "s3://bucket/a b", "/data/a b"]"#,
    r#"["aws", "sns", "publish", "--message", "deploy finished && verified"]"#,
    r#"["slack-notify", "--title", "Nightly import", "--text", "All done | no errors"]"#,
    r#"["python", "-c", "import sys; print(sys.argv)", "a", "b"]"#,
    r#"["python", "-m", "app.jobs", "--from", "2026-01-01", "--note", "first run of job.py"]"#,
    r#"["node", "-e", "require('./a').run().then(() => process.exit(0))"]"#,
    r#"["awk", "-F", "|", "{ print $1 }", "/data/in.csv"]"#,
    r#"["jq", "-r", ".[] | .name", "/data/in.json"]"#,
    r#"["find", "/data", "-type", "f", "-exec", "gzip", "{}", ";"]"#,
    r#"["sed", "-i", "s/a b/c d/", "/etc/x.conf"]"#,
    r#"["sleep", "3600"]"#,
    r#"["--config", "/etc/app.yml", "--log-level", "info"]"#,
    r#"["migrate"]"#,
    r#"["/app/bin/migrate", "up"]"#,
    r#"["tini", "-g", "--", "bash", "-c", "exec ./serve --port 80"]"#,
    r#"["dumb-init", "node", "server.js"]"#,
    r#"["sh", "-c", "exec \"$0\" \"$@\"", "npm", "start"]"#,
    r#"["bash", "-c", "shift; echo $*", "--", "a", "b"]"#,
    r#"["sh", "/scripts/run.sh", "a b", "c"]"#,
    r#"["powershell", "-Command", "Get-ChildItem", "C:\\", "|", "Out-File", "a.txt"]"#,
    r#"["cmd", "/S", "/C", "echo hello && dir"]"#,
    r#"["spark-submit", "--conf", "spark.driver.extraJavaOptions=-Da=1 -Db=2", "job.py", "--days", "30"]"#,
    r#"["terraform", "apply", "-var", "name=a b", "-auto-approve"]"#,
    r#"["pg_dump", "--exclude-table-data=a|b", "-f", "/tmp/x.sql"]"#,
    r#"["chamber", "exec", "prod", "--", "sh", "-c", "npm run migrate"]"#,
];

#[test]
fn right_commands_have_no_finding() {
    for command in RIGHT {
        let overrides = format!(r#"{{"containerOverrides": [{{"name": "web", "command": {command}}}]}}"#);
        let definition = format!(
            r#"{{"family": "web", "containerDefinitions": [{{"name": "web", "image": "web:1", "memory": 128, "essential": true, "command": {command}}}]}}"#
        );
        for text in [overrides, definition] {
            let source = Source::new("a.json", text.into_bytes());
            let found = check_with(&source, &Options::default(), &Definitions::default()).diagnostics;
            let found: Vec<_> = found.iter().filter(|it| it.rule.starts_with("command-")).collect();
            assert!(found.is_empty(), "{command}: {found:#?}");
        }
    }
}
