//! The race page as a pure function of the facts inside a cut: one file a section.
//!
//! Nothing here reads the record, and nothing depends on the order in which documents came in: facts are sorted by what
//! they state, places by when they became public.

mod cluster;
pub(crate) mod committees;
mod counting;
mod endorsements;
mod field;
mod headline;
mod money;
mod notes;
mod outstanding;
mod people;
mod polls;
mod ratings;
mod results;
mod same;
mod scene;
mod schedule;
mod status;

use std::rc::Rc;

use claim::{PersonName, Race, Relation, Statement};
use jiff::tz::TimeZone;

use crate::acts::attach::attach;
use crate::acts::editorial;
use crate::acts::{Editorial, Placed};
use crate::fold::{Fact, documents};
use crate::identity::Edges;
use crate::kin::Kin;
use crate::page::RacePage;
use crate::{BatchNumber, Cut};

pub(crate) use counting::{Explained, Source};
pub(crate) use polls::named;
pub(crate) use same::{repeats, same_fact};
pub(crate) use scene::{Scene, in_order};

/// Projects the facts of a race onto its page.
pub(crate) fn page(
    race: &Race,
    placed: &Placed,
    edges: &Edges,
    cut: Cut,
    recorded: BatchNumber,
    zone: &TimeZone,
    kin: &Rc<Kin>,
) -> RacePage {
    let facts = &placed.facts;
    let scene = Scene::new(Some(race), facts, edges, cut, zone, kin);
    let mut page = RacePage {
        race: race.clone(),
        as_of: cut.reported.map(|at| scene.moment(at)),
        recorded,
        claims: facts.iter().map(|fact| fact.heard.len()).sum(),
        documents: documents(facts, i64::MIN),
        uncompared: documents(facts, edges.reuses.up_to),
        field: field::rows(&scene),
        schedule: schedule::rows(&scene),
        endorsements: endorsements::rows(&scene),
        money: money::rows(&scene),
        polls: polls::rows(&scene),
        ratings: ratings::rows(&scene),
        results: results::stages(&scene),
        offices: notes::offices(&scene),
        people: notes::people(&scene),
        roles: notes::roles(&scene),
        acts: Editorial::default(),
    };
    attach(&mut page, &scene, &placed.asides);
    outstanding::flag(&mut page);
    page.acts = editorial::of(&page, &scene, &placed.standing, &placed.asides);
    page
}

/// The people who belong to the field: those said to run or not to run, voted for, backed, rated, or holding the seat.
/// Who only endorses, or holds another office, does not.
pub(crate) fn in_field(fact: &Fact) -> Option<&PersonName> {
    let settled = fact.heard.iter().any(|heard| !heard.unsettled);
    match fact.statement.as_ref() {
        Statement::Candidacy(c) if settled => Some(&c.person),
        Statement::Returned(c) if settled => Some(&c.candidate),
        Statement::Endorsement(c) if settled => Some(&c.candidate),
        Statement::Standing(c) if settled => Some(&c.person),
        Statement::OfficeHeld(c) if settled && c.relation == Relation::Incumbent => Some(&c.person),
        _ => None,
    }
}
