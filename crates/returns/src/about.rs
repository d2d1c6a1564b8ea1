//! What a file's name says of its returns: `20200303__al__primary__county__us_senate_rep.csv`.
//!
//! OpenElections names its files by day, state, election, then place and contest, parted by two underscores
//! (<https://github.com/openelections/openelections-data-tx>). A name is only a hint, and what is in the file may gainsay it.

use std::fmt::Display;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::table::{Level, Status};

/// What file and name say of the whole table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct About {
    /// The file, as it was named.
    pub file: String,
    /// The election's own name, where the file gives one.
    pub election: Option<String>,
    /// The election day.
    #[serde(serialize_with = "as_text")]
    pub date: Option<Date>,
    /// The state's postal code.
    pub state: Option<String>,
    /// The stages that the name lists: `primary`, `runoff`, `general`.
    pub stages: Vec<String>,
    /// Whether the name says that it is a special election.
    pub special: bool,
    /// A party that the name limits the file to.
    pub party: Option<String>,
    /// The one county (or other place) that the name limits the file to, in the name's words.
    pub place: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// How finished the count is.
    pub status: Status,
    /// When the count stood so, as the file says.
    pub as_of: Option<String>,
    /// Precincts that have reported, and precincts in all.
    pub reporting: Option<(u64, u64)>,
    /// The smallest kind of unit in it.
    pub level: Option<Level>,
}

impl About {
    /// Whether the name speaks of a stage.
    pub fn has_stage(&self, stage: &str) -> bool {
        self.stages.iter().any(|word| word == stage)
    }

    /// What the name says; nothing where it is not of that shape.
    pub fn of_name(file: &str) -> Self {
        let mut about = Self {
            file: file.to_owned(),
            ..Self::default()
        };
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
        let mut places = Vec::new();
        for (at, part) in stem.split("__").enumerate() {
            match at {
                0 => about.date = date(part),
                1 if about.date.is_some() && part.len() == 2 => {
                    about.state = Some(part.to_ascii_uppercase());
                }
                _ => about.take(part, &mut places),
            }
        }
        if about.date.is_some() && !places.is_empty() {
            about.place = Some(places.join(" "));
        }
        about
    }

    fn take(&mut self, part: &str, places: &mut Vec<String>) {
        let mut others = Vec::new();
        for word in part.split(['_', ' ', '-']).filter(|word| !word.is_empty()) {
            match word.to_lowercase().as_str() {
                stage @ ("primary" | "runoff" | "general" | "convention" | "caucus") => {
                    self.stages.push(stage.to_owned());
                }
                "special" => self.special = true,
                "republican" | "rep" | "gop" => self.party = Some("Republican".to_owned()),
                "democratic" | "dem" | "democrat" => self.party = Some("Democratic".to_owned()),
                "libertarian" => self.party = Some("Libertarian".to_owned()),
                "county" | "counties" => self.level = Some(Level::County),
                "precinct" | "precincts" | "town" | "ward" => self.level = Some(Level::Precinct),
                "state" => self.level = Some(Level::State),
                other => others.push(other.to_owned()),
            }
        }
        if !others.is_empty() {
            places.push(others.join(" "));
        }
    }
}

/// A value as it is shown, or null.
#[expect(clippy::ref_option, reason = "serde hands a field over so")]
pub(crate) fn as_text<S: Serializer>(
    value: &Option<impl Display>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}

/// `20200303` as a day.
fn date(digits: &str) -> Option<Date> {
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Date::new(
        digits[..4].parse().ok()?,
        digits[4..6].parse().ok()?,
        digits[6..].parse().ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn names_of_openelections() {
        let about =
            About::of_name("oe/ar/2018/20180619__ar__primary_runoff__sebastian__precinct.csv");
        assert_eq!(about.date, Some(date(2018, 6, 19)));
        assert_eq!(about.state.as_deref(), Some("AR"));
        assert_eq!(about.stages, ["primary", "runoff"]);
        assert_eq!(about.place.as_deref(), Some("sebastian"));
        assert_eq!(about.level, Some(Level::Precinct));
        let about = About::of_name("20180522__tx__republican__primary_runoff__county.csv");
        assert_eq!(about.party.as_deref(), Some("Republican"));
        assert_eq!(about.place, None);
        assert!(About::of_name("20171212__al__special__general__precinct.csv").special);
    }

    #[test]
    fn other_names_say_nothing() {
        let about = About::of_name("results.csv");
        assert_eq!((about.date, about.state, about.place), (None, None, None));
        assert_eq!(About::of_name("20201399__al__general.csv").date, None);
    }
}
