//! Where a candidacy stands: a lattice, not a last word.
//!
//! Steps lead up: urged, considering, expected, running, announced, filed, qualified, then the outcome of each stage. A
//! report that says less than is known already (`is running` after `has qualified`) undoes nothing. What does undo is
//! leaving the race: withdrawn, declined, disqualified, conceded; and that in turn is undone only by a higher act that
//! came later. When an act came is its own date where the document gives one, else when it was *first* reported: a
//! background paragraph that recalls an old act does not repeat it.

use claim::{Certainty, Outcome, PersonName, Returned, Stage, Status, When};

use crate::fold::{Fact, Heard};
use crate::page::{Reason, Shown};

use super::Scene;
use super::headline::{Class, class};

/// A status that a fact states of a person.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) status: Status,
    pub(super) stage: Option<&'a Stage>,
    pub(super) date: Option<When>,
    pub(super) fact: &'a Fact,
}

/// The status to show, and all others.
pub(super) struct Settled<'a> {
    pub(super) status: Status,
    pub(super) stage: Option<&'a Stage>,
    pub(super) date: Option<When>,
    pub(super) certainty: Certainty,
    pub(super) reason: Shown,
    pub(super) support: Vec<&'a Heard>,
}

/// A status that is not shown.
pub(super) struct Loser<'a> {
    pub(super) status: Status,
    pub(super) stage: Option<&'a Stage>,
    pub(super) certainty: Certainty,
    pub(super) reason: Reason,
    pub(super) places: Vec<&'a Heard>,
}

const CONSIDERING: u8 = 2;
const EXPECTED: u8 = 3;
const RUNNING: u8 = 4;
const ANNOUNCED: u8 = 5;
/// From here on a status is the outcome of a stage.
const OUTCOME: u8 = 20;

/// How far a status is up the lattice; those that leave the race have no place on it.
const fn rank(status: Status, stage: Option<&Stage>) -> Option<u8> {
    Some(match status {
        Status::Urged => 1,
        Status::Considering => CONSIDERING,
        Status::Expected => EXPECTED,
        Status::Running => RUNNING,
        Status::Announced => ANNOUNCED,
        Status::Filed => 6,
        Status::Qualified => 7,
        // Who advances "to the runoff" has won nothing there yet.
        Status::Advanced => match stage {
            Some(Stage::General) => 35,
            Some(Stage::Runoff(_)) => 25,
            _ => OUTCOME,
        },
        Status::Lost => match stage {
            Some(Stage::General) => 50,
            Some(Stage::Runoff(_)) => 40,
            _ => OUTCOME,
        },
        Status::Nominated => 40,
        Status::Elected => 50,
        Status::NotFiled
        | Status::Declined
        | Status::Withdrew
        | Status::Disqualified
        | Status::Conceded => return None,
    })
}

/// Whether a status takes somebody out of the race.
pub(super) const fn leaves(status: Status) -> bool {
    matches!(
        status,
        Status::Declined | Status::Withdrew | Status::Disqualified | Status::Conceded
    )
}

/// Whether who denies one status denies another: who is not running has not filed either.
pub(super) fn denies(denied: Status, status: Status) -> bool {
    match (rank(denied, None), rank(status, None)) {
        (Some(denied), Some(status)) => denied <= status,
        _ => denied == status,
    }
}

/// The status that a counted result amounts to. Leading is no status, and neither is a projection.
pub(super) fn of_result(returned: &Returned) -> Option<Status> {
    let stage = returned.stage.as_ref()?;
    match (returned.outcome?, stage) {
        (Outcome::Won, Stage::General) => Some(Status::Elected),
        // The winner of a primary of all parties goes on; nobody is nominated.
        (Outcome::Won, Stage::Primary(None)) | (Outcome::Advanced, _) => Some(Status::Advanced),
        (Outcome::Won, _) => Some(Status::Nominated),
        (Outcome::Lost, _) => Some(Status::Lost),
        (Outcome::Leading | Outcome::Trailing, _) => None,
    }
}

/// How much a statement of a status amounts to: surer before higher. `None` where it raises nobody.
fn level(said: &Said<'_>) -> Option<(bool, u8)> {
    let rank = rank(said.status, said.stage)?;
    let outcome = rank >= OUTCOME;
    match said.fact.certainty {
        Certainty::Asserted => Some((true, rank)),
        // "Is expected to file" says that somebody is expected to run, whatever the step that is still to come; but an
        // outcome that is expected is a forecast.
        Certainty::Expected if said.status == Status::Lost => None,
        Certainty::Expected => Some((true, rank.min(EXPECTED))),
        Certainty::Possible if outcome => None,
        Certainty::Possible => Some((false, rank.min(CONSIDERING))),
        Certainty::Denied => None,
    }
}

/// The word for what a statement amounts to.
fn shown_as(said: &Said<'_>) -> Status {
    let high = |least: u8| rank(said.status, said.stage).is_some_and(|rank| rank >= least);
    match said.fact.certainty {
        Certainty::Expected if high(EXPECTED) => Status::Expected,
        Certainty::Possible if high(CONSIDERING) => Status::Considering,
        _ => said.status,
    }
}

/// Settles what is said of one person.
pub(super) fn settle<'a>(
    said: &[Said<'a>],
    scene: &Scene<'_>,
    person: &PersonName,
) -> (Option<Settled<'a>>, Vec<Loser<'a>>) {
    let progress = furthest(said, scene, person);
    let left = left_race(said, scene);
    let reached = progress.map(|(top, status, _)| (top, status));
    let (chosen, reason): (Vec<Said<'a>>, Shown) = match (left, progress) {
        (Some(left), _) if !is_undone(left, reached, said, scene) => (
            said.iter()
                .filter(|s| s.status == left && s.fact.certainty == Certainty::Asserted)
                .copied()
                .collect(),
            Shown::Left,
        ),
        (_, Some((top, status, reason))) => (
            said.iter()
                .filter(|s| level(s) == Some(top) && shown_as(s) == status)
                .copied()
                .collect(),
            reason,
        ),
        (_, None) => (Vec::new(), Shown::Only),
    };
    let reason = if chosen.len() == said.len() {
        Shown::Only
    } else {
        reason
    };
    let settled = show(&chosen, reason);
    let others = others(said, &chosen, settled.as_ref());
    (settled, others)
}

/// The furthest step, its word, and why it is that word. Of two words for one step (advanced, lost) the one on better
/// evidence, then the one reported last.
fn furthest(
    said: &[Said<'_>],
    scene: &Scene<'_>,
    person: &PersonName,
) -> Option<((bool, u8), Status, Shown)> {
    let top = said.iter().filter_map(level).max()?;
    let at_top = || said.iter().filter(|s| level(s) == Some(top));
    let mut words: Vec<Status> = at_top().map(shown_as).collect();
    words.sort_unstable();
    words.dedup();
    if let [word] = words[..] {
        return Some((top, word, Shown::Furthest));
    }
    let mut ranked: Vec<(Class, Option<i64>, Status)> = words
        .into_iter()
        .map(|word| {
            let of = || at_top().filter(move |s| shown_as(s) == word);
            let places = of().flat_map(|s| &s.fact.heard);
            let latest = of()
                .filter_map(|s| s.fact.heard.last())
                .map(|heard| heard.hi);
            (
                class(&scene.support(places, Some(person))),
                latest.max(),
                word,
            )
        })
        .collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let (best, next) = (ranked.first()?, ranked.get(1)?);
    let reason = if best.0 != next.0 {
        best.0.shown()
    } else if best.1 != next.1 {
        Shown::Later
    } else {
        Shown::FirstByWords
    };
    Some((top, best.2, reason))
}

/// The way in which somebody left the race last.
fn left_race(said: &[Said<'_>], scene: &Scene<'_>) -> Option<Status> {
    said.iter()
        .filter(|s| leaves(s.status) && s.fact.certainty == Certainty::Asserted)
        .map(|s| s.status)
        .max_by_key(|status| (came(said, *status, scene), *status))
}

/// Whether a higher act came after somebody left the race.
fn is_undone(
    left: Status,
    progress: Option<((bool, u8), Status)>,
    said: &[Said<'_>],
    scene: &Scene<'_>,
) -> bool {
    let Some(((true, _), reached)) = progress else {
        return false;
    };
    // Conceding is followed by the loss itself, whoever reports first.
    if left == Status::Conceded && reached == Status::Lost {
        return true;
    }
    let when_left = came(said, left, scene);
    said.iter().any(|s| {
        let Some((true, rank)) = level(s) else {
            return false;
        };
        let act = match left {
            Status::Declined => rank >= EXPECTED,
            Status::Conceded => rank >= OUTCOME && s.status != Status::Lost,
            // Who has withdrawn can still be on the ballot and lose.
            _ => rank >= ANNOUNCED && s.status != Status::Lost,
        };
        act && came_itself(said, s, scene) > when_left
    })
}

/// When an asserted status came about: its latest date, else its first report.
fn came(said: &[Said<'_>], status: Status, scene: &Scene<'_>) -> Option<i64> {
    let of = || {
        said.iter()
            .filter(move |s| s.status == status && s.fact.certainty == Certainty::Asserted)
    };
    of().filter_map(|s| dated(s, scene))
        .max()
        .or_else(|| of().filter_map(first_reported).min())
}

fn came_itself(said: &[Said<'_>], one: &Said<'_>, scene: &Scene<'_>) -> Option<i64> {
    if one.fact.certainty == Certainty::Asserted {
        return came(said, one.status, scene);
    }
    first_reported(one)
}

/// The date of an act; not later than its first report, which would make it a plan.
fn dated(said: &Said<'_>, scene: &Scene<'_>) -> Option<i64> {
    let date = scene.second(said.date?)?;
    Some(first_reported(said).map_or(date, |first| date.min(first)))
}

fn first_reported(said: &Said<'_>) -> Option<i64> {
    said.fact.heard.first().map(|heard| heard.hi)
}

fn show<'a>(chosen: &[Said<'a>], reason: Shown) -> Option<Settled<'a>> {
    let first = chosen.first()?;
    let latest = |s: &&Said<'a>| {
        (
            s.fact.heard.last().map(|heard| heard.hi),
            s.fact.json.clone(),
        )
    };
    // Of several stages and dates the one that was reported last.
    let stage = chosen
        .iter()
        .filter(|s| s.stage.is_some())
        .max_by_key(latest)
        .and_then(|s| s.stage);
    let date = chosen
        .iter()
        .filter(|s| s.date.is_some())
        .max_by_key(latest)
        .and_then(|s| s.date);
    Some(Settled {
        status: shown_as(first),
        stage,
        date,
        certainty: chosen
            .iter()
            .map(|s| s.fact.certainty)
            .min()
            .unwrap_or(first.fact.certainty),
        reason,
        support: chosen.iter().flat_map(|s| &s.fact.heard).collect(),
    })
}

/// Everything that is not shown, gathered by status, stage and certainty.
fn others<'a>(
    said: &[Said<'a>],
    chosen: &[Said<'a>],
    settled: Option<&Settled<'a>>,
) -> Vec<Loser<'a>> {
    let mut losers: Vec<Loser<'a>> = Vec::new();
    for s in said {
        if chosen.iter().any(|c| std::ptr::eq(c.fact, s.fact)) || s.status == Status::NotFiled {
            continue;
        }
        let same = losers.iter_mut().find(|loser| {
            loser.status == s.status
                && loser.stage == s.stage
                && loser.certainty == s.fact.certainty
        });
        match same {
            Some(loser) => loser.places.extend(&s.fact.heard),
            None => losers.push(Loser {
                status: s.status,
                stage: s.stage,
                certainty: s.fact.certainty,
                reason: reason(s, settled),
                places: s.fact.heard.iter().collect(),
            }),
        }
    }
    losers.sort_by_key(|loser| (loser.reason, rank(loser.status, loser.stage), loser.status));
    losers
}

fn reason(said: &Said<'_>, settled: Option<&Settled<'_>>) -> Reason {
    match said.fact.certainty {
        Certainty::Denied => return Reason::Denied,
        Certainty::Possible => return Reason::Uncertain,
        Certainty::Expected if leaves(said.status) => return Reason::Uncertain,
        Certainty::Expected | Certainty::Asserted => {}
    }
    let Some(settled) = settled else {
        return Reason::Uncertain;
    };
    if leaves(said.status) {
        return match settled.status {
            Status::Lost if said.status == Status::Conceded => Reason::Earlier,
            _ => Reason::Superseded,
        };
    }
    if leaves(settled.status) {
        return Reason::Earlier;
    }
    let Some((_, reached)) = level(said) else {
        return Reason::Uncertain;
    };
    let below = rank(settled.status, settled.stage).is_some_and(|shown| reached < shown);
    match said.status {
        // Nobody loses on the way up.
        Status::Lost => Reason::Conflicting,
        _ if below => Reason::Earlier,
        _ => Reason::Conflicting,
    }
}

/// Whether who states `more` states `less` too: who has qualified is running, and will run.
pub(super) fn implies(more: &Said<'_>, less: &Said<'_>) -> bool {
    let (sure, asked) = (more.fact.certainty, less.fact.certainty);
    let stages_agree = more.stage.is_none() || less.stage.is_none() || more.stage == less.stage;
    let same = more.status == less.status && sure == asked && stages_agree;
    let is_firm = |certainty| matches!(certainty, Certainty::Asserted | Certainty::Expected);
    let (Some(high), Some(low)) = (rank(more.status, more.stage), rank(less.status, less.stage))
    else {
        return same;
    };
    if !is_firm(sure) || !is_firm(asked) {
        return same;
    }
    match (sure, asked) {
        // Outcomes imply that somebody ran, not each other.
        (_, Certainty::Asserted) if low >= OUTCOME => same,
        (Certainty::Expected, Certainty::Asserted) => low <= EXPECTED && high >= EXPECTED,
        (Certainty::Asserted, Certainty::Asserted) => high >= low,
        _ => high.min(EXPECTED) >= low.min(EXPECTED),
    }
}
