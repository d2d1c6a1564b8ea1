//! Whatever a language model answers: no panic, and every quote stands in the report where it says.

#![no_main]

use claim::Report;
use libfuzzer_sys::fuzz_target;
use llm::{Said, understand};

fuzz_target!(|input: (String, String)| {
    let (text, answer) = input;
    let report = Report {
        id: "x".to_owned(),
        title: "Jones runs again".to_owned(),
        text,
        ..Report::default()
    };
    let mut said = Said::default();
    if understand(&report, 0, &report.text, &answer, &mut said).is_ok() {
        for held in &said.claims {
            assert_eq!(
                report.words_at(held.place),
                Some(held.claim.quote.as_str())
            );
        }
    }
});
