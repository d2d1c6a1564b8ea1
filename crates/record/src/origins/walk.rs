//! Walking chains: from the occurrences of a claim to the distinct leaves.
//!
//! - A relay adds no origin: an outlet that credits another leads to that other.
//! - Where the credited outlet's own reports are at hand, *they* say what it rests on; so a loop of outlets that credit
//!   one another leads nowhere.
//! - A report's own voice beside a credit in the same report is a summary of the credit.
//! - A report that passes on whole stories of others ([`Provenance::relays`]) and says the same in its own voice leads
//!   to those of them for which it has not shown another source.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use claim::outlet::{canonical, is_outlet};
use claim::{Origin, PersonName};

use super::leaf::{Kind, Leaf, head, is_generic};
use super::{Heard, Provenance};

/// The distinct leaves, sorted.
pub(super) fn leaves(occurrences: &[Heard<'_>]) -> Vec<Leaf> {
    let heard = once_each(occurrences);
    let mut walk = Walk::new(&heard);
    for (resolved, reports) in &heard {
        walk.follow(resolved, reports);
    }
    walk.finish()
}

/// A provenance with its names resolved, which is the costly part; so it is done once for each, however many
/// occurrences share it.
struct Resolved<'a> {
    provenance: &'a Provenance,
    own: String,
    /// The outlets that are credited, as relays or as origin.
    houses: BTreeSet<String>,
    relays: BTreeSet<String>,
}

impl<'a> Resolved<'a> {
    fn new(provenance: &'a Provenance) -> Self {
        let own = outlet(provenance);
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
        Self {
            houses: others(&mut provenance.via.hops().chain(origin)),
            relays: others(&mut provenance.relays.iter().map(String::as_str)),
            provenance,
            own,
        }
    }

    fn is_own_voice(&self) -> bool {
        self.provenance.origin == Origin::Report && self.provenance.via.is_direct()
    }

    /// Whoever told the origin's words: the innermost relay, else the report's own outlet.
    fn teller(&self) -> String {
        match self.provenance.via.hops().last() {
            Some(name) => canonical(name).to_owned(),
            None => self.own.clone(),
        }
    }
}

/// Each provenance with the reports in which it was heard. Equal provenances at two addresses stay two entries: what
/// follows collects sets, and so does not mind.
fn once_each<'a>(occurrences: &[Heard<'a>]) -> Vec<(Resolved<'a>, BTreeSet<i64>)> {
    let mut at: HashMap<*const Provenance, usize> = HashMap::new();
    let mut reports: Vec<(&Provenance, Vec<i64>)> = Vec::new();
    for heard in occurrences {
        let next = reports.len();
        let index = *at
            .entry(std::ptr::from_ref(heard.provenance))
            .or_insert(next);
        if index == next {
            reports.push((heard.provenance, Vec::new()));
        }
        reports[index].1.push(heard.report);
    }
    reports
        .into_iter()
        .map(|(provenance, reports)| (Resolved::new(provenance), reports.into_iter().collect()))
        .collect()
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
    /// What each report credits others with. A report that is not in it speaks in its own voice alone.
    credits: HashMap<i64, Credits>,
    people: BTreeMap<PersonName, BTreeSet<i64>>,
    plain: BTreeMap<Kind, BTreeSet<i64>>,
    groups: BTreeMap<(String, String), Group>,
}

impl Walk {
    fn new(heard: &[(Resolved<'_>, BTreeSet<i64>)]) -> Self {
        let mut credits: HashMap<i64, Credits> = HashMap::new();
        for (resolved, reports) in heard.iter().filter(|(one, _)| !one.is_own_voice()) {
            for &report in reports {
                let credit = credits.entry(report).or_default();
                credit.houses.extend(resolved.houses.iter().cloned());
                credit.somebody = true;
            }
        }
        Self {
            held: heard.iter().map(|(one, _)| one.own.clone()).collect(),
            credits,
            people: BTreeMap::new(),
            plain: BTreeMap::new(),
            groups: BTreeMap::new(),
        }
    }

    fn follow(&mut self, resolved: &Resolved<'_>, reports: &BTreeSet<i64>) {
        match &resolved.provenance.origin {
            Origin::Report if resolved.is_own_voice() => self.own_voice(resolved, reports),
            Origin::Report => self.credit(reports, &resolved.own, resolved.teller()),
            Origin::Organization { name } => {
                let house = canonical(name).to_owned();
                if is_outlet(name) || self.held.contains(&house) {
                    self.credit(reports, &resolved.own, house);
                } else {
                    self.named(reports, Kind::Organization { name: house });
                }
            }
            Origin::Document { name } => {
                self.named(reports, Kind::Document { name: name.clone() });
            }
            Origin::Person { name } => {
                self.people
                    .entry(PersonName::new(name))
                    .or_default()
                    .extend(reports);
            }
            Origin::Anonymous { described, count } => {
                let described = described.as_deref().unwrap_or_default();
                self.group(resolved, reports, described, count.unwrap_or(1).max(1));
            }
        }
    }

    fn named(&mut self, reports: &BTreeSet<i64>, kind: Kind) {
        self.plain.entry(kind).or_default().extend(reports);
    }

    /// Another outlet in its own voice. If its own reports are at hand, they lead on from there.
    fn credit(&mut self, reports: &BTreeSet<i64>, own: &str, house: String) {
        if house == own || !self.held.contains(&house) {
            self.named(
                reports,
                Kind::Unstated {
                    outlets: vec![house],
                },
            );
        }
    }

    fn own_voice(&mut self, resolved: &Resolved<'_>, reports: &BTreeSet<i64>) {
        let mut leads: Vec<(i64, Vec<String>)> = Vec::new();
        for &report in reports {
            let credits = self.credits.get(&report);
            if resolved.relays.is_empty() {
                if credits.is_none() {
                    leads.push((report, vec![resolved.own.clone()]));
                }
                continue;
            }
            let shown = |house: &String| {
                self.held.contains(house)
                    || credits.is_some_and(|credits| credits.houses.contains(house))
            };
            let open: Vec<String> = resolved
                .relays
                .iter()
                .filter(|house| !shown(house))
                .cloned()
                .collect();
            let none_shown = open.len() == resolved.relays.len();
            match (none_shown, credits.is_some_and(|credits| credits.somebody)) {
                // The report shows the claim in none of the stories: one of them may have it.
                (true, false) => leads.push((report, open)),
                // It is credited to somebody outside the stories: the own voice sums that up.
                (true, true) => {}
                (false, _) => leads.extend(open.into_iter().map(|house| (report, vec![house]))),
            }
        }
        for (report, outlets) in leads {
            self.named(&BTreeSet::from([report]), Kind::Unstated { outlets });
        }
    }

    fn group(
        &mut self,
        resolved: &Resolved<'_>,
        reports: &BTreeSet<i64>,
        described: &str,
        count: u32,
    ) {
        let key = (resolved.teller(), head(described));
        let group = self.groups.entry(key).or_default();
        group.count = group.count.max(count);
        group.not_authorized |= resolved.provenance.terms.not_authorized;
        group.reports.extend(reports);
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
