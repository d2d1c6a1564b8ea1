//! The page → what the forecast is asked.

use std::collections::BTreeMap;

use claim::{Event, Party, PersonName, Stage, Status};
use forecast::{
    Advance, Contest, Entrant, Kind, Leg, LegState, Numbered, Place, RaceQuestion, Seat, poll_of,
    prior_of,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use record::RacePage;

use crate::Model;
use crate::calendar;
use crate::field::{self, Runner};
use crate::ledger::{self, Used};

/// The question, with what its numbers of polls mean.
pub(crate) struct Asked {
    pub(crate) question: RaceQuestion,
    pub(crate) polls: Vec<Used>,
    pub(crate) notes: Vec<String>,
}

/// A poll that can be used, with its number and the stage that the page tells.
struct Held {
    number: usize,
    poll: polls::Poll,
    stage: Option<Stage>,
}

pub(crate) fn of(page: &RacePage, model: &Model, zone: &TimeZone) -> Option<Asked> {
    let mut notes = Vec::new();
    if page
        .field
        .iter()
        .any(|row| row.status == Some(Status::Elected))
    {
        return None;
    }
    let runners = field::of(page, &model.fitted, zone);
    let general = calendar::general(page, zone)?;
    let mut used: Vec<Used> = Vec::new();
    let mut held: Vec<Held> = Vec::new();
    for row in &page.polls {
        let number = used.len();
        let poll = ledger::poll(page, row, zone);
        used.push(Used {
            poll: ledger::line(row),
            stage: row.stage.clone(),
            taken_as: match &poll {
                Ok(_) => {
                    "left out: fewer than two of those it asked about can still meet".to_owned()
                }
                Err(why) => why.clone(),
            },
            claims: row.support.claims.iter().map(ToString::to_string).collect(),
            through: row.support.through.clone(),
        });
        held.extend(poll.ok().map(|poll| Held {
            number,
            poll,
            stage: row.stage.clone(),
        }));
    }
    let mut teams: BTreeMap<Party, Vec<Runner>> = BTreeMap::new();
    for runner in runners {
        match &runner.party {
            Some(party @ (Party::Democratic | Party::Republican)) => {
                teams.entry(party.clone()).or_default().push(runner);
            }
            Some(party) => notes.push(format!(
                "{} ({party}) is not drawn: only the two larger parties are.",
                runner.name
            )),
            None => notes.push(format!("{} is not drawn: no party is told.", runner.name)),
        }
    }
    if teams.is_empty() {
        return None;
    }
    for party in [Party::Democratic, Party::Republican] {
        if !teams.contains_key(&party) {
            notes.push(format!(
                "Nobody is known to stand for the {} side.",
                party.member()
            ));
        }
    }
    let lean = model.leans.before(&page.race.state, page.race.year);
    if let Some(lean) = lean {
        notes.push(format!(
            "Before any poll of the general election the state counts as {:.0} points more {} than the country, as in {}.",
            lean.points.abs(),
            if lean.points < 0.0 { "Republican" } else { "Democratic" },
            lean.year
        ));
    }
    let mut legs = Vec::new();
    let mut seats: Vec<Vec<Seat>> = Vec::new();
    for (party, team) in teams {
        seats.push(
            team.iter()
                .map(|runner| Seat {
                    name: runner.name.clone(),
                    party: Some(party.clone()),
                })
                .collect(),
        );
        legs.push(Leg {
            party: Some(party.clone()),
            people: team.iter().map(|runner| runner.name.to_string()).collect(),
            prior: prior_of(lean, &model.fitted.lean, &page.race, Some(&party)),
            state: leg_state(
                page, model, &party, &team, &held, &mut used, &mut notes, zone,
            ),
        });
    }
    let question = RaceQuestion {
        general: general_polls(&seats, &held, general, &mut used),
        legs,
    };
    Some(Asked {
        question,
        polls: used,
        notes,
    })
}

#[expect(clippy::too_many_arguments, reason = "all that a page has of a party")]
fn leg_state(
    page: &RacePage,
    model: &Model,
    party: &Party,
    team: &[Runner],
    held: &[Held],
    used: &mut [Used],
    notes: &mut Vec<String>,
    zone: &TimeZone,
) -> LegState {
    let seats: Vec<Seat> = team
        .iter()
        .map(|runner| Seat {
            name: runner.name.clone(),
            party: Some(party.clone()),
        })
        .collect();
    if let Some(who) = team
        .iter()
        .position(|r| r.status == Some(Status::Nominated))
    {
        return LegState::Nominated(who);
    }
    let primary = calendar::day_of(page, Event::Primary, Some(party), zone);
    let runoff = calendar::day_of(page, Event::Runoff, Some(party), zone);
    let through: Vec<usize> = (0..team.len())
        .filter(|&k| team[k].status == Some(Status::Advanced))
        .collect();
    let passed = team
        .iter()
        .any(|r| matches!(r.stage, Some(Stage::Runoff(_))) && r.status == Some(Status::Advanced));
    if let [a, b] = through[..]
        && (passed || runoff.is_some())
    {
        let day = runoff.or(primary).unwrap_or_else(|| last_day(held));
        let polls = meetings(&seats, held, day, used)
            .remove(&(a, b))
            .unwrap_or_default();
        return LegState::Runoff {
            pair: (a, b),
            votes: votes(page, party, &team[a].name, &team[b].name),
            polls,
        };
    }
    if team.len() == 1 {
        return LegState::Nominated(0);
    }
    if let [one] = through[..] {
        return LegState::Nominated(one);
    }
    let day = primary.unwrap_or_else(|| {
        notes.push(format!(
            "The day of the {} primary is not known; it is taken to be two months ahead of the last poll.",
            party.member()
        ));
        let last = last_day(held);
        last.checked_add(jiff::Span::new().days(60)).unwrap_or(last)
    });
    let rule = calendar::rule(page, day, notes);
    let (contest, numbers) = primary_contest(model, party, team, &seats, held, day, used);
    tell_unpolled(&contest, team, notes);
    let pairs = match rule {
        Advance::ShareElseRunoff { .. } => {
            let day = runoff.unwrap_or(day);
            meetings(&seats, held, day, used)
        }
        _ => BTreeMap::new(),
    };
    LegState::Ahead {
        contest,
        numbers,
        rule,
        pairs,
    }
}

/// The last day of any poll; the first day of our era where there is none, which no poll is later than.
fn last_day(held: &[Held]) -> Date {
    held.iter()
        .filter_map(|h| h.poll.dates.end)
        .max()
        .unwrap_or(Date::ZERO)
}

fn primary_contest(
    model: &Model,
    party: &Party,
    team: &[Runner],
    seats: &[Seat],
    held: &[Held],
    day: Date,
    used: &mut [Used],
) -> (Contest, Vec<usize>) {
    let is_primary = |held: &&Held| match &held.stage {
        Some(Stage::Primary(of)) => of.as_ref().is_none_or(|of| of == party),
        None => true,
        Some(_) => false,
    };
    let (numbers, polls): (Vec<usize>, Vec<forecast::Poll>) = held
        .iter()
        .filter(is_primary)
        .filter_map(|held| Some((held.number, poll_of(&held.poll, day, seats)?)))
        .filter(|(_, poll)| poll.shares.len() > 1)
        .unzip();
    for &number in &numbers {
        "a poll of the primary".clone_into(&mut used[number].taken_as);
    }
    let field = team
        .iter()
        .enumerate()
        .map(|(k, runner)| {
            let polled = polls
                .iter()
                .any(|poll| poll.shares.iter().any(|&(of, _)| of == k));
            Entrant {
                enters: runner.enters,
                prior: runner.prior,
                spread: (!polled).then_some(model.fitted.candidate.spread),
                endorsed: runner
                    .endorsed
                    .and_then(|given| day.since(given).ok())
                    .map(|span| f64::from(span.get_days())),
                ..Entrant::new(runner.name.to_string())
            }
        })
        .collect();
    let contest = Contest {
        kind: Kind::Primary,
        field,
        polls,
        between: model.fitted.candidate.spread,
    };
    (contest, numbers)
}

fn tell_unpolled(contest: &Contest, team: &[Runner], notes: &mut Vec<String>) {
    let asked = |k: usize| {
        contest
            .polls
            .iter()
            .any(|poll| poll.shares.iter().any(|&(of, _)| of == k))
    };
    let unasked: Vec<String> = (0..team.len())
        .filter(|&k| !asked(k))
        .map(|k| team[k].name.to_string())
        .collect();
    let whole = contest
        .polls
        .iter()
        .any(|poll| poll.shares.len() == team.len());
    if contest.polls.is_empty() {
        notes.push(
            "No poll of this field is held: the odds rest on what is believed before any poll."
                .to_owned(),
        );
    } else if !unasked.is_empty() {
        notes.push(format!(
            "No poll held asked about {}: where they stand rests on no poll. The polls tell only how the others stand to each other.",
            unasked.join(", ")
        ));
    } else if !whole {
        notes.push(
            "No poll held asked about the whole field; each is used for those it asked about."
                .to_owned(),
        );
    }
    for runner in team.iter().filter(|runner| !runner.because.is_empty()) {
        notes.push(format!("{}: {}.", runner.name, runner.because.join("; ")));
    }
}

/// Polls that asked about just two of a party, by their places, the lower first.
fn meetings(
    seats: &[Seat],
    held: &[Held],
    day: Date,
    used: &mut [Used],
) -> BTreeMap<(usize, usize), Vec<Numbered>> {
    let mut pairs: BTreeMap<(usize, usize), Vec<Numbered>> = BTreeMap::new();
    for held in held
        .iter()
        .filter(|held| matches!(held.stage, Some(Stage::Runoff(_))))
    {
        let Some(mut poll) = poll_of(&held.poll, day, seats) else {
            continue;
        };
        poll.shares.sort_by_key(|&(k, _)| k);
        let [(a, _), (b, _)] = poll.shares[..] else {
            continue;
        };
        settle(&mut poll, a, b);
        used[held.number].taken_as = format!("{} against {}", seats[a].name, seats[b].name);
        pairs.entry((a, b)).or_default().push((held.number, poll));
    }
    pairs
}

/// Makes a poll one of places 0 and 1.
fn settle(poll: &mut forecast::Poll, a: usize, b: usize) {
    for share in &mut poll.shares {
        share.0 = usize::from(share.0 == b);
    }
    poll.sponsor = poll.sponsor.and_then(|k| match k {
        k if k == a => Some(0),
        k if k == b => Some(1),
        _ => None,
    });
}

/// Polls of the general election that asked about one of each party.
fn general_polls(
    seats: &[Vec<Seat>],
    held: &[Held],
    day: Date,
    used: &mut [Used],
) -> BTreeMap<(Place, Place), Vec<Numbered>> {
    let mut found: BTreeMap<(Place, Place), Vec<Numbered>> = BTreeMap::new();
    let [first, second] = seats else {
        return found;
    };
    let all: Vec<Seat> = first.iter().chain(second).cloned().collect();
    for held in held {
        if !matches!(held.stage, Some(Stage::General) | None) {
            continue;
        }
        let Some(mut poll) = poll_of(&held.poll, day, &all) else {
            continue;
        };
        poll.shares.sort_by_key(|&(k, _)| k);
        let [(a, _), (b, _)] = poll.shares[..] else {
            continue;
        };
        if a >= first.len() || b < first.len() {
            continue;
        }
        settle(&mut poll, a, b);
        used[held.number].taken_as = format!("{} against {}", all[a].name, all[b].name);
        let pair = ((0, a), (1, b - first.len()));
        found.entry(pair).or_default().push((held.number, poll));
    }
    found
}

/// The log-ratio of two in the primary's count, the most complete that is held.
fn votes(page: &RacePage, party: &Party, a: &PersonName, b: &PersonName) -> Option<f64> {
    let counts = page
        .results
        .iter()
        .filter(|r| matches!(&r.stage, Some(Stage::Primary(of)) if of.as_ref().is_none_or(|of| of == party)))
        .flat_map(|r| &r.counts);
    let share = |count: &record::page::Count, of: &PersonName| {
        let row = count
            .rows
            .iter()
            .find(|row| row.person.consistent_with(of))?;
        #[expect(clippy::cast_precision_loss, reason = "votes of a state")]
        let votes = row.votes.map(|votes| votes as f64);
        votes
            .or(row.share.map(claim::Percent::as_f64))
            .filter(|&x| x > 0.0)
    };
    counts
        .max_by_key(|count| count.reporting)
        .and_then(|count| Some((share(count, a)? / share(count, b)?).ln()))
}
