//! A contest that rankings decide, under the rule of its state.

use serde::Serialize;

use super::count::Contest;
use super::decision::Governing;
use super::settle::{How, Outcome};
use super::step::{Step, thousands};
use crate::ranked::{Method, Ranking, Round, Tabulation, tabulate};
use crate::{Provision, RuleKind, RulesError, State};

/// What ballots with rankings lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ByRankings<'a> {
    /// What they lead to.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// How it was derived: a step a round.
    pub steps: Vec<Step<'a>>,
    /// The count.
    pub tabulation: Tabulation,
}

/// Counts a contest's ballots; `names` are the candidates by place, `lots` those for whom lots were drawn.
pub(crate) fn by_rankings<'a>(
    law: &'a State,
    contest: &Contest,
    names: &[&str],
    ballots: &[Ranking],
    lots: &[usize],
) -> Result<ByRankings<'a>, RulesError> {
    let governing = Governing::of(law, contest)?;
    let method = Method::of(governing.provision)
        .ok_or_else(|| law.in_words_only(governing.rule.kind, contest.on))?;
    let tabulation = tabulate(ballots, names.len(), &method, lots);
    let mut steps: Vec<Step<'a>> = tabulation
        .rounds
        .iter()
        .enumerate()
        .map(|(at, round)| step(at + 1, round, names, &governing))
        .collect();
    let outcome = match (tabulation.winner, &tabulation.tie[..]) {
        (Some(candidate), _) => {
            let name = names.get(candidate).copied().unwrap_or_default();
            steps.push(Step::new(format!("{name} wins."), Some(governing.rule)));
            Outcome::Wins {
                candidate,
                how: How::Rankings,
            }
        }
        (None, []) => Outcome::NoVotes,
        (None, tie) => {
            let kind = match governing.rule.kind {
                RuleKind::Nomination => RuleKind::PrimaryTie,
                _ => RuleKind::GeneralTie,
            };
            let rule = law.rule_for(kind, Some(contest.race.office), contest.on);
            let settled = match rule.map(|rule| &rule.provision) {
                Some(Provision::Settled { by }) => Some(*by),
                _ => None,
            };
            let says = match settled {
                Some(by) => format!("The tie is settled {}.", by.words()),
                None => "No rule that would settle the tie is on file.".to_owned(),
            };
            steps.push(Step::new(says, rule));
            Outcome::Tie {
                place: tabulation.rounds.last().map_or(1, |round| {
                    round.stands.iter().filter(|stands| **stands).count() - 1
                }),
                among: tie.to_vec(),
                settled,
            }
        }
    };
    Ok(ByRankings {
        outcome,
        steps,
        tabulation,
    })
}

fn step<'a>(number: usize, round: &Round, names: &[&str], governing: &Governing<'a>) -> Step<'a> {
    let name = |at: usize| names.get(at).copied().unwrap_or("?");
    let dropped: Vec<&str> = round
        .dropped
        .iter()
        .map(|one| name(one.candidate))
        .collect();
    let active: u64 = round.votes.iter().sum();
    let end = if dropped.is_empty() {
        "the count ends".to_owned()
    } else {
        format!("{} out", dropped.join(", "))
    };
    let mut step = Step::new(
        format!(
            "Round {number}: {} ballots count, {} are a majority; {end}.",
            thousands(active),
            thousands(round.majority)
        ),
        Some(governing.rule),
    );
    for (at, votes) in round.votes.iter().enumerate() {
        if round.stands.get(at).copied().unwrap_or_default() {
            step = step.with(format!("votes for {}", name(at)), *votes);
        }
    }
    step.with(
        "ballots that count for nobody",
        round.exhausted + round.over + round.skipped,
    )
}
