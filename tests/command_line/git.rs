//! `--staged` and `--since` on real repositories of the real git.

use crate::support::scratch::{Folder, Ran, must};
use std::fs;

const GOOD: &str =
    r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"]}"#;
const BAD: &str = r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "startedBy": "a b"}"#;

struct Repository(Folder);

impl Repository {
    fn new(test: &str) -> Repository {
        let repository = Repository(Folder::new(&format!("changed/{test}"), &[]));
        repository.git(&["init", "-q", "-b", "main", "."]);
        repository
    }
    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        must(&self.0.0, "git", args)
    }
    fn write(&self, name: &str, text: &str) {
        self.0.write(name, text);
    }
    fn add(&self, name: &str, text: &str) {
        self.write(name, text);
        self.git(&["add", "--", name]);
    }
    fn commit(&self) {
        self.git(&["commit", "-q", "-m", "x"]);
    }
    fn run(&self, args: &[&str]) -> Ran {
        self.run_in(".", args)
    }
    fn run_in(&self, folder: &str, args: &[&str]) -> Ran {
        Folder(self.0.path(folder)).run(&[&["check", "--format", "concise"], args].concat())
    }
}

/// The files in which something was found, in their order.
#[track_caller]
fn paths(ran: Ran) -> Vec<String> {
    let ran = ran.exits(1);
    let lines = ran.out.lines().filter(|it| it.contains(": error["));
    lines.filter_map(|it| Some(it.split_once(".json:")?.0.to_owned() + ".json")).collect()
}

#[test]
fn staged_content_is_checked_and_not_that_of_the_folder() {
    let it = Repository::new("staged");
    it.add("fine-when-staged.json", GOOD);
    it.write("fine-when-staged.json", BAD);
    // Before the first commit there is nothing to compare with.
    it.run(&["--staged"]).exits(0).says("no findings in 1 file");
    it.commit();
    it.add("bad-when-staged.json", BAD);
    it.write("bad-when-staged.json", GOOD);
    it.add("gone-since.json", BAD);
    fs::remove_file(it.0.path("gone-since.json")).expect("my file");
    it.write("untracked.json", BAD);
    it.add("notes.txt", BAD);
    it.add("package.json", r#"{"name": "x"}"#);
    assert_eq!(paths(it.run(&["--staged"])), ["bad-when-staged.json", "gone-since.json"]);
    it.run(&["--staged", "fine-when-staged.json"]).exits(0).notes("no files were checked");
    it.run(&["--staged", "bad-when-stagd.json"]).exits(2).notes("did you mean `bad-when-staged.json`?");
    assert_eq!(paths(it.run(&["--staged", "gone-since.json"])), ["gone-since.json"]);
    it.run(&["--staged", "notes.txt"]).exits(1).says("notes.txt:1:");
    it.run(&["--staged", "--fix"]).exits(2).notes("cannot be used with");
    it.run(&["--staged", "--since", "main"]).exits(2).notes("cannot be used with");
    it.run(&["--staged", "-"]).exits(2).notes("`-` cannot be combined with `--staged` or `--since`");
    // What is shown of the index, the index takes.
    let diff = it.0.run(&["check", "--staged", "--diff", "--unsafe-fixes"]).exits(1);
    it.write("staged.diff", &diff.out);
    it.git(&["apply", "--cached", "staged.diff"]);
    it.run(&["--staged"]).exits(0).says("no findings in 2 files");
}

#[test]
fn nothing_staged_is_not_an_error() {
    let it = Repository::new("nothing");
    it.add("a.json", BAD);
    it.commit();
    it.run(&["--staged"]).exits(0).notes("note: no files were checked");
    it.run(&["--since", "HEAD"]).exits(0).notes("note: no files were checked");
}

#[test]
fn settings_hold_for_what_is_staged() {
    let it = Repository::new("settings");
    it.add("ecs-preflight.toml", "include = [\"*.task\"]\nexclude = [\"old/**\"]\n");
    it.add("a.task", BAD);
    it.add("old/b.json", BAD);
    it.run(&["--staged"]).exits(1).says("a.task:1:").says("1 error in 1 file");
}

#[test]
fn renames_deletions_links_submodules_and_unusual_names() {
    let it = Repository::new("odd");
    let other = Repository::new("odd-submodule");
    other.add("inside.json", BAD);
    other.commit();
    it.add("old.json", BAD);
    it.add("deleted.json", BAD);
    it.add("unchanged.json", BAD);
    it.commit();
    it.git(&["mv", "old.json", "jobs-new.json"]);
    it.git(&["rm", "-q", "deleted.json"]);
    let url = other.0.0.to_str().expect("a UTF-8 path");
    it.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url, "sub.json"]);
    let names = [":(top)x.json", "*.json", "-x.json", "a\nb\t\"'\\.json", "ü \u{1b}[31m.json"];
    for name in names {
        it.write(name, BAD);
        it.git(&["--literal-pathspecs", "add", "--", name]);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("unchanged.json", it.0.path("link.json")).expect("a link");
        it.git(&["add", "link.json"]);
    }
    let wanted = ["*.json", "-x.json", ":(top)x.json", "a␊b␉\"'\\.json", "jobs-new.json", "ü ␛[31m.json"];
    // The second run sees what the first cannot: the files of the folder.
    for ran in [it.run(&["--staged"]), it.run(&["--since", "main"])] {
        assert_eq!(paths(ran), wanted);
    }
    it.run(&["--staged", "--", "*.json"]).exits(1).says("1 error in 1 file");
}

#[test]
fn since_a_revision_is_since_the_branch_left_it() {
    let it = Repository::new("since");
    it.add("old.json", BAD);
    it.commit();
    it.git(&["checkout", "-q", "-b", "branch"]);
    it.add("committed.json", BAD);
    it.commit();
    it.git(&["checkout", "-q", "main"]);
    it.add("of-main.json", BAD);
    it.commit();
    it.git(&["checkout", "-q", "branch"]);
    it.add("staged.json", BAD);
    it.write("untracked.json", BAD);
    it.write("ignored.json", BAD);
    it.write(".gitignore", "ignored.json\n");
    it.add("fixed.json", BAD);
    it.write("fixed.json", GOOD);
    let wanted = ["committed.json", "staged.json", "untracked.json"];
    assert_eq!(paths(it.run(&["--since", "main"])), wanted);
    it.run(&["--since", "nosuch"]).exits(2).notes("error: git: Not a valid object name nosuch");
    it.run(&["--since=-x"]).exits(2).notes("`--since` needs a revision, not `-x`");
    it.run(&["--since", "main", "--fix", "--unsafe-fixes"]).exits(0).says("3 fixed");
    assert!(it.0.text("untracked.json").contains("a-b") && it.0.text("old.json").contains("a b"));
    it.git(&["checkout", "-q", "--orphan", "apart"]);
    it.git(&["commit", "-q", "-m", "x"]);
    it.run(&["--since", "main"]).exits(2).notes("have no common ancestor");
}

#[test]
fn folders_of_the_repository_and_other_work_trees() {
    let it = Repository::new("folders");
    it.add("jobs/x.json", GOOD);
    it.commit();
    it.add("top.json", BAD);
    it.add("jobs/a.json", BAD);
    it.add("jobs/deep/b.json", BAD);
    it.add("other/c.json", BAD);
    it.write("other/new.json", BAD);
    let wanted = ["../other/c.json", "../top.json", "a.json", "deep/b.json"];
    assert_eq!(paths(it.run_in("jobs", &["--staged"])), wanted);
    assert_eq!(paths(it.run_in("jobs", &["--staged", "."])), ["a.json", "deep/b.json"]);
    assert_eq!(
        paths(it.run_in("jobs", &["--staged", "../other", "deep"])),
        ["../other/c.json", "deep/b.json"]
    );
    let wanted = ["../other/c.json", "../other/new.json", "../top.json", "a.json", "deep/b.json"];
    assert_eq!(paths(it.run_in("jobs", &["--since", "HEAD"])), wanted);
    // Settings of somebody do not change what is found.
    it.git(&["config", "diff.relative", "true"]);
    it.git(&["config", "diff.noprefix", "true"]);
    it.git(&["config", "status.relativePaths", "false"]);
    it.git(&["config", "diff.external", "false"]);
    it.git(&["config", "color.ui", "always"]);
    assert_eq!(paths(it.run_in("jobs", &["--since", "HEAD"])), wanted);
    it.git(&["worktree", "add", "-q", "../folders-linked", "-b", "linked"]);
    let linked = Repository(Folder(it.0.0.with_file_name("folders-linked")));
    linked.add("jobs/d.json", BAD);
    assert_eq!(paths(linked.run_in("jobs", &["--staged"])), ["d.json"]);
    fs::remove_dir_all(&linked.0.0).expect("my folder");
    it.run(&["--staged", "/usr"]).exits(2).notes("git: ").notes("is outside repository");
    it.run_in(".git", &["--staged"]).exits(2).notes("git: not inside a work tree");
}

#[test]
fn errors_of_git_are_reported() {
    let folder = Folder(std::env::temp_dir().join(format!("ecs-preflight-{}", std::process::id())));
    fs::create_dir_all(&folder.0).expect("a writable folder");
    for args in [&["check", "--staged"][..], &["check", "--since", "main"]] {
        folder.run(args).exits(2).notes("error: git: not a git repository");
    }
    let mut command = folder.command(&["check", "--staged"]);
    let output = command.env("PATH", "").output().expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("error: git: not installed, or not on the PATH")
    );
    fs::remove_dir_all(&folder.0).expect("my folder");
}
