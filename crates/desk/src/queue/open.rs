//! Which claims are open, and in which order they are asked.

use std::collections::BTreeMap;

use claim::Race;
use jiff::tz::TimeZone;
use record::acts::ClaimMark;
use record::origins::Evidence;
use record::page::{Flag, Other, RacePage, Support};
use record::{ActKind, ClaimId, Cut, DocumentKind, Filter, HeldClaim, Record, acts};

use super::{Effect, Item, Seen};
use crate::words;

/// The open claims of a race, in the order in which they are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The claims.
    pub items: Vec<Item>,
    /// How many claims of reports are held.
    pub read: usize,
    /// How many of these an editor has confirmed.
    pub confirmed: usize,
}

/// Which claims of a race nobody has looked at: read in reports, neither confirmed nor off the page.
pub fn open(record: &Record, race: Option<&Race>, zone: &TimeZone) -> record::Result<Open> {
    let cut = Cut::default();
    let mut held = record.claims(&Filter {
        race: race.cloned(),
        cut,
        ..Filter::default()
    })?;
    held.retain(|held| held.document.kind == DocumentKind::Report && held.id.race.as_ref() == race);
    let marks = record.marks(&held, cut)?;
    let effects = match race {
        Some(race) => effects(&record.page(race, cut, zone)?),
        None => BTreeMap::new(),
    };
    let read = held.len();
    let is = |held: &HeldClaim, of: fn(&ClaimMark) -> bool| {
        marks
            .get(&held.id)
            .is_some_and(|marks| marks.iter().any(of))
    };
    let confirmed = held
        .iter()
        .filter(|held| is(held, |mark| matches!(mark, ClaimMark::Confirmed { .. })))
        .count();
    let mut items: Vec<Item> = held
        .iter()
        .filter(|held| !is(held, |mark| !matches!(mark, ClaimMark::Older { .. })))
        .map(|held| Item {
            claim: held.id.clone(),
            effect: effects.get(&held.id).copied().unwrap_or(Effect::None),
            says: words::statement(&held.claim),
            publisher: held.document.publisher.clone(),
            since: held.document.reported_last,
        })
        .collect();
    items.sort_by(|a, b| (a.effect, a.since, &a.claim).cmp(&(b.effect, b.since, &b.claim)));
    Ok(Open {
        items,
        read,
        confirmed,
    })
}

/// What hangs on each claim of a page.
fn effects(page: &RacePage) -> BTreeMap<ClaimId, Effect> {
    let mut found = BTreeMap::new();
    let mut take = |support: &Support, flags: &[Flag], alone: Effect| {
        let effect = if flags.contains(&Flag::ContradictedByRecord) {
            Effect::Contradicts
        } else if support.claims.len() == 1 {
            alone
        } else if support.origins[1] <= 1 && support.evidence <= Evidence::OneDescribed {
            Effect::Anonymous
        } else {
            Effect::Others
        };
        for claim in &support.claims {
            let held = found.entry(claim.clone()).or_insert(effect);
            *held = effect.min(*held);
        }
    };
    let mut rows: Vec<(&Support, &[Flag], Effect, &[Other])> = Vec::new();
    for row in &page.field {
        if let Some(support) = &row.support {
            rows.push((support, &row.flags, Effect::Standing, &row.others));
        }
        if let Some(support) = &row.filed.support {
            rows.push((support, &[], Effect::Alone, &row.filed.others));
        }
        for standing in &row.standing {
            rows.push((&standing.support, &[], Effect::Others, &[]));
        }
    }
    for row in &page.schedule {
        rows.push((&row.support, &row.flags, Effect::Alone, &row.others));
    }
    for row in &page.endorsements {
        rows.push((&row.support, &row.flags, Effect::Alone, &row.others));
    }
    for row in &page.money {
        rows.push((&row.support, &row.flags, Effect::Alone, &row.others));
    }
    for row in &page.polls {
        rows.push((&row.support, &[], Effect::Alone, &[]));
    }
    for (support, flags, alone, others) in rows {
        take(support, flags, alone);
        for other in others {
            // What is shown beside a row changes no row when it goes, unless a record contradicts it.
            take(&other.support, &other.flags, Effect::Others);
        }
    }
    found
}

/// What was last done about a claim, and whether that still stands.
pub fn standing(record: &Record, id: &ClaimId) -> record::Result<(Seen, Vec<acts::ClaimMark>)> {
    let held = record.claim(id)?;
    let marks = record.marks(std::slice::from_ref(&held), Cut::default())?;
    let about = |target: &acts::Target| match target {
        acts::Target::Claim(claim) => claim == id,
        acts::Target::Document(document) => *document == held.document.document,
        _ => false,
    };
    let all = record.acts(Cut::default())?;
    let mine: Vec<_> = all
        .iter()
        .filter(|(act, _)| about(&act.act.about) && act.act.kind != ActKind::SignOff)
        .collect();
    // An act that ended one of them is later than it.
    let last = mine
        .iter()
        .flat_map(|(act, ended)| [Some(act.id.0), ended.map(|id| id.0)])
        .flatten()
        .max();
    Ok((
        Seen(last.unwrap_or(0)),
        marks.get(id).cloned().unwrap_or_default(),
    ))
}
