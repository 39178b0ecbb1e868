//! The ECS API as data with dates: kinds of documents, members, types, limits, clients, ARNs and ids.
//!
//! The build script makes the tables from `schemas/`.
//!
//! `schemas/*.json` are draft-07 JSON Schemas, one per document kind, with annotations that JSON Schema ignores:
//!
//! - `x-since` on every member and `x-enum-since` on every enumeration value: the date it was added;
//! - `x-until` and `x-required-until`: the last date, where something was removed;
//! - `x-mount`: the place of a document that is a part of a request;
//! - `x-key`: the member that identifies an element of a list;
//! - `x-botocore`: the release of the client.
//!
//! `limits.json` has what a schema cannot express (lengths with a meaning, the Fargate sizes), each value with its
//! date. `elsewhere.json` and `aliases.json` list names that people write in the wrong place or instead of the right
//! ones, `log-drivers.json` log drivers with their options, `operations.json` the members of all ECS and Batch
//! operations (written by `operations.py` from botocore), `clients.json` the first client release with the members of
//! each date. An unknown keyword stops the build.
//!
//! `shape` is the generated table: every place of every document, with its rules. A member is found by name in a
//! perfect hash table per structure, whose parameters the build script searches for (`perfect_hash`).
//!
//! With `--api-revision auto`, a StartTask request is checked against the oldest revision that has everything it uses,
//! and not before 2018-03-01, the date of the reference page. RunTask requests and task definitions are always checked
//! against the newest one.
//!
//! Layer 2: may import `text` and `json`.

pub mod arn;
pub mod cli_version;
pub mod client_release;
pub mod editor_schema;
pub mod fargate;
pub mod json_schema;
pub mod kind;
pub mod limits;
pub mod log_driver;
pub mod member_suggestion;
mod perfect_hash;
pub mod platform;
pub mod resource_id;
pub mod revision;
pub mod shape;
pub mod task_size;
