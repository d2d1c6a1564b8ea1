//! Who is who, as it is shown: people with all their names, ids and addresses, and the edges between what places know of them.

use std::collections::{BTreeMap, BTreeSet};

use claim::{PersonName, Race, Scheme, When};
use serde::{Deserialize, Serialize};

use super::known::{Known, KnownIn};
use super::resolve::Resolved;
use super::rules::Rule;
use super::uid::Uid;
use super::{IdentityId, Verdict};

/// A person: everything that was found to be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The best address: an id where one is held (Wikidata, then Bioguide, then the FEC), else one of `uids`.
    pub address: String,
    /// The fullest name that a race has, else the fullest of a list.
    pub name: PersonName,
    /// All names.
    pub names: Vec<PersonName>,
    /// All addresses; each goes on to lead here.
    pub uids: Vec<Uid>,
    /// All ids.
    pub ids: Vec<HeldId>,
    /// The races whose claims speak of the person.
    pub races: Vec<Race>,
    /// The lists that have an entry.
    pub lists: Vec<String>,
    /// Day of birth, as a list gives it.
    pub born: Option<When>,
    /// What made one person of the parts: the edges between them.
    pub edges: Vec<Edge>,
}

/// An id that is held of a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeldId {
    /// Whose id it is.
    pub scheme: Scheme,
    /// The id.
    pub value: String,
}

/// One side of an edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The address.
    pub uid: Uid,
    /// The name there.
    pub name: PersonName,
    /// The race, or the entry of a list.
    pub place: String,
}

/// An edge between what two places know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// One side.
    pub a: Side,
    /// The other.
    pub b: Side,
    /// What they are to each other.
    pub verdict: Verdict,
    /// Which rule says so, or whether somebody did.
    pub rule: Rule,
    /// Why, in words.
    pub basis: String,
    /// The number of the word, where somebody gave it: it can be ended.
    pub word: Option<IdentityId>,
}

/// Who is who among the people asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoIsWho {
    /// The people, by name and address.
    pub people: Vec<Person>,
    /// What is left open, for an editor: doubts about ids first, then races, then names.
    pub open: Vec<Edge>,
    /// Who is kept apart although something would join them.
    pub apart: Vec<Edge>,
}

/// Shows what was found, for the known people that pass.
pub(crate) fn show(known: &[Known], found: &Resolved, wanted: impl Fn(&Known) -> bool) -> WhoIsWho {
    let asked: BTreeSet<usize> = known
        .iter()
        .enumerate()
        .filter(|(_, known)| wanted(known))
        .map(|(at, _)| found.person_of[at])
        .collect();
    let side = |at: usize| Side {
        uid: known[at].uid.clone(),
        name: known[at].label.clone(),
        place: match &known[at].place {
            KnownIn::List(list) if known[at].entry.is_empty() => list.clone(),
            KnownIn::List(_) => known[at].entry.clone(),
            KnownIn::Race(race) => race.to_string(),
        },
    };
    let mut within: BTreeMap<usize, Vec<Edge>> = BTreeMap::new();
    let (mut open, mut apart) = (Vec::new(), Vec::new());
    for link in &found.links {
        let (one, other) = (found.person_of[link.a], found.person_of[link.b]);
        if !asked.contains(&one) && !asked.contains(&other) {
            continue;
        }
        let edge = Edge {
            a: side(link.a),
            b: side(link.b),
            verdict: link.verdict,
            rule: link.rule,
            basis: link.basis.clone(),
            word: link.word,
        };
        match link.verdict {
            Verdict::Same => within.entry(one).or_default().push(edge),
            Verdict::Unsure => open.push(edge),
            Verdict::Different => apart.push(edge),
        }
    }
    let mut people: Vec<Person> = asked
        .iter()
        .map(|person| {
            let parts = found.people[*person].iter().map(|at| &known[*at]);
            self::person(parts, within.remove(person).unwrap_or_default())
        })
        .collect();
    people.sort_by(|a, b| (&a.name, &a.address).cmp(&(&b.name, &b.address)));
    open.sort_by(|a, b| {
        (urgency(a.rule), &a.a.name, &a.basis).cmp(&(urgency(b.rule), &b.a.name, &b.basis))
    });
    WhoIsWho {
        people,
        open,
        apart,
    }
}

/// The order of the queue: where lists contradict each other something is wrong; where a race leaves a choice a page is poorer for
/// it; a name alone is mostly chance.
const fn urgency(rule: Rule) -> u8 {
    match rule {
        Rule::Word => 0,
        Rule::IdOfTwoNames | Rule::IdsDisagree | Rule::KeptApart => 1,
        Rule::Choice | Rule::MiddleName => 2,
        Rule::Slip => 3,
        _ => 4,
    }
}

fn person<'a>(parts: impl Iterator<Item = &'a Known> + Clone, edges: Vec<Edge>) -> Person {
    let all = parts.clone();
    let names: BTreeSet<&PersonName> = all.clone().flat_map(|part| &part.names).collect();
    let ids: BTreeSet<HeldId> = all
        .clone()
        .flat_map(|part| &part.ids)
        .flat_map(|(scheme, values)| {
            values.iter().map(|value| HeldId {
                scheme: *scheme,
                value: value.clone(),
            })
        })
        .collect();
    let uids: BTreeSet<&Uid> = all.clone().flat_map(|part| &part.uids).collect();
    let places: BTreeSet<&KnownIn> = all.clone().map(|part| &part.place).collect();
    let fullest = |of_race: bool| {
        all.clone()
            .filter(|part| part.race().is_some() == of_race)
            .map(|part| &part.label)
            .reduce(|one, other| one.fuller(other))
    };
    let name = fullest(true).or_else(|| fullest(false));
    Person {
        address: address(&ids, &uids),
        name: name.cloned().unwrap_or_else(|| PersonName::new("")),
        names: names.into_iter().cloned().collect(),
        uids: uids.into_iter().cloned().collect(),
        ids: ids.into_iter().collect(),
        races: places
            .iter()
            .filter_map(|place| match place {
                KnownIn::Race(race) => Some(race.clone()),
                KnownIn::List(_) => None,
            })
            .collect(),
        lists: places
            .iter()
            .filter_map(|place| match place {
                KnownIn::Race(_) => None,
                KnownIn::List(list) => Some(list.clone()),
            })
            .collect(),
        born: parts.filter_map(|part| part.born).min(),
        edges,
    }
}

/// The best address: others keep the first two for good; an FEC id is at least public.
fn address(ids: &BTreeSet<HeldId>, uids: &BTreeSet<&Uid>) -> String {
    [Scheme::Wikidata, Scheme::Bioguide, Scheme::Fec]
        .into_iter()
        .find_map(|scheme| {
            let held = ids.iter().find(|held| held.scheme == scheme)?;
            Some(format!("{scheme}:{}", held.value))
        })
        .or_else(|| uids.first().map(ToString::to_string))
        .unwrap_or_default()
}
