//! Which rows are one report, which reports one question, which contests one race.

use std::collections::BTreeSet;

use claim::outlet::fold;
use claim::{Percent, PersonName, Stage};

use crate::collection::Question;
use crate::{Alternative, Contest, Dates, Figure, Poll, Precision, Source};

/// Whether a row belongs to a report that was begun: the same question by its id, or without one the same particulars.
pub(crate) fn report(report: &Poll, row: &Question) -> bool {
    let id = row.id.as_deref().unwrap_or_default();
    report.id == id
        && report.of == row.poll
        && report.pollster == row.pollster
        && report.dates.start == row.dates.start
        && report.dates.end == row.dates.end
        && report.sample == row.sample
        && report.population == row.population
        && report.sources[0].published == row.source.published
}

/// Makes reports of one question one poll: the fullest gives the values, the others what they print differently.
pub(crate) fn questions(mut reports: Vec<Poll>) -> Vec<Poll> {
    // Stable: of equally full ones the first in the table.
    reports.sort_by_key(|report| std::cmp::Reverse(fullness(report)));
    let mut polls: Vec<Poll> = Vec::new();
    for report in reports {
        match polls.iter_mut().find(|poll| question(poll, &report)) {
            Some(poll) => join(poll, report),
            None => polls.push(report),
        }
    }
    name(&mut polls);
    polls
}

fn fullness(poll: &Poll) -> usize {
    let known = [
        poll.pollster.is_some(),
        poll.sample.is_some(),
        poll.population.is_some(),
        poll.undecided.is_some(),
        poll.dates.start.is_some(),
        poll.dates.precision == Precision::Exact,
    ];
    poll.answers.len() * 10 + known.into_iter().filter(|known| *known).count()
}

/// Days by which an approximate date may be off.
const APPROXIMATE: i32 = 3;

/// Whether two reports are of one question: one firm, one time, nobody asked by one who was left out by the other beyond what a
/// short report leaves out, and most shares alike.
fn question(a: &Poll, b: &Poll) -> bool {
    if !a.id.is_empty() && !b.id.is_empty() {
        return a.id == b.id;
    }
    let populations = match (a.population, b.population) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    populations && firms(a, b) && times(&a.dates, &b.dates) && shares(a, b)
}

/// `WPA` and `WPA Intelligence` are one firm; who names none is told apart by who paid.
fn firms(a: &Poll, b: &Poll) -> bool {
    let sponsor = |poll: &Poll| poll.sponsor.as_ref().and_then(|s| s.name.clone());
    let same = |a: &str, b: &str| {
        let (a, b) = (fold(a), fold(b));
        a == b || a.starts_with(&format!("{b} ")) || b.starts_with(&format!("{a} "))
    };
    match (&a.pollster, &b.pollster) {
        (Some(a), Some(b)) => same(a, b),
        _ => match (sponsor(a), sponsor(b)) {
            (Some(a), Some(b)) => same(&a, &b),
            _ => false,
        },
    }
}

fn times(a: &Dates, b: &Dates) -> bool {
    let (Some(one), Some(two)) = (a.end, b.end) else {
        return false;
    };
    let off = one
        .since(two)
        .map_or(i32::MAX, |span| span.get_days().abs());
    let exact = a.precision == Precision::Exact && b.precision == Precision::Exact;
    off <= if exact { 0 } else { APPROXIMATE }
}

/// Whether one field contains the other and at least half of the shares that both print agree, two of them at least where the short
/// report has so many.
fn shares(a: &Poll, b: &Poll) -> bool {
    let (long, short) = if a.answers.len() >= b.answers.len() {
        (a, b)
    } else {
        (b, a)
    };
    let mut alike = 0;
    for answer in &short.answers {
        match long.share(&answer.name) {
            Some(percent) if close(percent, answer.percent) => alike += 1,
            Some(_) => {}
            None => return false,
        }
    }
    let common = short.answers.len();
    match common {
        0 => false,
        // Nobody asks about one candidate alone: it is what one report tells of the question.
        1 => true,
        _ => alike >= 2 && alike * 2 >= common,
    }
}

/// Rounding makes no other value.
fn close(a: Percent, b: Percent) -> bool {
    a.thousandths().abs_diff(b.thousandths()) <= 500
}

/// Takes a further report into a poll.
fn join(poll: &mut Poll, report: Poll) {
    let Some(source) = report.sources.first().cloned() else {
        return;
    };
    let mut differ = |figure: Figure| {
        poll.alternatives.push(Alternative {
            figure,
            source: source.clone(),
        });
    };
    for answer in &report.answers {
        let held = poll.answers.iter().find(|held| held.name == answer.name);
        if held.is_some_and(|held| held.percent != answer.percent) {
            differ(Figure::Share(answer.name.clone(), answer.percent));
        }
    }
    differs(
        &mut poll.undecided,
        report.undecided,
        Figure::Undecided,
        &mut differ,
    );
    differs(&mut poll.other, report.other, Figure::Other, &mut differ);
    differs(&mut poll.sample, report.sample, Figure::Sample, &mut differ);
    differs(
        &mut poll.population,
        report.population,
        Figure::Population,
        &mut differ,
    );
    if poll.dates != report.dates && report.dates.precision == Precision::Exact {
        differ(Figure::Dates(report.dates));
    }
    fill(&mut poll.pollster, report.pollster);
    fill(&mut poll.sponsor, report.sponsor);
    fill(&mut poll.method, report.method);
    poll.alternatives.extend(report.alternatives);
    poll.notes.extend(report.notes);
    poll.sources.extend(report.sources);
}

fn differs<T: Copy + PartialEq>(
    held: &mut Option<T>,
    new: Option<T>,
    figure: impl Fn(T) -> Figure,
    differ: &mut impl FnMut(Figure),
) {
    match (*held, new) {
        (Some(held), Some(new)) if held != new => differ(figure(new)),
        (None, Some(new)) => *held = Some(new),
        _ => {}
    }
}

fn fill<T>(held: &mut Option<T>, new: Option<T>) {
    if held.is_none() {
        *held = new;
    }
}

/// Gives an id to those without: firm and last day, and a number where that is not enough.
fn name(polls: &mut [Poll]) {
    let mut taken: BTreeSet<String> = polls.iter().map(|poll| poll.id.clone()).collect();
    for poll in polls.iter_mut().filter(|poll| poll.id.is_empty()) {
        let who = poll
            .pollster
            .clone()
            .or_else(|| poll.sponsor.as_ref()?.name.clone())
            .unwrap_or_else(|| "pollster not named".to_owned());
        let day = poll
            .dates
            .end
            .map_or_else(|| "undated".to_owned(), |day| day.to_string());
        let plain = format!("{who} {day}");
        let mut id = plain.clone();
        let mut number = 1;
        while taken.contains(&id) {
            number += 1;
            id = format!("{plain} ({number})");
        }
        taken.insert(id.clone());
        poll.id = id;
    }
}

/// Finds whom the sponsor backs: a campaign's poll is its candidate's.
pub(crate) fn backed(poll: &mut Poll, candidates: &[PersonName]) {
    let Some(sponsor) = &mut poll.sponsor else {
        return;
    };
    let known = |name: &PersonName| {
        candidates
            .iter()
            .find(|candidate| candidate.consistent_with(name))
            .cloned()
    };
    sponsor.backs = match (&sponsor.backs, &sponsor.name) {
        (Some(name), _) => known(name).or_else(|| Some(name.clone())),
        (None, Some(name)) => known(&PersonName::new(name)),
        (None, None) => None,
    };
    sponsor.partisan |= sponsor.backs.is_some();
}

/// A second round belongs to the race of the first round whose candidates it has: only so is a runoff in January, or one for a
/// vacancy, told from another seat's of the same state.
pub(crate) fn races(contests: &mut [Contest]) {
    let firsts: Vec<Contest> = contests
        .iter()
        .filter(|contest| contest.stage == Stage::Primary(None))
        .cloned()
        .collect();
    for contest in contests.iter_mut() {
        if contest.stage != Stage::Runoff(None) {
            continue;
        }
        let decided: Vec<&PersonName> = contest
            .candidates
            .iter()
            .filter(|candidate| candidate.outcome.is_some())
            .map(|candidate| &candidate.name)
            .collect();
        let first = firsts.iter().find(|first| {
            first.state == contest.state
                && first.race.office == contest.race.office
                && first.race.year == contest.race.year
                && !decided.is_empty()
                && decided.iter().all(|name| first.candidate(name).is_some())
        });
        if let Some(first) = first {
            contest.race = first.race.clone();
        }
    }
}

/// Where two values come from, for tests and pages.
impl Source {
    /// The address or outlet, else the place in the table.
    pub fn name(&self) -> &str {
        self.published.as_deref().unwrap_or(&self.place)
    }
}
