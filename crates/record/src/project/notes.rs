//! Beside the race: offices, facts of lives, and who works for whom, for people of the field.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use claim::outlet::fold;
use claim::{Certainty, Fact as LifeFact, OfficeHeld, PersonName, Relation, Statement};

use super::Scene;
use super::cluster::Cluster;
use super::headline::{Order, Terms, by_certainty, decide};
use crate::page::{NoteRow, OfficeRow, Reason, RoleRow};

/// Offices that people of the field hold or held.
pub(super) fn offices(scene: &Scene<'_>) -> Vec<OfficeRow> {
    type Key = (PersonName, String, Relation, bool);
    let mut held: BTreeMap<Key, Vec<Cluster<'_, OfficeHeld>>> = BTreeMap::new();
    for fact in scene.facts {
        let Statement::OfficeHeld(c) = fact.statement.as_ref() else {
            continue;
        };
        let Some(at) = scene.people.find(&c.person) else {
            continue;
        };
        let denied = fact.certainty == Certainty::Denied;
        let key = (
            scene.people.name(at).clone(),
            fold(&c.office),
            c.relation,
            denied,
        );
        Cluster::gather(
            held.entry(key).or_default(),
            fact,
            c.clone(),
            |held, new| {
                held.start = held.start.max(new.start);
                held.end = held.end.max(new.end);
                true
            },
        );
    }
    held.into_iter()
        .flat_map(|((person, ..), clusters)| {
            clusters
                .into_iter()
                .map(move |cluster| (person.clone(), cluster))
        })
        .map(|(person, cluster)| OfficeRow {
            office: cluster.value.office.clone(),
            relation: cluster.value.relation,
            start: cluster.value.start,
            end: cluster.value.end,
            certainty: cluster.certainty(),
            support: cluster.support(scene, Some(&person)),
            person,
        })
        .collect()
}

/// Facts of the lives of people of the field.
pub(super) fn people(scene: &Scene<'_>) -> Vec<NoteRow> {
    type Values<'a> = Vec<Cluster<'a, (String, &'a str)>>;
    let mut notes: BTreeMap<(PersonName, LifeFact), Values<'_>> = BTreeMap::new();
    for fact in scene.facts {
        let Statement::Biography(c) = fact.statement.as_ref() else {
            continue;
        };
        let Some(at) = scene.people.find(&c.person) else {
            continue;
        };
        let values = notes
            .entry((scene.people.name(at).clone(), c.fact))
            .or_default();
        let value = (fold_value(c.fact, &c.value), c.value.as_str());
        Cluster::gather(values, fact, value, |held, new| held.0 == new.0);
    }
    notes
        .into_iter()
        .filter_map(|((person, fact), values)| {
            // People grow older; where they were born does not change.
            let (order, reason) = match fact {
                LifeFact::Age => (Order::Succession, Reason::Superseded),
                _ => (Order::Conflict, Reason::Conflicting),
            };
            let terms = Terms {
                principal: Some(&person),
                order,
                when: &|value| value.latest(),
                sure: &by_certainty,
            };
            let contest = decide(scene, values, &terms, |denied, value| denied.0 == value.0)?;
            Some(NoteRow {
                fact,
                value: contest.shown.cluster.value.1.to_owned(),
                certainty: contest.shown.cluster.certainty(),
                reason: contest.reason,
                flags: contest.shown.flags,
                support: contest.shown.support,
                others: contest
                    .others
                    .into_iter()
                    .map(|loser| loser.other_of(|value| value.1.to_owned(), reason))
                    .collect(),
                person,
            })
        })
        .collect()
}

/// A value for comparison: `Democrat` and `Democratic` are one party.
pub(super) fn fold_value(fact: LifeFact, value: &str) -> String {
    match (fact, value.parse::<claim::Party>()) {
        (LifeFact::Party, Ok(party)) => fold(party.member()),
        _ => fold(value),
    }
}

/// Who works for people of the field, and for whom people of the field worked.
pub(super) fn roles(scene: &Scene<'_>) -> Vec<RoleRow> {
    let mut roles = Vec::new();
    for fact in scene.facts {
        let Statement::Role(c) = fact.statement.as_ref() else {
            continue;
        };
        let worker = scene.people.find(&c.person);
        let of = employer(scene, &c.of);
        if worker.is_none() && of.is_none() {
            continue;
        }
        let person = worker.map_or_else(|| c.person.clone(), |at| scene.people.name(at).clone());
        let of = of.unwrap_or_else(|| c.of.clone());
        let denied = fact.certainty == Certainty::Denied;
        let value = (of, person, fold(&c.role), c.relation, denied);
        Cluster::gather(&mut roles, fact, (value, c), |held, new| held.0 == new.0);
    }
    roles.sort_by(|a, b| {
        (&a.value.0.0, Reverse(a.latest()), &a.value.0).cmp(&(
            &b.value.0.0,
            Reverse(b.latest()),
            &b.value.0,
        ))
    });
    roles
        .into_iter()
        .map(|cluster| {
            let (of, person, _, relation, _) = &cluster.value.0;
            RoleRow {
                person: person.clone(),
                role: cluster.value.1.role.clone(),
                of: of.clone(),
                relation: *relation,
                certainty: cluster.certainty(),
                support: cluster.support(scene, Some(person)),
            }
        })
        .collect()
}

/// The person of the field for whom somebody works: `Jones campaign` is Doug Jones's.
fn employer(scene: &Scene<'_>, of: &str) -> Option<String> {
    let name = of.trim().trim_end_matches(" campaign");
    let at = scene.people.find(&PersonName::new(name))?;
    Some(scene.people.name(at).to_string())
}
