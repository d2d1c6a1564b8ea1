//! What a part of the returns can prove, what it suggests, and what the others need.
//!
//! The three are kept apart. *Certain* is arithmetic: it holds for every way in which the votes still out can fall, as
//! long as there are no more of them than stated. A share of precincts bounds nothing (the last precincts can be the
//! largest), so it never makes anything certain; it gives the estimate on which *likely* rests. *Needed* is the share of
//! the votes still out that somebody would have to get.
//!
//! All three take the counted votes as they stand. Counts are also corrected downwards; a correction is another count.

use claim::Percent;
use serde::Serialize;

use super::bounds::{places, statements};
use super::count::{Contest, Count};
use super::decision::Governing;
use super::needed::{self, Needed};
use super::settle::{Outcome, from_the_leader, settle};
use super::step::{Step, thousands};
use crate::{Provision, RulesError, State};

/// The most votes that can still come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bound {
    /// Votes.
    pub votes: u64,
    /// What it rests on: `ballots cast less votes counted`.
    pub basis: String,
}

/// How many votes are probably still out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// Votes.
    pub votes: u64,
    /// What it rests on: `96% of precincts reported`.
    pub basis: String,
}

impl Estimate {
    /// From the share of units that have reported, as if the others were as large on average: `part` of `whole`. `None`
    /// where nothing has reported, or more than there is.
    pub fn from_units(counted: u64, part: u64, whole: u64, units: &str) -> Option<Self> {
        if part == 0 || part > whole {
            return None;
        }
        let votes = u128::from(counted) * u128::from(whole - part) / u128::from(part);
        Some(Self {
            votes: u64::try_from(votes).ok()?,
            basis: format!("{} of {} {units}", thousands(part), thousands(whole)),
        })
    }

    /// From a share of units as it was published: `96` percent of `precincts`. `None` where it is not above 0 and at most
    /// 100.
    pub fn from_share(counted: u64, share: Percent, units: &str) -> Option<Self> {
        let part = u64::try_from(share.thousandths()).ok()?;
        let estimate = Self::from_units(counted, part, 100_000, units)?;
        let basis = format!("{share}% of {units} reported");
        Some(Self { basis, ..estimate })
    }
}

/// What is known of the votes still out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Outstanding {
    /// The most that can come; absent where nothing bounds them, so that nothing is certain yet.
    pub most: Option<Bound>,
    /// About how many come.
    pub about: Option<Estimate>,
}

/// Something that a part of the returns can prove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "statement", rename_all = "snake_case")]
pub enum Statement {
    /// This one wins.
    Wins {
        /// Who.
        candidate: usize,
    },
    /// Nobody reaches the share that wins at once.
    NobodyWinsAtOnce,
    /// This one is among the first so many.
    AmongTheFirst {
        /// Who.
        candidate: usize,
        /// How many.
        first: usize,
    },
    /// This one is not among the first so many.
    NotAmongTheFirst {
        /// Who.
        candidate: usize,
        /// How many.
        first: usize,
    },
    /// These two meet in a runoff.
    Runoff {
        /// Who.
        candidates: Vec<usize>,
    },
    /// This one leads and wins unless that one asks for a second vote of the two.
    MayAsk {
        /// Who leads.
        leader: usize,
        /// Who may ask.
        runner_up: usize,
    },
}

/// A statement and how many votes may still be out for it to be certain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Certain<'a> {
    /// The statement.
    #[serde(flatten)]
    pub statement: Statement,
    /// The most votes that may still be out.
    pub up_to: u64,
    /// Whether it is certain now; `None` where nothing bounds the votes still out.
    pub holds: Option<bool>,
    /// How it was derived.
    pub step: Step<'a>,
}

/// What the counted votes suggest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Likely<'a> {
    /// What follows if the votes still out fall as those counted did.
    pub outcome: Outcome,
    /// Whether no way in which the estimated votes can fall would change it. Not proven all the same: the estimate is one.
    pub even_if_all_go_against_it: bool,
    /// How it was derived.
    pub step: Step<'a>,
}

/// What a part of the returns says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outlook<'a> {
    /// What is certain while no more than so many votes are out.
    pub certain: Vec<Certain<'a>>,
    /// What is likely; absent without an estimate of the votes still out.
    pub likely: Option<Likely<'a>>,
    /// What those who trail need; empty where nothing is known of the votes still out.
    pub needed: Vec<Needed<'a>>,
}

/// What a part of the returns of a contest says.
pub(crate) fn outlook<'a>(
    law: &'a State,
    contest: &Contest,
    count: &Count,
    out: &Outstanding,
) -> Result<Outlook<'a>, RulesError> {
    let governing = Governing::of(law, contest)?;
    let standing = settle(governing.provision, count)
        .ok_or_else(|| law.in_words_only(governing.rule.kind, contest.on))?;
    let most = out.most.as_ref().map(|bound| bound.votes);
    let certain: Vec<Certain<'a>> = statements(governing.provision, count, &standing)
        .into_iter()
        .map(|(statement, up_to)| Certain {
            holds: most.map(|most| most <= up_to),
            step: proof(&governing, &statement, up_to, count, out),
            statement,
            up_to,
        })
        .collect();
    let likely = out
        .about
        .as_ref()
        .map(|about| likely(&governing, &standing, &certain, count, about));
    let needed = needed::of(&governing, count, &standing, out);
    Ok(Outlook {
        certain,
        likely,
        needed,
    })
}

fn proof<'a>(
    governing: &Governing<'a>,
    statement: &Statement,
    up_to: u64,
    count: &Count,
    out: &Outstanding,
) -> Step<'a> {
    let what = words(statement, count, governing.provision);
    let while_ = match statement {
        Statement::NobodyWinsAtOnce => format!("no more than {}", thousands(up_to)),
        _ => format!("fewer than {}", thousands(up_to.saturating_add(1))),
    };
    let mut step = Step::new(
        format!("{what}: certain while {while_} votes are out."),
        Some(governing.rule),
    )
    .with("votes counted", count.total());
    let named: Vec<usize> = match statement {
        Statement::NobodyWinsAtOnce => from_the_leader(&count.votes())
            .into_iter()
            .take(1)
            .collect(),
        Statement::Wins { candidate }
        | Statement::AmongTheFirst { candidate, .. }
        | Statement::NotAmongTheFirst { candidate, .. } => {
            let mut shown = vec![*candidate];
            let order = from_the_leader(&count.votes());
            shown.extend(
                order
                    .into_iter()
                    .filter(|at| at != candidate)
                    .take(places(governing.provision)),
            );
            shown
        }
        Statement::Runoff { .. } | Statement::MayAsk { .. } => from_the_leader(&count.votes())
            .into_iter()
            .take(3)
            .collect(),
    };
    for at in named {
        step = step.with(format!("votes for {}", count.name(at)), count.of(at));
    }
    step = step.with("votes that may be out", up_to);
    if let Some(most) = &out.most {
        step = step.with(
            format!("votes that can be out ({})", most.basis),
            most.votes,
        );
    }
    step
}

/// The statement as a sentence without its condition.
fn words(statement: &Statement, count: &Count, provision: &Provision) -> String {
    match statement {
        Statement::Wins { candidate } => format!("{} wins", count.name(*candidate)),
        Statement::NobodyWinsAtOnce => match provision {
            Provision::MoreThanElseRunoff { .. } | Provision::AtLeastElseRunoff { .. } => {
                "A runoff is needed".to_owned()
            }
            _ => "Nobody wins at once".to_owned(),
        },
        Statement::AmongTheFirst { candidate, first } => {
            format!("{} is among the first {first}", count.name(*candidate))
        }
        Statement::NotAmongTheFirst { candidate, first } => {
            format!("{} is not among the first {first}", count.name(*candidate))
        }
        Statement::Runoff { candidates } => {
            format!("A runoff between {}", count.names(candidates))
        }
        Statement::MayAsk { leader, runner_up } => format!(
            "{} wins unless {} asks for a second vote",
            count.name(*leader),
            count.name(*runner_up)
        ),
    }
}

/// The statements that together prove an outcome, and the most votes that may be out for all of them.
fn proven_up_to(standing: &Outcome, certain: &[Certain<'_>]) -> Option<u64> {
    let of = |wanted: &dyn Fn(&Statement) -> bool| {
        certain
            .iter()
            .find(|certain| wanted(&certain.statement))
            .map(|certain| certain.up_to)
    };
    match standing {
        Outcome::Wins { .. } => of(&|statement| matches!(statement, Statement::Wins { .. })),
        Outcome::Runoff { .. } => of(&|statement| matches!(statement, Statement::Runoff { .. })),
        Outcome::RunoffIfAsked { .. } => {
            of(&|statement| matches!(statement, Statement::MayAsk { .. }))
        }
        Outcome::Convention | Outcome::Legislature | Outcome::Rankings => {
            of(&|statement| matches!(statement, Statement::NobodyWinsAtOnce))
        }
        Outcome::Advance { candidates } => candidates
            .iter()
            .map(|wanted| {
                of(&|statement| {
                    matches!(statement, Statement::AmongTheFirst { candidate, .. } if candidate == wanted)
                })
            })
            .min()
            .flatten(),
        _ => None,
    }
}

fn likely<'a>(
    governing: &Governing<'a>,
    standing: &Outcome,
    certain: &[Certain<'_>],
    count: &Count,
    about: &Estimate,
) -> Likely<'a> {
    let proven = proven_up_to(standing, certain);
    let safe = proven.is_some_and(|up_to| about.votes <= up_to);
    let out = thousands(about.votes);
    let says = match proven {
        Some(up_to) if safe => format!(
            "Likely to stand: about {out} votes are out ({}), and {} could not change it. An estimate proves nothing.",
            about.basis,
            thousands(up_to)
        ),
        Some(up_to) => format!(
            "Open: about {out} votes are out ({}), and more than {} could change it.",
            about.basis,
            thousands(up_to)
        ),
        None => format!("Open: about {out} votes are out ({}).", about.basis),
    };
    Likely {
        outcome: standing.clone(),
        even_if_all_go_against_it: safe,
        step: Step::new(says, Some(governing.rule))
            .with("votes counted", count.total())
            .with("votes still out, about", about.votes),
    }
}

#[cfg(test)]
mod tests;
