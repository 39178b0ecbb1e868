#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| ecs_preflight_fuzz::must_hold("report", data));
