//! `schemas/clients.json`: the releases of clients, oldest first.

use crate::data::{self, date};
use serde_json::Value;

/// `RELEASES` of `src/model/client_release.rs`.
pub fn table(root: &str) -> String {
    let data = data::read(root, "clients");
    let releases = data["releases"]["values"].as_array().expect("values");
    let releases: String = releases.iter().map(release).collect();
    format!("static RELEASES: &[Release] = &[\n{releases}];\n")
}

fn release(entry: &Value) -> String {
    let since = date(&entry["since"]);
    let botocore = version(&entry["botocore"]).expect("a release");
    let aws_cli = version(&entry["aws-cli"]).map_or("None".to_owned(), |cli| format!("Some({cli})"));
    format!(
        "    Release {{ since: Date::from_number({since}), botocore: {botocore}, aws_cli: {aws_cli} }},\n"
    )
}

/// `"1.2.3"` as `[1, 2, 3]`.
fn version(value: &Value) -> Option<String> {
    value.as_str().map(|text| format!("[{}]", text.replace('.', ", ")))
}
