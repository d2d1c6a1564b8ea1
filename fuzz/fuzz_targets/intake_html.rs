//! Any bytes, as a web page.

#![no_main]

use intake::{Limits, html};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    html::read("x", "x", bytes, &Limits::default());
});
