//! Ids that people type: of batches, documents and claims.

use std::fmt;
use std::str::FromStr;

use claim::Race;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::RecordError;

/// The number of a batch: counted up by one from 1, never a clock. 0 stands for the empty record.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct BatchNumber(pub u64);

impl fmt::Display for BatchNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of one version of a document in this record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(pub u64);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The id of a claim: its race and its place in the order in which claims about that race came in, as in
/// `2020-AL-senate/17`. A claim whose race is not settled is `-/17`. Ids are never given twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId {
    /// The race, where the document settles it.
    pub race: Option<Race>,
    /// Counted from 1 within the race.
    pub seq: u64,
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.race {
            Some(race) => write!(f, "{race}/{}", self.seq),
            None => write!(f, "-/{}", self.seq),
        }
    }
}

impl FromStr for ClaimId {
    type Err = RecordError;

    fn from_str(text: &str) -> Result<Self, RecordError> {
        let bad = || RecordError::NotAClaimId(text.to_owned());
        let (race, seq) = text.trim().rsplit_once('/').ok_or_else(bad)?;
        let race = match race {
            "-" => None,
            race => Some(race.parse().map_err(|_| bad())?),
        };
        let seq: u64 = seq.parse().map_err(|_| bad())?;
        Ok(Self { race, seq })
    }
}

impl Serialize for ClaimId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClaimId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, shown: Option<&str>) {
        assert_eq!(
            text.parse::<ClaimId>()
                .ok()
                .map(|id| id.to_string())
                .as_deref(),
            shown,
            "{text}"
        );
    }

    #[test]
    fn claim_ids_read_back_as_written() {
        check("2020-AL-senate/17", Some("2020-AL-senate/17"));
        check(" 2018-nc-house-09/3 ", Some("2018-NC-house-9/3"));
        check("-/4", Some("-/4"));
        for bad in [
            "",
            "17",
            "2020-AL-senate",
            "2020-AL-senate/",
            "x/1",
            "-/-1",
            "-/x",
        ] {
            check(bad, None);
        }
    }
}
