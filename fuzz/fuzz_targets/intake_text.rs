//! Any bytes, as plain text with or without a header.

#![no_main]

use intake::{Limits, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits::default();
    let taken = text::read("x", "x", bytes, &limits);
    assert_eq!(
        taken,
        text::read("x", "x", bytes, &limits),
        "the same every time"
    );
});
