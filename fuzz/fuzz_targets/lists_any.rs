//! Any bytes, as each of the public lists.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lists::{List, Taken};

fuzz_target!(|bytes: &[u8]| {
    let list = lists::recognise(bytes);
    let all = [
        List::LegislatorsYaml,
        List::LegislatorsJson,
        List::FecCandidates,
        List::FecSummary,
        List::FecCommittees,
        List::FecLinkage,
        List::FecTotals,
    ];
    for list in list.into_iter().chain(all) {
        for taken in lists::read(list, "x", None, bytes) {
            // Bytes in memory do not break off, and every quote stands in its entry.
            let Ok(Taken::Read(entry, _)) = taken else {
                assert!(taken.is_ok());
                continue;
            };
            for held in &entry.claims {
                assert_eq!(
                    entry.report.words_at(held.place),
                    Some(held.claim.quote.as_str())
                );
            }
        }
    }
});
