//! Any text, as the report that claims are read from: no panic, and nothing invented.

#![no_main]

use claim::Report;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (String, String)| {
    let (title, text) = input;
    let report = Report {
        id: "x".to_owned(),
        publisher: Some("Example".to_owned()),
        published: "2019-11-06".parse().ok(),
        title,
        text,
        ..Report::default()
    };
    let (reading, _) = news::read(&report);
    for occurrence in &reading.claims {
        assert_eq!(
            report.words_at(occurrence.place),
            Some(occurrence.claim.quote.as_str()),
            "each quote stands in the report where it says"
        );
    }
    for attribution in &reading.attributions {
        for spans in [&attribution.source, &attribution.cue, &attribution.content] {
            for span in spans {
                assert!(span.of(&report.text).is_some(), "{span} lies in the text");
            }
        }
    }
});
