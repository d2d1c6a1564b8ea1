//! The layouts of tables that are known, one file each, recognised by their header.

mod note;
mod outcomes;
mod primaries;
mod questions;
mod races;
mod ratings;
mod tidy;

use claim::{Complaint, Percent};
use jiff::civil::Date;

use crate::collection::{Draft, Question};
use crate::table::{self, Row, Table};
use crate::words;
use crate::{Dates, Precision, Source};

/// The layouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// A row an answer, contests by id: `race,state,office,party,stage,election_date,pollster,…,candidate,share`.
    Primaries,
    /// Results of the same contests: `race,candidate,vote_share,advanced,won`.
    Outcomes,
    /// The contests themselves: `race,state,office,party,stage,election_date,majority_threshold`.
    Races,
    /// `raw_polls.csv` of `FiveThirtyEight`'s pollster ratings: a row a question with the two leading candidates and how it ended.
    /// <https://github.com/fivethirtyeight/data/tree/master/pollster-ratings>
    Ratings,
    /// `FiveThirtyEight`'s lists of polls, of any year: a row an answer, with `question_id`, `poll_id`, `stage`, `answer`, `pct`.
    /// <https://github.com/fivethirtyeight/data/tree/master/polls>
    Questions,
    /// Hustings' own: a row an answer, `race` by its id, `stage`, `pollster`, `candidate`, `share`.
    Tidy,
}

impl Layout {
    /// All of them; the more special before what it resembles.
    pub const ALL: [Self; 6] = [
        Self::Ratings,
        Self::Questions,
        Self::Primaries,
        Self::Tidy,
        Self::Outcomes,
        Self::Races,
    ];

    /// Its name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Primaries => "polls by contest",
            Self::Outcomes => "results by contest",
            Self::Races => "contests",
            Self::Ratings => "FiveThirtyEight's pollster ratings",
            Self::Questions => "FiveThirtyEight's list of polls",
            Self::Tidy => "polls",
        }
    }

    /// Who publishes such tables, where only one does.
    pub const fn publisher(self) -> Option<&'static str> {
        match self {
            Self::Ratings | Self::Questions => Some("FiveThirtyEight"),
            Self::Primaries | Self::Tidy | Self::Outcomes | Self::Races => None,
        }
    }

    /// Whether it has polls; the others say what is voted on and how it ended.
    pub const fn has_polls(self) -> bool {
        !matches!(self, Self::Outcomes | Self::Races)
    }

    /// The columns without which it is another layout.
    pub(crate) const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Primaries => primaries::COLUMNS,
            Self::Outcomes => outcomes::COLUMNS,
            Self::Races => races::COLUMNS,
            Self::Ratings => ratings::COLUMNS,
            Self::Questions => questions::COLUMNS,
            Self::Tidy => tidy::COLUMNS,
        }
    }

    pub(crate) fn read(self, table: &Table, draft: &mut Draft) -> Vec<Complaint> {
        match self {
            Self::Primaries => primaries::read(table, draft),
            Self::Outcomes => outcomes::read(table, draft),
            Self::Races => races::read(table, draft),
            Self::Ratings => ratings::read(table, draft),
            Self::Questions => questions::read(table, draft),
            Self::Tidy => tidy::read(table, draft),
        }
    }
}

/// How many bytes are enough to recognise a table.
pub const HEAD: usize = 16 << 10;

/// Which layout begins with these bytes, if one does.
pub fn recognise(head: &[u8]) -> Option<Layout> {
    let line = head.split(|byte| *byte == b'\n').next()?;
    // A header has at least a letter and ends somewhere: what has none is not worth a table.
    if line.len() >= HEAD {
        return None;
    }
    let (table, _) = Table::read("", line);
    of_columns(table.columns())
}

pub(crate) fn of_columns(columns: &[String]) -> Option<Layout> {
    Layout::ALL.into_iter().find(|layout| {
        layout.columns().iter().all(|wanted| {
            columns
                .iter()
                .any(|column| *column == table::column(wanted))
        })
    })
}

/// The share of an answer, which lies between nothing and everybody.
fn share(row: &Row<'_>, column: &str) -> Result<Percent, String> {
    let text = row.get(column).unwrap_or_default();
    words::percent(text)
        .filter(|percent| (0..=100_000).contains(&percent.thousandths()))
        .ok_or_else(|| format!("{text:?} is no percentage of a sample"))
}

/// What the layouts with a row an answer have alike: days, sample, population, method. What cannot be read is left out, with a
/// complaint.
fn read_particulars(row: &Row<'_>, complaints: &mut Vec<Complaint>) -> Question {
    let start = kept(row, &["start", "start_date"], words::day, "day", complaints);
    let end = kept(row, &["end", "end_date"], words::day, "day", complaints);
    let published = kept(
        row,
        &["published", "created_at"],
        words::day,
        "day",
        complaints,
    );
    if let (Some(first), Some(last)) = (start, end)
        && first > last
    {
        complaints.push(Complaint::new(
            row.place(),
            format!("the field work ends on {last}, before it begins on {first}"),
            "both days as they stand",
        ));
    }
    Question {
        id: None,
        poll: None,
        pollster: None,
        sponsor: None,
        dates: Dates {
            start,
            end,
            precision: Precision::Exact,
        },
        published,
        sample: kept(
            row,
            &["n", "sample", "sample_size"],
            words::count,
            "number of people",
            complaints,
        ),
        population: kept(
            row,
            &["population"],
            words::population,
            "population",
            complaints,
        ),
        method: row.first(&["methodology", "method"]).map(str::to_owned),
        hypothetical: false,
        notes: Vec::new(),
        alternatives: Vec::new(),
        source: Source {
            published: None,
            place: row.place(),
        },
    }
}

/// The day in the address of a report, unless it lies before the end of the field work: then it is another story's.
fn address(source: &Source, end: Option<Date>) -> Option<Date> {
    let day = words::day_in_address(source.published.as_deref()?)?;
    end.is_none_or(|end| day >= end).then_some(day)
}

fn kept<T>(
    row: &Row<'_>,
    columns: &[&str],
    read: impl Fn(&str) -> Option<T>,
    what: &str,
    complaints: &mut Vec<Complaint>,
) -> Option<T> {
    let text = row.first(columns)?;
    let value = read(text);
    if value.is_none() {
        complaints.push(Complaint::new(
            row.place(),
            format!("{text:?} is no {what}"),
            "the poll without it",
        ));
    }
    value
}
