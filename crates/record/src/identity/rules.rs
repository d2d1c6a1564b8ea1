//! Who is who by rule: a pure function of what two places of the record know of a person.
//!
//! In this order: what an editor says goes before all rules; ids; a race in common; a term of office and the race that
//! began or ends it. A name alone never joins two people: it is put before an editor.

use std::collections::BTreeSet;

use claim::{Names, Scheme};
use serde::{Deserialize, Serialize};

use super::Verdict;
use super::agreement::{Agreement, agreement, generations_conflict};
use super::known::Known;
use crate::kin::Kin;

/// Why two are taken to be one, two, or an open question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// An editor or an import said so.
    Word,
    /// One id, and names that agree.
    Id,
    /// One race, and names that agree there with nobody else's.
    Race,
    /// A term of office that the race began or ends, and names that agree there with nobody else's.
    Seat,
    /// Two ids of a scheme that gives each person one.
    TwoIds,
    /// Two days of birth.
    TwoBirths,
    /// A father and a son.
    TwoGenerations,
    /// One id, but names that conflict: one of the lists is wrong.
    IdOfTwoNames,
    /// One id, but two of another scheme: one of the lists is wrong.
    IdsDisagree,
    /// The rules join them only through somebody from whom they are kept apart.
    KeptApart,
    /// Names that agree, and a race or seat, but with more than one person.
    Choice,
    /// A race and a middle name that agree, without a party that does.
    MiddleName,
    /// A name alone.
    Name,
    /// Names that are one slip of the pen apart.
    Slip,
}

/// A word on two known people with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) verdict: Verdict,
    pub(crate) rule: Rule,
    pub(crate) basis: String,
}

impl Finding {
    pub(crate) fn new(verdict: Verdict, rule: Rule, basis: impl Into<String>) -> Self {
        Self {
            verdict,
            rule,
            basis: basis.into(),
        }
    }
}

/// How many years may lie between the last that is known of one and the first of the other before a name alone is not worth an
/// editor's look: no career is known to have paused for longer.
const PAUSE: i16 = 40;

/// What the rules say of two known people; `None` where they have nothing to do with each other.
pub(crate) fn compare(a: &Known, b: &Known, kin: &Kin) -> Option<Finding> {
    let names = agreement(a, b, kin);
    let shared = shared_ids(a, b);
    if names == Agreement::None && shared.is_empty() {
        return conflict(a, b, kin);
    }
    let contrary = contrary_ids(a, b);
    if let Some(id) = shared.first() {
        return Some(by_id(*id, names, contrary.as_deref(), a, b));
    }
    if let Some(contrary) = contrary {
        return Some(Finding::new(Verdict::Different, Rule::TwoIds, contrary));
    }
    if names == Agreement::Surname {
        return None;
    }
    if let Some(births) = births_conflict(a, b) {
        return Some(Finding::new(Verdict::Different, Rule::TwoBirths, births));
    }
    by_race(names, a, b)
        .or_else(|| by_seat(names, a, b))
        .or_else(|| by_name(names, a, b))
}

/// Father and son: names that would agree but for the generation.
fn conflict(a: &Known, b: &Known, kin: &Kin) -> Option<Finding> {
    let surname = kin.surname(&a.label) == kin.surname(&b.label);
    let given = a.label.given_name() == b.label.given_name();
    (surname && given && generations_conflict(a, b)).then(|| {
        Finding::new(
            Verdict::Different,
            Rule::TwoGenerations,
            format!("{} and {}", a.label, b.label),
        )
    })
}

fn by_id(
    (scheme, value): (Scheme, &str),
    names: Agreement,
    contrary: Option<&str>,
    a: &Known,
    b: &Known,
) -> Finding {
    let id = format!("{scheme}:{value}");
    if let Some(contrary) = contrary {
        let basis = format!("both bear {id}, yet {contrary}");
        return Finding::new(Verdict::Unsure, Rule::IdsDisagree, basis);
    }
    if let Some(births) = births_conflict(a, b) {
        let basis = format!("both bear {id}, yet {births}");
        return Finding::new(Verdict::Unsure, Rule::IdsDisagree, basis);
    }
    if names >= Agreement::MiddleName {
        return Finding::new(
            Verdict::Same,
            Rule::Id,
            format!("both bear {id}, and the names agree"),
        );
    }
    let basis = format!(
        "both bear {id}, but {} and {} are not one name: one of the lists is wrong",
        a.label, b.label
    );
    Finding::new(Verdict::Unsure, Rule::IdOfTwoNames, basis)
}

/// A race in common: the office, the state and the year are then one too.
fn by_race(names: Agreement, a: &Known, b: &Known) -> Option<Finding> {
    let race = a.races.intersection(&b.races).next()?;
    let parties = parties(a, b);
    let basis = |what: &str| format!("{what} in {race}{}", parties.told());
    Some(match (names, parties) {
        // Who is who among the names of one race is settled with the whole field in view; what is left is a choice.
        (Agreement::Full, _) if a.place == b.place => Finding::new(
            Verdict::Unsure,
            Rule::Choice,
            basis("the names agree, but not with each other's alone,"),
        ),
        (Agreement::Full, Parties::Agree | Parties::NotKnown) => {
            Finding::new(Verdict::Same, Rule::Race, basis("the names agree"))
        }
        (Agreement::MiddleName, Parties::Agree) if a.place != b.place => Finding::new(
            Verdict::Same,
            Rule::Race,
            basis("one goes by the other's middle name"),
        ),
        (Agreement::Full, Parties::Conflict) => {
            Finding::new(Verdict::Unsure, Rule::Name, basis("the names agree"))
        }
        (Agreement::MiddleName, _) => Finding::new(
            Verdict::Unsure,
            Rule::MiddleName,
            basis("one may go by the other's middle name"),
        ),
        (Agreement::Slip, _) => Finding::new(
            Verdict::Unsure,
            Rule::Slip,
            basis("the names are one slip of the pen apart"),
        ),
        (Agreement::Surname | Agreement::None, _) => return None,
    })
}

/// A race of one and a term of the other that it began or ends.
fn by_seat(names: Agreement, a: &Known, b: &Known) -> Option<Finding> {
    let meet = |a: &Known, b: &Known| {
        let race = a.race()?.clone();
        b.seats.iter().any(|seat| seat.meets(&race)).then_some(race)
    };
    let race = meet(a, b).or_else(|| meet(b, a))?;
    let parties = parties(a, b);
    let told = parties.told();
    match (names, parties) {
        (Agreement::Full, Parties::Agree | Parties::NotKnown) => Some(Finding::new(
            Verdict::Same,
            Rule::Seat,
            format!("the names agree, and a term in the seat begins or ends with {race}{told}"),
        )),
        _ => None,
    }
}

/// A name alone: for an editor, unless nothing speaks for it.
fn by_name(names: Agreement, a: &Known, b: &Known) -> Option<Finding> {
    let between = match (a.years(), b.years()) {
        (Some(a), Some(b)) => (b.0 - a.1).max(a.0 - b.1),
        _ => 0,
    };
    if between > PAUSE {
        return None;
    }
    let (states_a, states_b) = (a.states(), b.states());
    let nation = states_a.contains("US") || states_b.contains("US");
    let shared: Vec<&str> = states_a.intersection(&states_b).copied().collect();
    let apart = shared.is_empty() && !states_a.is_empty() && !states_b.is_empty() && !nation;
    let rule = match names {
        Agreement::Full => Rule::Name,
        // Outside one race a slip or a middle name is worth a look only in one state.
        Agreement::MiddleName if !shared.is_empty() => Rule::MiddleName,
        Agreement::Slip if !shared.is_empty() => Rule::Slip,
        _ => return None,
    };
    let told = match rule {
        Rule::Slip => "the names are one slip of the pen apart",
        Rule::MiddleName => "one may go by the other's middle name",
        _ => "the names agree",
    };
    let place = if apart {
        ", in different states".to_owned()
    } else if shared.is_empty() {
        String::new()
    } else {
        format!(", both in {}", shared.join(", "))
    };
    let basis = format!(
        "{told}{place}{}; no id or race says more",
        parties(a, b).told()
    );
    Some(Finding::new(Verdict::Unsure, rule, basis))
}

/// The ids that both bear: those that name a person first.
fn shared_ids<'a>(a: &'a Known, b: &'a Known) -> Vec<(Scheme, &'a str)> {
    let mut shared: Vec<(Scheme, &str)> = a
        .ids
        .iter()
        .filter_map(|(scheme, values)| Some((*scheme, values, b.ids.get(scheme)?)))
        .flat_map(|(scheme, values, theirs)| {
            let both = values.intersection(theirs);
            both.map(move |value| (scheme, value.as_str()))
        })
        .collect();
    shared.sort_by_key(|(scheme, _)| scheme.names());
    shared
}

/// Ids of one scheme that cannot both be one person's.
fn contrary_ids(a: &Known, b: &Known) -> Option<String> {
    let first = |values: &BTreeSet<String>| values.first().cloned();
    a.ids
        .iter()
        .filter(|(scheme, _)| scheme.names() == Names::Person)
        .find_map(|(scheme, values)| {
            let theirs = b.ids.get(scheme)?;
            values.is_disjoint(theirs).then_some(())?;
            let (one, other) = (first(values)?, first(theirs)?);
            Some(format!(
                "{scheme} has {one} for one and {other} for the other"
            ))
        })
}

fn births_conflict(a: &Known, b: &Known) -> Option<String> {
    let (one, other) = (a.born?, b.born?);
    (!one.agrees_with(other)).then(|| format!("one was born {one}, the other {other}"))
}

/// Whether the parties agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parties {
    Agree,
    NotKnown,
    Conflict,
}

impl Parties {
    const fn told(self) -> &'static str {
        match self {
            Self::Agree => ", and so do the parties",
            Self::NotKnown => "",
            Self::Conflict => ", the parties do not",
        }
    }
}

fn parties(a: &Known, b: &Known) -> Parties {
    if a.parties.is_empty() || b.parties.is_empty() {
        Parties::NotKnown
    } else if a.parties.is_disjoint(&b.parties) {
        Parties::Conflict
    } else {
        Parties::Agree
    }
}
