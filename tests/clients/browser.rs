//! The page, in a real browser.

use crate::support::repository::{BAD, Repository};
use std::{fs, path::Path, process::Command};

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What Chromium prints, without a window and without a network.
fn chromium(browser: &str, folder: &Path, arguments: &[&str], page: &str) -> Vec<u8> {
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", &profile])
        .args(["--proxy-server=127.0.0.1:9", "--disable-dev-shm-usage"])
        .args(arguments)
        .arg(format!("file://{}", folder.join(page).display()))
        .current_dir(folder)
        .output()
        .expect("the browser starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn a_browser_shows_and_prints_it() {
    let browser = BROWSERS.into_iter().find(|it| Command::new(it).arg("--version").output().is_ok());
    let browser = browser.expect("Chromium, which .ci/run installs where it may");
    let (markup, backtick) = (BAD.replace("a b", "<b>x</b> y"), BAD.replace("a b", "`y"));
    let folder = Repository::new("page", &[("a.json", BAD), ("b.json", &markup), ("c.json", &backtick)]);
    folder.run(1, &["--format", "html", "-o", "report.html", "a.json", "b.json", "c.json"]);

    let dom = String::from_utf8(chromium(browser, &folder.0, &["--dump-dom"], "report.html")).expect("UTF-8");
    assert_eq!(dom.matches("<article").count(), 3);
    assert!(dom.contains("contains <code>&lt;</code>") && !dom.contains("<b>x"), "{dom}");
    assert!(dom.contains("contains <code>`</code>, which"), "{dom}");

    // A probe reads what the browser made of it: colors in both modes, marks where they belong, no overflow.
    let page = folder.read("report.html");
    let probe = "<script>addEventListener('load', () => { \
        const style = (it, name) => getComputedStyle(document.querySelector(it)).getPropertyValue(name); \
        document.title = 'PROBE ' + [style('body', 'background-color'), style('article', 'border-left-color'), \
        document.querySelector('mark.own').getBoundingClientRect().width > 4, \
        document.documentElement.scrollWidth <= innerWidth, document.querySelector('mark.own').textContent].join('|'); })</script>";
    let page = page
        .replace("default-src 'none'", "script-src 'unsafe-inline'")
        .replace("</body>", &format!("{probe}</body>"));
    fs::write(folder.0.join("probe.html"), page).expect("a file");
    for (mode, scheme) in [("1", "rgb(255, 255, 255)"), ("0", "rgb(20, 23, 27)")] {
        for size in ["--window-size=1100,1400", "--window-size=500,900"] {
            let scheme_option = format!("--blink-settings=preferredColorScheme={mode}");
            let dom = chromium(browser, &folder.0, &["--dump-dom", size, &scheme_option], "probe.html");
            let dom = String::from_utf8(dom).expect("UTF-8");
            let title = dom.split("<title>PROBE ").nth(1).and_then(|it| it.split("</title>").next());
            let seen: Vec<_> = title.unwrap_or_else(|| panic!("no probe: {dom}")).split('|').collect();
            assert_eq!((seen[0], seen[2], seen[3], seen[4]), (scheme, "true", "true", " "), "{size}");
            assert_ne!(seen[0], seen[1]);
        }
    }

    chromium(browser, &folder.0, &["--window-size=1100,1400", "--screenshot=shot.png"], "report.html");
    let shot = fs::read(folder.0.join("shot.png")).expect("a picture");
    assert!(shot.starts_with(b"\x89PNG") && shot.len() > 20_000, "{} bytes", shot.len());
    chromium(browser, &folder.0, &["--print-to-pdf=page.pdf"], "report.html");
    assert!(fs::read(folder.0.join("page.pdf")).expect("a print").starts_with(b"%PDF"));
}
