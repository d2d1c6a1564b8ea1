//! The dates of an election as they were set, and as they were moved.

use claim::{Event, OfficeSought, Race, Stage, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::Source;

/// One date of a race's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    /// What happens.
    pub event: Event,
    /// The stage that it belongs to. One without a party means each party's: `primary` stands for `primary:R` and
    /// `primary:D` alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// When it happened, or is to happen: after every move. Deadlines carry their offset.
    pub date: When,
    /// With whom papers are filed, or who acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The condition on which it takes place at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_if: Option<String>,
    /// How it came to another day than the one first set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Move>,
    /// What the date rests on; for a date that was moved, the date first set (see [`Dated::source_of`]).
    pub source: Source,
    /// Why it is not fully confirmed; absent where the source was read and says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

/// A date that was set for one day and then moved to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The date first set.
    pub from: When,
    /// When the move became public; absent where our sources do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<When>,
    /// Who moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What the move rests on, and so the new date.
    pub source: Source,
}

impl Dated {
    /// Gives the stage that follows from the event where the data file leaves it out.
    pub(crate) fn with_stage(mut self) -> Self {
        let plain = match self.event {
            Event::FilingDeadline | Event::Primary => Some(Stage::Primary(None)),
            Event::Runoff => Some(Stage::Runoff(None)),
            Event::General => Some(Stage::General),
            _ => None,
        };
        self.stage = self.stage.or(plain);
        self
    }

    /// What one of its dates rests on: the one first set, or the one to which it was moved.
    pub fn source_of(&self, date: When) -> &Source {
        match &self.moved {
            Some(moved) if date == self.date => &moved.source,
            _ => &self.source,
        }
    }

    /// The date that was known at that moment: the one first set until the move was public, then the new one.
    ///
    /// `None` for a moved date where it is not on file when the move became public.
    pub fn known_at(&self, moment: Timestamp, zone: &TimeZone) -> Option<When> {
        let Some(moved) = &self.moved else {
            return Some(self.date);
        };
        let public = moved.announced?.last(zone)?;
        Some(if moment < public {
            moved.from
        } else {
            self.date
        })
    }
}

/// A date as it was known at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Seen<'a> {
    /// The date.
    pub date: When,
    /// The date first set, where this one is later.
    pub moved_from: Option<When>,
    /// What the date rests on.
    pub source: &'a Source,
    /// Why it is not fully confirmed.
    pub doubt: Option<&'a str>,
}

/// The doubt about a date of which it is not on file when it was moved.
const MOVED_SOME_DAY: &str = "moved later; when that became public is not on file";

impl Dated {
    /// The date as it was known at a moment; without one, as it came to be.
    ///
    /// Where it is not on file when a move became public neither date may be shown as known: the first one stands with a
    /// doubt.
    pub fn seen(&self, moment: Option<Timestamp>, zone: &TimeZone) -> Seen<'_> {
        let known = match moment {
            Some(moment) => self.known_at(moment, zone),
            None => Some(self.date),
        };
        let first = self.moved.as_ref().map_or(self.date, |moved| moved.from);
        let date = known.unwrap_or(first);
        Seen {
            date,
            moved_from: (date != first).then_some(first),
            source: self.source_of(date),
            doubt: match known {
                Some(_) => self.doubt.as_deref(),
                None => Some(MOVED_SOME_DAY),
            },
        }
    }
}

/// A date of a state's calendar, with the election that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry<'a> {
    /// The state's postal code.
    pub state: &'a str,
    /// The state's name.
    pub name: &'a str,
    /// The year of the general election.
    pub year: i16,
    /// Whether it fills a vacancy outside the regular turn.
    pub special: bool,
    /// The offices that it is for.
    #[serde(serialize_with = "crate::text::office::list::serialize")]
    pub offices: Vec<OfficeSought>,
    /// The date.
    #[serde(flatten)]
    pub dated: Dated,
}

/// The elections of one year for some offices of a state.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Election {
    /// The year of the general election.
    pub(crate) year: i16,
    /// Whether it fills a vacancy outside the regular turn.
    #[serde(default)]
    pub(crate) special: bool,
    /// The offices that it is for.
    #[serde(deserialize_with = "crate::text::office::list::deserialize")]
    pub(crate) offices: Vec<OfficeSought>,
    /// Its dates.
    #[serde(rename = "date")]
    pub(crate) dates: Vec<Dated>,
}

impl Election {
    pub(crate) fn is_for(&self, race: &Race) -> bool {
        self.year == race.year
            && self.special == race.special
            && self.offices.contains(&race.office)
    }
}
