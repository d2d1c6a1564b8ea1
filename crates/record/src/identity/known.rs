//! What one place of the record knows of one person.

use std::collections::{BTreeMap, BTreeSet};

use claim::{OfficeSought, Party, PersonName, Race, Scheme, When};

use super::uid::Uid;

/// A person as one place knows them: the claims of one race, or one entry of a public list. Who is who is a question
/// between these; a person is all of those that were found to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// The address under which it is spoken of.
    pub(crate) uid: Uid,
    /// All addresses: one a name in a race, one an entry.
    pub(crate) uids: BTreeSet<Uid>,
    /// The fullest name.
    pub(crate) label: PersonName,
    /// All names, aliases included.
    pub(crate) names: BTreeSet<PersonName>,
    /// Where.
    pub(crate) place: KnownIn,
    /// The headline of the entry of a list; empty for a race.
    pub(crate) entry: String,
    /// The races under which a list keeps the person; for a race itself the race.
    pub(crate) races: BTreeSet<Race>,
    /// Terms of office.
    pub(crate) seats: Vec<Seat>,
    /// Ids, by scheme.
    pub(crate) ids: BTreeMap<Scheme, BTreeSet<String>>,
    /// Parties.
    pub(crate) parties: BTreeSet<Party>,
    /// Day of birth.
    pub(crate) born: Option<When>,
}

/// The kinds of places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum KnownIn {
    /// The claims of a race.
    Race(Race),
    /// An entry of the public list of this name.
    List(String),
}

/// A term in an office that races are for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seat {
    pub(crate) office: OfficeSought,
    pub(crate) state: String,
    pub(crate) district: Option<String>,
    pub(crate) start: When,
    pub(crate) end: Option<When>,
}

impl Known {
    /// Somebody of whom only the name is known so far.
    pub(crate) fn new(uid: Uid, label: &PersonName, place: KnownIn) -> Self {
        let races = match &place {
            KnownIn::Race(race) => BTreeSet::from([race.clone()]),
            KnownIn::List(_) => BTreeSet::new(),
        };
        Self {
            uids: BTreeSet::from([uid.clone()]),
            uid,
            label: label.clone(),
            names: BTreeSet::from([label.clone()]),
            place,
            entry: String::new(),
            races,
            seats: Vec::new(),
            ids: BTreeMap::new(),
            parties: BTreeSet::new(),
            born: None,
        }
    }

    /// The race of a person whom only a race's claims know.
    pub(crate) fn race(&self) -> Option<&Race> {
        match &self.place {
            KnownIn::Race(race) => Some(race),
            KnownIn::List(_) => None,
        }
    }

    /// Takes an id.
    pub(crate) fn has_id(&mut self, scheme: Scheme, value: &str) {
        self.ids.entry(scheme).or_default().insert(value.to_owned());
    }

    /// The states in which the person holds, seeks or sought office.
    pub(crate) fn states(&self) -> BTreeSet<&str> {
        let races = self.races.iter().map(|race| race.state.as_str());
        races
            .chain(self.seats.iter().map(|seat| seat.state.as_str()))
            .collect()
    }

    /// The years from the first to the last in which the person is known to be in politics.
    pub(crate) fn years(&self) -> Option<(i16, i16)> {
        let years = || {
            let seats = self.seats.iter().flat_map(|seat| {
                [Some(seat.start.year()), seat.end.map(When::year)]
                    .into_iter()
                    .flatten()
            });
            seats.chain(self.races.iter().map(|race| race.year))
        };
        Some((years().min()?, years().max()?))
    }
}

impl Seat {
    /// Whether this is the seat that a race is for, and the term ends at that race, as the incumbent's does, or begins
    /// with it, as the winner's does.
    ///
    /// Terms of Congress begin on the January 3 after the election (20th Amendment); a term that an appointment or a special
    /// election began runs in a year of its own, so the year of the race lies between its start and its end.
    pub(crate) fn meets(&self, race: &Race) -> bool {
        let same_seat = self.office == race.office
            && self.state == race.state
            && at_large(self.district.as_deref()) == at_large(race.district.as_deref());
        let (year, start) = (race.year, self.start.year());
        let end = self.end.map_or(i16::MAX, When::year);
        let won = start == year + 1 && !race.special;
        // A senator's term of six years covers elections for the state's other seat, so it must end with this one.
        let ends = start <= year && (end == year || end == year + 1);
        same_seat && (won || ends)
    }
}

/// A state with one seat has no districts: files write `00`, and people `at-large`.
fn at_large(district: Option<&str>) -> Option<&str> {
    district.filter(|district| !matches!(*district, "0" | "at-large"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_meets_the_race_that_begins_or_ends_it() {
        let seat = Seat {
            office: OfficeSought::Senate,
            state: "AL".to_owned(),
            district: None,
            start: "2015-01-06".parse().unwrap(),
            end: Some("2017-02-08".parse().unwrap()),
        };
        let meets = |race: &str| seat.meets(&race.parse().unwrap());
        assert!(meets("2014-AL-senate"), "won");
        assert!(!meets("2020-AL-senate"));
        assert!(!meets("2014-AK-senate"));
        assert!(!meets("2014-AL-house-1"));
        let jones = Seat {
            start: "2018-01-03".parse().unwrap(),
            end: Some("2021-01-03".parse().unwrap()),
            ..seat
        };
        let meets = |race: &str| jones.meets(&race.parse().unwrap());
        assert!(
            meets("2020-AL-senate"),
            "the incumbent's last race of the term"
        );
        assert!(!meets("2018-AL-senate"), "the other seat");
    }
}
