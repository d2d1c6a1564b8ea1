//! What changed since an earlier forecast of the same race.

use claim::Stage;
use serde::Serialize;

use crate::Outlook;

/// What changed for one candidate in one stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The stage.
    pub stage: Stage,
    /// Who.
    pub person: String,
    /// The share before; `None` where they were not in it.
    pub share_before: Option<f64>,
    /// The share now; `None` where they are not in it any more.
    pub share: Option<f64>,
    /// The chance to win before.
    pub win_before: Option<f64>,
    /// The chance to win now.
    pub win: Option<f64>,
}

/// The changes from one forecast to a later one, the largest in the chance to win first; and the polls that are new.
pub fn since(before: &Outlook, now: &Outlook) -> (Vec<Change>, Vec<String>) {
    let mut changes = Vec::new();
    for stage in &now.forecast.stages {
        let earlier = before
            .forecast
            .stages
            .iter()
            .find(|s| s.stage == stage.stage);
        for candidate in &stage.candidates {
            let was =
                earlier.and_then(|s| s.candidates.iter().find(|c| c.person == candidate.person));
            changes.push(Change {
                stage: stage.stage.clone(),
                person: candidate.person.clone(),
                share_before: was.map(|c| c.share),
                share: Some(candidate.share),
                win_before: was.map(|c| c.win),
                win: Some(candidate.win),
            });
        }
        for gone in earlier.into_iter().flat_map(|s| &s.candidates) {
            if stage.candidates.iter().all(|c| c.person != gone.person) {
                changes.push(Change {
                    stage: stage.stage.clone(),
                    person: gone.person.clone(),
                    share_before: Some(gone.share),
                    share: None,
                    win_before: Some(gone.win),
                    win: None,
                });
            }
        }
    }
    changes.retain(|change| {
        let moved = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() > 1e-9,
            _ => true,
        };
        moved(change.share_before, change.share) || moved(change.win_before, change.win)
    });
    let by_how_much =
        |change: &Change| (change.win.unwrap_or(0.0) - change.win_before.unwrap_or(0.0)).abs();
    changes.sort_by(|a, b| {
        by_how_much(b)
            .total_cmp(&by_how_much(a))
            .then_with(|| a.person.cmp(&b.person))
    });
    let polls = now
        .polls
        .iter()
        .filter(|poll| {
            before
                .polls
                .iter()
                .all(|held| held.poll != poll.poll || held.stage != poll.stage)
        })
        .map(|poll| poll.poll.clone())
        .collect();
    (changes, polls)
}
