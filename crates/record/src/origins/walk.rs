//! Walking chains: from the occurrences of a claim to the distinct leaves.
//!
//! - A relay adds no origin: an outlet that credits another leads to that other.
//! - Where the credited outlet's own reports are at hand, *they* say what it rests on; so a loop of outlets that credit
//!   one another leads nowhere.
//! - A report's own voice beside a credit in the same report is a summary of the credit.
//! - A report that passes on whole stories of others ([`Provenance::relays`]) and says the same in its own voice leads
//!   to those of them for which it has not shown another source.

use std::collections::{BTreeMap, BTreeSet};

use claim::outlet::{canonical, is_outlet};
use claim::{Origin, PersonName};

use super::leaf::{Kind, Leaf, head, is_generic};
use super::{Heard, Provenance};

/// The distinct leaves, sorted.
pub(super) fn leaves(occurrences: &[Heard<'_>]) -> Vec<Leaf> {
    let mut walk = Walk::new(occurrences);
    for heard in occurrences {
        walk.follow(*heard);
    }
    walk.finish()
}

/// What a report credits somebody else with: which houses it quotes, and whether anybody at all.
#[derive(Default)]
struct Credits {
    houses: BTreeSet<String>,
    somebody: bool,
}

#[derive(Default)]
struct Group {
    described: String,
    count: u32,
    not_authorized: bool,
    reports: BTreeSet<i64>,
}

struct Walk {
    /// Outlets whose own reports of this claim are at hand.
    held: BTreeSet<String>,
    credits: BTreeMap<i64, Credits>,
    people: BTreeMap<PersonName, BTreeSet<i64>>,
    plain: BTreeMap<Kind, BTreeSet<i64>>,
    groups: BTreeMap<(String, String), Group>,
}

impl Walk {
    fn new(occurrences: &[Heard<'_>]) -> Self {
        let mut credits: BTreeMap<i64, Credits> = BTreeMap::new();
        let mut held = BTreeSet::new();
        for heard in occurrences {
            let own = outlet(heard.provenance);
            let credit = credits.entry(heard.report).or_default();
            for house in houses(heard.provenance).filter(|house| *house != own) {
                credit.houses.insert(house);
            }
            credit.somebody |= !is_own_voice(heard.provenance);
            held.insert(own);
        }
        Self {
            held,
            credits,
            people: BTreeMap::new(),
            plain: BTreeMap::new(),
            groups: BTreeMap::new(),
        }
    }

    fn follow(&mut self, heard: Heard<'_>) {
        let from = heard.provenance;
        let own = outlet(from);
        let teller = from
            .via
            .hops()
            .last()
            .map_or_else(|| own.clone(), |name| canonical(name).to_owned());
        match &from.origin {
            Origin::Report if from.via.is_direct() => self.own_voice(heard, own),
            Origin::Report => self.credit(heard.report, &own, teller),
            Origin::Organization { name } if is_outlet(name) || self.is_held(name) => {
                self.credit(heard.report, &own, canonical(name).to_owned());
            }
            Origin::Organization { name } => {
                self.named(
                    heard.report,
                    Kind::Organization {
                        name: canonical(name).to_owned(),
                    },
                );
            }
            Origin::Document { name } => {
                self.named(heard.report, Kind::Document { name: name.clone() });
            }
            Origin::Person { name } => {
                self.people
                    .entry(PersonName::new(name))
                    .or_default()
                    .insert(heard.report);
            }
            Origin::Anonymous { described, count } => {
                let described = described.as_deref().unwrap_or_default();
                self.group(heard, teller, described, count.unwrap_or(1).max(1));
            }
        }
    }

    fn is_held(&self, name: &str) -> bool {
        self.held.contains(canonical(name))
    }

    fn named(&mut self, report: i64, kind: Kind) {
        self.plain.entry(kind).or_default().insert(report);
    }

    fn unstated(&mut self, report: i64, outlets: Vec<String>) {
        self.named(report, Kind::Unstated { outlets });
    }

    /// Another outlet in its own voice. If its own reports are at hand, they lead on from there.
    fn credit(&mut self, report: i64, own: &str, house: String) {
        if house == own || !self.held.contains(&house) {
            self.unstated(report, vec![house]);
        }
    }

    fn own_voice(&mut self, heard: Heard<'_>, own: String) {
        let relays: BTreeSet<String> = heard
            .provenance
            .relays
            .iter()
            .map(|name| canonical(name).to_owned())
            .filter(|house| *house != own)
            .collect();
        let credits = &self.credits[&heard.report];
        if relays.is_empty() {
            if !credits.somebody {
                self.unstated(heard.report, vec![own]);
            }
            return;
        }
        let open: Vec<String> = relays
            .iter()
            .filter(|house| !credits.houses.contains(*house) && !self.held.contains(*house))
            .cloned()
            .collect();
        let none_shown = open.len() == relays.len();
        match (none_shown, credits.somebody) {
            // The report shows the claim in none of the stories: one of them may have it, or the report itself.
            (true, false) => self.unstated(heard.report, open),
            // It is credited to somebody outside the stories: the own voice sums that up.
            (true, true) => {}
            (false, _) => {
                for house in open {
                    self.unstated(heard.report, vec![house]);
                }
            }
        }
    }

    fn group(&mut self, heard: Heard<'_>, teller: String, described: &str, count: u32) {
        let group = self.groups.entry((teller, head(described))).or_default();
        group.count = group.count.max(count);
        group.not_authorized |= heard.provenance.terms.not_authorized;
        group.reports.insert(heard.report);
        let size = |text: &str| (text.chars().count(), std::cmp::Reverse(text.to_owned()));
        if size(described) > size(&group.described) {
            described.clone_into(&mut group.described);
        }
    }

    fn finish(mut self) -> Vec<Leaf> {
        self.absorb();
        let mut leaves: Vec<Leaf> = self
            .plain
            .into_iter()
            .map(|(kind, reports)| Leaf::new(kind, reports))
            .chain(same_people(&self.people))
            .collect();
        for ((outlet, head), group) in self.groups {
            leaves.extend((1..=group.count).map(|number| Leaf {
                kind: Kind::Member {
                    outlet: outlet.clone(),
                    head: head.clone(),
                    number,
                },
                reports: group.reports.clone(),
                described: group.described.clone(),
                of: group.count,
                not_authorized: group.not_authorized,
            }));
        }
        leaves.sort_by(|a, b| a.kind.cmp(&b.kind));
        leaves
    }

    /// "The sources" of an outlet are those that it describes elsewhere, and what it leaves unstated rests on them.
    fn absorb(&mut self) {
        let tellers: BTreeSet<String> = self
            .groups
            .keys()
            .map(|(teller, _)| teller.clone())
            .collect();
        for teller in tellers {
            let mine = |key: &(String, String)| key.0 == teller;
            let described = self
                .groups
                .iter()
                .filter(|(key, _)| mine(key) && !is_generic(&key.1))
                .map(|(_, group)| group.count)
                .max();
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
                if !stands || described.is_some_and(|n| n >= *count) {
                    self.groups.remove(key);
                }
            }
            self.plain.remove(&Kind::Unstated {
                outlets: vec![teller],
            });
        }
    }
}

/// One leaf for the names of one person. Names are joined when *all* of a set agree with one another; where "J. Smith"
/// could be either Jane or John, nobody is joined.
fn same_people(people: &BTreeMap<PersonName, BTreeSet<i64>>) -> Vec<Leaf> {
    let names: Vec<&PersonName> = people.keys().collect();
    let mut seen = vec![false; names.len()];
    let mut leaves = Vec::new();
    for start in 0..names.len() {
        if seen[start] {
            continue;
        }
        let mut component = vec![start];
        seen[start] = true;
        let mut next = 0;
        while let Some(&at) = component.get(next) {
            for other in 0..names.len() {
                if !seen[other] && names[at].consistent_with(names[other]) {
                    seen[other] = true;
                    component.push(other);
                }
            }
            next += 1;
        }
        let agree = component.iter().all(|&a| {
            component
                .iter()
                .all(|&b| names[a].consistent_with(names[b]))
        });
        if agree {
            let fullest = component
                .iter()
                .map(|&at| names[at])
                .fold(names[start], |a, b| a.fuller(b));
            let reports = component
                .iter()
                .flat_map(|&at| people[names[at]].iter().copied())
                .collect();
            leaves.push(Leaf::new(
                Kind::Person {
                    name: fullest.clone(),
                },
                reports,
            ));
        } else {
            leaves.extend(component.iter().map(|&at| {
                Leaf::new(
                    Kind::Person {
                        name: names[at].clone(),
                    },
                    people[names[at]].clone(),
                )
            }));
        }
    }
    leaves
}

fn outlet(provenance: &Provenance) -> String {
    provenance.outlet.as_deref().map_or_else(
        || "a report without a publisher".to_owned(),
        |name| canonical(name).to_owned(),
    )
}

fn is_own_voice(provenance: &Provenance) -> bool {
    provenance.origin == Origin::Report && provenance.via.is_direct()
}

/// The outlets that an occurrence credits, as relays or as origin.
fn houses(provenance: &Provenance) -> impl Iterator<Item = String> {
    let origin = match &provenance.origin {
        Origin::Organization { name } => Some(name.as_str()),
        _ => None,
    };
    provenance
        .via
        .hops()
        .chain(origin)
        .map(|name| canonical(name).to_owned())
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
