//! TODO model

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
