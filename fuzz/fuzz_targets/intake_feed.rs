//! Any bytes, as a feed and as a list of feeds.

#![no_main]

use intake::{Url, feed, opml};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://example.org/feed").expect("an address");
    let now = jiff::Timestamp::UNIX_EPOCH;
    if let Ok((feed, _)) = feed::read(&url, bytes, true, now) {
        assert!(feed.items.len() <= feed::ITEMS);
        for link in feed.items.iter().filter_map(|item| item.link.as_ref()) {
            assert!(matches!(link.scheme(), "http" | "https"));
        }
    }
    let (feeds, complaints) = opml::read("x", bytes);
    assert!(!feeds.is_empty() || !complaints.is_empty(), "something is said of every list");
});
