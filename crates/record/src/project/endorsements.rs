//! Who backs or opposes whom: by endorser and candidate, the stance taken last.

use std::collections::BTreeMap;

use claim::{Certainty, Endorsement, PersonName, Stance, Statement};

use super::Scene;
use super::cluster::Cluster;
use super::headline::{Order, Terms, decide};
use crate::fold::Fact;
use crate::page::{EndorsementRow, Reason};

/// A stance, or (`denied`) that it is not taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Taken {
    stance: Stance,
    denied: bool,
    possible: bool,
}

type Stances<'a> = Vec<Cluster<'a, Taken>>;

/// One row an endorser and candidate, by candidate, backers first.
pub(super) fn rows(scene: &Scene<'_>) -> Vec<EndorsementRow> {
    let endorsers = scene.endorsers();
    let mut pairs: BTreeMap<(PersonName, PersonName), Stances<'_>> = BTreeMap::new();
    for (fact, c) in endorsements(scene) {
        let endorser = PersonName::new(&c.endorser);
        let endorser = endorsers
            .find(&endorser)
            .map_or(endorser.clone(), |at| endorsers.name(at).clone());
        let taken = Taken {
            stance: c.stance,
            denied: fact.certainty == Certainty::Denied,
            possible: fact.certainty == Certainty::Possible,
        };
        let stances = pairs
            .entry((scene.called(&c.candidate), endorser))
            .or_default();
        Cluster::gather(stances, fact, taken, |held, new| held == new);
    }
    let mut rows: Vec<EndorsementRow> = pairs
        .into_iter()
        .filter_map(|((candidate, endorser), stances)| row(scene, &endorser, candidate, stances))
        .collect();
    rows.sort_by(|a, b| {
        (&a.candidate, a.stance, a.certainty, &a.endorser).cmp(&(
            &b.candidate,
            b.stance,
            b.certainty,
            &b.endorser,
        ))
    });
    rows
}

fn endorsements<'a>(scene: &Scene<'a>) -> impl Iterator<Item = (&'a Fact, &'a Endorsement)> {
    scene
        .facts
        .iter()
        .filter_map(|fact| match fact.statement.as_ref() {
            Statement::Endorsement(c) => Some((fact, c)),
            _ => None,
        })
}

fn row(
    scene: &Scene<'_>,
    endorser: &PersonName,
    candidate: PersonName,
    stances: Stances<'_>,
) -> Option<EndorsementRow> {
    let terms = Terms {
        principal: Some(endorser),
        order: Order::Succession,
        when: &|taken| taken_at(scene, taken),
        // Who says that they take no side has taken a stance, too.
        sure: &|taken| u8::from(!taken.value.possible),
    };
    let contest = decide(scene, stances, &terms, |denied, taken| {
        denied.stance == taken.stance
    })?;
    let shown = contest.shown;
    let latest = |wanted: &dyn Fn(&Endorsement) -> bool| {
        shown
            .cluster
            .facts
            .iter()
            .filter_map(|fact| match fact.statement.as_ref() {
                Statement::Endorsement(c) if wanted(c) => Some((fact, c)),
                _ => None,
            })
            .max_by_key(|(fact, _)| (fact.heard.last().map(|heard| heard.hi), &fact.json))
            .map(|(_, c)| c)
    };
    Some(EndorsementRow {
        stance: shown.cluster.value.stance,
        certainty: shown.cluster.certainty(),
        stage: latest(&|c| c.stage.is_some()).and_then(|c| c.stage.clone()),
        date: latest(&|c| c.date.is_some()).and_then(|c| c.date),
        reason: contest.reason,
        flags: shown.flags,
        support: shown.support,
        others: contest
            .others
            .into_iter()
            .map(|taken| taken.other_of(|taken| taken.stance.to_string(), Reason::Superseded))
            .collect(),
        endorser: endorser.to_string(),
        candidate,
    })
}

/// When a stance was taken: its latest date, else its first report. Background paragraphs that recall an old stance do
/// not make it the latest.
fn taken_at(scene: &Scene<'_>, taken: &Cluster<'_, Taken>) -> i64 {
    taken
        .facts
        .iter()
        .filter_map(|fact| match fact.statement.as_ref() {
            Statement::Endorsement(c) => scene.second(c.date?),
            _ => None,
        })
        .max()
        .map_or_else(|| taken.first(), |date| date.min(taken.latest()))
}
