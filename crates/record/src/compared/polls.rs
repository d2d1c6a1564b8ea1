//! Polls: shares as reports have them beside the pollster's own release.

use claim::{PersonName, Poll, Statement};

use super::{Index, authority, compared, document, official};
use crate::compare::{self, Against, Asked, Basis, Comparison, Verdict};
use crate::page::{Compared, RacePage};
use crate::project::{self, Scene};

pub(super) fn fill(page: &mut RacePage, scene: &Scene<'_>, index: &Index<'_>) {
    let releases = releases(scene);
    if releases.is_empty() {
        return;
    }
    for row in &mut page.polls {
        for (fact, _, claim) in index.reported(scene, &row.support.claims) {
            let Statement::Poll(poll) = fact.statement.as_ref() else {
                continue;
            };
            let poll = project::named(scene, poll);
            let found = releases
                .iter()
                .find_map(|(release, against)| of_release(&poll, release, against));
            row.compared.extend(
                found
                    .into_iter()
                    .flatten()
                    .map(|found| -> Compared { compared(found, claim.clone()) }),
            );
        }
    }
}

/// The pollsters' own questions, newest first.
fn releases(scene: &Scene<'_>) -> Vec<(Poll, Against)> {
    let mut releases: Vec<_> = scene
        .facts
        .iter()
        .filter_map(|fact| match fact.statement.as_ref() {
            Statement::Poll(poll) => Some((official(fact)?, poll)),
            _ => None,
        })
        .collect();
    releases.sort_by_key(|(heard, _)| std::cmp::Reverse(heard.order()));
    releases
        .into_iter()
        .map(|(heard, poll)| {
            let against = Against {
                authority: authority(heard),
                document: document(heard),
                value: shares(poll),
                period: poll.end.map(|end| claim::Period {
                    start: poll.start,
                    end,
                }),
                basis: Basis::Official,
                claim: Some(heard.id(scene.race)),
            };
            (project::named(scene, poll), against)
        })
        .collect()
}

fn shares(poll: &Poll) -> String {
    let shares: Vec<String> = poll
        .shares
        .0
        .iter()
        .map(|share| format!("{} {}", PersonName::new(&share.name), share.percent))
        .collect();
    shares.join(", ")
}

/// All shares of a reported poll beside one release: the ones that differ each for itself, or one line for all that are
/// confirmed. `None` where the release is of another poll.
fn of_release(poll: &Poll, release: &Poll, against: &Against) -> Option<Vec<Comparison>> {
    let asked = Asked {
        poll: release,
        against: against.clone(),
    };
    let found: Vec<Comparison> = poll
        .shares
        .0
        .iter()
        .filter_map(|share| compare::poll(poll, &share.name, share.percent, &asked))
        .collect();
    let surest = found.iter().map(|found| found.verdict).max()?;
    if !surest.is_confirmed() {
        return Some(
            found
                .into_iter()
                .filter(|found| !found.verdict.is_confirmed())
                .collect(),
        );
    }
    let arithmetic: Vec<&str> = found
        .iter()
        .map(|found| found.arithmetic.as_str())
        .collect();
    Some(vec![Comparison {
        verdict: if surest == Verdict::Confirmed {
            Verdict::Confirmed
        } else {
            Verdict::Rounding
        },
        official: Some(asked.against),
        arithmetic: arithmetic.join("; "),
    }])
}
