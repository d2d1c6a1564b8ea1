//! Results: published counts beside the canvassed ones.

use std::collections::BTreeMap;

use claim::{Returned, Stage, Statement};

use super::{Index, authority, called, compared, document, official};
use crate::compare::{self, Against, Basis, Counted, Tally, thousandths};
use crate::fold::Heard;
use crate::page::RacePage;
use crate::project::Scene;

type Finals<'a> = BTreeMap<(Option<&'a Stage>, String), Tally>;

pub(super) fn fill(page: &mut RacePage, scene: &Scene<'_>, index: &Index<'_>) {
    let finals = finals(scene);
    if finals.is_empty() {
        return;
    }
    for results in &mut page.results {
        for count in &mut results.counts {
            for row in &mut count.rows {
                let key = (results.stage.as_ref(), row.person.to_string());
                let Some(tally) = finals.get(&key) else {
                    continue;
                };
                let Some((_, _, claim)) = index.reported(scene, &row.claims).into_iter().next()
                else {
                    continue;
                };
                let counted = Counted {
                    votes: row.votes,
                    share: row.share.map(thousandths),
                    reporting: count.reporting.map(thousandths),
                };
                row.compared
                    .push(compared(compare::votes(counted, tally), claim));
            }
        }
    }
}

/// The final count of each candidate in each stage, from the newest document that has it.
fn finals<'a>(scene: &Scene<'a>) -> Finals<'a> {
    let mut newest: BTreeMap<(Option<&'a Stage>, String), (&'a Heard, &'a Returned)> =
        BTreeMap::new();
    for fact in scene.facts {
        let Statement::Returned(returned) = fact.statement.as_ref() else {
            continue;
        };
        let Some(heard) =
            official(fact).filter(|_| returned.votes.or(returned.share.map(|_| 0)).is_some())
        else {
            continue;
        };
        let key = (
            returned.stage.as_ref(),
            called(scene, &returned.candidate.to_string()),
        );
        let held = newest.entry(key).or_insert((heard, returned));
        if (heard.order(), returned.votes) > (held.0.order(), held.1.votes) {
            *held = (heard, returned);
        }
    }
    // The sum of one document's votes in a stage, from which shares follow that it does not print.
    let mut sums: BTreeMap<(i64, Option<&Stage>), u64> = BTreeMap::new();
    for ((stage, _), (heard, returned)) in &newest {
        *sums.entry((heard.document, *stage)).or_default() += returned.votes.unwrap_or(0);
    }
    newest
        .into_iter()
        .map(|((stage, person), (heard, returned))| {
            let sum = sums.get(&(heard.document, stage)).copied().unwrap_or(0);
            let tally = tally(scene, heard, returned, sum);
            ((stage, person), tally)
        })
        .collect()
}

fn tally(scene: &Scene<'_>, heard: &Heard, returned: &Returned, sum: u64) -> Tally {
    let share = returned
        .share
        .map(thousandths)
        .or_else(|| share_of(returned.votes?, sum));
    let value = match (returned.votes, returned.share) {
        (Some(votes), _) => format!("{votes} votes"),
        (None, Some(share)) => format!("{share} %"),
        (None, None) => String::new(),
    };
    Tally {
        votes: returned.votes,
        share,
        against: Against {
            authority: authority(heard),
            document: document(heard),
            value,
            period: None,
            basis: Basis::Official,
            claim: Some(heard.id(scene.race)),
        },
    }
}

/// Votes as a share of all, in thousandths of a percent, rounded half up.
fn share_of(votes: u64, all: u64) -> Option<i64> {
    if all == 0 {
        return None;
    }
    let share = (u128::from(votes) * 200_000 + u128::from(all)) / (2 * u128::from(all));
    i64::try_from(share).ok()
}
