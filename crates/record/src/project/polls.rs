//! Polls: one row a ballot question, newest first. A question that several documents print is one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use claim::outlet::fold;
use claim::{PersonName, Poll, Share, Statement, When};

use super::Scene;
use super::cluster::Cluster;
use crate::fold::Fact;
use crate::page::{PollRow, ShareRow};

/// One row a ballot question.
pub(super) fn rows(scene: &Scene<'_>) -> Vec<PollRow> {
    let mut facts: Vec<_> = scene
        .facts
        .iter()
        .filter_map(|fact| match fact.statement.as_ref() {
            Statement::Poll(poll) => Some((fact, named(scene, poll))),
            _ => None,
        })
        .collect();
    // The most complete first, so that a headline's two shares find their table.
    facts.sort_by_key(|(fact, poll)| (Reverse(completeness(poll)), &fact.json));
    let mut questions = Questions::default();
    for (fact, poll) in facts {
        questions.gather(fact, poll);
    }
    let mut questions = questions.clusters;
    let taken = |question: &Cluster<'_, Poll>| {
        question
            .value
            .end
            .and_then(|end| scene.second(end))
            .unwrap_or_else(|| question.first())
    };
    questions.sort_by(|a, b| {
        (
            Reverse(taken(a)),
            Reverse(a.first()),
            &a.value.pollster,
            &a.value.stage,
        )
            .cmp(&(
                Reverse(taken(b)),
                Reverse(b.first()),
                &b.value.pollster,
                &b.value.stage,
            ))
            .then_with(|| a.facts[0].json.cmp(&b.facts[0].json))
    });
    questions
        .into_iter()
        .map(|question| row(scene, &question))
        .collect()
}

/// Questions, to be found by the first word of the firm that asked: every claim would be compared with every other
/// otherwise.
#[derive(Default)]
struct Questions<'a> {
    clusters: Vec<Cluster<'a, Poll>>,
    by_firm: BTreeMap<Option<String>, Vec<usize>>,
}

impl<'a> Questions<'a> {
    fn gather(&mut self, fact: &'a Fact, poll: Poll) {
        let firm = first_word(&poll);
        let candidates: BTreeSet<usize> = match &firm {
            // Who names no firm may mean any.
            None => (0..self.clusters.len()).collect(),
            Some(_) => [self.by_firm.get(&firm), self.by_firm.get(&None)]
                .into_iter()
                .flatten()
                .flatten()
                .copied()
                .collect(),
        };
        let same = candidates
            .into_iter()
            .find(|&at| same_question(&self.clusters[at].value, &poll));
        let at = same.unwrap_or(self.clusters.len());
        if same.is_some() {
            complete(&mut self.clusters[at].value, &poll);
            self.clusters[at].facts.push(fact);
        } else {
            self.clusters.push(Cluster {
                value: poll,
                facts: vec![fact],
            });
        }
        let places = self.by_firm.entry(firm).or_default();
        if !places.contains(&at) {
            places.push(at);
        }
    }
}

fn first_word(poll: &Poll) -> Option<String> {
    let folded = fold(poll.pollster.as_deref()?);
    Some(folded.split(' ').next().unwrap_or_default().to_owned())
}

/// A poll with its answers under the names that the field uses.
pub(crate) fn named(scene: &Scene<'_>, poll: &Poll) -> Poll {
    let mut poll = poll.clone();
    for share in &mut poll.shares.0 {
        share.name = scene.called(&PersonName::new(&share.name)).to_string();
    }
    poll
}

fn completeness(poll: &Poll) -> usize {
    let details = [
        poll.pollster.is_some(),
        poll.end.is_some(),
        poll.start.is_some(),
        poll.sample.is_some(),
        poll.stage.is_some(),
        poll.margin.is_some(),
    ];
    poll.shares.0.len() * 10 + details.into_iter().filter(|known| *known).count()
}

/// Whether two claims are about one question: nothing that both state differs, and the shares of at least two answers
/// (or all of the shorter list) are the same.
pub(super) fn same_question(a: &Poll, b: &Poll) -> bool {
    agree(a.stage.as_ref(), b.stage.as_ref(), |a, b| a == b)
        && agree(a.sample, b.sample, |a, b| a == b)
        && agree(a.end, b.end, same_date)
        && same_shares(&a.shares.0, &b.shares.0)
        && agree(a.pollster.as_deref(), b.pollster.as_deref(), same_firm)
}

fn agree<T>(a: Option<T>, b: Option<T>, same: impl Fn(T, T) -> bool) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        _ => true,
    }
}

/// Two whole days are told apart without writing them out.
fn same_date(a: When, b: When) -> bool {
    match (a, b) {
        (When::Day(a), When::Day(b)) => a == b,
        _ => a.agrees_with(b),
    }
}

/// `WPA` and `WPA Intelligence` are one firm.
fn same_firm(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a == b || a.starts_with(&format!("{b} ")) || b.starts_with(&format!("{a} "))
}

fn same_shares(a: &[Share], b: &[Share]) -> bool {
    let mut common = 0;
    for share in a {
        let Some(other) = b.iter().find(|other| other.name == share.name) else {
            continue;
        };
        if (share.percent.as_f64() - other.percent.as_f64()).abs() > 0.5 {
            return false;
        }
        common += 1;
    }
    common > 0 && common >= a.len().min(b.len()).min(2)
}

/// Fills in what another telling of the question adds.
fn complete(held: &mut Poll, new: &Poll) {
    for share in &new.shares.0 {
        if held.shares.0.iter().all(|known| known.name != share.name) {
            held.shares.0.push(share.clone());
        }
    }
    fill(&mut held.pollster, new.pollster.as_ref());
    fill(&mut held.sponsor, new.sponsor.as_ref());
    fill(&mut held.stage, new.stage.as_ref());
    fill(&mut held.start, new.start.as_ref());
    fill(&mut held.end, new.end.as_ref());
    fill(&mut held.sample, new.sample.as_ref());
    fill(&mut held.population, new.population.as_ref());
    fill(&mut held.margin, new.margin.as_ref());
}

fn fill<T: Clone>(held: &mut Option<T>, new: Option<&T>) {
    if held.is_none() {
        *held = new.cloned();
    }
}

fn row(scene: &Scene<'_>, question: &Cluster<'_, Poll>) -> PollRow {
    let poll = &question.value;
    PollRow {
        pollster: poll.pollster.clone(),
        sponsor: poll.sponsor.clone(),
        stage: poll.stage.clone(),
        start: poll.start,
        end: poll.end,
        sample: poll.sample,
        population: poll.population.clone(),
        margin: poll.margin,
        shares: poll
            .shares
            .0
            .iter()
            .map(|share| ShareRow {
                name: share.name.clone(),
                percent: share.percent,
            })
            .collect(),
        support: question.support(scene, None),
        compared: Vec::new(),
    }
}
