//! Templates, and the values that are known of their placeholders.

use std::{fs, path::Path, process::Command};

#[test]
fn the_program_takes_templates() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("templates");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
    write(
        "job.json.tftpl",
        r#"{"taskDefinition": "w", "launchType": "EC2", "count": ${COUNT}, "startedBy": "job-${GITHUB_SHA}"}"#,
    );
    write("page.html.j2", "<html>{{ body }}</html>");
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_ecs-preflight"));
        let output =
            program.args(["check", "--format", "concise"]).args(arguments).current_dir(&folder).output();
        let output = output.expect("the program starts");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert_eq!(run(&[]), (Some(0), "no findings in 1 file; 1 file skipped: XML file\n".to_owned()));
    let (code, out) = run(&["--define", "GITHUB_SHA=140"]);
    assert!(
        code == Some(1) && out.contains("error[started-by-length]: `startedBy` is 144 characters long"),
        "{out}"
    );
    let (code, out) = run(&["--final"]);
    assert!(code == Some(1) && out.contains("[syntax]") && out.contains("[unresolved-placeholder]"), "{out}");
    write("ecs-preflight.toml", "[defines]\nGITHUB_SHA = 140\n");
    assert_eq!(run(&[]).0, Some(1));
    assert_eq!(run(&["--define", "GITHUB_SHA=40"]).0, Some(0), "the command line wins");
    write("ecs-preflight.toml", "template = true\n");
    write("job.json", r#"{"taskDefinition": "w", "launchType": "EC2", "count": {{ COUNT }}}"#);
    assert_eq!(run(&["job.json"]).0, Some(0));
    assert_eq!(run(&["--no-config", "job.json"]).0, Some(1));
}
