//! The ECS API as data with dates: kinds of documents, members, types, limits, clients, ARNs and ids.
//!
//! The build script makes the tables from `schemas/`.
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
