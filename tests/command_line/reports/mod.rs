//! The reports for services and browsers, each read by what reads it in earnest.

mod hostile;
mod outputs;
mod sarif;
mod services;
