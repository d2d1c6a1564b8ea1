//! Polls: one row a ballot question, newest first. A question that several documents print is one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use claim::outlet::fold;
use claim::{PersonName, Poll, Share, Statement, When};

use super::Scene;
use super::cluster::Cluster;
use crate::fold::Fact;
use crate::page::{Other, PollRow, Reason, ShareRow};

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
/// (or all of the shorter list) are the same; or one report has a figure wrong.
pub(super) fn same_question(a: &Poll, b: &Poll) -> bool {
    agree(a.stage.as_ref(), b.stage.as_ref(), |a, b| a == b)
        && agree(a.end, b.end, same_date)
        && agree(a.pollster.as_deref(), b.pollster.as_deref(), same_firm)
        && (agree(a.sample, b.sample, |a, b| a == b) && same_shares(&a.shares.0, &b.shares.0)
            || contradict(a, b))
}

/// Whether two reports of one question contradict one another: the same firm and the same last day, which both state, the same
/// people asked, one field within the other, and half of the shares that both print alike, two of them at least where
/// there are so many.
fn contradict(a: &Poll, b: &Poll) -> bool {
    let stated = a.pollster.is_some() && b.pollster.is_some() && a.stage.is_some();
    let one_day = matches!((a.end, b.end), (Some(When::Day(_)), Some(When::Day(_))));
    if !stated || !one_day || a.stage != b.stage {
        return false;
    }
    if !agree(a.population.as_deref(), b.population.as_deref(), |a, b| {
        fold(a) == fold(b)
    }) {
        return false;
    }
    let (long, short) = if named_in(a) >= named_in(b) {
        (a, b)
    } else {
        (b, a)
    };
    let (mut common, mut alike) = (0, 0);
    for share in &short.shares.0 {
        let other = long.shares.0.iter().find(|other| other.name == share.name);
        match other {
            Some(other) => {
                common += 1;
                alike += usize::from(close(share, other));
            }
            None if is_nobody(share) => {}
            None => return false,
        }
    }
    match common {
        0 => false,
        1 => true,
        _ => alike >= 2 && alike * 2 >= common,
    }
}

fn named_in(poll: &Poll) -> usize {
    poll.shares
        .0
        .iter()
        .filter(|share| !is_nobody(share))
        .count()
}

/// Whether an answer is no candidate: reports print these or leave them out.
fn is_nobody(share: &Share) -> bool {
    matches!(fold(&share.name).as_str(), "undecided" | "other")
}

/// Rounding makes no other share.
fn close(a: &Share, b: &Share) -> bool {
    (a.percent.as_f64() - b.percent.as_f64()).abs() <= 0.5
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
        if !close(share, other) {
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
    let mut agreeing = question.clone();
    let mut others: Vec<Other> = Vec::new();
    for fact in &question.facts {
        let Statement::Poll(told) = fact.statement.as_ref() else {
            continue;
        };
        let Some(value) = differs(poll, &named(scene, told)) else {
            continue;
        };
        agreeing.facts.retain(|held| !std::ptr::eq(*held, *fact));
        let alone = Cluster {
            value: (),
            facts: vec![*fact],
        };
        others.push(Other {
            value,
            certainty: alone.certainty(),
            reason: Reason::Conflicting,
            flags: Vec::new(),
            support: alone.support(scene, None),
        });
    }
    others.sort_by(|a, b| a.value.cmp(&b.value));
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
        others,
        support: agreeing.support(scene, None),
        compared: Vec::new(),
    }
}

/// What a report prints otherwise, in words: `Merrill 13, 8000 asked`.
fn differs(shown: &Poll, told: &Poll) -> Option<String> {
    let shares = told.shares.0.iter().filter(|share| {
        let held = shown.shares.0.iter().find(|held| held.name == share.name);
        held.is_some_and(|held| !close(held, share))
    });
    let mut parts: Vec<String> = shares
        .map(|share| format!("{} {}", share.name, share.percent))
        .collect();
    if !agree(shown.sample, told.sample, |a, b| a == b) {
        parts.extend(told.sample.map(|sample| format!("{sample} asked")));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}
