//! Entities are met as claims come in: each gets its address once.

use claim::outlet::{canonical, is_outlet};
use claim::{Origin, Statement};

use super::{Judged, Uid, uid_of_entry};
use crate::document::{Document, DocumentKind};
use crate::origins::Provenance;
use crate::store::Store;
use crate::{RecordError, Result};

/// An entity where it is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Met {
    /// Its address.
    pub(crate) uid: Uid,
    /// What it is.
    pub(crate) kind: Judged,
    /// Its name.
    pub(crate) label: String,
    /// The race or the list, for a person; the outlet, for an origin; nothing for houses.
    pub(crate) place: String,
}

/// Whom a statement speaks of. Who endorses, holds money or is worked for can be a person or an organization, and the
/// statement does not tell, so that is left until something does.
pub(crate) fn in_statement(statement: &Statement) -> Vec<Met> {
    match statement {
        // That a list keeps somebody under a race does not mean that the race's claims speak of them.
        Statement::Identifier(_) => Vec::new(),
        Statement::Rating(c) => vec![house(&c.rater)],
        Statement::Poll(c) => [&c.pollster, &c.sponsor]
            .into_iter()
            .flatten()
            .map(|name| house(name))
            .collect(),
        _ => match (statement.race(), statement.person()) {
            (Some(race), Some(person)) => vec![Met {
                uid: Uid::in_race(race, person.as_str()),
                kind: Judged::Person,
                label: person.to_string(),
                place: race.to_string(),
            }],
            _ => Vec::new(),
        },
    }
}

/// Who is responsible for claims that came in a way.
pub(crate) fn in_provenance(provenance: &Provenance) -> Vec<Met> {
    let mut met: Vec<Met> = provenance.via.hops().map(house).collect();
    met.extend(provenance.outlet.as_deref().map(house));
    match &provenance.origin {
        Origin::Organization { name } => met.push(house(name)),
        Origin::Anonymous {
            described: Some(described),
            ..
        } => {
            let outlet = provenance
                .via
                .hops()
                .next_back()
                .or(provenance.outlet.as_deref())
                .map(canonical)
                .unwrap_or_default();
            met.push(Met {
                uid: Uid::of(Judged::Origin, outlet, described),
                kind: Judged::Origin,
                label: described.clone(),
                place: outlet.to_owned(),
            });
        }
        _ => {}
    }
    met
}

/// The person of an entry of a list.
pub(crate) fn in_document(document: &Document<'_>) -> Vec<Met> {
    let mut claims = document.claims.iter();
    let person = claims.find_map(|held| held.claim.statement.person());
    let (DocumentKind::OfficialList, Some(person)) = (document.kind, person) else {
        return Vec::new();
    };
    let list = document.report.publisher.as_deref();
    vec![Met {
        uid: uid_of_entry(list, &document.report.title),
        kind: Judged::Person,
        label: person.to_string(),
        place: list.unwrap_or_default().to_owned(),
    }]
}

fn house(name: &str) -> Met {
    let kind = if is_outlet(name) {
        Judged::Outlet
    } else {
        Judged::Organization
    };
    let label = canonical(name);
    Met {
        uid: Uid::of(kind, "", label),
        kind,
        label: label.to_owned(),
        place: String::new(),
    }
}

/// Gives addresses to those of whom a record spoke before there were any.
pub(crate) fn catch_up(store: &dyn Store) -> Result<()> {
    if store.last_batch()? == 0 || store.holds_entities()? {
        return Ok(());
    }
    let damaged = |error: serde_json::Error| RecordError::damaged(error.to_string());
    store.begin()?;
    let write = || -> Result<()> {
        for (json, tx) in store.statements_of_races()? {
            let statement: Statement = serde_json::from_str(&json).map_err(damaged)?;
            for met in in_statement(&statement) {
                store.append_entity(&met, tx)?;
            }
        }
        for (json, tx) in store.ways_of_claims()? {
            let provenance: Provenance = serde_json::from_str(&json).map_err(damaged)?;
            for met in in_provenance(&provenance) {
                store.append_entity(&met, tx)?;
            }
        }
        Ok(())
    };
    if let Err(error) = write() {
        store.roll_back();
        return Err(error);
    }
    store.commit()
}
