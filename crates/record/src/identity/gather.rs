//! From the record to what its places know of people, and from there to who is who.

use std::collections::{BTreeMap, BTreeSet};

use claim::outlet::{canonical, fold};
use claim::{PersonName, Race, Scheme, Statement};
use jiff::tz::TimeZone;

use super::entry;
use super::known::{Known, KnownIn};
use super::near;
use super::resolve::{Resolved, Word, resolve};
use super::uid::{Reference, Uid};
use super::who::{self, WhoIsWho};
use super::{HeldIdentity, Judged};
use crate::acts::ClaimMark;
use crate::document::{DocumentKind, Filter, HeldClaim};
use crate::project::Scene;
use crate::{Cut, Record, RecordError, Result};

/// Whom a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// Everybody.
    Everybody,
    /// The people of a race.
    Race(Race),
    /// Whoever an address, an id or a name means.
    Reference(Reference),
}

/// What is loaded: the people of some blocks of surnames, or of all.
#[derive(Debug, Default)]
struct Loaded {
    known: BTreeMap<Uid, Known>,
    blocks: BTreeSet<String>,
    races: BTreeSet<Race>,
}

impl Record {
    /// Who is who inside a cut: the people asked about, what joined them, what keeps them apart, and what is left open.
    pub fn who_is_who(&self, whom: &Whom, cut: Cut) -> Result<WhoIsWho> {
        self.effective(cut)?;
        match whom {
            Whom::Everybody => {
                let loaded = self.everybody(cut)?;
                let (known, found) = self.resolved(&loaded, cut)?;
                Ok(who::show(&known, &found, |_| true))
            }
            Whom::Race(race) => self.around(cut, self.names_in(race, cut)?, |known| {
                known.place == KnownIn::Race(race.clone())
            }),
            Whom::Reference(reference) => {
                let names = self.named_by(reference)?;
                self.around(cut, names, |known| means(reference, known))
            }
        }
    }

    /// Loads the blocks of surnames of some names, finds out who is who, and goes on with the names and ids that were found, until
    /// nothing new comes: somebody with two surnames is in two blocks.
    fn around(
        &self,
        cut: Cut,
        names: BTreeSet<PersonName>,
        wanted: impl Fn(&Known) -> bool,
    ) -> Result<WhoIsWho> {
        let mut loaded = Loaded::default();
        let mut names = names;
        loop {
            self.load(&mut loaded, &names, cut)?;
            let (known, found) = self.resolved(&loaded, cut)?;
            let asked: BTreeSet<usize> = known
                .iter()
                .enumerate()
                .filter(|(_, known)| wanted(known))
                .map(|(at, _)| found.person_of[at])
                .collect();
            let parts = || {
                asked
                    .iter()
                    .flat_map(|person| &found.people[*person])
                    .map(|at| &known[*at])
            };
            let mut next: BTreeSet<PersonName> =
                parts().flat_map(|part| &part.names).cloned().collect();
            for (scheme, value) in parts()
                .flat_map(|part| &part.ids)
                .flat_map(|(scheme, values)| values.iter().map(move |value| (*scheme, value)))
            {
                next.extend(self.bearers_of_id(scheme, value)?);
            }
            next.retain(|name| !loaded.blocks.contains(&self.block(name)));
            if next.is_empty() {
                return Ok(who::show(&known, &found, wanted));
            }
            names = next;
        }
    }

    fn block(&self, name: &PersonName) -> String {
        near::block(&self.interned.kin.surname(name))
    }

    /// Everybody of whom a race or a list speaks.
    fn everybody(&self, cut: Cut) -> Result<Loaded> {
        let mut loaded = Loaded::default();
        for held in self.races(cut)? {
            if let Some(race) = held.race {
                self.load_race(&mut loaded, &race, None, cut)?;
            }
        }
        let mut entries: BTreeMap<Uid, Vec<HeldClaim>> = BTreeMap::new();
        for kind in ["identifier", "alias", "biography", "office"] {
            let held = self.claims(&Filter {
                kind: Some(kind.to_owned()),
                cut,
                ..Filter::default()
            })?;
            gather_entries(&mut entries, held);
        }
        loaded.take_entries(self.newest(entries, cut)?);
        Ok(loaded)
    }

    /// Loads the blocks of some names.
    fn load(&self, loaded: &mut Loaded, names: &BTreeSet<PersonName>, cut: Cut) -> Result<()> {
        let mut entries: BTreeMap<Uid, Vec<HeldClaim>> = BTreeMap::new();
        let surnames: BTreeSet<String> = names.iter().map(PersonName::surname).collect();
        let blocks: BTreeSet<String> = names.iter().map(|name| self.block(name)).collect();
        loaded.blocks.extend(blocks.iter().cloned());
        for surname in surnames {
            let held = self.claims(&Filter {
                person: Some(PersonName::new(&surname)),
                cut,
                ..Filter::default()
            })?;
            loaded
                .races
                .extend(held.iter().filter_map(|held| held.id.race.clone()));
            gather_entries(&mut entries, held);
        }
        loaded.take_entries(self.newest(entries, cut)?);
        for race in loaded.races.clone() {
            self.load_race(loaded, &race, Some(&blocks), cut)?;
        }
        Ok(())
    }

    /// What entries say: what stands in the newest version of each, without what an editor or the publisher took back.
    fn newest(
        &self,
        entries: BTreeMap<Uid, Vec<HeldClaim>>,
        cut: Cut,
    ) -> Result<Vec<(Uid, Vec<HeldClaim>)>> {
        let order = |held: &HeldClaim| (held.document.reported_last, held.document.document);
        let mut said: Vec<HeldClaim> = Vec::new();
        let mut numbers = Vec::new();
        for (uid, claims) in entries {
            let newest = claims.iter().map(order).max();
            let before = said.len();
            said.extend(
                claims
                    .into_iter()
                    .filter(|held| Some(order(held)) == newest),
            );
            numbers.push((uid, said.len() - before));
        }
        let marks = self.marks(&said, cut)?;
        let set_aside = |held: &HeldClaim| {
            let marks = marks.get(&held.id).into_iter().flatten();
            marks
                .into_iter()
                .any(|mark| matches!(mark, ClaimMark::SetAside { .. }))
        };
        let mut said = said.into_iter();
        Ok(numbers
            .into_iter()
            .map(|(uid, count)| {
                let claims = said.by_ref().take(count).filter(|held| !set_aside(held));
                (uid, claims.collect())
            })
            .collect())
    }

    /// The people of a race, of all blocks or of some.
    fn load_race(
        &self,
        loaded: &mut Loaded,
        race: &Race,
        blocks: Option<&BTreeSet<String>>,
        cut: Cut,
    ) -> Result<()> {
        let Some(row) = self.race_row(Some(race))? else {
            return Ok(());
        };
        // What an editor took off the page says nothing about who is who either.
        let facts = self.placed(Some(race), row, cut)?.facts;
        let edges = super::standing(self.store.as_ref(), Some(race), row, &facts, cut)?;
        let (kin, zone) = (&self.interned.kin, TimeZone::UTC);
        let scene = Scene::new(Some(race), &facts, &edges, cut, &zone, kin);
        let people = &scene.people;
        let mut field: Vec<Known> = (0..people.count())
            .map(|at| {
                let label = people.name(at);
                let uid = Uid::in_race(race, label.as_str());
                let mut known = Known::new(uid, label, KnownIn::Race(race.clone()));
                known.names.extend(people.names(at).iter().cloned());
                known.uids.extend(
                    people
                        .names(at)
                        .iter()
                        .map(|name| Uid::in_race(race, name.as_str())),
                );
                known
            })
            .collect();
        for fact in &facts {
            let settled = fact.heard.iter().any(|heard| !heard.unsettled);
            if let Statement::Candidacy(c) = fact.statement.as_ref()
                && settled
                && let Some(at) = people.find(&c.person)
            {
                field[at].parties.extend(c.party.clone());
            }
        }
        for known in field {
            let inside = blocks.is_none_or(|blocks| {
                known
                    .names
                    .iter()
                    .any(|name| blocks.contains(&self.block(name)))
            });
            if inside {
                loaded.known.insert(known.uid.clone(), known);
            }
        }
        Ok(())
    }

    /// Who is who among those that are loaded, with the words that stand at the cut.
    fn resolved(&self, loaded: &Loaded, cut: Cut) -> Result<(Vec<Known>, Resolved)> {
        // By address: nothing that follows depends on the order in which documents came.
        let known: Vec<Known> = loaded.known.values().cloned().collect();
        let words = words(&known, &self.identities()?, cut);
        let found = resolve(&known, &words, &self.interned.kin);
        Ok((known, found))
    }

    /// The names by which a reference can be found.
    fn named_by(&self, reference: &Reference) -> Result<BTreeSet<PersonName>> {
        Ok(match reference {
            Reference::Name(name) => BTreeSet::from([PersonName::new(name)]),
            Reference::Id(scheme, value) => self.bearers_of_id(*scheme, value)?,
            Reference::Uid(uid) => match self.store.entity(uid.as_str())? {
                Some((label, _)) => BTreeSet::from([PersonName::new(&label)]),
                None => return Err(RecordError::NoSuchEntity(uid.to_string())),
            },
        })
    }

    /// The names of whom an id is stated.
    fn bearers_of_id(&self, scheme: Scheme, value: &str) -> Result<BTreeSet<PersonName>> {
        let mut bearers = BTreeSet::new();
        for json in self.store.statements_of_id(scheme.word(), value)? {
            let statement: Statement = serde_json::from_str(&json)
                .map_err(|error| RecordError::damaged(format!("an id: {error}")))?;
            bearers.extend(statement.person().cloned());
        }
        Ok(bearers)
    }

    fn names_in(&self, race: &Race, cut: Cut) -> Result<BTreeSet<PersonName>> {
        if self.race_row(Some(race))?.is_none() {
            return Err(RecordError::NoSuchRace(race.clone()));
        }
        let mut loaded = Loaded::default();
        self.load_race(&mut loaded, race, None, cut)?;
        Ok(loaded
            .known
            .into_values()
            .flat_map(|known| known.names)
            .collect())
    }
}

impl Loaded {
    /// Takes the entries of lists.
    fn take_entries(&mut self, entries: Vec<(Uid, Vec<HeldClaim>)>) {
        for (uid, claims) in entries {
            let statements = claims.iter().map(|held| &held.claim.statement);
            let list = claims.first().map(list_of).unwrap_or_default();
            if let Some(mut known) = entry::known(uid.clone(), &list, statements) {
                if let Some(held) = claims.first() {
                    known.entry.clone_from(&held.document.title);
                }
                self.known.insert(uid, known);
            }
        }
    }
}

/// The claims of lists, by the entry in which they stand.
fn gather_entries(entries: &mut BTreeMap<Uid, Vec<HeldClaim>>, claims: Vec<HeldClaim>) {
    for held in claims {
        if held.document.kind == DocumentKind::OfficialList {
            let uid = uid_of_entry(held.document.publisher.as_deref(), &held.document.title);
            entries.entry(uid).or_default().push(held);
        }
    }
}

/// The address of an entry: who publishes the list, and the headline, which stays the same when the list is published anew.
pub(crate) fn uid_of_entry(publisher: Option<&str>, title: &str) -> Uid {
    let house = publisher.map(canonical).unwrap_or_default();
    Uid::of_entry(&format!("{}\n{title}", fold(house)))
}

fn list_of(held: &HeldClaim) -> String {
    held.document
        .publisher
        .clone()
        .unwrap_or_else(|| "a list".to_owned())
}

/// Whether a reference means a known person.
fn means(reference: &Reference, known: &Known) -> bool {
    match reference {
        Reference::Uid(uid) => known.uids.contains(uid),
        Reference::Id(scheme, value) => {
            known.ids.get(scheme).is_some_and(|ids| ids.contains(value))
        }
        Reference::Name(name) => {
            let name = PersonName::new(name);
            known.names.iter().any(|held| held.consistent_with(&name))
        }
    }
}

/// The words that stand at a cut, with the known people whom they mean. A name that is judged means exactly that name, in the
/// race for which it was judged or everywhere.
fn words(known: &[Known], held: &[HeldIdentity], cut: Cut) -> Vec<Word> {
    held.iter()
        .filter(|held| held.identity.judged == Judged::Person && held.stands(cut))
        .map(|held| {
            let side = |text: &str| -> Vec<usize> {
                let reference = Reference::read(text);
                known
                    .iter()
                    .enumerate()
                    .filter(|(_, known)| match &reference {
                        Reference::Name(name) => {
                            let name = PersonName::new(name);
                            let here = held
                                .identity
                                .race
                                .as_ref()
                                .is_none_or(|race| known.race() == Some(race));
                            here && known.names.contains(&name)
                        }
                        reference => means(reference, known),
                    })
                    .map(|(at, _)| at)
                    .collect()
            };
            Word {
                id: held.id,
                verdict: held.identity.verdict,
                basis: held.identity.basis.clone(),
                a: side(&held.identity.a),
                b: side(&held.identity.b),
            }
        })
        .collect()
}
