//! What shells make of the words that rules warn of.

use std::process::Command;

/// What the shells themselves make of it.
#[test]
fn shells_do_what_the_findings_say() {
    let receives = |shell: &str, script: &str| {
        let output =
            Command::new(shell).args(["-c", script]).output().unwrap_or_else(|why| panic!("{shell}: {why}"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let braces = "printf '<%s>' n={s=[a,b],g=[c]}";
    for shell in ["bash", "zsh", "ksh"] {
        let script = if shell == "zsh" { "printf '<%s>' n={s=a,g=c}" } else { braces };
        let words = if shell == "zsh" { "<n=s=a><n=g=c>" } else { "<n=s=[a><n=b]><n=g=[c]>" };
        assert_eq!(receives(shell, script), words, "{shell}");
    }
    for shell in ["bash", "dash", "sh"] {
        assert_eq!(receives(shell, "printf '<%s>' c \\\r\n"), "<c><\r>", "{shell}");
        assert_eq!(receives(shell, "printf '<%s>' c \\ \n"), "<c>< >", "{shell}");
        assert_eq!(receives(shell, r"printf '<%s>' \ --cluster c"), "< --cluster><c>", "{shell}");
    }
}
