//! Where a fact comes from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::Rule;

/// Sources that many facts share, by a short key.
const SHARED: &str = include_str!("../data/sources.toml");

static KEYS: LazyLock<BTreeMap<String, Source>> =
    LazyLock::new(|| toml::from_str(SHARED).unwrap_or_default());

/// The section, act or page that a fact rests on. In data files it stands in full, or as a key of `sources.toml`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Source {
    /// The citation as a page shows it: `Ala. Code § 17-13-5(a)`.
    pub citation: String,
    /// A public address where it can be read.
    pub url: String,
}

/// An answer of the law together with the rule that gives it, so that a page can cite it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ruled<'a, T> {
    /// The answer.
    pub value: T,
    /// The rule.
    pub rule: &'a Rule,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Key(String),
    Full(Full),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Full {
    citation: String,
    url: String,
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Written::deserialize(deserializer)? {
            Written::Full(Full { citation, url }) => Ok(Self { citation, url }),
            Written::Key(key) => KEYS
                .get(&key)
                .cloned()
                .ok_or_else(|| de::Error::custom(format!("sources.toml has no `{key}`"))),
        }
    }
}
