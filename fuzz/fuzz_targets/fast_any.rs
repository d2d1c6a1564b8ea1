#![no_main]
//! Any text through the fast reader: every span lies inside the text.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let length = text.chars().count();
    for attribution in news::fast::attributions(text) {
        let spans = attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
        for span in spans {
            assert!(span.start < span.end && span.end <= length);
        }
    }
});
