//! Facts kept between questions: new claims are folded into what was gathered before, and nothing is read twice.
//!
//! A claim is never changed, and the numbers of a race's claims only grow. So what was gathered stays true, and what is
//! missing from it are exactly the claims with higher numbers. A cut at a moment takes the beginning of each fact's
//! places, which lie in the order in which they became public. A cut at a batch is rare and reads everything anew.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::Deref;
use std::rc::Rc;

use super::{Fact, Heard, Rows, gathered};
use crate::batch::UNSETTLED;
use crate::store::claims::Scan;
use crate::{Cut, Record, Result};

/// Facts for one question: its own, or those that are kept.
#[derive(Debug)]
pub(crate) enum Facts {
    /// Gathered for this question.
    Own(Vec<Fact>),
    /// Kept for later ones, too.
    Kept(Rc<Vec<Fact>>),
}

impl Deref for Facts {
    type Target = [Fact];

    fn deref(&self) -> &[Fact] {
        match self {
            Self::Own(facts) => facts,
            Self::Kept(facts) => facts,
        }
    }
}

impl<'f> IntoIterator for &'f Facts {
    type Item = &'f Fact;
    type IntoIter = std::slice::Iter<'f, Fact>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The facts of some races, kept.
#[derive(Debug, Default)]
pub(crate) struct Keeping {
    /// Of how many races; none without it.
    most: Option<NonZeroUsize>,
    races: RefCell<BTreeMap<i64, Kept>>,
}

/// The facts of one race as far as they were gathered.
#[derive(Debug)]
struct Kept {
    facts: Rc<Vec<Fact>>,
    /// The last of the race's own claims among them.
    last: u64,
    /// The last of the claims without a settled race among them.
    last_nearby: u64,
    /// The question that asked last, counted up.
    asked: u64,
}

impl Record {
    /// Keeps the facts of so many races in memory between questions, for a program that answers many: of the others the
    /// one asked about longest ago is forgotten. Every answer is the same as without.
    pub fn keep_folds(&mut self, races: Option<NonZeroUsize>) {
        self.kept = Keeping {
            most: races,
            ..Keeping::default()
        };
    }
}

/// The facts of a race inside a cut, from those kept where they are.
pub(super) fn race(record: &Record, race: i64, cut: Cut) -> Result<Option<Facts>> {
    let Some(most) = record.kept.most.filter(|_| cut.recorded.is_none()) else {
        return Ok(None);
    };
    let mut races = record.kept.races.borrow_mut();
    let asked = 1 + races.values().map(|kept| kept.asked).max().unwrap_or(0);
    let kept = races.entry(race).or_insert_with(|| Kept {
        facts: Rc::default(),
        last: 0,
        last_nearby: 0,
        asked,
    });
    kept.asked = asked;
    if let Err(error) = kept.catch_up(record, race) {
        // What was half gathered is gathered again.
        races.remove(&race);
        return Err(error);
    }
    let facts = Rc::clone(&kept.facts);
    while races.len() > most.get() {
        let oldest = races.iter().min_by_key(|(_, kept)| kept.asked);
        let Some(oldest) = oldest.map(|(race, _)| *race) else {
            break;
        };
        races.remove(&oldest);
    }
    Ok(Some(match cut.reported {
        None => Facts::Kept(facts),
        Some(_) => Facts::Own(public_by(&facts, cut.last_second())),
    }))
}

impl Kept {
    /// Reads the claims that came since, and folds them in.
    fn catch_up(&mut self, record: &Record, race: i64) -> Result<()> {
        let own = record.rows(Scan::RaceAfter(race, self.last), Cut::default())?;
        let nearby = record.rows(Scan::ContextAfter(race, self.last_nearby), Cut::default())?;
        let last = |rows: &[crate::store::claims::ClaimRow], held: u64| {
            rows.iter().map(|row| row.seq).max().unwrap_or(held)
        };
        let (last_own, last_nearby) = (last(&own, self.last), last(&nearby, self.last_nearby));
        if own.is_empty() && nearby.is_empty() {
            return Ok(());
        }
        let fresh = gathered(
            record,
            &[
                Rows {
                    rows: own,
                    unsettled: race == UNSETTLED,
                },
                Rows {
                    rows: nearby,
                    unsettled: true,
                },
            ],
        )?;
        merge(Rc::make_mut(&mut self.facts), fresh);
        (self.last, self.last_nearby) = (last_own, last_nearby);
        Ok(())
    }
}

/// Folds facts into others; both are sorted by what they state, and so is the result.
fn merge(facts: &mut Vec<Fact>, fresh: Vec<Fact>) {
    let mut new = Vec::new();
    for fact in fresh {
        let place = facts.binary_search_by(|held| {
            (&held.json, held.certainty).cmp(&(&fact.json, fact.certainty))
        });
        match place {
            Ok(at) => {
                facts[at].heard.extend(fact.heard);
                facts[at].heard.sort_unstable_by_key(Heard::order);
            }
            Err(_) => new.push(fact),
        }
    }
    facts.extend(new);
    // Two sorted runs: the stable sort finds and merges them.
    facts.sort_by(|a, b| (&a.json, a.certainty).cmp(&(&b.json, b.certainty)));
}

/// What was public by a second.
fn public_by(facts: &[Fact], second: i64) -> Vec<Fact> {
    facts
        .iter()
        .filter_map(|fact| {
            let public = fact.heard.partition_point(|heard| heard.hi <= second);
            (public > 0).then(|| Fact {
                statement: Rc::clone(&fact.statement),
                json: Rc::clone(&fact.json),
                certainty: fact.certainty,
                heard: fact.heard[..public].to_vec(),
            })
        })
        .collect()
}
