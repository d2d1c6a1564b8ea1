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
    /// Sorts names into people. `aliases` are pairs of names that lists give as one person's.
    pub(crate) fn unify(
        names: BTreeSet<PersonName>,
        edges: &[Edge],
        aliases: &[(PersonName, PersonName)],
        kin: Rc<Kin>,
    ) -> Self {
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
        people.join_middle_names();
        people.join_aliases(aliases);
        people.place_bare_surnames();
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

    /// Joins `Doug Jones` and `Gordon Douglas Jones` where nobody else of the field has the surname: the race, and with it the
    /// office and the state, speaks for it, and there is no choice.
    fn join_middle_names(&mut self) {
        let mut by_surname: BTreeMap<Rc<str>, Vec<usize>> = BTreeMap::new();
        for (at, group) in self.groups.iter().enumerate() {
            if !group.names[0].is_surname_only() {
                by_surname
                    .entry(Rc::clone(&group.surname))
                    .or_default()
                    .push(at);
            }
        }
        let mut joined: Vec<(usize, usize)> = by_surname
            .values()
            .filter_map(|groups| match groups[..] {
                [a, b] if self.is_one_by_middle_name(a, b) => Some((a, b)),
                _ => None,
            })
            .collect();
        // From the last on, so that the numbers before it stay.
        joined.sort_by_key(|(_, b)| std::cmp::Reverse(*b));
        for (a, b) in joined {
            let names = self.groups.remove(b).names;
            self.groups[a].names.extend(names);
        }
    }

    /// Joins those of whom a list says that one goes by the other's name, where each of the two names means one person of the
    /// field.
    fn join_aliases(&mut self, aliases: &[(PersonName, PersonName)]) {
        for (name, alias) in aliases {
            let of = |name: &PersonName| self.only_match(name, &self.kin.surname(name));
            let (Some(one), Some(other)) = (of(name), of(alias)) else {
                continue;
            };
            let apart = self.groups[one].names.iter().any(|a| {
                self.groups[other]
                    .names
                    .iter()
                    .any(|b| self.kept_apart(a, b))
            });
            if one != other && !apart {
                let names = self.groups.remove(one.max(other)).names;
                self.groups[one.min(other)].names.extend(names);
            }
        }
    }

    fn is_one_by_middle_name(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.groups[a].names, &self.groups[b].names);
        let pairs = || {
            a.iter()
                .flat_map(|one| b.iter().map(move |other| (one, other)))
        };
        pairs().any(|(one, other)| one.may_go_by_middle_name(other))
            && !pairs().any(|(one, other)| self.kept_apart(one, other))
    }

    /// A bare surname had a choice between the two that are one now.
    fn place_bare_surnames(&mut self) {
        while let Some((from, to)) = self.groups.iter().enumerate().find_map(|(from, group)| {
            let name = &group.names[0];
            let to = name
                .is_surname_only()
                .then(|| self.only_bearer(name, from))??;
            Some((from, to))
        }) {
            let names = self.groups.remove(from).names;
            let to = if to > from { to - 1 } else { to };
            self.groups[to].names.extend(names);
        }
    }

    /// The one group beside its own that a bare surname agrees with; given names are of no use to it.
    fn only_bearer(&self, name: &PersonName, own: usize) -> Option<usize> {
        let surname = self.kin.surname(name);
        let mut bearers = self.groups.iter().enumerate().filter(|(at, group)| {
            *at != own
                && group.surname == surname
                && group
                    .names
                    .iter()
                    .all(|other| self.kin.agree(other, name) && !self.kept_apart(name, other))
        });
        let (at, _) = bearers.next()?;
        bearers.next().is_none().then_some(at)
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
            &[],
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
    fn some_go_by_their_middle_name() {
        check(
            &[
                "Doug Jones",
                "Gordon Douglas Jones",
                "Jones",
                "Jeff Sessions",
            ],
            &[],
            &[
                &["Gordon Douglas Jones", "Doug Jones", "Jones"],
                &["Jeff Sessions"],
            ],
        );
        check(
            &["Doug Jones", "Gordon Douglas Jones", "Walter Jones"],
            &[],
            &[
                &["Doug Jones"],
                &["Gordon Douglas Jones"],
                &["Walter Jones"],
            ],
        );
        check(
            &["Doug Jones", "Gordon Douglas Jones"],
            &[("Doug Jones", "Gordon Douglas Jones", Verdict::Different)],
            &[&["Doug Jones"], &["Gordon Douglas Jones"]],
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
