//! Any bytes, read as returns in the formats of one family: nothing panics, and the check ends.

#![no_main]

use libfuzzer_sys::fuzz_target;
use returns::Format;

fuzz_target!(|bytes: &[u8]| {
    for format in [Format::RctabJson, Format::RctabCsv, Format::CastVotes] {
        if let Ok((table, complaints)) = returns::read_as(format, "20200303__al__primary.csv", bytes) {
            let _ = returns::check(&table, complaints);
        }
    }
});
