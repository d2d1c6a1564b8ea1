//! Voices: the ways in which a claim was heard, with the names in them resolved, and what reports print of one another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use claim::Origin;
use claim::outlet::canonical;

use super::leaf::head;
use super::{Heard, Printed, Provenance};

/// A provenance with its names resolved, which is the costly part; so it is done once for each, however many
/// occurrences share it.
pub(super) struct Voice<'a> {
    pub(super) provenance: &'a Provenance,
    /// The house of the report.
    pub(super) by: String,
    /// The house whose words they are: the same, unless the report prints another's text here.
    pub(super) own: String,
    pub(super) printed: Option<Printed<'a>>,
    /// The outlets that are credited, as relays or as origin.
    pub(super) houses: BTreeSet<String>,
    pub(super) relays: BTreeSet<String>,
    /// The occurrences, by their report.
    pub(super) places: BTreeMap<i64, Vec<usize>>,
}

impl<'a> Voice<'a> {
    fn new(provenance: &'a Provenance, printed: Option<Printed<'a>>) -> Self {
        let by = outlet(provenance.outlet.as_deref());
        let own = printed.map_or_else(|| by.clone(), |printed| outlet(printed.outlet));
        let others = |names: &mut dyn Iterator<Item = &str>| -> BTreeSet<String> {
            names
                .map(|name| canonical(name).to_owned())
                .filter(|house| *house != own)
                .collect()
        };
        let origin = match &provenance.origin {
            Origin::Organization { name } => Some(name.as_str()),
            _ => None,
        };
        let relays = printed.map_or(&provenance.relays[..], |printed| printed.relays);
        Self {
            houses: others(&mut provenance.via.hops().chain(origin)),
            relays: others(&mut relays.iter().map(String::as_str)),
            places: BTreeMap::new(),
            provenance,
            by,
            own,
            printed,
        }
    }

    pub(super) fn is_own_voice(&self) -> bool {
        self.provenance.origin == Origin::Report && self.provenance.via.is_direct()
    }

    /// Whoever told the origin's words: the innermost relay, else the house whose words they are.
    pub(super) fn teller(&self) -> String {
        match self.provenance.via.hops().last() {
            Some(name) => canonical(name).to_owned(),
            None => self.own.clone(),
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = usize> + '_ {
        self.places.values().flatten().copied()
    }
}

/// Each provenance with the places in which it was heard. Equal provenances at two addresses stay two entries: what
/// follows collects sets, and so does not mind.
pub(super) fn once_each<'a>(occurrences: &[Heard<'a>]) -> Vec<Voice<'a>> {
    type Key = (*const Provenance, Option<(Option<*const u8>, Option<i64>)>);
    let mut at: HashMap<Key, usize> = HashMap::new();
    let mut voices: Vec<Voice<'a>> = Vec::new();
    for (number, heard) in occurrences.iter().enumerate() {
        let printed = heard
            .printed
            .map(|printed| (printed.outlet.map(str::as_ptr), printed.report));
        let key = (std::ptr::from_ref(heard.provenance), printed);
        let index = *at.entry(key).or_insert_with(|| {
            voices.push(Voice::new(heard.provenance, heard.printed));
            voices.len() - 1
        });
        let places = voices[index].places.entry(heard.report).or_default();
        places.push(number);
    }
    voices
}

/// What a report prints of another's: whose text it is, which groups of sources that text describes and whom they told,
/// and how many people the largest of them has.
#[derive(Default)]
pub(super) struct Prints {
    pub(super) houses: BTreeSet<String>,
    pub(super) groups: BTreeMap<String, String>,
    pub(super) most: Option<u32>,
}

/// For each report, or each house, that prints another's text: what.
pub(super) fn prints<K: Ord>(
    voices: &[Voice<'_>],
    keys: impl Fn(&Voice<'_>) -> Vec<K>,
) -> BTreeMap<K, Prints> {
    let mut prints: BTreeMap<K, Prints> = BTreeMap::new();
    let is_print = |voice: &&Voice<'_>| voice.printed.is_some() && voice.own != voice.by;
    for voice in voices.iter().filter(is_print) {
        // Who told somebody else, by the text's own words, told that one still.
        let direct = voice.provenance.via.is_direct();
        let group = match &voice.provenance.origin {
            Origin::Anonymous { described, count } if direct => Some((
                head(described.as_deref().unwrap_or_default()),
                count.unwrap_or(1).max(1),
            )),
            _ => None,
        };
        for key in keys(voice) {
            let held = prints.entry(key).or_default();
            held.houses.insert(voice.own.clone());
            if let Some((head, count)) = &group {
                held.most = held.most.max(Some(*count));
                // Of several tellers the first by name, so that the order of occurrences does not matter.
                let teller = voice.teller();
                let known = held.groups.entry(head.clone()).or_insert(teller.clone());
                *known = known.clone().min(teller);
            }
        }
    }
    prints
}

fn outlet(name: Option<&str>) -> String {
    name.map_or_else(
        || "a report without a publisher".to_owned(),
        |name| canonical(name).to_owned(),
    )
}
