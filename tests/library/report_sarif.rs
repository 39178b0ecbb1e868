//! The hash by which GitHub knows a line again.

use crate::{reports::Case, support::sarif::results};
use ecs_preflight::{Span, report::RenderOptions};
use serde_json::Value;

/// Lines and what GitHub's action makes of them.
#[test]
fn lines_have_the_hashes_that_github_computes() {
    let lorem = "Lorem ipsum dolor sit amet.\n".repeat(10);
    let greetings = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n";
    let with_cr = greetings.replace('\n', "\r\n");
    let of_greetings = [
        "e9496ae3ebfced30:1",
        "fb7c023a8b9ccb3f:1",
        "ce8ba1a563dcdaca:1",
        "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
    ];
    let known: [(&str, &[&str]); 5] = [
        ("", &["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            &["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (greetings, &of_greetings),
        (&with_cr, &of_greetings),
        (
            &lorem,
            &[
                "a7f2ff13bc495cf2:1",
                "a7f2ff13bc495cf2:2",
                "a7f2ff13bc495cf2:3",
                "a7f2ff13bc495cf2:4",
                "a7f2ff13bc495cf2:5",
                "a7f2ff13bc495cf2:6",
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ];
    for (text, hashes) in known {
        let mut case = Case::new("t.json", text);
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        for at in starts {
            let end = (at + 1).min(text.len());
            case.find("sample", Span::new(at.min(end), end), "", "m");
        }
        let log: Value =
            serde_json::from_str(&case.report("sarif", &RenderOptions::default())).expect("JSON");
        let found: Vec<_> = results(&log)
            .iter()
            .map(|it| it["partialFingerprints"]["primaryLocationLineHash"].as_str())
            .collect();
        assert_eq!(found, hashes.iter().map(|it| Some(*it)).collect::<Vec<_>>(), "{text:?}");
    }
}
