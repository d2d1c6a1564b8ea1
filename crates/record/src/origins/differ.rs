//! Which leaves cannot be one and the same.
//!
//! Must differ: two members of one counted group, two named people, a document and a human source, groups of two
//! parties, a source who was not authorized to speak and the principal, and what an editor holds to be different. All
//! others may be the same.

use std::collections::BTreeMap;

use claim::{Party, PersonName};

use super::leaf::{Kind, Leaf};
use super::{Judgement, Verdict, colour};

/// The must-differ graph over leaves by their index, with the editor's words.
pub(super) struct Graph {
    /// `differ[a][b]`: the two cannot be the same. Symmetric, nothing differs from itself.
    pub(super) differ: Vec<Vec<bool>>,
    /// The leaves that an editor holds to be the same, each class with those of its pairs held to be different.
    classes: Vec<Vec<usize>>,
    ruled_apart: Vec<Vec<bool>>,
}

impl Graph {
    pub(super) fn of(
        leaves: &[Leaf],
        principal: Option<&PersonName>,
        judgements: &[Judgement],
    ) -> Self {
        let size = leaves.len();
        let parties: Vec<Option<Party>> = leaves.iter().map(Leaf::party).collect();
        let mut differ = vec![vec![false; size]; size];
        for a in 0..size {
            for b in 0..a {
                let two_parties = parties[a]
                    .as_ref()
                    .zip(parties[b].as_ref())
                    .is_some_and(|(a, b)| a != b);
                let apart = two_parties || must_differ(&leaves[a], &leaves[b], principal);
                differ[a][b] = apart;
                differ[b][a] = apart;
            }
        }
        let by_label: BTreeMap<String, usize> = leaves
            .iter()
            .enumerate()
            .map(|(at, leaf)| (leaf.label(), at))
            .collect();
        let pairs = |verdict: Verdict| {
            judgements
                .iter()
                .filter(move |word| word.verdict == verdict)
                .filter_map(|word| Some((*by_label.get(&word.a)?, *by_label.get(&word.b)?)))
                .filter(|(a, b)| a != b)
                .collect::<Vec<_>>()
        };
        let classes = classes(size, &pairs(Verdict::Same));
        for class in &classes {
            for &a in class {
                for &b in class {
                    differ[a][b] = false;
                }
            }
        }
        let mut ruled_apart = vec![vec![false; size]; size];
        for (a, b) in pairs(Verdict::Different) {
            for (a, b) in [(a, b), (b, a)] {
                differ[a][b] = true;
                ruled_apart[a][b] = true;
            }
        }
        Self {
            differ,
            classes,
            ruled_apart,
        }
    }

    /// The most origins that there can be: one a class. Where an editor's words contradict one another (a is b, b is c,
    /// a is not c), a class counts as many as its "different" words ask for.
    pub(super) fn most(&self) -> usize {
        self.classes
            .iter()
            .map(|class| {
                let within: Vec<Vec<bool>> = class
                    .iter()
                    .map(|&a| class.iter().map(|&b| self.ruled_apart[a][b]).collect())
                    .collect();
                colour::fewest(&within).at_least
            })
            .sum()
    }
}

/// The classes of the pairs, in the order of their smallest member; who is in no pair is a class alone.
fn classes(size: usize, pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut name: Vec<usize> = (0..size).collect();
    for &(a, b) in pairs {
        let (keep, drop) = (name[a].min(name[b]), name[a].max(name[b]));
        for class in &mut name {
            if *class == drop {
                *class = keep;
            }
        }
    }
    let mut classes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, class) in name.into_iter().enumerate() {
        classes.entry(class).or_default().push(at);
    }
    classes.into_values().collect()
}

fn must_differ(a: &Leaf, b: &Leaf, principal: Option<&PersonName>) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Person { name }, Kind::Person { name: other }) => !name.consistent_with(other),
        (Kind::Document { .. }, _) => b.is_human(),
        (_, Kind::Document { .. }) => a.is_human(),
        (Kind::Member { .. }, Kind::Person { name }) => excludes(a, name, principal),
        (Kind::Person { name }, Kind::Member { .. }) => excludes(b, name, principal),
        (
            Kind::Member {
                outlet: told_x,
                head: head_x,
                ..
            },
            Kind::Member {
                outlet: told_y,
                head: head_y,
                ..
            },
        ) => told_x == told_y && head_x == head_y,
        _ => false,
    }
}

/// Who was not authorized to speak about somebody's plans is not that somebody.
fn excludes(member: &Leaf, name: &PersonName, principal: Option<&PersonName>) -> bool {
    member.not_authorized && principal.is_some_and(|who| who.consistent_with(name))
}
