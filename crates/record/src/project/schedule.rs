//! What happens when: by event and stage, the date set last; dates that were given up stand beside it.

use claim::{Certainty, Event, Stage, Statement, When};

use super::Scene;
use super::cluster::Cluster;
use crate::fold::Fact;
use crate::page::{Reason, ScheduleRow};

/// A date with the most precise wording held.
#[derive(Clone)]
struct Set<'a> {
    date: When,
    stage: Option<&'a Stage>,
    place: Option<&'a str>,
    denied: bool,
}

/// One row an event and stage, by date.
pub(super) fn rows(scene: &Scene<'_>) -> Vec<ScheduleRow> {
    let mut rows = Vec::new();
    for event in Event::ALL {
        let facts: Vec<&Fact> = scene
            .facts
            .iter()
            .filter(|fact| matches!(fact.statement.as_ref(), Statement::Schedule(c) if c.event == *event))
            .collect();
        for facts in by_stage(&facts) {
            rows.extend(settle(scene, *event, &facts));
        }
    }
    rows.sort_by(|a, b| (a.date, a.event, &a.stage).cmp(&(b.date, b.event, &b.stage)));
    rows
}

/// What names no stage belongs to the one stage that is named, if there is only one.
fn by_stage<'a>(facts: &[&'a Fact]) -> Vec<Vec<&'a Fact>> {
    let mut stages: Vec<Option<&Stage>> = facts.iter().map(|fact| fact.statement.stage()).collect();
    stages.sort();
    stages.dedup();
    if stages.iter().flatten().count() <= 1 {
        return vec![facts.to_vec()];
    }
    stages
        .iter()
        .map(|stage| {
            facts
                .iter()
                .filter(|fact| fact.statement.stage() == *stage)
                .copied()
                .collect()
        })
        .collect()
}

/// Whether an event happens once a stage, so that two dates for it contradict each other.
fn happens_once(event: Event) -> bool {
    !matches!(event, Event::Debate | Event::Rally)
}

fn settle(scene: &Scene<'_>, event: Event, facts: &[&Fact]) -> Vec<ScheduleRow> {
    let mut dates = by_date(facts);
    if !happens_once(event) {
        return dates
            .iter()
            .map(|date| row(scene, event, date, &[]))
            .collect();
    }
    // The date that came up last stands. What is only possible or denied never beats what is said to be so.
    dates.sort_by_key(|date| {
        (
            date.is_firm(),
            !date.value.denied,
            date.first(),
            date.value.date,
        )
    });
    dates
        .split_last()
        .map(|(shown, losers)| row(scene, event, shown, losers))
        .into_iter()
        .collect()
}

/// Dates that agree as far as the less precise of them goes are one.
fn by_date<'a>(facts: &[&'a Fact]) -> Vec<Cluster<'a, Set<'a>>> {
    let mut sets: Vec<(&Fact, Set<'_>)> = facts
        .iter()
        .filter_map(|fact| match fact.statement.as_ref() {
            Statement::Schedule(c) => Some((
                *fact,
                Set {
                    date: c.date,
                    stage: c.stage.as_ref(),
                    place: c.place.as_deref(),
                    denied: fact.certainty == Certainty::Denied,
                },
            )),
            _ => None,
        })
        .collect();
    // The most precise first, so that the coarse ones find something to agree with.
    sets.sort_by_key(|(fact, set)| (std::cmp::Reverse(set.date.to_string().len()), &fact.json));
    let mut clusters = Vec::new();
    for (fact, set) in sets {
        Cluster::gather(&mut clusters, fact, set, |held: &mut Set<'_>, new| {
            let same = held.denied == new.denied && held.date.agrees_with(new.date);
            if same {
                held.stage = held.stage.or(new.stage);
                held.place = held.place.or(new.place);
            }
            same
        });
    }
    clusters
}

fn row(
    scene: &Scene<'_>,
    event: Event,
    shown: &Cluster<'_, Set<'_>>,
    losers: &[Cluster<'_, Set<'_>>],
) -> ScheduleRow {
    let last = shown.value.date.last(scene.zone);
    ScheduleRow {
        event,
        stage: shown
            .value
            .stage
            .or_else(|| losers.iter().find_map(|loser| loser.value.stage))
            .cloned(),
        date: shown.value.date,
        place: shown
            .value
            .place
            .or_else(|| losers.iter().find_map(|loser| loser.value.place))
            .map(str::to_owned),
        certainty: shown.certainty(),
        past: last.is_some_and(|last| last.as_second() < scene.until),
        support: shown.support(scene, None),
        others: losers
            .iter()
            .rev()
            .map(|loser| {
                let reason = if loser.first() < shown.first() {
                    Reason::Superseded
                } else {
                    Reason::Conflicting
                };
                loser.other(loser.value.date.to_string(), reason, scene, None)
            })
            .collect(),
    }
}
