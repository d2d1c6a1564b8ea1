//! Contests with their polls → what the model is asked, as of a day.

use std::collections::BTreeMap;

use claim::{OfficeSought, Party, Percent, PersonName, Stage};
use jiff::civil::Date;

use crate::fit::Past;
use crate::lean::{Lean, Leans, prior_of};
use crate::{Contest, Entrant, Fitted, Kind, Poll};

/// A contest as the model takes it, with what its places mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// What the model is asked.
    pub contest: Contest,
    /// Who stands at each place of the field; all who are not named have none.
    pub people: Vec<Option<PersonName>>,
    /// The place of each poll among those of the table.
    pub polls: Vec<usize>,
    /// How the state leans, where that counts.
    pub lean: Option<Lean>,
}

/// The part of those who named none of the candidates told that is counted for others in a presidential primary, whose
/// tables name two or three of many.
const OTHERS_OF_UNNAMED: f64 = 0.5;

/// Which parameters count for a contest.
pub fn kind_of(contest: &polls::Contest) -> Kind {
    match (&contest.stage, contest.race.office) {
        (Stage::General | Stage::Runoff(None), _) => Kind::General,
        (Stage::Primary(_) | Stage::Caucus(_), OfficeSought::President) => {
            Kind::PresidentialPrimary
        }
        _ => Kind::Primary,
    }
}

/// The contest as it could be known on a day: polls that had left the field by then; in the field whoever is on the ballot
/// and was asked about. `None` where that leaves fewer than two, or no poll, or the day of the vote is not known.
pub fn as_of(contest: &polls::Contest, day: Date, fitted: &Fitted, leans: &Leans) -> Option<Asked> {
    let election = contest.election?;
    let kind = kind_of(contest);
    let known: Vec<usize> = contest
        .polls
        .iter()
        .enumerate()
        .filter(|(_, poll)| {
            poll.dates
                .end
                .is_some_and(|end| end <= day && end <= election)
        })
        .map(|(at, _)| at)
        .collect();
    let on_ballot = contest.candidates.iter().any(|c| c.outcome.is_some());
    let asked_about = |name: &PersonName| {
        known
            .iter()
            .any(|&at| contest.polls[at].share(name).is_some())
    };
    let field: Vec<&polls::Candidate> = contest
        .candidates
        .iter()
        .filter(|c| (c.outcome.is_some() || !on_ballot) && asked_about(&c.name))
        .collect();
    if field.len() < 2 {
        return None;
    }
    let lean = (kind == Kind::General)
        .then(|| leans.before(&contest.state, contest.race.year))
        .flatten();
    let mut entrants: Vec<Entrant> = field
        .iter()
        .map(|c| Entrant {
            prior: prior_of(lean, &fitted.lean, &contest.race, c.party.as_ref()),
            ..Entrant::new(c.name.to_string())
        })
        .collect();
    let others = match kind {
        // Two meet in a second round, and nobody else.
        Kind::General => contest.stage == Stage::General,
        Kind::PresidentialPrimary => true,
        Kind::Primary => false,
    };
    match kind {
        _ if !others => {}
        Kind::General => entrants.push(Entrant::rest(fitted.others.mean, fitted.others.spread)),
        Kind::PresidentialPrimary => entrants.push(Entrant {
            rest: true,
            ..Entrant::new("others")
        }),
        Kind::Primary => {}
    }
    let seats: Vec<Seat> = field
        .iter()
        .map(|c| Seat {
            name: c.name.clone(),
            party: c.party.clone(),
        })
        .collect();
    let rest = others.then_some(field.len());
    let questions = questions(&contest.polls, &known);
    let (polls, places) = known
        .iter()
        .filter_map(|&at| {
            let mut poll = poll_of(&contest.polls[at], election, &seats)?;
            poll.questions = questions[&key(&contest.polls[at])];
            if let Some(rest) = rest {
                add_rest(&mut poll, &contest.polls[at], kind, rest);
            }
            (poll.shares.len() > 1).then_some((poll, at))
        })
        .unzip();
    let people = field
        .iter()
        .map(|c| Some(c.name.clone()))
        .chain(rest.map(|_| None))
        .collect();
    let asked = Asked {
        contest: Contest {
            kind,
            field: entrants,
            polls,
            between: fitted.candidate.spread,
        },
        people,
        polls: places,
        lean,
    };
    (!asked.contest.polls.is_empty()).then_some(asked)
}

/// A past contest some days before its vote, with how it ended.
pub fn past(
    contest: &polls::Contest,
    days_before: i32,
    fitted: &Fitted,
    leans: &Leans,
) -> Option<Past> {
    let day = contest
        .election?
        .checked_sub(jiff::Span::new().days(days_before))
        .ok()?;
    let asked = as_of(contest, day, fitted, leans)?;
    let result: Vec<Option<f64>> = asked
        .people
        .iter()
        .map(|name| {
            let share = contest.candidate(name.as_ref()?)?.outcome.as_ref()?.share?;
            Some(part(share))
        })
        .collect();
    (result.iter().flatten().count() > 1).then_some(Past {
        contest: asked.contest,
        result,
        weight: 1.0,
    })
}

/// A place in the field: whom polls can mean by it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seat {
    /// The name.
    pub name: PersonName,
    /// The party.
    pub party: Option<Party>,
}

/// A poll as the model takes it: the shares of those in the field, the days to the vote, whose poll it is. `None` where its
/// day is not known or fewer than two of the field were asked about.
pub fn poll_of(poll: &polls::Poll, election: Date, field: &[Seat]) -> Option<Poll> {
    let days = election.since(poll.dates.middle()?).ok()?.get_days();
    let mut shares: Vec<(usize, f64)> = Vec::new();
    for answer in &poll.answers {
        let seat = field
            .iter()
            .position(|seat| seat.name == answer.name)
            .or_else(|| {
                field
                    .iter()
                    .position(|seat| seat.name.consistent_with(&answer.name))
            });
        if let Some(at) = seat
            && shares.iter().all(|&(taken, _)| taken != at)
        {
            shares.push((at, part(answer.percent)));
        }
    }
    let stated = poll.undecided.map(part);
    let told: f64 =
        poll.answers.iter().map(|a| part(a.percent)).sum::<f64>() + poll.other.map_or(0.0, part);
    (!shares.is_empty()).then(|| Poll {
        house: poll.pollster.clone().unwrap_or_default(),
        days: f64::from(days.max(0)),
        sample: poll.sample.map(f64::from),
        questions: 1.0,
        undecided: Some(stated.unwrap_or((1.0 - told).max(0.0))),
        sponsor: sponsor_of(poll, field),
        shares,
    })
}

/// The place of whose side the sponsor is on: the candidate named, or the only one of the party.
fn sponsor_of(poll: &polls::Poll, field: &[Seat]) -> Option<usize> {
    let sponsor = poll.sponsor.as_ref()?;
    if let Some(backs) = &sponsor.backs {
        return field
            .iter()
            .position(|seat| seat.name.consistent_with(backs));
    }
    if sponsor.internal
        && let Some(name) = &sponsor.name
    {
        let name = PersonName::new(name);
        if let Some(at) = field
            .iter()
            .position(|seat| seat.name.consistent_with(&name))
        {
            return Some(at);
        }
    }
    let party = sponsor.party.as_ref()?;
    let mut of_party = (0..field.len()).filter(|&at| field[at].party.as_ref() == Some(party));
    match (of_party.next(), of_party.next()) {
        (Some(at), None) => Some(at),
        _ => None,
    }
}

/// The share of all who are not named, as far as the poll tells it.
fn add_rest(poll: &mut Poll, source: &polls::Poll, kind: Kind, rest: usize) {
    let named: f64 = poll.shares.iter().map(|&(_, share)| share).sum();
    let told = source.other.map(part).filter(|&share| share > 0.0);
    let share = match kind {
        Kind::PresidentialPrimary => {
            let unnamed = (1.0 - named).max(0.0);
            let share = (unnamed * OTHERS_OF_UNNAMED)
                .max(told.unwrap_or(0.0))
                .min(unnamed)
                .max(0.005);
            poll.undecided = Some((unnamed - share).max(0.0));
            Some(share)
        }
        _ => told,
    };
    poll.shares.extend(share.map(|share| (rest, share)));
}

/// The interviews that a question belongs to.
fn key(poll: &polls::Poll) -> (String, Option<Date>) {
    let interviews = poll.of.clone().or_else(|| poll.pollster.clone());
    (
        interviews.unwrap_or_else(|| poll.id.clone()),
        poll.dates.end,
    )
}

fn questions(polls: &[polls::Poll], known: &[usize]) -> BTreeMap<(String, Option<Date>), f64> {
    let mut counts = BTreeMap::new();
    for &at in known {
        *counts.entry(key(&polls[at])).or_insert(0.0) += 1.0;
    }
    counts
}

fn part(percent: Percent) -> f64 {
    percent.as_f64() / 100.0
}
