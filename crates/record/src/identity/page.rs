//! What is held about one person, whoever else bears the name.

use std::collections::{BTreeMap, BTreeSet};

use claim::PersonName;
use jiff::tz::TimeZone;

use super::who::Person;
use super::{Uid, uid_of_entry};
use crate::document::{DocumentKind, Filter, HeldClaim};
use crate::view::{PersonInRace, PersonPage};
use crate::{ClaimId, Cut, Record, Result};

impl Record {
    /// What is held about one person: their row in every race, and every claim about them.
    pub fn page_of(&self, person: &Person, cut: Cut, zone: &TimeZone) -> Result<PersonPage> {
        let uids: BTreeSet<&Uid> = person.uids.iter().collect();
        let mut rows = Vec::new();
        for race in &person.races {
            let theirs = self
                .page(race, cut, zone)?
                .field
                .into_iter()
                .filter(|row| uids.contains(&Uid::in_race(race, row.person.as_str())));
            rows.extend(theirs.map(|row| PersonInRace {
                race: race.clone(),
                row,
            }));
        }
        let mut claims: BTreeMap<(bool, ClaimId), HeldClaim> = BTreeMap::new();
        for name in &person.names {
            let held = self.claims(&Filter {
                person: Some(name.clone()),
                cut,
                ..Filter::default()
            })?;
            for held in held
                .into_iter()
                .filter(|held| is_about(held, person, &uids))
            {
                claims.insert((held.id.race.is_none(), held.id.clone()), held);
            }
        }
        Ok(PersonPage {
            person: person.name.clone(),
            races: rows,
            claims: claims.into_values().collect(),
        })
    }
}

/// Whether a claim that mentions a bearer of one of the names is about this one: by the address of the entry or of the name in the
/// race. A claim without a race, and one in which the person is not the subject, has the name alone.
fn is_about(held: &HeldClaim, person: &Person, uids: &BTreeSet<&Uid>) -> bool {
    if held.document.kind == DocumentKind::OfficialList {
        let uid = uid_of_entry(held.document.publisher.as_deref(), &held.document.title);
        return uids.contains(&uid);
    }
    let bears = |name: &PersonName| person.names.iter().any(|held| held.consistent_with(name));
    match (held.claim.statement.race(), held.claim.statement.person()) {
        (Some(race), Some(subject)) if bears(subject) => {
            let bare = subject.is_surname_only() && person.races.contains(race);
            bare || uids.contains(&Uid::in_race(race, subject.as_str()))
        }
        _ => true,
    }
}
