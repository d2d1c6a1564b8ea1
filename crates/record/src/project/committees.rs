//! Whose committees are, as lists say: filings name a committee, and a race is run by people.

use std::collections::BTreeMap;

use claim::{Certainty, Designation, Period, PersonName, Scheme, Statement, When};

use crate::fold::Fact;

/// What the claims of a race say of committees.
#[derive(Debug, Default)]
pub(crate) struct Committees {
    links: BTreeMap<String, Vec<Link>>,
}

/// A committee's link to a candidate.
#[derive(Debug, Clone)]
struct Link {
    candidate: PersonName,
    designation: Option<Designation>,
    period: Option<Period>,
}

impl Committees {
    /// Gathers them. Lists of committees name candidates by their ids; who has an id, lists of candidates say.
    pub(crate) fn of(facts: &[Fact]) -> Self {
        let said = || {
            facts
                .iter()
                .filter(|fact| fact.certainty == Certainty::Asserted)
                .map(|fact| fact.statement.as_ref())
        };
        if !said().any(|statement| matches!(statement, Statement::Committee(_))) {
            return Self::default();
        }
        let mut names: BTreeMap<&str, &PersonName> = BTreeMap::new();
        for statement in said() {
            match statement {
                Statement::Identifier(c) if c.scheme == Scheme::Fec => {
                    names.entry(&c.value).or_insert(&c.person);
                }
                Statement::Committee(c) => {
                    if let (Some(id), Some(person)) = (&c.candidate_id, &c.candidate) {
                        names.entry(id).or_insert(person);
                    }
                }
                _ => {}
            }
        }
        let mut links: BTreeMap<String, Vec<Link>> = BTreeMap::new();
        for statement in said() {
            let Statement::Committee(c) = statement else {
                continue;
            };
            let by_id = || names.get(c.candidate_id.as_deref()?).copied();
            let Some(candidate) = c.candidate.as_ref().or_else(by_id) else {
                continue;
            };
            links.entry(c.committee.clone()).or_default().push(Link {
                candidate: candidate.clone(),
                designation: c.designation,
                period: c.period,
            });
        }
        Self { links }
    }

    /// The candidate whose principal committee it was on a day. Where lists disagree, nobody: money is given to no one by guess.
    pub(crate) fn principal(&self, committee: &str, on: Option<When>) -> Option<&PersonName> {
        let mut theirs = self
            .links
            .get(committee)?
            .iter()
            .filter(|link| link.designation == Some(Designation::Principal))
            .filter(|link| holds(link.period, on))
            .map(|link| &link.candidate);
        let first = theirs.next()?;
        theirs
            .all(|other| other.consistent_with(first))
            .then_some(first)
    }
}

/// Whether something that is so for a period is so on a day; where either is not said, it is taken to be.
pub(crate) fn holds(period: Option<Period>, on: Option<When>) -> bool {
    let (Some(period), Some(on)) = (period, on) else {
        return true;
    };
    period.start.is_none_or(|start| start <= on) && on <= period.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_holds_for_its_cycle() {
        let period: Period = "2019-01-01/2020-12-31".parse().unwrap();
        let on = |day: &str| holds(Some(period), Some(day.parse().unwrap()));
        assert!(on("2019-09-30") && on("2019-01-01") && on("2020-12-31"));
        assert!(!on("2018-12-31") && !on("2021-03-31"));
        assert!(holds(None, None) && holds(Some(period), None));
    }
}
