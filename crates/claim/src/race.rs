//! Contests and their steps.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{ClaimError, Party};

/// The office that a race is for. A closed list, because races are compared by it; what is not in it is [`Other`].
///
/// [`Other`]: OfficeSought::Other
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeSought {
    /// President (of the United States where the state is `US`).
    President,
    /// The national senate.
    Senate,
    /// The national lower house.
    House,
    /// Governor of a state.
    Governor,
    /// Lieutenant governor.
    LieutenantGovernor,
    /// Attorney general of a state.
    AttorneyGeneral,
    /// Secretary of state of a state.
    SecretaryOfState,
    /// A state's senate.
    StateSenate,
    /// A state's lower house.
    StateHouse,
    /// Mayor.
    Mayor,
    /// Any other; the district then names it.
    Other,
}

impl OfficeSought {
    /// All of them, the longer names before those that they contain.
    pub const ALL: [Self; 11] = [
        Self::LieutenantGovernor,
        Self::AttorneyGeneral,
        Self::SecretaryOfState,
        Self::StateSenate,
        Self::StateHouse,
        Self::President,
        Self::Senate,
        Self::House,
        Self::Governor,
        Self::Mayor,
        Self::Other,
    ];

    /// The word used in race ids.
    pub const fn word(self) -> &'static str {
        match self {
            Self::President => "president",
            Self::Senate => "senate",
            Self::House => "house",
            Self::Governor => "governor",
            Self::LieutenantGovernor => "lieutenant-governor",
            Self::AttorneyGeneral => "attorney-general",
            Self::SecretaryOfState => "secretary-of-state",
            Self::StateSenate => "state-senate",
            Self::StateHouse => "state-house",
            Self::Mayor => "mayor",
            Self::Other => "other",
        }
    }
}

/// A contest for one office in one year: `2020-AL-senate`, `2018-TX-house-7`, `2017-AL-senate-special`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Race {
    /// The year of the general election.
    pub year: i16,
    /// Two capital letters: a state's postal code, `US` for the whole country, or a country's ISO code.
    pub state: String,
    /// The office.
    pub office: OfficeSought,
    /// A district's number, a city, or what kind of other office it is.
    pub district: Option<String>,
    /// Whether it fills a vacancy outside the regular turn.
    pub special: bool,
}

impl Race {
    /// A regular statewide race.
    pub fn new(year: i16, state: &str, office: OfficeSought) -> Self {
        Self {
            year,
            state: state.to_uppercase(),
            office,
            district: None,
            special: false,
        }
    }
}

impl fmt::Display for Race {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{}-{}", self.year, self.state, self.office.word())?;
        if let Some(district) = &self.district {
            write!(f, "-{district}")?;
        }
        if self.special {
            f.write_str("-special")?;
        }
        Ok(())
    }
}

/// Reads the id in any case and with leading zeros in the district: `2018-nc-house-09` is `2018-NC-house-9`.
impl FromStr for Race {
    type Err = ClaimError;

    fn from_str(text: &str) -> Result<Self, ClaimError> {
        let bad = || ClaimError::Race(text.to_owned());
        let lower = text.trim().to_lowercase().replace(' ', "-");
        let (year, rest) = lower.split_once('-').ok_or_else(bad)?;
        let (state, rest) = rest.split_once('-').ok_or_else(bad)?;
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let is_state = state.len() == 2 && state.bytes().all(|b| b.is_ascii_lowercase());
        if !is_year || !is_state {
            return Err(bad());
        }
        let year: i16 = year.parse().map_err(|_| bad())?;
        let (rest, special) = match rest.strip_suffix("-special") {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let (office, tail) = OfficeSought::ALL
            .into_iter()
            .find_map(|office| rest.strip_prefix(office.word()).map(|tail| (office, tail)))
            .ok_or_else(bad)?;
        let district = match tail.strip_prefix('-') {
            None if tail.is_empty() => None,
            Some(words) if words.split('-').all(is_word) => Some(without_zeros(words)),
            _ => return Err(bad()),
        };
        Ok(Self {
            year,
            state: state.to_uppercase(),
            office,
            district,
            special,
        })
    }
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_alphanumeric)
}

/// `09` is `9`, and `00`, which some files use for a seat at large, is `0`; a name stays as it is.
fn without_zeros(district: &str) -> String {
    if !district.bytes().all(|b| b.is_ascii_digit()) {
        return district.to_owned();
    }
    match district.trim_start_matches('0') {
        "" => "0".to_owned(),
        number => number.to_owned(),
    }
}

/// A step of a race.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// A party's primary, or a top-two or nonpartisan one where no party is given.
    Primary(Option<Party>),
    /// A convention that nominates.
    Convention(Option<Party>),
    /// A caucus.
    Caucus(Option<Party>),
    /// The second round of the leaders of an earlier stage.
    Runoff(Option<Party>),
    /// The general election.
    General,
}

impl Stage {
    /// The party whose stage it is, where it is one party's.
    pub fn party(&self) -> Option<&Party> {
        match self {
            Self::Primary(party)
            | Self::Convention(party)
            | Self::Caucus(party)
            | Self::Runoff(party) => party.as_ref(),
            Self::General => None,
        }
    }

    /// The word before the colon.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Primary(_) => "primary",
            Self::Convention(_) => "convention",
            Self::Caucus(_) => "caucus",
            Self::Runoff(_) => "runoff",
            Self::General => "general",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())?;
        match self.party() {
            None => Ok(()),
            Some(party) => match party.letter() {
                Some(letter) => write!(f, ":{letter}"),
                None => write!(f, ":{party}"),
            },
        }
    }
}

impl FromStr for Stage {
    type Err = ClaimError;

    fn from_str(text: &str) -> Result<Self, ClaimError> {
        let bad = || ClaimError::Stage(text.to_owned());
        let (word, party) = match text.trim().split_once(':') {
            Some((word, party)) => (word, Some(party.parse::<Party>().map_err(|_| bad())?)),
            None => (text.trim(), None),
        };
        match word.to_lowercase().as_str() {
            "primary" => Ok(Self::Primary(party)),
            "convention" => Ok(Self::Convention(party)),
            "caucus" => Ok(Self::Caucus(party)),
            "runoff" => Ok(Self::Runoff(party)),
            "general" if party.is_none() => Ok(Self::General),
            _ => Err(bad()),
        }
    }
}

/// Serialises a type by its `Display` and reads it by its `FromStr`.
macro_rules! as_text {
    ($($type:ty),+) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )+};
}
pub(crate) use as_text;

as_text!(Race, Stage);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn race_ids_read_back_as_written() {
        for id in [
            "2020-AL-senate",
            "2018-TX-house-7",
            "2017-AL-senate-special",
            "2016-US-president",
            "2021-NY-mayor-new-york",
            "2019-NC-house-9-special",
            "2014-SC-lieutenant-governor",
            "2018-TX-other-land-commissioner",
            "2020-IA-state-senate",
            "2020-AK-house-at-large",
            "2020-AK-house-0",
        ] {
            assert_eq!(
                id.parse::<Race>().map(|race| race.to_string()),
                Ok(id.to_owned())
            );
        }
    }

    #[test]
    fn race_ids_are_forgiving_about_case_and_zeros() {
        assert_eq!(
            "2018-nc-house-09".parse::<Race>().unwrap().to_string(),
            "2018-NC-house-9"
        );
        assert_eq!(
            "2020 AL Senate".parse::<Race>().unwrap().to_string(),
            "2020-AL-senate"
        );
    }

    #[test]
    fn what_is_no_race_is_refused() {
        for text in [
            "",
            "2020",
            "2020-AL",
            "20-AL-senate",
            "2020-ALA-senate",
            "2020-AL-dogcatcher",
            "2020-AL-senate-",
            "2020-AL-house--",
            "2020-AL-house-1-",
            "+202-AL-senate",
        ] {
            assert!(text.parse::<Race>().is_err(), "{text}");
        }
    }

    #[test]
    fn stages_read_back_as_written() {
        for text in [
            "primary:R",
            "primary",
            "runoff:D",
            "convention:L",
            "caucus:R",
            "general",
        ] {
            assert_eq!(
                text.parse::<Stage>().map(|stage| stage.to_string()),
                Ok(text.to_owned())
            );
        }
        assert!("general:R".parse::<Stage>().is_err());
        assert!("finals".parse::<Stage>().is_err());
    }
}
