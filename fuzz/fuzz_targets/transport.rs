#![no_main]

use ecs_preflight_fuzz::{begin, must_hold};

libfuzzer_sys::fuzz_target!(init: begin("transport"), |data: &[u8]| must_hold("transport", data));
