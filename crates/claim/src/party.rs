//! Political parties, as far as stages and party tags need them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ClaimError;

/// A party. The letter is the one used in stages (`primary:R`) and party tags (`R-Fla.`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The Democratic Party.
    Democratic,
    /// The Republican Party.
    Republican,
    /// The Libertarian Party.
    Libertarian,
    /// The Green Party.
    Green,
    /// Nobody's nominee.
    Independent,
    /// Any other, by the name that the document uses.
    Other(String),
}

impl Party {
    /// The letter of the party; other parties have none.
    pub fn letter(&self) -> Option<char> {
        match self {
            Self::Democratic => Some('D'),
            Self::Republican => Some('R'),
            Self::Libertarian => Some('L'),
            Self::Green => Some('G'),
            Self::Independent => Some('I'),
            Self::Other(_) => None,
        }
    }

    /// The noun for a member, as the press writes it: `Republican`, `Democrat`.
    pub fn member(&self) -> &str {
        match self {
            Self::Democratic => "Democrat",
            Self::Republican => "Republican",
            Self::Libertarian => "Libertarian",
            Self::Green => "Green",
            Self::Independent => "independent",
            Self::Other(name) => name,
        }
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.member())
    }
}

/// Never fails on a name with a letter in it: what is not known becomes [`Party::Other`].
impl FromStr for Party {
    type Err = ClaimError;

    fn from_str(text: &str) -> Result<Self, ClaimError> {
        let trimmed = text.trim();
        Ok(
            match trimmed.trim_end_matches('.').to_lowercase().as_str() {
                "d" | "dem" | "dems" | "democrat" | "democrats" | "democratic"
                | "democratic party" => Self::Democratic,
                "r" | "rep" | "gop" | "republican" | "republicans" | "republican party" => {
                    Self::Republican
                }
                "l" | "libertarian" | "libertarians" | "libertarian party" => Self::Libertarian,
                "g" | "green" | "greens" | "green party" => Self::Green,
                "i" | "ind" | "independent" | "independents" => Self::Independent,
                other if other.chars().any(char::is_alphabetic) => Self::Other(trimmed.to_owned()),
                _ => {
                    return Err(ClaimError::Word {
                        field: "party",
                        word: text.to_owned(),
                    });
                }
            },
        )
    }
}

impl Serialize for Party {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.member())
    }
}

impl<'de> Deserialize<'de> for Party {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
