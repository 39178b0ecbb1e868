//! A token of a service is hard-coded in the file.
//!
//! Many services give their tokens a form of their own. These are recognized: GitHub (`ghp_`, `github_pat_` …), GitLab
//! (`glpat-` …), Slack (`xoxb-` …, webhook URLs), Discord (bot tokens, webhook URLs), Telegram bots, Google (`AIza`,
//! `GOCSPX-`), OpenAI and Anthropic (`sk-`), Hugging Face (`hf_`), Groq, Replicate, Perplexity, xAI, Stripe (`sk_live_`,
//! `rk_live_`, `whsec_`), Square, Shopify, Twilio (`SK` and 32 digits), SendGrid (`SG.`), Mailgun (`key-`), npm, PyPI,
//! RubyGems, Docker Hub, DigitalOcean, Heroku, Netlify, PlanetScale, Supabase, Azure (`AccountKey=`, `SharedAccessKey=`),
//! Databricks, HashiCorp Vault (`hvs.`), Terraform Cloud (`.atlasv1.`), Pulumi, Doppler, CircleCI, Grafana, New Relic,
//! Sentry, Postman, Atlassian (`ATATT3`), Linear, Notion, Figma, Typeform, age keys, and JSON Web Tokens.
//!
//! Not recognized are tokens without a form: hexadecimal digits, UUIDs and Base64 alone, as Datadog, Twilio's
//! auth tokens, Azure's client secrets, Cloudflare and many others have them. `secret-environment-value` finds those that
//! have a telling name, such as `DD_API_KEY`. Also not recognized are test keys (`sk_test_`), public keys (`pk_live_`),
//! anything that is encoded or split, and old forms such as Vault's `s.`. Stand-ins (`ghp_xxxx…`, `…example…`) are no
//! finding. Whether a token is valid is not checked. A scanner for the whole repository, such as the one of your hosting
//! service, finds more.
//!
//! Everybody who can read the repository has the token, and after the launch everybody who can call describe-tasks or
//! describe-task-definition: ECS keeps environment, arguments and tags in plain text. Reports never show it: every
//! character of it is an asterisk in them.
//!
//! Revoke it: what was committed stays in the history. Keep the new one in Secrets Manager or Parameter
//! Store, and let the task definition's `secrets` pass it to the container.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::{rule::prelude::*, secret};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Secrets(secret::PLACES, check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(text) = node.as_str() else { return };
    let Some((range, what)) = secret::any_token(&text) else { return };
    let report = cx.report(node.part(range), format!("hard-coded {what}"));
    report.label("readable by everybody who can read the file");
    report.help("remove it from the file and revoke it; keep the new one in Secrets Manager or Parameter Store and name it in the `secrets` of the task definition");
}
