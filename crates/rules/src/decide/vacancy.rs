//! What follows where a winner, or one of those who go on, is gone.

use super::count::{Contest, Count};
use super::settle::{How, Outcome, from_the_leader};
use super::step::Step;
use crate::{Provision, Rule, RuleKind, State};

/// What follows where somebody who would win or go on is gone.
pub(crate) fn without_the_gone<'a>(
    law: &'a State,
    contest: &Contest,
    count: &Count,
    outcome: Outcome,
    steps: &mut Vec<Step<'a>>,
) -> Outcome {
    let gone: Vec<usize> = outcome
        .through()
        .into_iter()
        .filter(|&at| count.is_gone(at))
        .collect();
    let Some(&first) = gone.first() else {
        return outcome;
    };
    let office = Some(contest.race.office);
    let vacancy = law.rule_for(RuleKind::RunoffVacancy, office, contest.on);
    match (&outcome, vacancy.map(|rule| &rule.provision)) {
        (Outcome::Runoff { candidates }, Some(Provision::OtherWins)) if gone.len() == 1 => {
            let left: Vec<usize> = candidates
                .iter()
                .copied()
                .filter(|&at| at != first)
                .collect();
            if let [other] = left[..] {
                steps.push(Step::new(
                    format!(
                        "{} is gone, so {} wins without a runoff.",
                        count.name(first),
                        count.name(other)
                    ),
                    vacancy,
                ));
                return Outcome::Wins {
                    candidate: other,
                    how: How::OtherIsGone,
                };
            }
            vacant(count, first, vacancy, steps)
        }
        (
            Outcome::Runoff { candidates } | Outcome::Advance { candidates },
            Some(Provision::NextMovesUp),
        ) => {
            let wanted = candidates.len();
            let moved: Vec<usize> = from_the_leader(&count.votes())
                .into_iter()
                .filter(|&at| !count.is_gone(at))
                .take(wanted)
                .collect();
            steps.push(Step::new(
                format!(
                    "{} is gone and the next moves up: {}.",
                    count.names(&gone),
                    count.names(&moved)
                ),
                vacancy,
            ));
            match outcome {
                Outcome::Runoff { .. } if moved.len() > 1 => Outcome::Runoff { candidates: moved },
                Outcome::Advance { .. } => Outcome::Advance { candidates: moved },
                _ => Outcome::Vacant { candidate: first },
            }
        }
        (Outcome::RunoffIfAsked { leader, runner_up }, _) if *runner_up == first => {
            steps.push(Step::new(
                format!("{} is gone and asks for nothing.", count.name(first)),
                None,
            ));
            Outcome::Wins {
                candidate: *leader,
                how: How::OtherIsGone,
            }
        }
        (Outcome::Wins { .. }, _) => {
            let rule = law.rule_for(RuleKind::Substitution, office, contest.on);
            vacant(count, first, rule, steps)
        }
        (Outcome::Advance { .. }, _) => {
            steps.push(Step::new(
                format!(
                    "{} is gone; no rule on file moves another one up.",
                    count.names(&gone)
                ),
                None,
            ));
            outcome
        }
        _ => vacant(count, first, vacancy, steps),
    }
}

fn vacant<'a>(
    count: &Count,
    candidate: usize,
    rule: Option<&'a Rule>,
    steps: &mut Vec<Step<'a>>,
) -> Outcome {
    let name = count.name(candidate);
    let says = match rule {
        Some(rule) => format!("{name} is gone. {}", rule.text),
        None => format!("{name} is gone, and no rule on file says what follows."),
    };
    steps.push(Step::new(says, rule));
    Outcome::Vacant { candidate }
}
