//! `schemas/log-drivers.json`: the log drivers with their options.

use crate::data;
use serde_json::Value;

/// `LOG_DRIVERS` of `src/model/log_driver.rs`.
pub fn table(root: &str) -> String {
    let mut drivers = String::new();
    for (name, driver) in data::read(root, "log-drivers") {
        let names =
            |list: &str| if driver[list].is_null() { Vec::new() } else { data::strings(&driver[list]) };
        let is = |flag: &str| driver[flag] == Value::Bool(true);
        drivers += &format!(
            "    LogDriver {{ name: {name:?}, fargate: {}, any: {}, requires: &{:?}, requires_on_fargate: &{:?}, options: &{:?} }},\n",
            is("fargate"),
            is("any"),
            names("requires"),
            names("requires-on-fargate"),
            names("options")
        );
    }
    format!("static LOG_DRIVERS: &[LogDriver] = &[\n{drivers}];\n")
}
