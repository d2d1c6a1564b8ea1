//! What all sections of a page need: the facts, the people, the zone, and the count of origins.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use claim::outlet::{canonical, is_outlet};
use claim::{Funds, Origin, PersonName, Race, Statement, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::committees::Committees;
use super::counting::{Counting, Explained, Houses};
use super::in_field;
use super::people::People;
use crate::Cut;
use crate::fold::{Fact, Heard};
use crate::identity::Edges;
use crate::kin::Kin;
use crate::origins::{self, Origins, Provenance};
use crate::page::Support;

/// The facts of a race inside a cut, and how to look at them.
pub(crate) struct Scene<'a> {
    /// The race; none for claims whose race is not settled.
    pub(crate) race: Option<&'a Race>,
    /// The facts, sorted by what they state.
    pub(crate) facts: &'a [Fact],
    /// The people of the field.
    pub(crate) people: People,
    /// The last second of the cut, or of all time.
    pub(crate) until: i64,
    /// The race's zone.
    pub(crate) zone: &'a TimeZone,
    edges: &'a Edges,
    kin: &'a Rc<Kin>,
    endorsers: OnceCell<People>,
    committees: OnceCell<Committees>,
    houses: Houses<'a>,
}

impl<'a> Scene<'a> {
    /// Looks at facts.
    pub(crate) fn new(
        race: Option<&'a Race>,
        facts: &'a [Fact],
        edges: &'a Edges,
        cut: Cut,
        zone: &'a TimeZone,
        kin: &'a Rc<Kin>,
    ) -> Self {
        let names: BTreeSet<PersonName> = facts.iter().filter_map(in_field).cloned().collect();
        Self {
            race,
            facts,
            people: People::unify(names, &edges.people, &edges.aliases, Rc::clone(kin)),
            until: cut.last_second(),
            zone,
            edges,
            kin,
            endorsers: OnceCell::new(),
            committees: OnceCell::new(),
            houses: Houses::of(facts, &edges.reuses),
        }
    }

    /// What a row rests on; `principal` is the person whose act or plan it is.
    pub(crate) fn support<'h>(
        &self,
        places: impl IntoIterator<Item = &'h Heard>,
        principal: Option<&PersonName>,
    ) -> Support {
        let places = in_order(places);
        let witness = self.origins(&places, principal);
        let (first, last) = (places.first(), places.last());
        let when = |heard: Option<&&Heard>| heard.map_or(When::Year(0), |heard| self.public(heard));
        Support {
            origins: [witness.min, witness.max],
            evidence: witness.evidence,
            through: through(&places),
            since: when(first),
            latest: when(last),
            claims: places.iter().map(|heard| heard.id(self.race)).collect(),
            witness,
        }
    }

    /// Counts origins.
    fn origins(&self, places: &[&Heard], principal: Option<&PersonName>) -> Origins {
        let counted = Counting::of(places, &self.houses);
        let question = counted.question(principal, &self.edges.origins);
        counted.spread(origins::interval(&counted.heard(), &question), places)
    }

    /// Counts origins, and says why.
    pub(crate) fn explain(&self, places: &[&Heard], principal: Option<&PersonName>) -> Explained {
        let counting = Counting::each(places, &self.houses);
        let question = counting.question(principal, &self.edges.origins);
        let mut witness = origins::explain(&counting.heard(), &question);
        witness.origins = counting.spread(witness.origins, places);
        Explained {
            printed: counting.printed(),
            witness,
        }
    }

    /// Whether a document is inside the cut.
    pub(crate) fn holds(&self, document: i64) -> bool {
        self.houses.document(document).is_some()
    }

    /// When a place was public, no more precisely than the document tells.
    pub(crate) fn public(&self, heard: &Heard) -> When {
        let at = Timestamp::from_second(heard.hi).unwrap_or(Timestamp::MAX);
        if heard.lo == heard.hi {
            return self.moment(at);
        }
        When::Day(self.zone.to_datetime(at).date())
    }

    /// An instant in the race's zone.
    pub(crate) fn moment(&self, at: Timestamp) -> When {
        let (local, offset) = (self.zone.to_datetime(at), self.zone.to_offset(at));
        // A page shows whole seconds; the cut may have been finer.
        let local = local.with().subsec_nanosecond(0).build().unwrap_or(local);
        When::Moment(local, offset)
    }

    /// The first second that a date can mean in the race's zone.
    pub(crate) fn second(&self, when: When) -> Option<i64> {
        when.first(self.zone).map(Timestamp::as_second)
    }

    /// Those who endorse or oppose: `Trump` is Donald Trump where he is the only one.
    pub(crate) fn endorsers(&self) -> &People {
        self.endorsers.get_or_init(|| {
            let names = self
                .facts
                .iter()
                .filter_map(|fact| match fact.statement.as_ref() {
                    Statement::Endorsement(c) => Some(PersonName::new(&c.endorser)),
                    _ => None,
                })
                .collect();
            People::unify(names, &self.edges.people, &[], Rc::clone(self.kin))
        })
    }

    /// Whether two names can be one person's.
    pub(crate) fn agree(&self, a: &PersonName, b: &PersonName) -> bool {
        self.kin.surname(a) == self.kin.surname(b) && self.kin.agree(a, b)
    }

    /// The name under which the field knows a person, else the name as it stands.
    pub(crate) fn called(&self, name: &PersonName) -> PersonName {
        self.people
            .find(name)
            .map_or_else(|| name.clone(), |at| self.people.name(at).clone())
    }
}

impl Scene<'_> {
    /// Whose money it is: a person of the field under the field's name; the candidate whose principal committee files it, as
    /// lists have it for the day to which the figure reaches; else the committee as named.
    pub(crate) fn holder(&self, funds: &Funds) -> String {
        let candidate = funds.committee.as_deref().and_then(|committee| {
            let committees = self.committees.get_or_init(|| Committees::of(self.facts));
            committees.principal(committee, funds.period.map(|period| period.end))
        });
        match candidate {
            Some(candidate) => self.called(candidate).to_string(),
            None => self.called(&PersonName::new(&funds.holder)).to_string(),
        }
    }
}

/// Places in the order in which they became public, each once: the order of a row's claims.
pub(crate) fn in_order<'h>(places: impl IntoIterator<Item = &'h Heard>) -> Vec<&'h Heard> {
    let mut places: Vec<&Heard> = places.into_iter().collect();
    places.sort_unstable_by_key(|heard| heard.order());
    places.dedup_by_key(|heard| heard.order());
    places
}

/// The outlets whose reporting it is: for each way the one nearest to the origin.
fn through(places: &[&Heard]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut outlets = BTreeSet::new();
    for heard in places {
        if seen.insert(heard.way) {
            outlets.extend(nearest(&heard.provenance).into_iter().map(canonical));
        }
    }
    outlets.into_iter().map(str::to_owned).collect()
}

fn nearest(from: &Provenance) -> Vec<&str> {
    if let Origin::Organization { name } = &from.origin
        && is_outlet(name)
    {
        return vec![name];
    }
    if let Some(last) = from.via.hops().last() {
        return vec![last];
    }
    // The own voice of a report that passes on whole stories of others sums those up.
    if from.origin == Origin::Report && !from.relays.is_empty() {
        return from.relays.iter().map(String::as_str).collect();
    }
    from.outlet.as_deref().into_iter().collect()
}
