//! A decision: what a full count leads to, with everything that the law on file adds to it.

use claim::{Race, Stage};
use serde::Serialize;

use super::count::{Contest, Count};
use super::follow::{self, Following};
use super::recount::{Lead, RecountAnswer};
use super::settle::{How, Outcome, Threshold, from_the_leader, settle};
use super::step::{Step, thousands};
use super::vacancy::without_the_gone;
use crate::{Provision, Rule, RuleKind, RulesError, State};

/// What the winner of an election wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Prize {
    /// The nomination of a party.
    Nomination,
    /// A place on the ballot of the next election.
    NextBallot,
    /// The office.
    Office,
}

impl Prize {
    /// What becomes of the winner.
    const fn won(self) -> &'static str {
        match self {
            Self::Nomination => "is nominated",
            Self::NextBallot => "goes on",
            Self::Office => "is elected",
        }
    }
}

/// What a full count leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision<'a> {
    /// What it leads to.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// What is won.
    pub prize: Prize,
    /// The valid votes of which a threshold is a share.
    pub total: u64,
    /// How it was derived, step by step.
    pub steps: Vec<Step<'a>>,
    /// Whether recounts are due or can be asked for.
    pub recounts: Vec<RecountAnswer<'a>>,
    /// The dates that follow.
    pub follows: Vec<Following<'a>>,
}

impl Decision<'_> {
    /// The outcome in a sentence: that of the last step.
    pub fn says(&self) -> &str {
        self.steps.last().map_or("", |step| step.says.as_str())
    }
}

/// The rule that decides an election, how it is to be applied, and what is won by it.
#[derive(Clone, Copy)]
pub(crate) struct Governing<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) provision: &'a Provision,
    pub(crate) prize: Prize,
}

/// A runoff is won by whoever has more votes, whatever the rule asked for before it.
const RUNOFF: Provision = Provision::Plurality;

impl<'a> Governing<'a> {
    pub(crate) fn of(law: &'a State, contest: &Contest) -> Result<Self, RulesError> {
        let Race {
            office, special, ..
        } = contest.race;
        let find = |kind| law.rule_for(kind, Some(office), contest.on);
        let known = |kind| law.known_for(kind, Some(office), contest.on);
        let by = |rule: &'a Rule, prize| Self {
            rule,
            provision: &rule.provision,
            prize,
        };
        let general = || -> Result<Self, RulesError> {
            let one_ballot = special.then(|| find(RuleKind::SpecialWinner)).flatten();
            let rule = match one_ballot {
                Some(rule) => rule,
                None => known(RuleKind::GeneralWinner)?,
            };
            Ok(by(rule, Prize::Office))
        };
        match &contest.stage {
            Stage::General => general(),
            Stage::Primary(_) => {
                let rule = known(RuleKind::Nomination)?;
                Ok(match rule.provision {
                    Provision::OneBallot => general()?,
                    Provision::Top { .. } => by(rule, Prize::NextBallot),
                    _ => by(rule, Prize::Nomination),
                })
            }
            Stage::Runoff(party) => {
                let nomination = find(RuleKind::Nomination);
                let after_the_general = party.is_none()
                    && general().is_ok_and(|general| {
                        matches!(general.provision, Provision::MoreThanElseRunoff { .. })
                    });
                let found = match nomination {
                    Some(rule) if !after_the_general && rule.provision != Provision::OneBallot => {
                        by(rule, Prize::Nomination)
                    }
                    _ => general()?,
                };
                Ok(Self {
                    provision: &RUNOFF,
                    ..found
                })
            }
            Stage::Convention(_) | Stage::Caucus(_) => {
                Err(law.in_words_only(RuleKind::Convention, contest.on))
            }
        }
    }
}

/// Decides a contest by a full count.
pub(crate) fn decide<'a>(
    law: &'a State,
    contest: &Contest,
    count: &Count,
) -> Result<Decision<'a>, RulesError> {
    let governing = Governing::of(law, contest)?;
    let first = settle(governing.provision, count)
        .ok_or_else(|| law.in_words_only(governing.rule.kind, contest.on))?;
    let mut steps = vec![first_step(&governing, &first, count)];
    let outcome = settle_tie(law, contest, count, first, &mut steps);
    let outcome = without_the_gone(law, contest, count, outcome, &mut steps);
    let recounts = recounts(law, contest, count, &outcome);
    let follows = follow::after(law, contest, &outcome, governing.prize);
    Ok(Decision {
        outcome,
        prize: governing.prize,
        total: count.total(),
        steps,
        recounts,
        follows,
    })
}

fn first_step<'a>(governing: &Governing<'a>, outcome: &Outcome, count: &Count) -> Step<'a> {
    let total = count.total();
    let order = from_the_leader(&count.votes());
    let mut step = Step::new(sentence(governing, outcome, count), Some(governing.rule))
        .with("votes for the office", total);
    if let Some(threshold) = Threshold::of(governing.provision) {
        step = step.with(
            format!("fewest votes that are {} of them", threshold.words()),
            threshold.fewest(total),
        );
    }
    let shown = match outcome {
        Outcome::Advance { candidates } => candidates.len() + 1,
        _ => 3,
    };
    for &at in order.iter().take(shown) {
        step = step.with(format!("votes for {}", count.name(at)), count.of(at));
    }
    step
}

fn sentence(governing: &Governing<'_>, outcome: &Outcome, count: &Count) -> String {
    let prize = governing.prize;
    let total = thousands(count.total());
    let threshold = Threshold::of(governing.provision);
    let short = || {
        threshold.map_or_else(
            || format!("Of {total} votes"),
            |threshold| format!("Nobody has {} of {total} votes", threshold.words()),
        )
    };
    match outcome {
        Outcome::Wins { candidate, how } => {
            let name = count.name(*candidate);
            let votes = thousands(count.of(*candidate));
            match (how, threshold) {
                (How::Unopposed, _) => format!("{name} has no opponent and {}.", prize.won()),
                (How::Share, Some(threshold)) => format!(
                    "{name} has {votes} of {total} votes, {}, and {}.",
                    threshold.words(),
                    prize.won()
                ),
                _ => format!(
                    "{name} has the most votes, {votes} of {total}, and {}.",
                    prize.won()
                ),
            }
        }
        Outcome::Runoff { candidates } => {
            format!("{}: a runoff between {}.", short(), count.names(candidates))
        }
        Outcome::RunoffIfAsked { leader, runner_up } => format!(
            "{}: {} {} unless {} asks for a second vote of the two.",
            short(),
            count.name(*leader),
            prize.won(),
            count.name(*runner_up)
        ),
        Outcome::Advance { candidates } => {
            let verb = if candidates.len() == 1 { "goes" } else { "go" };
            format!("{} {verb} on.", count.names(candidates))
        }
        Outcome::Convention => format!("{}: a convention of the party chooses.", short()),
        Outcome::Legislature => format!("{}: the legislature chooses.", short()),
        Outcome::Rankings => format!("{} as first choice: the rankings decide.", short()),
        Outcome::Tie { place, among, .. } => format!(
            "{} have {} votes each: a tie for {}.",
            count.names(among),
            thousands(among.first().map_or(0, |&at| count.of(at))),
            ordinal(*place)
        ),
        Outcome::Vacant { candidate } => format!("{} is gone.", count.name(*candidate)),
        Outcome::NoVotes => "Nobody has a vote.".to_owned(),
    }
}

fn ordinal(place: usize) -> String {
    match place {
        1 => "the first place".to_owned(),
        2 => "the second place".to_owned(),
        3 => "the third place".to_owned(),
        4 => "the fourth place".to_owned(),
        more => format!("place {more}"),
    }
}

/// What the law says about equal votes.
fn settle_tie<'a>(
    law: &'a State,
    contest: &Contest,
    count: &Count,
    outcome: Outcome,
    steps: &mut Vec<Step<'a>>,
) -> Outcome {
    let Outcome::Tie { place, among, .. } = outcome else {
        return outcome;
    };
    let kind = match contest.stage {
        Stage::General | Stage::Runoff(None) => RuleKind::GeneralTie,
        _ => RuleKind::PrimaryTie,
    };
    let rule = law.rule_for(kind, Some(contest.race.office), contest.on);
    let mut settled = None;
    match rule.map(|rule| &rule.provision) {
        Some(Provision::AllJoin) if place == 2 => {
            let leader = from_the_leader(&count.votes()).first().copied();
            let joined: Vec<usize> = leader
                .into_iter()
                .filter(|leader| !among.contains(leader))
                .chain(among.iter().copied())
                .collect();
            if joined.len() > among.len() {
                steps.push(Step::new(
                    format!(
                        "All who tie for the second place join: a runoff between {}.",
                        count.names(&joined)
                    ),
                    rule,
                ));
                return Outcome::Runoff { candidates: joined };
            }
        }
        Some(Provision::Settled { by }) => {
            settled = Some(*by);
            steps.push(Step::new(
                format!(
                    "The tie is settled {}, unless a recount ends it.",
                    by.words()
                ),
                rule,
            ));
        }
        _ => steps.push(Step::new(
            "No rule that would settle the tie is on file.",
            rule,
        )),
    }
    Outcome::Tie {
        place,
        among,
        settled,
    }
}

/// The pairs between which a recount could change the outcome: the last who is through and the first who is not.
fn recounts<'a>(
    law: &'a State,
    contest: &Contest,
    count: &Count,
    outcome: &Outcome,
) -> Vec<RecountAnswer<'a>> {
    let order = from_the_leader(&count.votes());
    let last = match outcome {
        Outcome::Wins {
            how: How::Unopposed,
            ..
        } => return Vec::new(),
        Outcome::Wins { .. } | Outcome::RunoffIfAsked { .. } => 0,
        Outcome::Runoff { candidates } | Outcome::Advance { candidates } => {
            candidates.len().saturating_sub(1)
        }
        Outcome::Tie { place, .. } => place.saturating_sub(1),
        _ => return Vec::new(),
    };
    let (Some(&ahead), Some(&behind)) = (order.get(last), order.get(last + 1)) else {
        return Vec::new();
    };
    let lead = Lead {
        margin: count.of(ahead).saturating_sub(count.of(behind)),
        cast: count.total(),
        leader: count.of(ahead),
    };
    let ruled = law
        .recount(Some(contest.race.office), &contest.stage, lead, contest.on)
        .ok();
    vec![RecountAnswer {
        ahead,
        behind,
        lead,
        ruled,
    }]
}
