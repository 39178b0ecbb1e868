//! The account of an ARN is still to be filled in.
//!
//! `arn:aws:iam::ACCOUNT_ID:role/app` has a word where the 12 digits of the account belong. AWS rejects such an ARN
//! (`Role is not valid`), but many teams keep files like this in the repository and fill them in before use. So it is a
//! warning, and one for the whole file, however many ARNs are written like this. Words that contain `ACCOUNT`, `YOUR` or
//! `REPLACE`, and rows of `X`, `*` or `#`, are recognized. What a template language fills in (`${ACCOUNT}`,
//! `{{ account }}`, `<account>`) is not a finding.
//!
//! Fill in the 12 digits of the account, or name the place in a way that templates know, such as `${ACCOUNT_ID}`.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>

use crate::rule::prelude::*;

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::AccountPlaceholder { place, text } = *fault else { return };
    let report = cx.report(place, format!("the account {} in this ARN is a placeholder", quoted(text)));
    report.label("not filled in").help("fill in the 12 digits of the account: AWS rejects the ARN as it is");
}
