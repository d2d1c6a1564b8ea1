//! What belongs together: the names of one person, and the outlets that only credit one another.

use std::collections::{BTreeMap, BTreeSet};

use claim::PersonName;

use super::leaf::{Kind, Leaf};

/// One leaf for the names of one person. Names are joined when *all* of a set agree with one another; where "J. Smith"
/// could be either Jane or John, nobody is joined.
pub(super) fn same_people(people: &BTreeMap<PersonName, BTreeSet<usize>>) -> Vec<Leaf> {
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
            let places = component
                .iter()
                .flat_map(|&at| people[names[at]].iter().copied())
                .collect();
            leaves.push(Leaf::new(
                Kind::Person {
                    name: fullest.clone(),
                },
                places,
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

/// The sets of houses each of which leads on to all others of its set, where none has an origin of its own.
pub(super) fn loops(
    leads_on: &BTreeMap<String, BTreeSet<String>>,
    with_origin: &BTreeSet<&str>,
) -> Vec<Vec<String>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = leads_on
        .keys()
        .map(|house| (house.as_str(), reach(leads_on, house)))
        .collect();
    let back = |from: &str, to: &str| {
        reached
            .get(from)
            .is_some_and(|reached| reached.contains(to))
    };
    let mut found: Vec<Vec<String>> = Vec::new();
    for house in leads_on.keys() {
        let circle: Vec<String> = leads_on
            .keys()
            .filter(|other| back(house, other) && back(other, house))
            .cloned()
            .collect();
        let dead = circle
            .iter()
            .all(|house| !with_origin.contains(house.as_str()));
        if circle.len() > 1 && dead && !found.contains(&circle) {
            found.push(circle);
        }
    }
    found
}

fn reach<'a>(leads_on: &'a BTreeMap<String, BTreeSet<String>>, from: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(house) = open.pop() {
        for next in leads_on.get(house).into_iter().flatten() {
            if reached.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    reached
}
