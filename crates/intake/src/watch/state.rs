//! What a watch remembers between runs.
//!
//! A file beside the record, not in it: it says nothing about a race, changes with every poll, and whoever loses it loses nothing but
//! some traffic, as the record knows a text that it holds.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::Hash;
use crate::fetch::Validators;

/// How long an item is remembered after it was last in its feed.
const MEMORY: SignedDuration = SignedDuration::from_hours(24 * 90);

/// The most items that are remembered of one feed: the oldest go first.
const ITEMS: usize = 20_000;

/// What a watch remembers. It is written as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// The form of the file.
    pub version: u32,
    /// By address.
    pub sources: BTreeMap<String, Source>,
}

/// What an address turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A feed, whose items are read.
    Feed,
    /// A page, which is read whenever it changes.
    Page,
}

impl Sort {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Page => "page",
        }
    }
}

/// What is remembered of an address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// What it turned out to be, once something came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
    /// What it calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What its server gave for the version that was read to the end.
    #[serde(default, flatten)]
    pub validators: Validators,
    /// When it is polled next.
    #[serde(
        default,
        with = "instant::maybe",
        skip_serializing_if = "Option::is_none"
    )]
    pub next: Option<Timestamp>,
    /// When something last came.
    #[serde(
        default,
        with = "instant::maybe",
        skip_serializing_if = "Option::is_none"
    )]
    pub good: Option<Timestamp>,
    /// How many polls in a row failed.
    #[serde(default)]
    pub failures: u32,
    /// Why the last one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
    /// What was read of it: by item (a page is its own only item).
    #[serde(default)]
    pub items: BTreeMap<String, Seen>,
}

/// An item that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// A name for what it said.
    pub content: String,
    /// When it was read.
    #[serde(with = "instant")]
    pub read: Timestamp,
    /// When it was last in its feed.
    #[serde(with = "instant")]
    pub last: Timestamp,
    /// How often reading it failed in a way that ended the reader.
    #[serde(default)]
    pub tries: u32,
}

impl State {
    /// The form that is written.
    pub const VERSION: u32 = 1;

    /// Reads what an earlier run wrote.
    ///
    /// # Errors
    ///
    /// Why it cannot be read. Whoever goes on without it reads some items again.
    pub fn read(text: &str) -> Result<Self, String> {
        let state: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if state.version > Self::VERSION {
            return Err(format!(
                "it was written by a newer program (form {})",
                state.version
            ));
        }
        Ok(state)
    }

    /// What is to be written.
    pub fn written(&self) -> String {
        let state = Self {
            version: Self::VERSION,
            ..self.clone()
        };
        // A map of texts and numbers can always be written.
        serde_json::to_string_pretty(&state).unwrap_or_default() + "\n"
    }

    pub(super) fn source(&mut self, url: &Url) -> &mut Source {
        self.sources.entry(url.to_string()).or_default()
    }

    /// What is remembered of an address.
    pub fn of(&self, url: &Url) -> Option<&Source> {
        self.sources.get(url.as_str())
    }
}

impl Source {
    /// Forgets the items that have long left the feed.
    pub(super) fn forget(&mut self, now: Timestamp) {
        let Ok(limit) = now.checked_sub(MEMORY) else {
            return;
        };
        self.items.retain(|_, seen| seen.last >= limit);
        let surplus = self.items.len().saturating_sub(ITEMS);
        if surplus > 0 {
            let mut by_age: Vec<(Timestamp, String)> = self
                .items
                .iter()
                .map(|(key, seen)| (seen.last, key.clone()))
                .collect();
            by_age.sort();
            for (_, key) in by_age.into_iter().take(surplus) {
                self.items.remove(&key);
            }
        }
    }
}

/// Moments as RFC 3339 writes them.
mod instant {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(at)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(de::Error::custom)
    }

    pub(super) mod maybe {
        use jiff::Timestamp;
        use serde::{Deserializer, Serializer};

        #[expect(clippy::ref_option, reason = "serde hands fields by reference")]
        pub(in super::super) fn serialize<S: Serializer>(
            at: &Option<Timestamp>,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            match at {
                Some(at) => super::serialize(at, to),
                None => to.serialize_none(),
            }
        }

        pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Option<Timestamp>, D::Error> {
            super::deserialize(from).map(Some)
        }
    }
}

/// A short name for an item: where it points, else what its feed calls it.
pub(super) fn key(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(&format!("{}\n{part}", part.len()));
    }
    short(Hash::of(text.as_bytes()))
}

/// The first 16 digits of a hash.
pub(super) fn short(hash: Hash) -> String {
    hash.to_string()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut state = State::default();
        let url = Url::parse("https://apnews.com/feed").expect("a url");
        let source = state.source(&url);
        source.validators.etag = Some("W/\"ä".to_owned());
        source.sort = Some(Sort::Feed);
        source.next = Some("2019-11-06T18:00:00Z".parse().expect("a time"));
        let seen = Seen {
            content: "c".to_owned(),
            read: Timestamp::UNIX_EPOCH,
            last: Timestamp::UNIX_EPOCH,
            tries: 0,
        };
        source.items.insert("k".to_owned(), seen);
        let read = State::read(&state.written()).expect("read back");
        assert_eq!(read.sources, state.sources);
        assert!(State::read("").is_err());
        assert!(State::read("{\"version\": 99, \"sources\": {}}").is_err());
    }

    #[test]
    fn old_items_are_forgotten() {
        let at = |second| Timestamp::from_second(second).expect("a time");
        let seen = |last| Seen {
            content: String::new(),
            read: at(0),
            last,
            tries: 0,
        };
        let mut source = Source::default();
        let most = i64::try_from(ITEMS).expect("a small number");
        for n in 0..most + 10 {
            source
                .items
                .insert(format!("{n:06}"), seen(at(10_000_000 + n)));
        }
        source.items.insert("old".to_owned(), seen(at(0)));
        source.forget(at(10_000_000));
        assert_eq!(source.items.len(), ITEMS);
        assert!(!source.items.contains_key("old") && !source.items.contains_key("000009"));
    }
}
