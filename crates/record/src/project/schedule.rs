//! What happens when: by event and stage, the date set last; dates that were given up stand beside it.

use claim::{Certainty, Event, Stage, Statement, When};

use super::Scene;
use super::cluster::Cluster;
use super::headline::{Contest, Order, Terms, by_certainty, decide};
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
    let dates = by_date(facts);
    if happens_once(event) {
        return contest(scene, event, dates).into_iter().collect();
    }
    dates
        .into_iter()
        .filter_map(|date| contest(scene, event, vec![date]))
        .collect()
}

fn contest<'a>(
    scene: &Scene<'_>,
    event: Event,
    dates: Vec<Cluster<'a, Set<'a>>>,
) -> Option<ScheduleRow> {
    let terms = Terms {
        principal: None,
        order: Order::Conflict,
        // A date that a later report recalls is not set anew: what counts is when it came up.
        when: &|date| date.first(),
        sure: &by_certainty,
    };
    let contest = decide(scene, dates, &terms, |denied, date| {
        denied.date.agrees_with(date.date)
    })?;
    Some(row(scene, event, contest))
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

fn row(scene: &Scene<'_>, event: Event, contest: Contest<'_, Set<'_>>) -> ScheduleRow {
    let Contest {
        shown,
        others,
        reason,
    } = contest;
    let last = shown.cluster.value.date.last(scene.zone);
    let all = || {
        std::iter::once(&shown)
            .chain(&others)
            .map(|held| &held.cluster.value)
    };
    let (stage, place) = (
        all().find_map(|set| set.stage).cloned(),
        all().find_map(|set| set.place).map(str::to_owned),
    );
    let first = shown.cluster.first();
    ScheduleRow {
        event,
        stage,
        date: shown.cluster.value.date,
        place,
        certainty: shown.cluster.certainty(),
        past: last.is_some_and(|last| last.as_second() < scene.until),
        reason,
        flags: shown.flags,
        support: shown.support,
        others: others
            .into_iter()
            .map(|loser| {
                let reason = if loser.cluster.first() < first {
                    Reason::Superseded
                } else {
                    Reason::Conflicting
                };
                loser.other_of(|set| set.date.to_string(), reason)
            })
            .collect(),
    }
}
