//! Walking chains: from the occurrences of a claim to the distinct leaves.
//!
//! - A relay adds no origin: an outlet that credits another leads to that other.
//! - Where the credited outlet's own reports are at hand, *they* say what it rests on; so a loop of outlets that credit
//!   one another leads nowhere.
//! - A report's own voice beside a credit in the same report is a summary of the credit.
//! - Where a report prints another's text ([`Printed`]), stated or not, the words are the other's: whoever they credit
//!   told the other, and what they leave unstated is the other's unstated source.
//! - A report that passes on whole stories of others ([`Provenance::relays`]) and says the same in its own voice leads
//!   to those of them for which it has not shown another source.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use claim::outlet::{canonical, is_outlet};
use claim::{Origin, PersonName};

use super::join::{loops, same_people};
use super::leaf::{Kind, Leaf, head, is_generic, party};
use super::voice::{Prints, Voice, once_each, prints};
use super::{Heard, Way};

/// What the walk found.
pub(super) struct Walked {
    /// The distinct leaves, sorted.
    pub(super) leaves: Vec<Leaf>,
    /// What each occurrence amounts to, in the order in which they were given.
    pub(super) ways: Vec<Way>,
    /// Outlets that credit one another and nobody else: no origin.
    pub(super) loops: Vec<Vec<String>>,
}

/// Walks every occurrence to its leaf.
pub(super) fn walk(occurrences: &[Heard<'_>]) -> Walked {
    let voices = once_each(occurrences);
    let mut walk = Walk::new(&voices, occurrences.len());
    for voice in &voices {
        walk.follow(voice);
    }
    walk.finish(&voices)
}

/// What a report credits somebody else with: which houses it quotes, and whether anybody at all.
#[derive(Default, Clone)]
struct Credits {
    houses: BTreeSet<String>,
    somebody: bool,
}

impl Credits {
    fn join(&mut self, other: &Self) {
        self.houses.extend(other.houses.iter().cloned());
        self.somebody |= other.somebody;
    }
}

#[derive(Default)]
struct Group {
    described: String,
    count: u32,
    not_authorized: bool,
    /// For people of whom only their number is told: the group beside whose members they are.
    beyond: Option<String>,
    places: BTreeSet<usize>,
}

struct Walk {
    /// Outlets whose own reports of this claim are at hand.
    held: BTreeSet<String>,
    /// What each report credits others with, in its own words and (`true`) in the text of another that it prints.
    credits: HashMap<(i64, bool), Credits>,
    prints: HashMap<i64, Prints>,
    prints_of_house: BTreeMap<String, Prints>,
    people: BTreeMap<PersonName, BTreeSet<usize>>,
    plain: BTreeMap<Kind, BTreeSet<usize>>,
    /// Houses that speak of sources whom another house describes.
    borrowers: BTreeSet<String>,
    groups: BTreeMap<(String, String), Group>,
    ways: Vec<Way>,
    /// Which house leads on to which other whose own reports are at hand.
    leads_on: BTreeMap<String, BTreeSet<String>>,
}

impl Walk {
    fn new(voices: &[Voice<'_>], occurrences: usize) -> Self {
        let mut credits: HashMap<(i64, bool), Credits> = HashMap::new();
        for voice in voices.iter().filter(|voice| !voice.is_own_voice()) {
            for &report in voice.places.keys() {
                let credit = credits
                    .entry((report, voice.printed.is_some()))
                    .or_default();
                credit.houses.extend(voice.houses.iter().cloned());
                credit.somebody = true;
            }
        }
        Self {
            held: voices.iter().map(|voice| voice.by.clone()).collect(),
            credits,
            prints: prints(voices, |voice| voice.places.keys().copied().collect())
                .into_iter()
                .collect(),
            prints_of_house: prints(voices, |voice| vec![voice.by.clone()]),
            people: BTreeMap::new(),
            plain: BTreeMap::new(),
            borrowers: BTreeSet::new(),
            groups: BTreeMap::new(),
            ways: vec![Way::SumsUp; occurrences],
            leads_on: BTreeMap::new(),
        }
    }

    fn follow(&mut self, voice: &Voice<'_>) {
        match &voice.provenance.origin {
            Origin::Report if voice.is_own_voice() => self.own_voice(voice),
            Origin::Report => self.credit(voice, voice.teller()),
            Origin::Organization { name } => {
                let house = canonical(name).to_owned();
                if is_outlet(name) || self.held.contains(&house) {
                    self.credit(voice, house);
                } else {
                    self.named(voice.all(), Kind::Organization { name: house });
                    self.mark(voice.all(), &Way::Names);
                }
            }
            Origin::Document { name } => {
                self.named(voice.all(), Kind::Document { name: name.clone() });
                self.mark(voice.all(), &Way::Names);
            }
            Origin::Person { name } => {
                let places = self.people.entry(PersonName::new(name)).or_default();
                places.extend(voice.all());
                self.mark(voice.all(), &Way::Names);
            }
            Origin::Anonymous { described, count } => {
                let described = described.as_deref().unwrap_or_default();
                self.group(voice, described, count.unwrap_or(1).max(1));
                self.mark(voice.all(), &Way::Describes);
            }
        }
    }

    fn named(&mut self, places: impl IntoIterator<Item = usize>, kind: Kind) {
        self.plain.entry(kind).or_default().extend(places);
    }

    fn mark(&mut self, places: impl IntoIterator<Item = usize>, way: &Way) {
        for place in places {
            self.ways[place] = way.clone();
        }
    }

    /// Another outlet in its own voice. If its own reports are at hand, they lead on from there.
    fn credit(&mut self, voice: &Voice<'_>, house: String) {
        let held = self.leads_on_from(voice, &house);
        let way = Way::Credits {
            outlet: house.clone(),
            held,
        };
        self.mark(voice.all(), &way);
        if !held {
            let outlets = vec![house];
            self.named(voice.all(), Kind::Unstated { outlets });
        } else if house != voice.own {
            let from = self.leads_on.entry(voice.own.clone()).or_default();
            from.insert(house);
        }
    }

    /// Whether the reports of a house that is credited say what it rests on. "Told The Associated Press", in the AP's
    /// text as another paper prints it, is the AP's own voice: what stands beside it is in the AP's report.
    fn leads_on_from(&self, voice: &Voice<'_>, house: &str) -> bool {
        if house != voice.own {
            return self.held.contains(house);
        }
        let source = voice.printed.and_then(|printed| printed.report);
        source.is_some_and(|source| {
            [false, true]
                .iter()
                .any(|&printed| self.credits.contains_key(&(source, printed)))
        })
    }

    /// What stands beside the own voice in the report. A text that is printed is another's credit, and stands beside the
    /// report's own words; its own voice has beside it what it says itself, here and in the report that it comes from.
    fn beside(&self, voice: &Voice<'_>, report: i64) -> Option<Credits> {
        let of = |report: i64, printed: bool| self.credits.get(&(report, printed));
        let mut beside: Option<Credits> = None;
        let mut add = |credits: &Credits| beside.get_or_insert_default().join(credits);
        if let Some(printed) = voice.printed {
            of(report, true).map(&mut add);
            if let Some(source) = printed.report {
                of(source, false).map(&mut add);
                of(source, true).map(&mut add);
            }
        } else {
            of(report, false).map(&mut add);
            of(report, true).map(&mut add);
            if let Some(prints) = self.prints.get(&report) {
                add(&Credits {
                    houses: prints.houses.clone(),
                    somebody: true,
                });
            }
        }
        beside
    }

    fn own_voice(&mut self, voice: &Voice<'_>) {
        for (&report, places) in &voice.places {
            let beside = self.beside(voice, report);
            let places = || places.iter().copied();
            if voice.relays.is_empty() {
                if beside.is_none() {
                    let outlets = vec![voice.own.clone()];
                    self.named(places(), Kind::Unstated { outlets });
                    self.mark(places(), &Way::OwnVoice);
                }
                continue;
            }
            let is_held = |house: &&String| self.held.contains(*house);
            let held: BTreeSet<String> = voice.relays.iter().filter(is_held).cloned().collect();
            let shown = |house: &String| {
                held.contains(house)
                    || beside
                        .as_ref()
                        .is_some_and(|beside| beside.houses.contains(house))
            };
            let open: Vec<String> = voice
                .relays
                .iter()
                .filter(|house| !shown(house))
                .cloned()
                .collect();
            let way = Way::PassesOn {
                outlets: voice.relays.iter().cloned().collect(),
            };
            self.mark(places(), &way);
            let from = self.leads_on.entry(voice.own.clone()).or_default();
            from.extend(held);
            let none_shown = open.len() == voice.relays.len();
            match (none_shown, beside.is_some_and(|beside| beside.somebody)) {
                // The report shows the claim in none of the stories: one of them may have it.
                (true, false) => self.named(places(), Kind::Unstated { outlets: open }),
                // It is credited to somebody outside the stories: the own voice sums that up.
                (true, true) => self.mark(places(), &Way::SumsUp),
                (false, _) => {
                    for house in open {
                        let outlets = vec![house];
                        self.named(places(), Kind::Unstated { outlets });
                    }
                }
            }
        }
    }

    /// Who told what the sources said. In its own words a report speaks of the sources of the text that it prints, unless
    /// it describes others; and who credits a house with what that house only printed speaks of them, too.
    fn teller(&self, voice: &Voice<'_>, report: i64, head: &str) -> String {
        let teller = voice.teller();
        // "Sources" may be anybody's: whether they count is for `absorb` to say.
        if is_generic(head) {
            return teller;
        }
        let own_words = voice.printed.is_none() && voice.provenance.via.is_direct();
        let printed = if own_words {
            self.prints.get(&report)
        } else {
            None
        };
        [printed, self.prints_of_house.get(&teller)]
            .into_iter()
            .flatten()
            .find_map(|prints| prints.groups.get(head))
            .cloned()
            .unwrap_or(teller)
    }

    fn group(&mut self, voice: &Voice<'_>, described: &str, count: u32) {
        let head = head(described);
        for (report, places) in &voice.places {
            let teller = self.teller(voice, *report, &head);
            if voice.provenance.via.is_direct() && voice.by != teller {
                self.borrowers.insert(voice.by.clone());
            }
            let group = self.groups.entry((teller, head.clone())).or_default();
            group.count = group.count.max(count);
            group.not_authorized |= voice.provenance.terms.not_authorized;
            group.places.extend(places);
            let size = |text: &str| (text.chars().count(), std::cmp::Reverse(text.to_owned()));
            if size(described) > size(&group.described) {
                described.clone_into(&mut group.described);
            }
        }
    }

    fn finish(mut self, voices: &[Voice<'_>]) -> Walked {
        self.absorb();
        let mut leaves: Vec<Leaf> = self
            .plain
            .into_iter()
            .map(|(kind, places)| Leaf::new(kind, places))
            .chain(same_people(&self.people))
            .collect();
        for ((outlet, head), group) in self.groups {
            leaves.extend((1..=group.count).map(|number| Leaf {
                kind: Kind::Member {
                    outlet: outlet.clone(),
                    head: head.clone(),
                    number,
                },
                places: group.places.clone(),
                described: group.described.clone(),
                of: group.count,
                not_authorized: group.not_authorized,
                party: party(&head),
                beyond: group.beyond.clone(),
            }));
        }
        leaves.sort_by(|a, b| a.kind.cmp(&b.kind));
        let led: BTreeSet<usize> = leaves
            .iter()
            .flat_map(|leaf| leaf.places.iter().copied())
            .collect();
        let with_origin = voices
            .iter()
            .filter(|voice| voice.all().any(|place| led.contains(&place)))
            .map(|voice| voice.own.as_str())
            .collect();
        Walked {
            loops: loops(&self.leads_on, &with_origin),
            ways: self.ways,
            leaves,
        }
    }

    /// "The sources" of an outlet are those that it describes elsewhere, and what it leaves unstated rests on them.
    fn absorb(&mut self) {
        let mut tellers: BTreeSet<String> = self
            .groups
            .keys()
            .map(|(teller, _)| teller.clone())
            .collect();
        tellers.extend(self.borrowers.iter().cloned());
        for teller in tellers {
            let mine = |key: &(String, String)| key.0 == teller;
            let largest = self
                .groups
                .iter()
                .filter(|(key, _)| mine(key) && !is_generic(&key.1))
                .max_by(|a, b| (a.1.count, b.0).cmp(&(b.1.count, a.0)))
                .map(|(key, group)| (key.1.clone(), group.count));
            let prints = self.prints_of_house.get(&teller);
            let printed = prints.and_then(|prints| prints.most).unwrap_or(0);
            let described = largest.as_ref().map_or(0, |(_, count)| *count).max(printed);
            let generic: Vec<_> = self
                .groups
                .iter()
                .filter(|(key, _)| mine(key) && is_generic(&key.1))
                .map(|(key, group)| (key.clone(), group.count))
                .collect();
            let most = generic.iter().map(|(_, count)| *count).max();
            for (at, (key, count)) in generic.iter().enumerate() {
                // Among several generic descriptions ("sources", "people") the one with the most people stands.
                let stands = Some(*count) == most && generic[..at].iter().all(|(_, n)| n < count);
                if !stands || described >= *count {
                    self.groups.remove(key);
                } else if let Some(group) = self.groups.get_mut(key) {
                    // "Three people", of whom one is described: two more.
                    group.count = count - described;
                    group.beyond = largest.as_ref().map(|(head, _)| head.clone());
                }
            }
            self.plain.remove(&Kind::Unstated {
                outlets: vec![teller],
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_leave_out_number_and_knowledge() {
        for (described, expect) in [
            (
                "two Republicans with direct knowledge of his plans",
                "republicans",
            ),
            ("the two Republicans", "republicans"),
            ("a person familiar with the matter", "person"),
            ("three senior GOP officials", "senior gop officials"),
            ("the sources", "sources"),
            ("", ""),
        ] {
            assert_eq!(head(described), expect, "{described}");
        }
    }
}
