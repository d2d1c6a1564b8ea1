//! Counted votes: by stage, each count for itself. Partial counts of one night differ, and all of them are shown.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use claim::{Outcome, Percent, PersonName, Returned, Stage, Statement};

use super::Scene;
use super::cluster::Cluster;
use super::headline::{Order, Terms, by_certainty, decide};
use super::scene::in_order;
use crate::fold::{Fact, Heard};
use crate::page::{Count, CountRow, OutcomeRow, Reason, StageResults};

/// A result at one place, with the stage that it belongs to.
struct Place<'a> {
    stage: Option<&'a Stage>,
    person: PersonName,
    returned: &'a Returned,
    heard: &'a Heard,
}

/// What one report says of one state of the count.
#[derive(Clone, Default)]
struct Told<'a> {
    reporting: Option<Percent>,
    rows: BTreeMap<PersonName, Figures>,
    heard: BTreeMap<PersonName, Vec<&'a Heard>>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Figures {
    share: Option<Percent>,
    votes: Option<u64>,
}

/// The latest stage first.
pub(super) fn stages(scene: &Scene<'_>) -> Vec<StageResults> {
    let places = places(scene);
    let stages: BTreeSet<Option<&Stage>> = places
        .iter()
        .map(|place| place.stage)
        .chain(outcome_facts(scene).map(|(_, c)| c.stage.as_ref()))
        .collect();
    stages
        .into_iter()
        .rev()
        .map(|stage| StageResults {
            stage: stage.cloned(),
            outcomes: outcomes(scene, stage),
            counts: counts(scene, places.iter().filter(|place| place.stage == stage)),
        })
        .collect()
}

fn returned<'a>(scene: &Scene<'a>) -> impl Iterator<Item = (&'a Fact, &'a Returned)> {
    scene
        .facts
        .iter()
        .filter_map(|fact| match fact.statement.as_ref() {
            Statement::Returned(c) => Some((fact, c)),
            _ => None,
        })
}

fn outcome_facts<'a>(scene: &Scene<'a>) -> impl Iterator<Item = (&'a Fact, &'a Returned)> {
    returned(scene).filter(|(_, c)| c.outcome.is_some())
}

/// Every place that gives a figure. A figure without a stage belongs to the only stage of which its document speaks.
fn places<'a>(scene: &Scene<'a>) -> Vec<Place<'a>> {
    let mut stages: BTreeMap<i64, BTreeSet<&Stage>> = BTreeMap::new();
    for (fact, c) in returned(scene) {
        for heard in &fact.heard {
            stages
                .entry(heard.document)
                .or_default()
                .extend(c.stage.as_ref());
        }
    }
    let only = |document: i64| {
        let stages = stages.get(&document)?;
        (stages.len() == 1).then(|| stages.first().copied())?
    };
    returned(scene)
        .filter(|(_, c)| c.share.is_some() || c.votes.is_some())
        .flat_map(|(fact, c)| fact.heard.iter().map(move |heard| (c, heard)))
        .map(|(c, heard)| Place {
            stage: c.stage.as_ref().or_else(|| only(heard.document)),
            person: scene.called(&c.candidate),
            returned: c,
            heard,
        })
        .collect()
}

/// One count for each report, way and state of the count; then those that tell the same are joined.
fn counts<'p, 'a: 'p>(
    scene: &Scene<'_>,
    places: impl Iterator<Item = &'p Place<'a>>,
) -> Vec<Count> {
    let mut told: BTreeMap<(i64, i64, i64, Option<Percent>), Told<'a>> = BTreeMap::new();
    for place in places {
        let heard = place.heard;
        let key = (
            heard.hi,
            heard.document,
            heard.way,
            place.returned.reporting,
        );
        let told = told.entry(key).or_default();
        told.reporting = place.returned.reporting;
        let figures = told.rows.entry(place.person.clone()).or_default();
        figures.share = figures.share.or(place.returned.share);
        figures.votes = figures.votes.or(place.returned.votes);
        told.heard
            .entry(place.person.clone())
            .or_default()
            .push(heard);
    }
    let mut told: Vec<Told<'a>> = told.into_values().collect();
    // The fullest first, so that the joining does not depend on which document came first.
    told.sort_by_key(|told| (Reverse(told.rows.len()), told.first(), signature(told)));
    let mut joined = join(told);
    joined.sort_by_key(|told| {
        (
            Reverse(told.first()),
            Reverse(told.reporting),
            signature(told),
        )
    });
    joined.iter().map(|told| count(scene, told)).collect()
}

/// Joins the tellings of one count. Two of them agree on the figure of at least one person, so they are found by that:
/// every count would be compared with every other otherwise.
fn join(told: Vec<Told<'_>>) -> Vec<Told<'_>> {
    let mut joined: Vec<Told<'_>> = Vec::new();
    let mut by_figure: BTreeMap<(PersonName, Figure), BTreeSet<usize>> = BTreeMap::new();
    for new in told {
        let keys: Vec<(PersonName, Figure)> = new
            .rows
            .iter()
            .flat_map(|(person, figures)| keys(*figures).map(|key| (person.clone(), key)))
            .collect();
        let candidates: BTreeSet<usize> = keys
            .iter()
            .filter_map(|key| by_figure.get(key))
            .flatten()
            .copied()
            .collect();
        let same = candidates
            .into_iter()
            .find(|&at| same_count(&joined[at], &new));
        let at = same.unwrap_or(joined.len());
        match same {
            Some(at) => joined[at].join(new),
            None => joined.push(new),
        }
        for key in keys {
            by_figure.entry(key).or_default().insert(at);
        }
    }
    joined
}

/// A figure as something to be found by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Figure {
    /// A twentieth of a percent, numbered.
    Share(i64),
    /// Votes.
    Votes(u64),
}

/// Under what a figure is found: shares that agree to the rounding of a tenth fall into the same or the next twentieth.
fn keys(figures: Figures) -> impl Iterator<Item = Figure> {
    let share = figures.share.map(|share| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a percentage is bounded far below"
        )]
        let twentieth = (share.as_f64() * 20.0).round() as i64;
        [twentieth - 1, twentieth, twentieth + 1].map(Figure::Share)
    });
    share
        .into_iter()
        .flatten()
        .chain(figures.votes.map(Figure::Votes))
}

impl<'a> Told<'a> {
    fn first(&self) -> i64 {
        self.places()
            .map(|heard| heard.hi)
            .min()
            .unwrap_or(i64::MAX)
    }

    fn places(&self) -> impl Iterator<Item = &'a Heard> + '_ {
        self.heard.values().flatten().copied()
    }

    fn join(&mut self, other: Self) {
        self.reporting = self.reporting.or(other.reporting);
        for (person, figures) in other.rows {
            let held = self.rows.entry(person).or_default();
            held.share = held.share.or(figures.share);
            held.votes = held.votes.or(figures.votes);
        }
        for (person, heard) in other.heard {
            self.heard.entry(person).or_default().extend(heard);
        }
    }
}

fn signature(told: &Told<'_>) -> Vec<(String, Option<Percent>, Option<u64>)> {
    told.rows
        .iter()
        .map(|(person, figures)| (person.to_string(), figures.share, figures.votes))
        .collect()
}

/// Whether two tellings are of one count: the same state, and the same figures for all that both name.
fn same_count(a: &Told<'_>, b: &Told<'_>) -> bool {
    if a.reporting.is_some() && b.reporting.is_some() && a.reporting != b.reporting {
        return false;
    }
    let mut common = 0;
    for (person, figures) in &a.rows {
        let Some(other) = b.rows.get(person) else {
            continue;
        };
        if !figures_agree(*figures, *other) {
            return false;
        }
        common += 1;
    }
    common > 0
}

/// Shares agree to the rounding of a tenth; votes exactly. Two figures of different kinds do not show that they agree.
fn figures_agree(a: Figures, b: Figures) -> bool {
    let shares = match (a.share, b.share) {
        (Some(a), Some(b)) => Some((a.as_f64() - b.as_f64()).abs() <= 0.05),
        _ => None,
    };
    let votes = match (a.votes, b.votes) {
        (Some(a), Some(b)) => Some(a == b),
        _ => None,
    };
    match (shares, votes) {
        (None, None) => false,
        (shares, votes) => shares.unwrap_or(true) && votes.unwrap_or(true),
    }
}

fn count(scene: &Scene<'_>, told: &Told<'_>) -> Count {
    let mut rows: Vec<CountRow> = told
        .rows
        .iter()
        .map(|(person, figures)| CountRow {
            person: person.clone(),
            share: figures.share,
            votes: figures.votes,
            claims: claims(scene, told.heard.get(person).into_iter().flatten().copied()),
            compared: Vec::new(),
        })
        .collect();
    rows.sort_by_key(|row| (Reverse(row.votes), Reverse(row.share), row.person.clone()));
    Count {
        reporting: told.reporting,
        rows,
        support: scene.support(told.places(), None),
    }
}

fn claims<'h>(scene: &Scene<'_>, places: impl Iterator<Item = &'h Heard>) -> Vec<crate::ClaimId> {
    in_order(places)
        .into_iter()
        .map(|heard| heard.id(scene.race))
        .collect()
}

/// How a stage ended, by candidate: an end beats a lead, then what was reported last.
fn outcomes(scene: &Scene<'_>, stage: Option<&Stage>) -> Vec<OutcomeRow> {
    let mut people: BTreeMap<PersonName, Vec<Cluster<'_, Outcome>>> = BTreeMap::new();
    for (fact, c) in outcome_facts(scene) {
        let Some(outcome) = c.outcome.filter(|_| c.stage.as_ref() == stage) else {
            continue;
        };
        let outcomes = people.entry(scene.called(&c.candidate)).or_default();
        Cluster::gather(outcomes, fact, outcome, |held, new| held == new);
    }
    let mut rows: Vec<OutcomeRow> = people
        .into_iter()
        .filter_map(|(person, outcomes)| {
            let terms = Terms {
                principal: Some(&person),
                order: Order::Conflict,
                when: &|outcome| outcome.first(),
                // An end is surer than a lead.
                sure: &|outcome| by_certainty(outcome) * 2 + u8::from(is_end(outcome.value)),
            };
            let contest = decide(scene, outcomes, &terms, |denied, outcome| denied == outcome)?;
            let shown = contest.shown;
            Some(OutcomeRow {
                outcome: shown.cluster.value,
                certainty: shown.cluster.certainty(),
                reason: contest.reason,
                flags: shown.flags,
                support: shown.support,
                others: contest
                    .others
                    .into_iter()
                    .map(|loser| {
                        let reason = if is_end(loser.cluster.value) {
                            Reason::Conflicting
                        } else {
                            Reason::Earlier
                        };
                        loser.other_of(ToString::to_string, reason)
                    })
                    .collect(),
                person,
            })
        })
        .collect();
    rows.sort_by(|a, b| (a.outcome, &a.person).cmp(&(b.outcome, &b.person)));
    rows
}

const fn is_end(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Won | Outcome::Lost | Outcome::Advanced)
}
