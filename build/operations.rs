//! `schemas/operations.json`: the requests and responses of ECS and AWS Batch that are not launch documents.

use crate::data;
use std::collections::BTreeSet;

/// Operations whose requests are launch documents. The definition of a daemon's tasks has the members of any other.
const LAUNCH_REQUESTS: [&str; 4] =
    ["RunTask", "StartTask", "RegisterTaskDefinition", "RegisterDaemonTaskDefinition"];
/// The operation of which only the response is a launch document.
const LAUNCH_RESPONSE: &str = "DescribeTasks";

/// `OPERATIONS` and `REQUEST_NAMES` of `src/model/kind/operation.rs`.
pub fn table(root: &str) -> String {
    let data = data::read(root, "operations");
    let (mut table, mut names, mut count) = (String::new(), BTreeSet::new(), 0);
    for service in ["ECS", "AWS Batch"] {
        for (name, operation) in data[service].as_object().expect("operations") {
            if LAUNCH_REQUESTS.contains(&name.as_str()) {
                continue;
            }
            let required = data::strings(&operation["required"]);
            let optional = data::strings(&operation["optional"]);
            let answered =
                if name == LAUNCH_RESPONSE { Vec::new() } else { data::strings(&operation["answer"]) };
            names.extend(required.iter().chain(&optional).cloned());
            count += 1;
            table += &format!(
                "    Operation {{ name: {name:?}, request: [\"{service} {name} request\", \"{service} {name} requests\"], \
                 answer: [\"{service} {name} response\", \"{service} {name} responses\"], \
                 required: &{required:?}, optional: &{optional:?}, answered: &{answered:?} }},\n"
            );
        }
    }
    assert!(count <= 256, "an operation has a number of 8 bits");
    let names: Vec<_> = names.into_iter().collect();
    format!(
        "static OPERATIONS: &[Operation] = &[\n{table}];\n\
         /// The members of their requests, sorted.\nstatic REQUEST_NAMES: &[&str] = &{names:?};\n"
    )
}
