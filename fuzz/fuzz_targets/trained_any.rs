#![no_main]
//! Any text through the trained reader: every span lies inside the text.

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use news::Model;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::carried().expect("the carried model is sound"));

fuzz_target!(|text: &str| {
    let length = text.chars().count();
    for attribution in MODEL.attributions(text) {
        let spans = attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
        for span in spans {
            assert!(span.start < span.end && span.end <= length);
        }
    }
});
