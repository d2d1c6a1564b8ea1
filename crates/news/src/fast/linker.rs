//! The linker: which runs make one attribution. Each content run gets its cue, each group of content its source.
//!
//! Both choices are log-linear: every candidate is scored by the sum of the weights of its features (`candidate`). A
//! content run may also be dropped (no attribution at all) or stay without a cue; a group may stay without a source.

use super::candidate::{Candidate, REACH};
use super::chain::Role;
use super::runs::Runs;

/// The weights of features.
pub trait Weights {
    /// The weight of a feature.
    fn weight(&self, feature: u64) -> f32;
}

/// What may become of a content run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It is no content.
    Drop,
    /// It is content without a cue.
    Alone,
    /// It is what this cue (by number of run) credits.
    To(usize),
}

/// An attribution by numbers of runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Linked {
    /// The source.
    pub source: Option<usize>,
    /// The cue.
    pub cue: Option<usize>,
    /// The content runs, in order.
    pub content: Vec<usize>,
}

/// What was decided so far.
#[derive(Debug, Default)]
pub struct History {
    /// The cue of the content run before, and the paragraph of that run.
    pub last_cue: Option<usize>,
    /// The cues that have content, with the last such run.
    pub taken: Vec<(usize, usize)>,
    /// The source of the group before.
    pub last_source: Option<usize>,
}

impl Runs<'_> {
    /// Links the runs. A content run is dropped when its chance of being none is `doubt` or more.
    pub fn link(&self, weights: &impl Weights, doubt: f32) -> Vec<Linked> {
        let mut history = History::default();
        let mut groups: Vec<Linked> = Vec::new();
        for at in 0..self.runs.len() {
            if self.runs[at].role != Role::Content {
                continue;
            }
            let choices = self.cue_choices(at, &history);
            let scores = score(&choices, weights);
            let Some(choice) = decide(&choices, &scores, doubt) else {
                continue;
            };
            history.take(at, choice);
            add(&mut groups, at, choice);
        }
        for group in &mut groups {
            let choices = self.source_choices(group, &history);
            let scores = score(&choices, weights);
            let best = (0..scores.len()).fold(
                0,
                |best, at| if scores[at] > scores[best] { at } else { best },
            );
            group.source = choices.get(best).and_then(|best| best.choice);
            history.last_source = group.source.or(history.last_source);
        }
        groups
    }
}

impl History {
    /// Notes what became of a content run.
    pub fn take(&mut self, at: usize, choice: Choice) {
        match choice {
            Choice::To(cue) => {
                self.last_cue = Some(cue);
                self.taken.push((cue, at));
            }
            Choice::Alone => self.last_cue = None,
            Choice::Drop => {}
        }
    }
}

/// Adds a content run to the group of its cue, or opens one.
pub fn add(groups: &mut Vec<Linked>, at: usize, choice: Choice) {
    let cue = match choice {
        Choice::Drop => return,
        Choice::Alone => None,
        Choice::To(cue) => Some(cue),
    };
    let same = groups
        .iter_mut()
        .rev()
        .take(REACH)
        .find(|group| cue.is_some() && group.cue == cue);
    match same {
        Some(group) => group.content.push(at),
        None => groups.push(Linked {
            source: None,
            cue,
            content: vec![at],
        }),
    }
}

fn score<T>(choices: &[Candidate<T>], weights: &impl Weights) -> Vec<f32> {
    choices
        .iter()
        .map(|choice| choice.features.iter().map(|&f| weights.weight(f)).sum())
        .collect()
}

/// The best choice other than to drop, unless the chance of that is `doubt` or more.
fn decide(choices: &[Candidate<Choice>], scores: &[f32], doubt: f32) -> Option<Choice> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
    let mut best: Option<(f32, Choice)> = None;
    for (choice, &score) in choices.iter().zip(scores) {
        if choice.choice == Choice::Drop {
            if (score - top).exp() >= doubt * sum {
                return None;
            }
        } else if best.is_none_or(|(found, _)| score > found) {
            best = Some((score, choice.choice));
        }
    }
    best.map(|(_, choice)| choice)
}
