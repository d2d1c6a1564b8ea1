//! Any bytes as a table of polls: read twice they are the same, every quote stands in its document, nothing panics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use polls::Collection;

fuzz_target!(|bytes: &[u8]| {
    let _ = polls::recognise(bytes);
    let mut collection = Collection::default();
    if collection.add("t", bytes).is_err() {
        return;
    }
    assert_eq!(collection.contests().0, collection.contests().0);
    for entry in collection.entries() {
        for held in &entry.claims {
            assert_eq!(entry.report.words_at(held.place), Some(held.claim.quote.as_str()));
        }
    }
});
