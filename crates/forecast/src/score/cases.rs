//! Past contests → cases: who is scored, what happened, and which polls were known how many days before.

use claim::{OfficeSought, PersonName, Stage};
use jiff::ToSpan;
use jiff::civil::Date;
use polls::{Contest, Poll};

/// The sets of contests that are scored apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Set {
    /// General elections for Senate and governor.
    Generals,
    /// States' presidential primaries: the first two.
    PresidentialPrimaries,
    /// Primaries for Senate and governor with everybody who was asked about, of one party or of all.
    Primaries,
    /// Second rounds of such primaries.
    Runoffs,
}

impl Set {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Generals,
        Self::PresidentialPrimaries,
        Self::Primaries,
        Self::Runoffs,
    ];

    /// Its name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Generals => "generals for Senate and governor",
            Self::PresidentialPrimaries => "presidential primaries",
            Self::Primaries => "primaries for Senate and governor",
            Self::Runoffs => "runoffs for Senate and governor",
        }
    }
}

/// Whether the two leading candidates are scored by their margin, or all by their shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// The margin of two.
    TwoWay,
    /// The share of each.
    Multi,
}

/// A contest as of some days before it was held, and how it ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Case<'a> {
    /// The contest.
    pub contest: &'a Contest,
    /// The set that it belongs to.
    pub set: Set,
    /// The day as of which it is forecast.
    pub day: Date,
    /// The days between that day and the vote.
    pub before: i32,
    /// Who is scored.
    pub candidates: Vec<PersonName>,
    /// Their percent of the vote.
    pub shares: Vec<f64>,
    /// Which of them had most votes.
    pub first: usize,
    /// What is scored.
    pub count: Count,
    /// The numbers that are forecast: the margin of the first candidate over the second, or all shares, in points.
    pub numbers: Vec<f64>,
}

impl<'a> Case<'a> {
    /// The case of a contest as of so many days before; `None` where its end is not known, or nobody had asked about two of its
    /// candidates by then.
    pub fn of(contest: &'a Contest, before: i32) -> Option<Self> {
        let set = set_of(contest)?;
        let day = contest.election?.checked_sub(before.days()).ok()?;
        let count = match set {
            Set::Generals | Set::PresidentialPrimaries => Count::TwoWay,
            Set::Primaries | Set::Runoffs => Count::Multi,
        };
        let known: Vec<&Poll> = polls_by(contest, day).collect();
        let with_share = contest.candidates.iter().filter_map(|candidate| {
            let share = candidate.outcome.as_ref()?.share?;
            let asked = known
                .iter()
                .any(|poll| poll.share(&candidate.name).is_some());
            asked.then(|| (candidate.name.clone(), share.as_f64()))
        });
        let (candidates, shares): (Vec<PersonName>, Vec<f64>) = with_share.unzip();
        let two = candidates.len() == 2 || count == Count::Multi;
        if candidates.len() < 2 || !two {
            return None;
        }
        let first = first(contest, &candidates, &shares);
        let numbers = match count {
            Count::TwoWay => vec![shares[0] - shares[1]],
            Count::Multi => shares.clone(),
        };
        Some(Self {
            contest,
            set,
            day,
            before,
            candidates,
            shares,
            first,
            count,
            numbers,
        })
    }

    /// The polls that were known: those whose field work was over. A table rarely says when a poll was published, which is a
    /// day or a few later.
    pub fn polls(&self) -> impl Iterator<Item = &'a Poll> {
        polls_by(self.contest, self.day)
    }

    /// The year of the vote's race, by which what is fitted is told from what is scored.
    pub fn year(&self) -> i16 {
        self.contest.race.year
    }
}

fn polls_by(contest: &Contest, day: Date) -> impl Iterator<Item = &Poll> {
    contest
        .polls
        .iter()
        .filter(move |poll| poll.dates.end.is_some_and(|end| end <= day))
}

/// Who has most votes; where the printed shares are the same, who is said to have won.
fn first(contest: &Contest, candidates: &[PersonName], shares: &[f64]) -> usize {
    let won = |at: usize| {
        let candidate = contest.candidate(&candidates[at]);
        candidate.and_then(|c| c.outcome.as_ref()?.won) == Some(true)
    };
    let mut first = 0;
    for at in 1..shares.len() {
        let level = shares[at].total_cmp(&shares[first]);
        if level.is_gt() || (level.is_eq() && won(at)) {
            first = at;
        }
    }
    first
}

/// Tables of single races hold primaries; tables of pollsters' records hold the margins of two. Which it is shows in whether
/// anybody but two was voted on or went on: a second round between two is a general where the table has no first round.
fn set_of(contest: &Contest) -> Option<Set> {
    let of_two = contest
        .polls
        .iter()
        .all(|poll| poll.dates.precision == polls::Precision::Middle);
    match (contest.race.office, &contest.stage) {
        (OfficeSought::President, Stage::Primary(Some(_)) | Stage::Caucus(_)) => {
            Some(Set::PresidentialPrimaries)
        }
        (OfficeSought::Senate | OfficeSought::Governor, stage) => Some(match stage {
            _ if of_two => Set::Generals,
            Stage::General => Set::Generals,
            Stage::Runoff(_) => Set::Runoffs,
            Stage::Primary(_) | Stage::Convention(_) | Stage::Caucus(_) => Set::Primaries,
        }),
        _ => None,
    }
}
