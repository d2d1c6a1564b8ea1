//! `poll`: one ballot question with its shares.
//!
//! Own fields: **shares** (percent by name, in the order of the document), pollster, sponsor, race, stage, start, end,
//! sample, population, margin.
//!
//! > A Mason-Dixon poll of 400 likely voters found Sessions at 31 percent and Tuberville at 29 percent.
//! >
//! > shares {Jeff Sessions: 31, Tommy Tuberville: 29}, pollster Mason-Dixon, sample 400, population likely voters

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Percent, Race, Stage, When};

/// One answer and its share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// A candidate, `undecided`, `other`.
    pub name: String,
    /// Percent of those asked.
    pub percent: Percent,
}

/// The shares of a ballot question in the order of the document; in JSON one object, `{"Jeff Sessions": 44}`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shares(pub Vec<Share>);

impl Serialize for Shares {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for share in &self.0 {
            map.serialize_entry(&share.name, &share.percent)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Shares {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Shares;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object from names to percentages")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shares, A::Error> {
                let mut shares = Vec::new();
                while let Some((name, percent)) = map.next_entry()? {
                    shares.push(Share { name, percent });
                }
                Ok(Shares(shares))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// One ballot question of a poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// The shares, as published.
    pub shares: Shares,
    /// Who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pollster: Option<String>,
    /// Who paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsor: Option<String>,
    /// The race, where text and date settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// The stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// For presidential contests in a state: its postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// First day in the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<When>,
    /// Last day in the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<When>,
    /// How many were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<u64>,
    /// Who was asked: `likely voters`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// Margin of error in percentage points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<Percent>,
}
