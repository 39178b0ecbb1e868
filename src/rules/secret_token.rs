//! The file contains a hard-coded token of a service.
//!
//! Many services give their tokens a recognizable format. These are recognized: GitHub (`ghp_`, `github_pat_` …), GitLab
//! (`glpat-` …), Slack (`xoxb-` …, webhook URLs), Discord (bot tokens, webhook URLs), Telegram bots, Google (`AIza`,
//! `GOCSPX-`), OpenAI and Anthropic (`sk-`), Hugging Face (`hf_`), Groq, Replicate, Perplexity, xAI, Stripe (`sk_live_`,
//! `rk_live_`, `whsec_`), Square, Shopify, Twilio (`SK` and 32 digits), SendGrid (`SG.`), Mailgun (`key-`), npm, PyPI,
//! RubyGems, Docker Hub, DigitalOcean, Heroku, Netlify, PlanetScale, Supabase, Azure (`AccountKey=`, `SharedAccessKey=`),
//! Databricks, HashiCorp Vault (`hvs.`), Terraform Cloud (`.atlasv1.`), Pulumi, Doppler, CircleCI, Grafana, New Relic,
//! Sentry, Postman, Atlassian (`ATATT3`), Linear, Notion, Figma, Typeform, age keys, and JSON Web Tokens.
//!
//! Tokens without a distinctive format are not recognized: plain hexadecimal digits, UUIDs and Base64, as used by Datadog,
//! Twilio auth tokens, Azure client secrets, Cloudflare and many others. `secret-environment-value` finds those whose
//! variable name suggests a secret, such as `DD_API_KEY`. Also not recognized are test keys (`sk_test_`), public keys
//! (`pk_live_`), encoded or split tokens, and old formats such as Vault's `s.`. Dummy values (`ghp_xxxx…`, `…example…`) are
//! not reported. The rule does not check whether a token is valid. A scanner for the whole repository, such as the one
//! of your hosting service, finds more.
//!
//! Everyone who can read the repository has the secret, and after the launch everyone who can call describe-tasks or
//! describe-task-definition: ECS stores environment variables, arguments and tags in plain text. Reports never show the
//! secret: they replace each of its characters with an asterisk.
//!
//! Revoke it: a committed secret stays in the history of the repository. Store the new one in Secrets Manager or
//! Parameter Store, and pass it to the container with `secrets` in the task definition.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::{lint::rule::prelude::*, rules::shared::secret_places, secrets};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Nobody, check: PossibleSecrets(secret_places::PLACES, check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(text) = node.as_str() else { return };
    let Some((range, what)) = secrets::any_token(&text) else { return };
    let report = cx.report(node.part(range), format!("hard-coded {what}"));
    report.label("readable by everyone who can read the file");
    report.help("remove it from the file and revoke it; store the new one in Secrets Manager or Parameter Store, and reference it in the `secrets` of the task definition");
}
