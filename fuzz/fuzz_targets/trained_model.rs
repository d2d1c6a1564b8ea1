#![no_main]
//! Any bytes as the trained reader's file: read or refused, never a panic.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // A model lives as long as the program, so each try is left to it.
    let bytes: &'static [u8] = Box::leak(bytes.to_vec().into_boxed_slice());
    if let Ok(model) = news::Model::load(bytes) {
        model.attributions("Ann Lee said she would run.");
    }
});
