//! Which of several values is shown, by one order in one place, and what is to be said of each.
//!
//! Two claims conflict where they give one subject two values of one thing: the amount that a committee held at the end of
//! a quarter, the date of a runoff. The value shown is, in this order,
//!
//! 1. one that is said to be so, before one that is only possible, before one that is denied;
//! 2. one whose sources stand by it, before one of which each source has said otherwise since;
//! 3. what an official record says within its scope; what the principal says on the record; what has at least two
//!    independent origins; what one named, then one described, then no stated source says;
//! 4. what was reported later;
//! 5. what comes first by its own words. (Ids would depend on the order in which documents came in.)
//!
//! Where the thing itself changes (a stance, a rating, an age), a later value does not conflict with the earlier one, it
//! follows it: there 4 comes before 2 and 3. Nothing that loses is dropped.

use std::cmp::Ordering;

use claim::{Certainty, PersonName};

use super::cluster::Cluster;
use super::scene::{Scene, in_order};
use crate::fold::Heard;
use crate::origins::{Evidence, Leaf};
use crate::page::{Flag, Other, Reason, Shown, Support};

/// Whether values contradict or follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// They contradict: evidence before time.
    Conflict,
    /// They follow: time before evidence.
    Succession,
}

/// How a section decides.
pub(super) struct Terms<'r, T> {
    /// Whose act or plan it is.
    pub(super) principal: Option<&'r PersonName>,
    pub(super) order: Order,
    /// When a value came up, as the section counts it.
    pub(super) when: &'r dyn Fn(&Cluster<'_, T>) -> i64,
    /// How surely it is said, the surest highest.
    pub(super) sure: &'r dyn Fn(&Cluster<'_, T>) -> u8,
}

/// A value with what it rests on and what is to be said of it.
pub(super) struct Held<'a, T> {
    pub(super) cluster: Cluster<'a, T>,
    pub(super) support: Support,
    /// The places of its facts, in the order of the claims of its support.
    places: Vec<&'a Heard>,
    pub(super) flags: Vec<Flag>,
}

/// A decision between values.
pub(super) struct Contest<'a, T> {
    pub(super) shown: Held<'a, T>,
    /// The others, the next best first.
    pub(super) others: Vec<Held<'a, T>>,
    pub(super) reason: Shown,
}

/// Decides between the values of one thing; `denies` tells whether a denial of one value is a denial of another.
pub(super) fn decide<'a, T>(
    scene: &Scene<'_>,
    clusters: Vec<Cluster<'a, T>>,
    terms: &Terms<'_, T>,
    denies: impl Fn(&T, &T) -> bool,
) -> Option<Contest<'a, T>> {
    let mut held: Vec<(Rank, Held<'a, T>)> = clusters
        .into_iter()
        .map(|cluster| {
            let places = in_order(cluster.places());
            let support = scene.support(places.iter().copied(), terms.principal);
            let rank = Rank {
                sure: (terms.sure)(&cluster),
                stands: true,
                class: class(&support),
                when: (terms.when)(&cluster),
                words: words(&cluster),
            };
            let flags = Vec::new();
            (
                rank,
                Held {
                    cluster,
                    support,
                    places,
                    flags,
                },
            )
        })
        .collect();
    if held.len() > 1 {
        let given_up: Vec<bool> = (0..held.len()).map(|at| is_given_up(&held, at)).collect();
        for ((rank, _), given_up) in held.iter_mut().zip(given_up) {
            rank.stands = !given_up;
        }
    }
    held.sort_by(|(a, _), (b, _)| b.over(a, terms.order));
    let reason = match &held[..] {
        [(first, _), (second, _), ..] => first.because(second, terms.order),
        _ => Shown::Only,
    };
    if held.len() > 1 {
        flag(&mut held, denies);
    }
    let mut held = held.into_iter().map(|(_, held)| held);
    Some(Contest {
        shown: held.next()?,
        others: held.collect(),
        reason,
    })
}

/// How sure a value is where a denial is the weakest that can be said of it.
pub(super) fn by_certainty<T>(cluster: &Cluster<'_, T>) -> u8 {
    match cluster.certainty() {
        Certainty::Asserted | Certainty::Expected => 2,
        Certainty::Possible => 1,
        Certainty::Denied => 0,
    }
}

impl<'a, T> Held<'a, T> {
    fn said(&self) -> Said<'_, 'a> {
        (&self.support, &self.places)
    }

    /// This value as one that is not shown, in the words that `value` gives it.
    pub(super) fn other_of(self, value: impl Fn(&T) -> String, reason: Reason) -> Other {
        let certainty = self.cluster.certainty();
        Other {
            value: value(&self.cluster.value),
            certainty,
            reason: match certainty {
                Certainty::Denied => Reason::Denied,
                Certainty::Possible => Reason::Uncertain,
                _ => reason,
            },
            flags: self.flags,
            support: self.support,
        }
    }
}

/// What decides.
struct Rank {
    sure: u8,
    /// Whether at least one of its sources has not said otherwise since.
    stands: bool,
    class: Class,
    when: i64,
    words: String,
}

impl Rank {
    /// Which of two ranks higher.
    fn over(&self, other: &Self, order: Order) -> Ordering {
        let sure = self.sure.cmp(&other.sure);
        let class = self.class.cmp(&other.class);
        let when = self.when.cmp(&other.when);
        let stands = self.stands.cmp(&other.stands);
        let rest = match order {
            Order::Conflict => stands.then(class).then(when),
            Order::Succession => when.then(stands).then(class),
        };
        sure.then(rest).then_with(|| other.words.cmp(&self.words))
    }

    /// Why this one, and not the next.
    fn because(&self, next: &Self, order: Order) -> Shown {
        let by_class = self.class.shown();
        let later = match order {
            Order::Conflict => Shown::Later,
            Order::Succession => Shown::Follows,
        };
        let classes_differ = self.class != next.class;
        let times_differ = self.when != next.when;
        match order {
            _ if self.sure != next.sure => Shown::Surer,
            Order::Conflict if self.stands != next.stands => Shown::Stands,
            Order::Conflict if classes_differ => by_class,
            _ if times_differ => later,
            Order::Succession if classes_differ => by_class,
            _ => Shown::FirstByWords,
        }
    }
}

/// Whether every source of a value has said otherwise since.
fn is_given_up<T>(held: &[(Rank, Held<'_, T>)], at: usize) -> bool {
    let (_, this) = &held[at];
    let leaves = &this.support.witness.leaves;
    let others = held.iter().enumerate().filter(|(other, _)| *other != at);
    let others: Vec<Said<'_, '_>> = others
        .map(|(_, (_, other))| other)
        .filter(|other| other.cluster.certainty() != Certainty::Denied)
        .map(Held::said)
        .collect();
    !leaves.is_empty()
        && leaves.iter().all(|leaf| {
            others
                .iter()
                .any(|that| instead(leaf, &this.places, *that).is_some())
        })
}

/// The classes of evidence as the order of headlines knows them, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Unstated,
    Described,
    Named,
    Several,
    Principal,
    Record,
}

impl Class {
    /// What put a value of this class before one of a lower.
    pub(super) const fn shown(self) -> Shown {
        match self {
            Self::Record => Shown::Record,
            Self::Principal => Shown::Principal,
            Self::Several => Shown::SeveralOrigins,
            Self::Named => Shown::Named,
            Self::Described | Self::Unstated => Shown::Described,
        }
    }
}

/// The class of what a value rests on.
pub(super) fn class(support: &Support) -> Class {
    match support.evidence {
        Evidence::Record => Class::Record,
        Evidence::Principal => Class::Principal,
        _ if support.origins[0] >= 2 => Class::Several,
        Evidence::Named => Class::Named,
        Evidence::OneDescribed | Evidence::SeveralDescribed => Class::Described,
        Evidence::Unstated | Evidence::None => Class::Unstated,
    }
}

/// The first of its facts by their own words.
fn words<T>(cluster: &Cluster<'_, T>) -> String {
    let words = cluster.facts.iter().map(|fact| fact.json.as_ref());
    words.min().unwrap_or_default().to_owned()
}

/// Says of each value what the others mean for it.
fn flag<T>(held: &mut [(Rank, Held<'_, T>)], denies: impl Fn(&T, &T) -> bool) {
    let all: Vec<Vec<Flag>> = (0..held.len())
        .map(|at| {
            let (_, this) = &held[at];
            let others = held.iter().enumerate().filter(|(other, _)| *other != at);
            let others: Vec<&Held<'_, T>> = others.map(|(_, (_, other))| other).collect();
            flags(this, &others, &denies)
        })
        .collect();
    for ((_, held), flags) in held.iter_mut().zip(all) {
        held.flags = flags;
    }
}

fn flags<T>(
    this: &Held<'_, T>,
    others: &[&Held<'_, T>],
    denies: &impl Fn(&T, &T) -> bool,
) -> Vec<Flag> {
    let mut flags = Vec::new();
    let is_denial = |held: &Held<'_, T>| held.cluster.certainty() == Certainty::Denied;
    if is_denial(this) {
        return flags;
    }
    let against = || others.iter().filter(|other| !is_denial(other));
    if this.support.evidence != Evidence::Record
        && against().any(|other| other.support.evidence == Evidence::Record)
    {
        flags.push(Flag::ContradictedByRecord);
    }
    let by_subject = others.iter().any(|other| {
        is_denial(other)
            && other.support.evidence == Evidence::Principal
            && denies(&other.cluster.value, &this.cluster.value)
    });
    // Who says so after all, or proves it, has been heard on both sides.
    if by_subject && this.support.evidence < Evidence::Principal {
        flags.push(Flag::DeniedBySubject);
    }
    let corrected = against()
        .filter_map(|other| corrected_at(this.said(), other.said()))
        .min();
    if let Some(corrected) = corrected {
        flags.push(Flag::Superseded);
        if this.places.iter().any(|heard| heard.lo > corrected) {
            flags.push(Flag::CorrectionOutstanding);
        }
    }
    flags
}

/// A value's support, and its places in the order of its claims.
type Said<'s, 'h> = (&'s Support, &'s [&'h Heard]);

/// When one who said this said that instead, if anybody did and has not gone back on it.
pub(super) fn corrected_at(this: Said<'_, '_>, that: Said<'_, '_>) -> Option<i64> {
    let leaves = this.0.witness.leaves.iter();
    leaves.filter_map(|leaf| instead(leaf, this.1, that)).min()
}

/// When a leaf of one value said the other, after it last said this.
fn instead(leaf: &Leaf, places: &[&Heard], that: Said<'_, '_>) -> Option<i64> {
    let times = |leaf: &Leaf, places: &[&Heard]| -> Vec<i64> {
        let held = leaf.places.iter().filter_map(|&at| places.get(at));
        held.map(|heard| heard.hi).collect()
    };
    let mut their_leaves = that.0.witness.leaves.iter();
    let same = their_leaves.find(|other| other.label == leaf.label)?;
    let last_said = times(leaf, places).into_iter().max()?;
    let first_instead = times(same, that.1).into_iter().min()?;
    (first_instead > last_said).then_some(first_instead)
}
