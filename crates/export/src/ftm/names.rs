//! Which names of a race are one person's.

use std::collections::{BTreeMap, BTreeSet};

use claim::PersonName;

/// The fullest form of each name.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<PersonName, PersonName>);

impl Names {
    /// Joins names within a race: the fuller first, each with the one that it can be; a name that can be two people's, or
    /// nobody's, stays by itself. It follows from the names alone, so that whoever imports them finds the same.
    pub(super) fn of(names: BTreeSet<PersonName>) -> Self {
        let mut sorted: Vec<PersonName> = names.into_iter().collect();
        let words = |name: &PersonName| name.as_str().split(' ').count();
        sorted.sort_by(|a, b| {
            words(b)
                .cmp(&words(a))
                .then(b.as_str().len().cmp(&a.as_str().len()))
                .then(a.cmp(b))
        });
        let mut fullest: Vec<PersonName> = Vec::new();
        let mut called = BTreeMap::new();
        for name in sorted {
            let mut bearers = fullest.iter().filter(|held| held.consistent_with(&name));
            let only = match (bearers.next(), bearers.next()) {
                (Some(only), None) => Some(only.clone()),
                _ => None,
            };
            let person = only.unwrap_or_else(|| {
                fullest.push(name.clone());
                name.clone()
            });
            called.insert(name, person);
        }
        Self(called)
    }

    /// The fullest form of a name.
    pub(super) fn called<'a>(&'a self, name: &'a PersonName) -> &'a PersonName {
        self.0.get(name).unwrap_or(name)
    }

    /// Whether a name is one of the race's people.
    pub(super) fn holds(&self, name: &PersonName) -> bool {
        self.0.contains_key(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_whose_it_can_only_be() {
        let name = PersonName::new;
        let one = Names::of(
            ["Sessions", "Jeff Sessions", "Doug Jones"]
                .into_iter()
                .map(PersonName::new)
                .collect(),
        );
        assert_eq!(one.called(&name("Sessions")), &name("Jeff Sessions"));
        let two = Names::of(
            ["Sessions", "Jeff Sessions", "Pete Sessions"]
                .into_iter()
                .map(PersonName::new)
                .collect(),
        );
        assert_eq!(two.called(&name("Sessions")), &name("Sessions"));
    }
}
