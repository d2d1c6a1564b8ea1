//! Taking claims off a page: what acts remove, and what a document no longer says.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use claim::{Certainty, Statement};

use super::editorial::Why;
use super::standing::Standing;
use super::{ActId, HeldAct};
use crate::fold::{Fact, Heard};
use crate::{ClaimId, Result};

/// A claim that is off the page, and why.
#[derive(Debug, Clone)]
pub(crate) struct Aside {
    /// What it states.
    pub(crate) statement: Rc<Statement>,
    /// Its JSON.
    pub(crate) json: Rc<str>,
    /// How surely.
    pub(crate) certainty: Certainty,
    /// Where.
    pub(crate) heard: Heard,
    /// Why it is off the page.
    pub(crate) why: Why,
    /// The act that took it off; none where the document itself no longer says so.
    pub(crate) act: Option<ActId>,
    /// The claim that takes its place.
    pub(crate) by: Option<ClaimId>,
    /// The newest version of its document, where that no longer says so.
    pub(crate) newest: Option<i64>,
}

/// Splits facts into those on the page and the claims off it. `replaced` holds the replaced document versions with the
/// newest of each; `still_stands` tells whether a claim's exact quote stands in the words of a newer version.
///
/// What is said of a claim in the newest version holds for the same claim in the versions before it.
pub(crate) fn apply<'f>(
    facts: Cow<'f, [Fact]>,
    standing: &Standing,
    replaced: &BTreeMap<i64, i64>,
    mut still_stands: impl FnMut(&Heard, i64) -> Result<bool>,
) -> Result<(Cow<'f, [Fact]>, Vec<Aside>)> {
    if standing.is_idle() && replaced.is_empty() {
        return Ok((facts, Vec::new()));
    }
    let mut off = Vec::new();
    let mut places = BTreeSet::new();
    for (at, fact) in facts.iter().enumerate() {
        let stated_in = where_stated(fact, replaced);
        for (place, heard) in fact.heard.iter().enumerate() {
            let found = aside(
                fact,
                heard,
                standing,
                replaced.get(&heard.document).copied(),
                &stated_in,
                &mut still_stands,
            )?;
            if let Some(aside) = found {
                places.insert((at, place));
                off.push(aside);
            }
        }
    }
    if off.is_empty() {
        return Ok((facts, off));
    }
    let mut kept = facts.into_owned();
    for (at, fact) in kept.iter_mut().enumerate() {
        let mut place = 0..;
        fact.heard.retain(|_| {
            place
                .next()
                .is_none_or(|place| !places.contains(&(at, place)))
        });
    }
    kept.retain(|fact| !fact.heard.is_empty());
    off.sort_by_key(|aside| aside.heard.order());
    Ok((Cow::Owned(kept), off))
}

/// The places of a fact by document, where any of its documents was replaced.
fn where_stated<'f>(
    fact: &'f Fact,
    replaced: &BTreeMap<i64, i64>,
) -> BTreeMap<i64, Vec<&'f Heard>> {
    let mut stated_in: BTreeMap<i64, Vec<&Heard>> = BTreeMap::new();
    if replaced.is_empty()
        || !fact
            .heard
            .iter()
            .any(|heard| replaced.contains_key(&heard.document))
    {
        return stated_in;
    }
    for heard in &fact.heard {
        stated_in.entry(heard.document).or_default().push(heard);
    }
    stated_in
}

/// The claim as one off the page, if it is.
fn aside(
    fact: &Fact,
    heard: &Heard,
    standing: &Standing,
    newest: Option<i64>,
    stated_in: &BTreeMap<i64, Vec<&Heard>>,
    still_stands: &mut impl FnMut(&Heard, i64) -> Result<bool>,
) -> Result<Option<Aside>> {
    let removed = |heard: &Heard| standing.removed_by((heard.unsettled, heard.seq), heard.document);
    let off = |why, held: Option<&HeldAct>| Aside {
        statement: Rc::clone(&fact.statement),
        json: Rc::clone(&fact.json),
        certainty: fact.certainty,
        heard: heard.clone(),
        why,
        act: held.map(|held| held.id),
        by: held.and_then(|held| held.act.by.clone()),
        newest: None,
    };
    if let Some(held) = removed(heard) {
        return Ok(Some(off(Why::of(held.act.kind), Some(held))));
    }
    let Some(newest) = newest else {
        return Ok(None);
    };
    if let Some(again) = stated_in.get(&newest) {
        // All of them have to be off the page for the older one to follow.
        let acts: Option<Vec<&HeldAct>> = again.iter().map(|heard| removed(heard)).collect();
        let first = acts.and_then(|acts| acts.first().copied());
        return Ok(first.map(|held| off(Why::of(held.act.kind), Some(held))));
    }
    if still_stands(heard, newest)? {
        return Ok(None);
    }
    Ok(Some(Aside {
        newest: Some(newest),
        ..off(Why::NoLongerSays, None)
    }))
}
