//! Any bytes, as a file whose kind has to be recognised.

#![no_main]

use intake::{Limits, Taken, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let taken = read("x", bytes, Limits::default());
    assert!(!taken.is_empty(), "something is said of every file");
    for one in taken {
        if let Taken::Read(document, _) = one {
            let control = |c: char| c.is_control() && c != '\n' && c != '\t';
            assert!(!document.report.text.contains(control));
        }
    }
});
