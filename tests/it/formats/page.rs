//! The page, in a real browser.

use super::{BAD, Folder};
use crate::{
    clients,
    reports::{everyday, hostile, minified},
};
use ecs_preflight::report::RenderOptions;
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
fn it_needs_nothing_else() {
    for case in [everyday(), minified(), hostile()] {
        let page = case.report("html", &RenderOptions::default());
        assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
        for outside in
            ["<script", "<link", "<img", "<iframe", "@import", "url(", "src=", "javascript:", " on"]
        {
            let found = page.to_lowercase().match_indices(outside).map(|(at, _)| at).next();
            // The words ` on` and the like are text between tags.
            let in_tag = |at: usize| page[..at].rfind('<') > page[..at].rfind('>');
            assert!(found.is_none_or(|at| outside == " on" && !in_tag(at)), "{outside}");
        }
        assert!(page.contains("default-src 'none'") && page.contains("prefers-color-scheme: dark"));
        assert!(page.contains("@media print"));
    }
}

#[test]
fn a_browser_shows_and_prints_it() {
    let browser = BROWSERS.into_iter().find(|it| Command::new(it).arg("--version").output().is_ok());
    let Some(browser) = browser else {
        return clients::skip("the page in a browser", "there is no Chromium");
    };
    let (markup, backtick) = (BAD.replace("a b", "<b>x</b> y"), BAD.replace("a b", "`y"));
    let folder = Folder::new("page", &[("a.json", BAD), ("b.json", &markup), ("c.json", &backtick)]);
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
