//! Which names are one person, within the field of one race.
//!
//! Names that agree in structure are one person, as long as that leaves no choice: `J. Smith` in a field with John
//! Smith and Jane Smith is nobody we know. A bare surname means somebody only where one person of the field bears it.
//! An editor's word goes before all of this.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use claim::PersonName;
use claim::outlet::fold;

use crate::identity::Verdict;
use crate::kin::Kin;

type Edge = (PersonName, PersonName, Verdict);

/// The people of a field.
pub(crate) struct People {
    groups: Vec<Group>,
    by_name: BTreeMap<PersonName, usize>,
    edges: Vec<Edge>,
    kin: Rc<Kin>,
}

struct Group {
    surname: Rc<str>,
    /// The names, the fullest first.
    names: Vec<PersonName>,
}

impl People {
    /// Sorts names into people.
    pub(crate) fn unify(names: BTreeSet<PersonName>, edges: &[Edge], kin: Rc<Kin>) -> Self {
        let mut people = Self {
            groups: Vec::new(),
            by_name: BTreeMap::new(),
            edges: edges.to_vec(),
            kin,
        };
        let (bare, mut full): (Vec<_>, Vec<_>) =
            names.into_iter().partition(PersonName::is_surname_only);
        full.sort_by(fullest_first);
        for name in full.into_iter().chain(bare) {
            let surname = people.kin.surname(&name);
            match people.only_match(&name, &surname) {
                Some(at) => people.groups[at].names.push(name),
                None => people.groups.push(Group {
                    surname,
                    names: vec![name],
                }),
            }
        }
        people.join_judged();
        people.finish()
    }

    /// The number of people.
    pub(crate) fn count(&self) -> usize {
        self.groups.len()
    }

    /// The fullest name of a person.
    pub(crate) fn name(&self, at: usize) -> &PersonName {
        &self.groups[at].names[0]
    }

    /// All names of a person, the fullest first.
    pub(crate) fn names(&self, at: usize) -> &[PersonName] {
        &self.groups[at].names
    }

    /// The person of the field whom a name means, if it means one.
    pub(crate) fn find(&self, name: &PersonName) -> Option<usize> {
        if let Some(&at) = self.by_name.get(name) {
            return Some(at);
        }
        let judged = self.edges.iter().find_map(|(a, b, verdict)| {
            let other = if a == name {
                b
            } else if b == name {
                a
            } else {
                return None;
            };
            (*verdict == Verdict::Same).then(|| self.by_name.get(other))?
        });
        if let Some(&at) = judged {
            return Some(at);
        }
        // Parsing a name costs far more than looking for the surnames of the field in it.
        let folded = fold(name.as_str());
        let words: BTreeSet<&str> = folded.split(' ').collect();
        if !self
            .groups
            .iter()
            .any(|group| words.contains(group.surname.as_ref()))
        {
            return None;
        }
        self.only_match(name, &self.kin.surname(name))
    }

    /// The one group that a name agrees with throughout; none where there is a choice.
    fn only_match(&self, name: &PersonName, surname: &str) -> Option<usize> {
        let mut matches = self.groups.iter().enumerate().filter(|(_, group)| {
            *group.surname == *surname
                && group
                    .names
                    .iter()
                    .all(|other| self.kin.agree(other, name) && !self.kept_apart(name, other))
        });
        let (at, _) = matches.next()?;
        matches.next().is_none().then_some(at)
    }

    fn kept_apart(&self, one: &PersonName, other: &PersonName) -> bool {
        self.edges.iter().any(|(a, b, verdict)| {
            *verdict != Verdict::Same && ((a == one && b == other) || (a == other && b == one))
        })
    }

    fn join_judged(&mut self) {
        for (a, b, verdict) in &self.edges {
            if *verdict != Verdict::Same {
                continue;
            }
            let holds = |name: &PersonName| {
                self.groups
                    .iter()
                    .position(|group| group.names.contains(name))
            };
            let (Some(a), Some(b)) = (holds(a), holds(b)) else {
                continue;
            };
            if a != b {
                let joined = self.groups.remove(a.max(b));
                self.groups[a.min(b)].names.extend(joined.names);
            }
        }
    }

    fn finish(mut self) -> Self {
        for group in &mut self.groups {
            group.names.sort_by(fullest_first);
            group.surname = self.kin.surname(&group.names[0]);
        }
        self.groups.sort_by(|a, b| a.names[0].cmp(&b.names[0]));
        for (at, group) in self.groups.iter().enumerate() {
            for name in &group.names {
                self.by_name.insert(name.clone(), at);
            }
        }
        self
    }
}

fn fullest_first(a: &PersonName, b: &PersonName) -> std::cmp::Ordering {
    if a == b {
        std::cmp::Ordering::Equal
    } else if std::ptr::eq(a.fuller(b), a) {
        std::cmp::Ordering::Less
    } else {
        std::cmp::Ordering::Greater
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], edges: &[(&str, &str, Verdict)], expect: &[&[&str]]) {
        let edges: Vec<Edge> = edges
            .iter()
            .map(|(a, b, verdict)| (PersonName::new(a), PersonName::new(b), *verdict))
            .collect();
        let people = People::unify(
            names.iter().map(|name| PersonName::new(name)).collect(),
            &edges,
            Rc::default(),
        );
        let found: Vec<Vec<&str>> = (0..people.count())
            .map(|at| people.names(at).iter().map(PersonName::as_str).collect())
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn names_that_agree_are_one_person() {
        check(
            &[
                "Sessions",
                "Jeff Sessions",
                "Jefferson B. Sessions",
                "Doug Jones",
            ],
            &[],
            &[
                &["Doug Jones"],
                &["Jefferson B. Sessions", "Jeff Sessions", "Sessions"],
            ],
        );
    }

    #[test]
    fn where_there_is_a_choice_nobody_is_chosen() {
        check(
            &["John Smith", "Jane Smith", "Smith", "J. Smith"],
            &[],
            &[&["J. Smith"], &["Jane Smith"], &["John Smith"], &["Smith"]],
        );
    }

    #[test]
    fn an_editors_word_goes_first() {
        check(
            &["John Smith", "Jane Smith", "Smith"],
            &[("Smith", "Jane Smith", Verdict::Same)],
            &[&["Jane Smith", "Smith"], &["John Smith"]],
        );
        check(
            &["Mike Rogers", "Michael D. Rogers"],
            &[("Mike Rogers", "Michael D. Rogers", Verdict::Different)],
            &[&["Michael D. Rogers"], &["Mike Rogers"]],
        );
    }

    #[test]
    fn a_name_from_elsewhere_finds_the_person_it_can_only_mean() {
        let people = People::unify(
            ["Jeff Sessions", "Doug Jones"]
                .iter()
                .map(|name| PersonName::new(name))
                .collect(),
            &[],
            Rc::default(),
        );
        let find = |name: &str| {
            people
                .find(&PersonName::new(name))
                .map(|at| people.name(at).as_str())
        };
        assert_eq!(find("Sessions"), Some("Jeff Sessions"));
        assert_eq!(find("SESSIONS, JEFFERSON B"), Some("Jeff Sessions"));
        assert_eq!(find("Pete Sessions"), None);
        assert_eq!(find("undecided"), None);
    }
}
