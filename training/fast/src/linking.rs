//! The linker's training: log-linear choices by stochastic gradient, over runs as the tagger finds them.

use std::collections::BTreeSet;
use std::fmt;

use news::fast::candidate::Candidate;
use news::fast::chain::Role;
use news::fast::hash;
use news::fast::linker::{Choice, History, Linked, Weights, add};
use news::fast::runs::{Run, Runs};

use crate::corpus::{self, Gold, Ready};
use crate::crf::Random;

/// Weights that learn.
pub struct Table {
    pub weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights for Table {
    fn weight(&self, feature: u64) -> f32 {
        self.weights[hash::place(feature, self.weights.len())]
    }
}

/// An article for the linker: its runs and what was marked.
pub struct Linking {
    pub article: usize,
    pub runs: Vec<Run>,
}

/// The tokens of each role of an attribution.
pub type Marked = [BTreeSet<usize>; 3];

pub fn marked(ready: &Ready, gold: &[Gold]) -> Vec<Marked> {
    gold.iter()
        .map(|gold| {
            [0, 1, 2].map(|role| {
                corpus::covered(&ready.tokens, &gold.spans[role])
                    .into_iter()
                    .collect()
            })
        })
        .collect()
}

fn overlap(run: &Run, tokens: &BTreeSet<usize>) -> usize {
    tokens.range(run.start..run.end).count()
}

/// The attribution that a run belongs to.
fn owner(run: &Run, role: Role, gold: &[Marked]) -> Option<usize> {
    let best = (0..gold.len())
        .map(|at| (overlap(run, &gold[at][role as usize]), at))
        .max_by_key(|&(n, at)| (n, std::cmp::Reverse(at)))?;
    let size = run.len().min(gold[best.1][role as usize].len());
    (best.0 * 2 >= size && best.0 > 0).then_some(best.1)
}

/// The right choices for a content run.
fn right_cues(
    runs: &Runs<'_>,
    at: usize,
    gold: &[Marked],
    choices: &[Candidate<Choice>],
) -> Vec<bool> {
    let owner = owner(&runs.runs[at], Role::Content, gold);
    let right: Vec<bool> = choices
        .iter()
        .map(|candidate| match (candidate.choice, owner) {
            (Choice::Drop, None) => true,
            (Choice::To(cue), Some(owner)) => {
                overlap(&runs.runs[cue], &gold[owner][Role::Cue as usize]) > 0
            }
            _ => false,
        })
        .collect();
    if right.contains(&true) {
        return right;
    }
    choices
        .iter()
        .map(|candidate| candidate.choice == Choice::Alone)
        .collect()
}

fn right_sources(
    runs: &Runs<'_>,
    owner: usize,
    gold: &[Marked],
    choices: &[Candidate<Option<usize>>],
) -> Vec<bool> {
    let source = &gold[owner][Role::Source as usize];
    if source.is_empty() {
        return choices.iter().map(|c| c.choice.is_none()).collect();
    }
    let part = |at: usize| {
        let run = &runs.runs[at];
        let both = overlap(run, source);
        both as f32 / (run.len() + source.len() - both) as f32
    };
    for least in [0.5, 1e-6] {
        let right: Vec<bool> = choices
            .iter()
            .map(|c| c.choice.is_some_and(|at| part(at) >= least))
            .collect();
        if right.contains(&true) {
            return right;
        }
    }
    Vec::new()
}

impl Table {
    pub fn new(size: usize) -> Self {
        Self {
            weights: vec![0.0; size],
            squares: vec![0.0; size],
        }
    }

    fn learn<T>(&mut self, choices: &[Candidate<T>], right: &[bool], rate: f32) -> f32 {
        if !right.contains(&true) || !right.contains(&false) {
            return 0.0;
        }
        let scores: Vec<f32> = choices
            .iter()
            .map(|c| c.features.iter().map(|&f| self.weight(f)).sum())
            .collect();
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let exps: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
        let all: f32 = exps.iter().sum();
        let good: f32 = exps
            .iter()
            .zip(right)
            .filter(|(_, r)| **r)
            .map(|(e, _)| e)
            .sum::<f32>()
            .max(1e-30);
        for ((choice, exp), right) in choices.iter().zip(&exps).zip(right) {
            let g = exp / all - if *right { exp / good } else { 0.0 };
            if g.abs() < 1e-4 {
                continue;
            }
            for &feature in &choice.features {
                let at = hash::place(feature, self.weights.len());
                self.squares[at] += g * g;
                self.weights[at] -= rate * g / (self.squares[at] + 1.0).sqrt();
            }
        }
        -(good / all).ln()
    }

    pub fn train(
        &mut self,
        articles: &[(Linking, Vec<Marked>)],
        ready: &[Ready],
        (rate, decay, epochs): (f32, f32, usize),
        random: &mut Random,
    ) {
        let mut order: Vec<usize> = (0..articles.len()).collect();
        for epoch in 0..epochs {
            random.shuffle(&mut order);
            let rate = rate * (1.0 - 0.9 * epoch as f32 / epochs as f32);
            let mut loss = [0.0; 2];
            for (done, &at) in order.iter().enumerate() {
                let (linking, gold) = &articles[at];
                let ready = &ready[linking.article];
                let runs = Runs {
                    tokens: &ready.tokens,
                    layout: &ready.layout,
                    runs: &linking.runs,
                };
                let part = self.article(&runs, gold, rate);
                loss[0] += part[0];
                loss[1] += part[1];
                if done % 50 == 49 {
                    self.weights
                        .iter_mut()
                        .for_each(|w| *w *= 1.0 - decay * rate);
                }
            }
            println!("linker epoch {epoch}: loss {:.0} {:.0}", loss[0], loss[1]);
        }
    }

    fn article(&mut self, runs: &Runs<'_>, gold: &[Marked], rate: f32) -> [f32; 2] {
        let mut loss = [0.0; 2];
        let mut history = History::default();
        let mut groups: Vec<Linked> = Vec::new();
        for at in 0..runs.runs.len() {
            if runs.runs[at].role != Role::Content {
                continue;
            }
            let choices = runs.cue_choices(at, &history);
            let right = right_cues(runs, at, gold, &choices);
            loss[0] += self.learn(&choices, &right, rate);
            let Some(choice) = right.iter().position(|r| *r).map(|at| choices[at].choice) else {
                continue;
            };
            history.take(at, choice);
            add(&mut groups, at, choice);
        }
        for group in &groups {
            let Some(owner) = owner(&runs.runs[group.content[0]], Role::Content, gold) else {
                continue;
            };
            let choices = runs.source_choices(group, &history);
            let right = right_sources(runs, owner, gold, &choices);
            loss[1] += self.learn(&choices, &right, rate);
            if let Some(at) = right.iter().position(|r| *r) {
                history.last_source = choices[at].choice.or(history.last_source);
            }
        }
        loss
    }
}

/// Content and relation, as `score_attribution.py` counts them: found, predicted, marked.
#[derive(Default, Clone, Copy)]
pub struct Score {
    pub content: f64,
    pub relation: f64,
    pub found: f64,
    pub gold: f64,
}

impl Score {
    pub fn add(&mut self, runs: &Runs<'_>, linked: &[Linked], annotators: &[Vec<Marked>]) {
        let tokens = |runs: &Runs<'_>, list: &[usize]| -> BTreeSet<usize> {
            list.iter()
                .flat_map(|&at| runs.runs[at].start..runs.runs[at].end)
                .collect()
        };
        let part = 1.0 / annotators.len() as f64;
        for gold in annotators {
            let mut used = [BTreeSet::new(), BTreeSet::new()];
            self.gold += part * gold.iter().filter(|g| !g[2].is_empty()).count() as f64;
            for linked in linked {
                self.found += part;
                let content = tokens(runs, &linked.content);
                let source = tokens(runs, linked.source.as_slice());
                for (at, gold) in gold
                    .iter()
                    .enumerate()
                    .filter(|(_, gold)| jaccard(&content, &gold[2]) >= 0.5)
                {
                    if used[0].insert(at) {
                        self.content += part;
                    }
                    let same = source.is_empty() && gold[0].is_empty()
                        || jaccard(&source, &gold[0]) >= 0.5;
                    if same && used[1].insert(at) {
                        self.relation += part;
                    }
                }
            }
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f1 = |hit: f64| 2.0 * hit / (self.found + self.gold);
        write!(
            f,
            "content F1 {:.4}, relation F1 {:.4} (P {:.3}, R {:.3}), source right given content {:.3}",
            f1(self.content),
            f1(self.relation),
            self.relation / self.found,
            self.relation / self.gold,
            self.relation / self.content
        )
    }
}

fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}
