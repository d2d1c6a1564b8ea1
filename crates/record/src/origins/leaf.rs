//! A leaf: whoever is ultimately responsible, as far as the chains lead.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use claim::outlet::fold;
use claim::{Party, PersonName};

use super::Evidence;
use super::scope::{Topic, proves};

static GENERIC: LazyLock<Vec<String>> =
    LazyLock::new(|| lines(include_str!("../../data/generic_sources.txt")));

fn lines(table: &str) -> Vec<String> {
    table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| format!(" {line} "))
        .collect()
}

/// What kind of leaf, with what tells it apart from others of the kind. The order is that of the shown list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A named document.
    Document { name: String },
    /// A named person.
    Person { name: PersonName },
    /// A named organization that is not an outlet.
    Organization { name: String },
    /// One of the people of a described group who spoke to an outlet.
    Member {
        outlet: String,
        head: String,
        number: u32,
    },
    /// Whatever an outlet, or one of several, rests on without saying so.
    Unstated { outlets: Vec<String> },
}

/// One distinct origin, before it is labelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) kind: Kind,
    /// The occurrences that lead to it.
    pub(super) places: BTreeSet<usize>,
    /// For a member: the fullest description of the group, and how many it has.
    pub(super) described: String,
    pub(super) of: u32,
    pub(super) not_authorized: bool,
    /// The party that the description gives: `two Republicans`, `a Democratic strategist`.
    pub(super) party: Option<Party>,
    /// For a member of a group of which only the number is told: the described group of the same outlet that counts
    /// towards that number, and to which this one does not belong.
    pub(super) beyond: Option<String>,
}

impl Leaf {
    pub(super) fn new(kind: Kind, places: BTreeSet<usize>) -> Self {
        Self {
            kind,
            places,
            described: String::new(),
            of: 1,
            not_authorized: false,
            party: None,
            beyond: None,
        }
    }

    pub(super) fn label(&self) -> String {
        match &self.kind {
            Kind::Document { name } | Kind::Organization { name } => name.clone(),
            Kind::Person { name } => name.as_str().to_owned(),
            Kind::Member { outlet, number, .. } if self.of > 1 => {
                format!("{}, {number} of {} ({outlet})", self.description(), self.of)
            }
            Kind::Member { outlet, .. } => format!("{} ({outlet})", self.description()),
            Kind::Unstated { outlets } => {
                format!("{}, source not stated", outlets.join(" or "))
            }
        }
    }

    fn description(&self) -> &str {
        if self.beyond.is_some() {
            "sources beyond those described"
        } else if self.described.is_empty() {
            "unnamed sources"
        } else {
            &self.described
        }
    }

    /// The class of evidence that this leaf is by itself; `topics` is what the occurrences that lead to it are about.
    pub(super) fn evidence(
        &self,
        principal: Option<&PersonName>,
        mut topics: impl Iterator<Item = Option<Topic>>,
    ) -> Evidence {
        match &self.kind {
            Kind::Document { name } if topics.any(|topic| proves(name, topic)) => Evidence::Record,
            Kind::Person { name } if principal.is_some_and(|who| who.consistent_with(name)) => {
                Evidence::Principal
            }
            Kind::Document { .. } | Kind::Person { .. } | Kind::Organization { .. } => {
                Evidence::Named
            }
            Kind::Member { head, .. } if is_generic(head) => Evidence::Unstated,
            Kind::Member { .. } => Evidence::OneDescribed,
            Kind::Unstated { .. } => Evidence::Unstated,
        }
    }

    /// Somebody who can be no document.
    pub(super) fn is_human(&self) -> bool {
        matches!(self.kind, Kind::Person { .. } | Kind::Member { .. })
    }
}

/// The party that the head of a description gives, if it is one.
pub(super) fn party(head: &str) -> Option<Party> {
    let parties: BTreeSet<Party> = head
        .split(' ')
        .filter_map(|word| match word {
            "republican" | "republicans" | "gop" => Some(Party::Republican),
            "democrat" | "democrats" | "democratic" => Some(Party::Democratic),
            _ => None,
        })
        .collect();
    // "Republicans and Democrats" is a mixed group: no party.
    match parties.len() {
        1 => parties.into_iter().next(),
        _ => None,
    }
}

/// Whether a description says nothing but that there is somebody (`data/generic_sources.txt`).
pub(super) fn is_generic(head: &str) -> bool {
    let padded = format!(" {head} ");
    head.is_empty() || GENERIC.contains(&padded)
}

/// What a description says of *who* they are, without their number and without what they know: `two Republicans with
/// direct knowledge of his plans` → `republicans`. Descriptions of one outlet with the same head are one group.
pub(super) fn head(described: &str) -> String {
    const BEFORE: &[&str] = &[
        "a", "an", "the", "some", "several", "many", "multiple", "various", "other", "both", "one",
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "of",
    ];
    const AFTER: &[&str] = &[
        "with", "who", "whom", "familiar", "close", "in", "of", "briefed", "speaking", "at", "on",
        "from", "that", "involved", "near", "inside", "within", "to", "by", "not", "granted",
    ];
    let folded = fold(described);
    folded
        .split(' ')
        .skip_while(|word| BEFORE.contains(word) || word.chars().all(|c| c.is_ascii_digit()))
        .take_while(|word| !AFTER.contains(word))
        .collect::<Vec<_>>()
        .join(" ")
}
