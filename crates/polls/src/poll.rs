//! One ballot question of a poll.

use claim::{Party, Percent, PersonName};
use jiff::civil::Date;
use serde::Serialize;

/// One ballot question that was put to one sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Poll {
    /// The id that the table gives the question (`120099`), else its place in the contest: pollster and last day.
    pub id: String,
    /// The id of the interviews, of which this is one question, where the table tells several questions of one poll.
    pub of: Option<String>,
    /// Who asked. Some tables name only the campaign that paid.
    pub pollster: Option<String>,
    /// Who paid, where that is told.
    pub sponsor: Option<Sponsor>,
    /// When it was in the field.
    pub dates: Dates,
    /// The day on which it was public, where the table tells it.
    #[serde(serialize_with = "crate::words::written")]
    pub published: Option<Date>,
    /// How many were asked.
    pub sample: Option<u32>,
    /// Who was asked.
    pub population: Option<Population>,
    /// How they were asked, in the table's words: `Live Phone`, `Online`.
    pub method: Option<String>,
    /// The field as asked, in the order of the table. Who is not in it was not asked about.
    pub answers: Vec<Answer>,
    /// Percent without an answer. `None`: not told, which is not zero.
    pub undecided: Option<Percent>,
    /// Percent for somebody whom the table does not name.
    pub other: Option<Percent>,
    /// Whether the table says that the choice was hypothetical.
    pub hypothetical: bool,
    /// What the table says beside.
    pub notes: Vec<String>,
    /// Where it was published, or which table has it; the first is the one that the values above are from.
    pub sources: Vec<Source>,
    /// What other reports of the same question print.
    pub alternatives: Vec<Alternative>,
}

impl Poll {
    /// The share of a candidate as asked; `None` where nobody asked about them.
    pub fn share(&self, name: &PersonName) -> Option<Percent> {
        self.answers
            .iter()
            .find(|answer| &answer.name == name)
            .map(|answer| answer.percent)
    }

    /// The day from which it counts as public: the one that the table tells; else a week after the field work, which few polls
    /// take longer to come out, but in any case before the vote.
    pub fn known_from(&self, election: Option<Date>) -> Option<Date> {
        if self.published.is_some() {
            return self.published;
        }
        let end = self.dates.end.or(self.dates.start)?;
        let later = end.checked_add(jiff::Span::new().days(UNPUBLISHED)).ok()?;
        let eve = election.and_then(|day| day.yesterday().ok());
        Some(eve.map_or(later, |eve| later.min(eve)).max(end))
    }

    /// Whether it asked about exactly these candidates.
    pub fn asked_exactly(&self, field: &[PersonName]) -> bool {
        self.answers.len() == field.len() && field.iter().all(|name| self.share(name).is_some())
    }
}

/// The days after which a poll counts as public whose publication no table tells.
const UNPUBLISHED: i32 = 7;

/// One candidate who was asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The name, as the contest has it.
    pub name: PersonName,
    /// The party, where it is told.
    pub party: Option<Party>,
    /// Percent of those asked.
    pub percent: Percent,
}

/// Who paid for a poll, and which side they are on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Sponsor {
    /// The name: a paper, a committee, a campaign.
    pub name: Option<String>,
    /// The party that they side with.
    pub party: Option<Party>,
    /// Whether they take a side: a campaign, a party's committee, a group that backs somebody.
    pub partisan: bool,
    /// Whether it is a campaign's own poll.
    pub internal: bool,
    /// The candidate whose side they are on, where that is told.
    pub backs: Option<PersonName>,
}

/// When a poll was in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Dates {
    /// First day.
    #[serde(serialize_with = "crate::words::written")]
    pub start: Option<Date>,
    /// Last day; with [`Precision::Middle`] the middle.
    #[serde(serialize_with = "crate::words::written")]
    pub end: Option<Date>,
    /// How well they are known.
    pub precision: Precision,
}

impl Dates {
    /// The middle of the field period, as far as it is known: half-way between first and last day, rounded down.
    pub fn middle(&self) -> Option<Date> {
        let end = self.end.or(self.start)?;
        let start = self.start.unwrap_or(end);
        let days = end.since(start).ok()?.get_days();
        start.checked_add(jiff::Span::new().days(days / 2)).ok()
    }
}

/// How well the dates of a poll are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// As published.
    Exact,
    /// Taken from when it was reported.
    Approximate,
    /// One day that stands for the middle of the field period, as in `FiveThirtyEight`'s pollster ratings.
    Middle,
}

/// Who was asked, from the widest to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Population {
    /// All adults.
    Adults,
    /// People who call themselves voters.
    Voters,
    /// Registered voters.
    Registered,
    /// Likely voters.
    Likely,
    /// Those most likely to vote.
    VeryLikely,
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Source {
    /// The address, or the name of the outlet, that the table gives for it.
    pub published: Option<String>,
    /// The place in the table: `polls.csv, line 12`.
    pub place: String,
}

/// A value of the same question that another report prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// The value.
    pub figure: Figure,
    /// Who prints it.
    pub source: Source,
}

/// One figure of a poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// A candidate's percent.
    Share(PersonName, Percent),
    /// Percent undecided.
    Undecided(Percent),
    /// Percent for somebody else.
    Other(Percent),
    /// How many were asked.
    Sample(u32),
    /// Who was asked.
    Population(Population),
    /// When it was in the field.
    Dates(Dates),
    /// What cannot be told apart further, in the table's words.
    Words(String),
}
