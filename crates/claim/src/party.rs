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
        let lower = trimmed.trim_end_matches('.').to_lowercase();
        Ok(match lower.strip_prefix("the ").unwrap_or(&lower) {
            "d" | "dem" | "dems" | "democrat" | "democrats" | "democratic" | "democratic party" => {
                Self::Democratic
            }
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
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &Party) {
        let party: Party = text.parse().unwrap();
        assert_eq!(&party, expect, "{text}");
        let json = serde_json::to_string(&party).unwrap();
        assert_eq!(&serde_json::from_str::<Party>(&json).unwrap(), expect);
    }

    #[test]
    fn the_names_of_one_party_meet() {
        for text in ["R", "Rep.", "GOP", "Republicans", "The Republican Party"] {
            check(text, &Party::Republican);
        }
        for text in ["D", "Dem.", "Democrat", "the Democratic Party"] {
            check(text, &Party::Democratic);
        }
        check("independent", &Party::Independent);
        check(
            "Constitution Party",
            &Party::Other("Constitution Party".to_owned()),
        );
        assert!("-".parse::<Party>().is_err());
    }
}
