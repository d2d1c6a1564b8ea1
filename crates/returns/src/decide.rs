//! A count and the law: who has won, who is in the runoff, what is certain while votes are still out.
//!
//! The law itself is the crate `rules`; here its answer is asked for a contest that was added up.

use claim::Percent;
use rules::ranked::{Method, Ranking, Tabulation, tabulate};
use rules::{Bound, Count, Decision, Estimate, Outcome, Outlook, Outstanding, RulesError, State};
use serde::Serialize;

use crate::cvr::Rankings;
use crate::table::{Status, Table};
use crate::tally::Tally;

/// What is known of votes that are still out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Out {
    /// The most that can come.
    pub most: Option<u64>,
    /// How much is counted, in percent of precincts.
    pub reporting: Option<Percent>,
    /// Who has withdrawn since.
    pub gone: Vec<String>,
}

impl Out {
    /// What a file says of itself: precincts that have not reported, ballots that are not counted.
    pub fn of(table: &Table, tally: &Tally) -> Self {
        let mut out = Self::default();
        if table.about.status == Status::UnofficialPartial
            && let Some((reported, all)) = tally.reporting
            && reported < all
        {
            #[expect(clippy::cast_precision_loss, reason = "numbers of precincts are small")]
            let share = reported as f64 * 100.0 / all as f64;
            out.reporting = Percent::new(share).ok();
        }
        out
    }

    /// Whether anything is still out.
    pub const fn is_partial(&self) -> bool {
        self.most.is_some() || self.reporting.is_some()
    }
}

/// What the law says of a contest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided<'l> {
    /// The names, in the order by which the answer names candidates.
    pub candidates: Vec<String>,
    /// What the count leads to; absent while votes are out.
    pub decision: Option<Decision<'l>>,
    /// What is certain, likely and needed while votes are out.
    pub outlook: Option<Outlook<'l>>,
    /// The rounds, where rankings decide and the file holds them.
    pub rounds: Option<Tabulation>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotDecided {
    /// State, office, stage and day must be known for the law to be asked.
    #[error("the file does not say {0}, without which no law can be asked")]
    Unnamed(&'static str),
    /// The law of that state is not on file.
    #[error("no law of {0} is on file")]
    NoState(String),
    /// The law on file gives no answer.
    #[error(transparent)]
    Law(#[from] RulesError),
    /// There is a question on the ballot, or nobody stands.
    #[error("it has no candidates")]
    NoCandidates,
}

/// Asks the law about a contest.
///
/// # Errors
/// Where the file does not name the contest well enough, or the law on file has no answer.
pub fn decide(
    tally: &Tally,
    rankings: Option<&Rankings>,
    out: &Out,
) -> Result<Decided<'static>, NotDecided> {
    if tally.question || tally.candidates.is_empty() {
        return Err(NotDecided::NoCandidates);
    }
    let race = tally
        .race
        .clone()
        .ok_or(NotDecided::Unnamed("the office, the state or the day"))?;
    let stage = tally
        .stage
        .clone()
        .ok_or(NotDecided::Unnamed("the stage"))?;
    let on = tally.date.ok_or(NotDecided::Unnamed("the day"))?;
    let law = rules::state(&race.state).ok_or_else(|| NotDecided::NoState(race.state.clone()))?;
    let contest = rules::Contest { race, stage, on };
    let count = count(tally, out);
    let candidates: Vec<String> = count
        .candidates
        .iter()
        .map(|one| one.name.clone())
        .collect();
    if out.is_partial() {
        let outstanding = outstanding(&count, out);
        return Ok(Decided {
            candidates,
            decision: None,
            outlook: Some(law.outlook(&contest, &count, &outstanding)?),
            rounds: None,
        });
    }
    let decision = law.decide(&contest, &count)?;
    let rounds = match (&decision.outcome, rankings) {
        (Outcome::Rankings, Some(rankings)) => rounds(law, &contest, rankings, &candidates),
        _ => None,
    };
    Ok(Decided {
        candidates,
        decision: Some(decision),
        outlook: None,
        rounds,
    })
}

fn count(tally: &Tally, out: &Out) -> Count {
    let candidates = tally.candidates.iter().map(|one| {
        let held = rules::Tally::new(one.name.clone(), one.votes);
        if out
            .gone
            .iter()
            .any(|name| name.eq_ignore_ascii_case(&one.name))
        {
            held.gone()
        } else {
            held
        }
    });
    Count {
        candidates: candidates.collect(),
        scattered: tally.write_ins,
    }
}

fn outstanding(count: &Count, out: &Out) -> Outstanding {
    Outstanding {
        most: out.most.map(|votes| Bound {
            votes,
            basis: "the bound that was given".to_owned(),
        }),
        about: out
            .reporting
            .and_then(|share| Estimate::from_share(count.total(), share, "precincts")),
    }
}

/// The rounds by the state's method. Candidates are those of the count, so that the places agree.
fn rounds(
    law: &State,
    contest: &rules::Contest,
    rankings: &Rankings,
    candidates: &[String],
) -> Option<Tabulation> {
    let kind = match contest.stage {
        claim::Stage::General => rules::RuleKind::GeneralWinner,
        _ => rules::RuleKind::Nomination,
    };
    let method = Method::of(
        &law.rule_for(kind, Some(contest.race.office), contest.on)?
            .provision,
    )?;
    let place = |name: &str| candidates.iter().position(|held| held == name);
    let ballots: Vec<Ranking> = rankings
        .ballots
        .iter()
        .map(|(marks, &ballots)| Ranking {
            marks: marks
                .iter()
                .map(|mark| match mark {
                    rules::ranked::Mark::For(at) => rankings
                        .candidates
                        .get(*at)
                        .and_then(|name| place(name))
                        .map_or(rules::ranked::Mark::Empty, rules::ranked::Mark::For),
                    other => *other,
                })
                .collect(),
            ballots,
        })
        .collect();
    Some(tabulate(&ballots, candidates.len(), &method, &[]))
}
