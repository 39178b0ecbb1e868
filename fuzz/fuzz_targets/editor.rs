#![no_main]

use ecs_preflight_fuzz::{begin, must_hold};

libfuzzer_sys::fuzz_target!(init: begin("editor"), |data: &[u8]| must_hold("editor", data));
