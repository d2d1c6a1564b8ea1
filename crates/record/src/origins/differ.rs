//! Which leaves cannot be one and the same.
//!
//! Must differ: two members of one counted group, two named people, a document and a human source, groups of two
//! parties, a source who was not authorized to speak and the principal, and what an editor holds to be different. All
//! others may be the same.

use std::collections::{BTreeMap, BTreeSet};

use claim::PersonName;
use serde::{Deserialize, Serialize};

use super::leaf::{Kind, Leaf};
use super::{Question, Verdict, colour};

/// Why two origins cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Two members of one group that a report counts.
    Counted,
    /// Two named people whose names cannot be one person's.
    TwoPeople,
    /// A document and a human source.
    DocumentAndPerson,
    /// Groups of two parties.
    TwoParties,
    /// A source who was not authorized to speak, and the person whose plans they are.
    NotAuthorized,
    /// An editor's word.
    Editor,
}

impl Rule {
    /// In words, as a page says it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Counted => "two members of one counted group",
            Self::TwoPeople => "two named people",
            Self::DocumentAndPerson => "a document and a person",
            Self::TwoParties => "sources of two parties",
            Self::NotAuthorized => "who was not authorized to speak is not the principal",
            Self::Editor => "an editor's word",
        }
    }

    /// Whether it rests on how two reports word their sources: then it falls where one of them copied from the other.
    const fn is_of_wording(self) -> bool {
        matches!(
            self,
            Self::TwoPeople | Self::TwoParties | Self::NotAuthorized
        )
    }
}

/// The must-differ graph over leaves by their index, with the editor's words.
pub(super) struct Graph {
    /// `differ[a][b]`: the two cannot be the same. Symmetric, nothing differs from itself.
    pub(super) differ: Vec<Vec<bool>>,
    /// The leaves that an editor holds to be the same, each class with those of its pairs held to be different.
    classes: Vec<Vec<usize>>,
    ruled_apart: Vec<Vec<bool>>,
}

impl Graph {
    pub(super) fn of(leaves: &[Leaf], reports: &[BTreeSet<i64>], question: &Question<'_>) -> Self {
        let size = leaves.len();
        let mut differ = vec![vec![false; size]; size];
        let pairs = (0..size).flat_map(|a| (0..a).map(move |b| (a, b)));
        for (a, b) in pairs {
            let apart = rule(leaves, reports, question, a, b).is_some();
            differ[a][b] = apart;
            differ[b][a] = apart;
        }
        let by_label: BTreeMap<String, usize> = leaves
            .iter()
            .enumerate()
            .map(|(at, leaf)| (leaf.label(), at))
            .collect();
        let pairs = |verdict: Verdict| {
            question
                .judgements
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

    /// Whether an editor parted two leaves.
    pub(super) fn is_ruled_apart(&self, a: usize, b: usize) -> bool {
        self.ruled_apart[a][b]
    }

    /// The sets of several leaves that an editor holds to be one.
    pub(super) fn joined(&self) -> impl Iterator<Item = &Vec<usize>> {
        self.classes.iter().filter(|class| class.len() > 1)
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

/// The rule that parts two leaves, if one does. Where two reports share the words around the claim without saying so
/// ([`Question::borrowed`]), one may have copied its source, too, and got it wrong: then how they word their sources parts
/// nobody, except inside one report.
pub(super) fn rule(
    leaves: &[Leaf],
    reports: &[BTreeSet<i64>],
    question: &Question<'_>,
    a: usize,
    b: usize,
) -> Option<Rule> {
    let rule = must_differ(&leaves[a], &leaves[b], question.principal)?;
    let borrowed = || {
        reports[a].is_disjoint(&reports[b])
            && question.borrowed.iter().any(|&(x, y)| {
                reports[a].contains(&x) && reports[b].contains(&y)
                    || reports[a].contains(&y) && reports[b].contains(&x)
            })
    };
    (!(rule.is_of_wording() && borrowed())).then_some(rule)
}

fn must_differ(a: &Leaf, b: &Leaf, principal: Option<&PersonName>) -> Option<Rule> {
    let (rule, apart) = match (&a.kind, &b.kind) {
        (Kind::Person { name }, Kind::Person { name: other }) => {
            (Rule::TwoPeople, !name.consistent_with(other))
        }
        (Kind::Document { .. }, _) => (Rule::DocumentAndPerson, b.is_human()),
        (_, Kind::Document { .. }) => (Rule::DocumentAndPerson, a.is_human()),
        (Kind::Member { .. }, Kind::Person { name }) => {
            (Rule::NotAuthorized, excludes(a, name, principal))
        }
        (Kind::Person { name }, Kind::Member { .. }) => {
            (Rule::NotAuthorized, excludes(b, name, principal))
        }
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
        ) if told_x == told_y
            && (head_x == head_y
                || a.beyond.as_ref() == Some(head_y)
                || b.beyond.as_ref() == Some(head_x)) =>
        {
            (Rule::Counted, true)
        }
        (Kind::Member { .. }, Kind::Member { .. }) => (Rule::TwoParties, two_parties(a, b)),
        _ => return None,
    };
    apart.then_some(rule)
}

fn two_parties(a: &Leaf, b: &Leaf) -> bool {
    let parties = a.party.as_ref().zip(b.party.as_ref());
    parties.is_some_and(|(a, b)| a != b)
}

/// Who was not authorized to speak about somebody's plans is not that somebody.
fn excludes(member: &Leaf, name: &PersonName, principal: Option<&PersonName>) -> bool {
    member.not_authorized && principal.is_some_and(|who| who.consistent_with(name))
}
