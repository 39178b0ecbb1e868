//! The HTML report is one file.

use crate::reports::{everyday, hostile, minified};
use ecs_preflight::report::RenderOptions;

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
