//! The account of an ARN is a placeholder that was not filled in.
//!
//! `arn:aws:iam::ACCOUNT_ID:role/app` has a word instead of the 12-digit account id. AWS rejects such an ARN
//! (`Role is not valid`), but many teams keep files like this in the repository and fill them in before use. So this is a
//! warning, and there is one per file, no matter how many ARNs have a placeholder. The rule recognizes words that contain
//! `ACCOUNT`, `YOUR` or `REPLACE`, and runs of `X`, `*` or `#`. Placeholders of template languages (`${ACCOUNT}`,
//! `{{ account }}`, `<account>`) are not reported.
//!
//! Fill in the 12-digit account id, or use a template placeholder such as `${ACCOUNT_ID}`.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>

use crate::lint::rule::prelude::*;

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::AccountPlaceholder { place, text } = *fault else { return };
    let report = cx.report(place, format!("the account {} in this ARN is a placeholder", quoted(text)));
    report.label("not filled in").help("fill in the 12-digit account id; AWS rejects the ARN as it is");
}
