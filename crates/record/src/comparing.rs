//! Comparing the texts of a race with one another, and keeping what was found beside the claims.
//!
//! Adding does not wait for it: texts are compared after a batch, new ones with all that speak of the same race, each
//! pair once. What is found follows from the texts alone, so it is kept in tables that can be emptied and filled anew
//! ([`Record::compare_anew`]). A page says how many of its documents were not compared yet.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use claim::Part;
use claim::outlet::{canonical, fold, known};

use crate::batch::{Share, Turn};
use crate::reuse::{Comparison, Index, Place, WIRE, Words, compare, stated_credit};
use crate::store::Store;
use crate::store::reuse::{HeldText, Quoted, ReuseRow};
use crate::store::words::Table;
use crate::{Record, Result};

/// What comparing found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Compared {
    /// Document versions that were new to it.
    pub documents: u64,
    /// Of these, those that print another's text, stated or not.
    pub printed: u64,
    /// Of the others, those that share words with another.
    pub sharing: u64,
}

/// Whose words a claim stands in, as far as that is known from the texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Reused {
    /// Document versions that share the words, and whether one of the two prints the other.
    pub(crate) with: Vec<(i64, bool)>,
    /// The house that the text states as its source.
    pub(crate) credit: Option<&'static str>,
}

/// What is known of the words of a race's claims.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reuses {
    /// By whether the claim's document leaves its race open, and the claim's number.
    claims: HashMap<(bool, u64), Rc<Reused>>,
    /// The last document version that was compared.
    pub(crate) up_to: i64,
}

impl Reuses {
    /// What is held for a race.
    pub(crate) fn of(store: &dyn Store, race: i64) -> Result<Self> {
        let mut claims: BTreeMap<(bool, u64), Reused> = BTreeMap::new();
        for row in store.reuse_of(race)? {
            let reused = claims.entry((row.unsettled, row.seq)).or_default();
            if row.other == 0 {
                reused.credit = row.credit.as_deref().and_then(known);
            } else {
                reused.with.push((row.other, row.wire));
            }
        }
        Ok(Self {
            claims: claims
                .into_iter()
                .map(|(claim, reused)| (claim, Rc::new(reused)))
                .collect(),
            up_to: store.compared_up_to()?,
        })
    }

    /// What is known of a claim's words; nothing where they are its report's own.
    pub(crate) fn about(&self, unsettled: bool, seq: u64) -> Option<&Reused> {
        self.claims.get(&(unsettled, seq)).map(Rc::as_ref)
    }
}

impl Record {
    /// Compares the texts that were not compared yet with all texts about the same race.
    pub fn compare_texts(&mut self) -> Result<Compared> {
        let store = self.store.as_ref();
        // Most runs find nothing to do, and need not wait for their turn to see it.
        if store.last_row(Table::Document)? == store.compared_up_to()? {
            return Ok(Compared::default());
        }
        let turn = Turn::begin(store, Share::Whole)?;
        let done = compare_new(store)?;
        turn.commit()?;
        Ok(done)
    }

    /// Forgets what was found in texts, and compares them all again.
    pub fn compare_anew(&mut self) -> Result<Compared> {
        let store = self.store.as_ref();
        let turn = Turn::begin(store, Share::Whole)?;
        store.forget_reuse()?;
        let done = compare_new(store)?;
        turn.commit()?;
        Ok(done)
    }
}

fn compare_new(store: &dyn Store) -> Result<Compared> {
    let (from, last) = (store.compared_up_to()?, store.last_row(Table::Document)?);
    let mut found: BTreeMap<i64, Found> = BTreeMap::new();
    for race in store.races_after(from)? {
        compare_race(store, race, from, &mut found)?;
    }
    store.set_compared(last)?;
    let count = |wanted: Found| found.values().filter(|found| **found == wanted).count() as u64;
    Ok(Compared {
        documents: u64::try_from(last - from).unwrap_or(0),
        printed: count(Found::Printed),
        sharing: count(Found::Sharing),
    })
}

/// What was found of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Sharing,
    Printed,
}

fn compare_race(
    store: &dyn Store,
    race: i64,
    from: i64,
    found: &mut BTreeMap<i64, Found>,
) -> Result<()> {
    let mut index = Index::default();
    store.texts_of_race(race, &mut |held| {
        let place = Place {
            last: held.reported.1,
            first: held.reported.0,
            document: held.document,
        };
        index.add(place, &Words::of(&held.text));
        if held.document > from && credit(store, race, &held)? {
            found.insert(held.document, Found::Printed);
        }
        Ok(())
    })?;
    let mut last: Option<(HeldText, Words)> = None;
    // By the first of each pair, so that its text is read and cut once.
    for (first, second) in index.pairs(from) {
        if last.as_ref().is_none_or(|(held, _)| held.document != first) {
            last = store.text(first)?.map(|held| {
                let words = Words::of(&held.text);
                (held, words)
            });
        }
        let (Some((first, words)), Some(second)) = (&last, store.text(second)?) else {
            continue;
        };
        let comparison = compare(words, &Words::of(&second.text));
        let wire = comparison.is_wire() && !same_house(first, &second);
        if keep(store, race, &comparison, wire, first, &second)? {
            let new = if wire { Found::Printed } else { Found::Sharing };
            let noted = found.entry(second.document).or_insert(new);
            *noted = new.max(*noted);
        }
    }
    Ok(())
}

/// Keeps whose the text says it is. A house that credits itself says nothing new.
fn credit(store: &dyn Store, race: i64, held: &HeldText) -> Result<bool> {
    let Some(house) = stated_credit(&held.text) else {
        return Ok(false);
    };
    if held
        .publisher
        .as_deref()
        .is_some_and(|publisher| canonical(publisher) == house)
    {
        return Ok(false);
    }
    for quoted in store.quotes(race, held.document)? {
        store.append_reuse(
            race,
            &ReuseRow {
                unsettled: quoted.unsettled,
                seq: quoted.seq,
                other: 0,
                wire: true,
                credit: Some(house.to_owned()),
            },
        )?;
    }
    Ok(true)
}

fn same_house(a: &HeldText, b: &HeldText) -> bool {
    match (&a.publisher, &b.publisher) {
        (Some(a), Some(b)) => fold(canonical(a)) == fold(canonical(b)),
        _ => false,
    }
}

/// Keeps, for the claims of both documents, that their words stand in the other. Whether there was one.
fn keep(
    store: &dyn Store,
    race: i64,
    comparison: &Comparison,
    wire: bool,
    first: &HeldText,
    second: &HeldText,
) -> Result<bool> {
    let mut kept = false;
    let mut add =
        |of: &HeldText, other: &HeldText, holds: &dyn Fn(&Quoted) -> bool| -> Result<()> {
            for quoted in store.quotes(race, of.document)? {
                if !holds(&quoted) {
                    continue;
                }
                kept = true;
                store.append_reuse(
                    race,
                    &ReuseRow {
                        unsettled: quoted.unsettled,
                        seq: quoted.seq,
                        other: other.document,
                        wire,
                        credit: None,
                    },
                )?;
            }
            Ok(())
        };
    // A headline is the house's own words; over a text that is mostly another's it sums up that text.
    add(first, second, &|quoted| match quoted.part {
        Part::Text => comparison.around_first(quoted.span).is_some(),
        Part::Title => wire && comparison.of_first.reaches(WIRE),
    })?;
    add(second, first, &|quoted| match quoted.part {
        Part::Text => comparison.around_second(quoted.span).is_some(),
        Part::Title => wire && comparison.of_second.reaches(WIRE),
    })?;
    Ok(kept)
}
