//! Whose a committee was on a day, and for which race it collected, as lists in the record say.

use claim::{Certainty, Committee, Designation, PersonName, Race, Statement, When};

use crate::document::Filter;
use crate::project::committees::holds;
use crate::{Cut, Record, Result};

impl Record {
    /// What lists inside a cut say of a committee on a day (of any day, where none is asked for).
    pub fn committee(&self, id: &str, on: Option<When>, cut: Cut) -> Result<Vec<Committee>> {
        let held = self.claims(&Filter {
            kind: Some("committee".to_owned()),
            person: Some(PersonName::new(id)),
            cut,
            ..Filter::default()
        })?;
        Ok(held
            .into_iter()
            .filter(|held| held.claim.certainty == Certainty::Asserted)
            .filter_map(|held| match held.claim.statement {
                Statement::Committee(c) if c.committee == id && holds(c.period, on) => Some(c),
                _ => None,
            })
            .collect())
    }

    /// The race for which a candidate's principal committee collected on a day; nothing where lists do not say, or disagree.
    pub fn race_of_committee(&self, id: &str, on: When, cut: Cut) -> Result<Option<Race>> {
        let mut races: Vec<Race> = self
            .committee(id, Some(on), cut)?
            .into_iter()
            .filter(|held| held.designation == Some(Designation::Principal))
            // A list without years says whose it is today: for which election it collected earlier, it does not.
            .filter(|held| held.period.is_some())
            .filter_map(|held| held.race)
            .collect();
        races.sort();
        races.dedup();
        Ok(match races.as_slice() {
            [race] => Some(race.clone()),
            _ => None,
        })
    }
}
