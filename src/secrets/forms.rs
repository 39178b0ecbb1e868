//! How tokens of services look: a beginning of their own, and what comes after it.

/// How the bodies of tokens of a sort look.
#[derive(Clone, Copy)]
pub enum Body {
    /// The minimum length of their longest run of letters and digits.
    Run(usize),
    /// Their minimum number of characters, `-` and `_` included.
    Long(usize),
    /// Their exact number of lowercase hexadecimal digits.
    Hex(usize),
    /// Their exact number of letters and digits.
    Exactly(usize),
}
use Body::{Exactly, Hex, Long, Run};

/// How tokens begin and go on, and what they are. Each beginning ends in `_`, `-` or `.`: those are looked for first.
pub const TOKENS: [(&str, Body, &str); 69] = [
    ("ghp_", Run(30), "GitHub token"),
    ("gho_", Run(30), "GitHub token"),
    ("ghu_", Run(30), "GitHub token"),
    ("ghs_", Run(30), "GitHub token"),
    ("ghr_", Run(30), "GitHub token"),
    ("github_pat_", Run(20), "GitHub token"),
    ("glpat-", Long(20), "GitLab token"),
    ("gldt-", Long(20), "GitLab token"),
    ("glrt-", Long(20), "GitLab token"),
    ("glptt-", Long(20), "GitLab token"),
    ("xoxb-", Run(10), "Slack token"),
    ("xoxa-", Run(10), "Slack token"),
    ("xoxp-", Run(10), "Slack token"),
    ("xoxr-", Run(10), "Slack token"),
    ("xoxs-", Run(10), "Slack token"),
    ("xapp-", Run(10), "Slack token"),
    ("sk-", Run(20), "API key"),
    ("sk_live_", Run(16), "Stripe key"),
    ("rk_live_", Run(16), "Stripe key"),
    ("whsec_", Run(32), "Stripe webhook secret"),
    ("npm_", Run(30), "npm token"),
    ("pypi-", Long(30), "PyPI token"),
    ("rubygems_", Hex(48), "RubyGems key"),
    ("hf_", Run(30), "Hugging Face token"),
    ("gsk_", Run(40), "Groq key"),
    ("r8_", Run(30), "Replicate token"),
    ("pplx-", Run(40), "Perplexity key"),
    ("xai-", Run(60), "xAI key"),
    ("dckr_pat_", Long(20), "Docker Hub token"),
    ("dckr_oat_", Long(20), "Docker Hub token"),
    ("SG.", Run(16), "SendGrid key"),
    ("GOCSPX-", Long(24), "Google OAuth client secret"),
    ("key-", Hex(32), "Mailgun key"),
    ("dop_v1_", Hex(64), "DigitalOcean token"),
    ("doo_v1_", Hex(64), "DigitalOcean token"),
    ("dor_v1_", Hex(64), "DigitalOcean token"),
    ("shpat_", Run(32), "Shopify token"),
    ("shpca_", Run(32), "Shopify token"),
    ("shppa_", Run(32), "Shopify token"),
    ("shpss_", Run(32), "Shopify secret"),
    ("sq0atp-", Long(22), "Square token"),
    ("sq0csp-", Long(43), "Square secret"),
    ("hvs.", Long(24), "HashiCorp Vault token"),
    ("hvb.", Long(24), "HashiCorp Vault token"),
    ("hvr.", Long(24), "HashiCorp Vault token"),
    (".atlasv1.", Long(60), "Terraform Cloud token"),
    ("dp.pt.", Run(40), "Doppler token"),
    ("dp.st.", Run(40), "Doppler token"),
    ("lin_api_", Run(32), "Linear key"),
    ("ntn_", Run(40), "Notion token"),
    ("sb_secret_", Long(30), "Supabase key"),
    ("secret_", Exactly(43), "Notion token"),
    ("NRAK-", Run(27), "New Relic key"),
    ("sntrys_", Run(32), "Sentry token"),
    ("sntryu_", Hex(64), "Sentry token"),
    ("PMAK-", Run(24), "Postman key"),
    ("pscale_tkn_", Long(32), "PlanetScale token"),
    ("pscale_pw_", Long(32), "PlanetScale password"),
    ("pscale_oauth_", Long(32), "PlanetScale token"),
    ("sbp_", Hex(40), "Supabase token"),
    ("glsa_", Run(32), "Grafana token"),
    ("glc_", Run(40), "Grafana token"),
    ("figd_", Long(40), "Figma token"),
    ("CCIPAT_", Run(32), "CircleCI token"),
    ("HRKU-", Long(36), "Heroku key"),
    ("pul-", Hex(40), "Pulumi token"),
    ("nfp_", Run(32), "Netlify token"),
    ("AGE-SECRET-KEY-", Run(58), "age key"),
    ("tfp_", Run(40), "Typeform token"),
];

/// The bytes before the last of each beginning: a bit for the first of the two, by the last and by the second.
static ENDS: [[u128; 128]; 3] = {
    let (mut ends, mut at) = ([[0; 128]; 3], 0);
    while at < TOKENS.len() {
        let [.., before, last, separator] = TOKENS[at].0.as_bytes() else { panic!("a beginning") };
        ends[row(*separator)][*last as usize] |= 1 << *before;
        at += 1;
    }
    ends
};

/// The row of [`ENDS`] for a separator.
const fn row(separator: u8) -> usize {
    match separator {
        b'_' => 0,
        b'-' => 1,
        _ => 2,
    }
}

/// Whether a beginning ends with these bytes.
#[inline]
pub fn ends_a_beginning(before: u8, last: u8, separator: u8) -> bool {
    (before | last).is_ascii() && ENDS[row(separator)][usize::from(last)] >> before & 1 == 1
}

/// The number of hexadecimal digits of tokens that consist of a prefix of two or four letters and such digits.
pub const HEX: usize = 32;

/// No body of a token is shorter, nor are the claims of a JSON Web Token.
pub const SHORTEST: usize = 10;

/// What it is, where only the beginning of the body says whose.
pub fn named(prefix: &str, body: &str, what: &'static str) -> &'static str {
    match prefix {
        "sk-" if body.starts_with("ant-") => "Anthropic API key",
        "sk-" if ["proj-", "svcacct-", "admin-"].iter().any(|it| body.starts_with(it)) => "OpenAI API key",
        _ => what,
    }
}

impl Body {
    /// Whether a body is one.
    pub fn is(self, prefix: &str, body: &str) -> bool {
        let bytes = body.as_bytes();
        let longest = bytes.split(|it| !it.is_ascii_alphanumeric()).map(<[u8]>::len).max().unwrap_or(0);
        let is_lower_hex = |it: &u8| matches!(it, b'0'..=b'9' | b'a'..=b'f');
        let is_long = match self {
            Run(least) => longest >= least,
            Long(least) => bytes.len() >= least,
            Hex(length) => return bytes.len() == length && bytes.iter().all(is_lower_hex),
            Exactly(length) => bytes.len() == length && longest == length,
        };
        // Keys of two makers have many hyphens in them.
        let is_known = prefix == "sk-"
            && bytes.len() >= 40
            && ["ant-", "proj-", "svcacct-", "admin-"].iter().any(|it| body.starts_with(it));
        (is_long || is_known) && is_drawn(bytes, longest)
    }
}

/// Whether it looks drawn by lot: with digits, or long and of letters in both cases.
pub fn is_drawn(body: &[u8], longest: usize) -> bool {
    let has = |is: fn(&u8) -> bool| body.iter().any(is);
    has(u8::is_ascii_digit) || longest >= 30 && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase)
}

/// The number of bytes of a body that decide whether it is one. Without a limit, a text of nothing but prefixes would
/// take quadratic time.
pub(super) const LOOKED_AT: usize = 256;

pub(super) fn is_of_token(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

pub(super) fn run(bytes: &[u8], from: usize, is: fn(&u8) -> bool) -> usize {
    from + bytes.get(from..).unwrap_or_default().iter().take_while(|it| is(it)).count()
}
