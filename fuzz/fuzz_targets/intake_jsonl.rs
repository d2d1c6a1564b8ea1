//! Any bytes, as one report in JSON.

#![no_main]

use std::collections::BTreeSet;

use intake::{Limits, Taken, json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut unread = BTreeSet::new();
    let taken = json::read("x", "x", bytes, &Limits::default(), &mut unread);
    // What serde reads as a report without remark, intake reads as the same text.
    let (Taken::Read(document, complaints), Ok(report)) =
        (taken, serde_json::from_slice::<claim::Report>(bytes))
    else {
        return;
    };
    if complaints.is_empty() && !report.text.contains('\r') && !report.text.contains('\u{C}') {
        assert_eq!(document.report.text, report.text);
    }
});
