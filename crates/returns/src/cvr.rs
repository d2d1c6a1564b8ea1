//! Cast vote records of ranked-choice contests: a row a ballot, a column a rank.
//!
//! As ES&S hands them out and RCTab reads them (`.csv`, `.xlsx`): record, precinct and ballot style, then a column a rank, with
//! `undervote` and `overvote` where nobody or several are marked (<https://github.com/BrightSpots/rcv>). The table holds whom
//! each ballot ranks first, by precinct; the rankings themselves are for the law to count ([`crate::rankings`]).
//!
//! ```text
//! Cast Vote Record,Precinct,Ballot Style,1st Choice Mayor,2nd Choice Mayor
//! 1,P1,B1,Jacob Frey,undervote
//! ```

use std::collections::{BTreeMap, HashMap};
use std::io::Read;

use rules::ranked::Mark;
use serde::Serialize;

use crate::build::Builder;
use crate::error::{Result, ReturnsError};
use crate::lines::{Fields, Lines, delimiter, text};
use crate::notes::Met;
use crate::table::{Contest, Figure, Kind};
use crate::words;

/// The ballots of one contest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Rankings {
    /// The contest, as the columns name it.
    pub contest: String,
    /// The candidates, in the order in which they are met.
    pub candidates: Vec<String>,
    /// Ballots that are marked alike, with their number, in the order of their marks.
    pub ballots: BTreeMap<Vec<Mark>, u64>,
}

/// The rank and the contest that a column is for: `1st Choice Mayor`, `Rank 2`, `Mayor Choice 3`.
fn rank_of(column: &str) -> Option<(u32, String)> {
    let folded = words::fold(column);
    let parts: Vec<&str> = folded.split(' ').collect();
    let ordinal = |word: &str| -> Option<u32> {
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending))
            .unwrap_or(word);
        digits.parse().ok().filter(|rank| (1..=64).contains(rank))
    };
    let is_word = |word: &str| matches!(word, "choice" | "rank" | "ranking");
    let at = parts.iter().position(|word| is_word(word))?;
    let (rank, other) = [at.checked_sub(1), Some(at + 1)]
        .into_iter()
        .flatten()
        .find_map(|other| Some((ordinal(parts.get(other)?)?, other)))?;
    let contest: Vec<&str> = parts
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != at && *place != other)
        .map(|(_, word)| *word)
        .collect();
    Some((rank, contest.join(" ")))
}

/// Whether columns are those of such records: a first and a second rank.
pub(crate) fn is_header(names: &[String]) -> bool {
    let ranks: Vec<u32> = names
        .iter()
        .filter_map(|name| rank_of(name))
        .map(|(rank, _)| rank)
        .collect();
    ranks.contains(&1) && ranks.contains(&2)
}

/// Reads the CSV form.
pub(crate) fn read<R: Read>(source: R, builder: &mut Builder) -> Result<()> {
    let mut lines = Lines::new(source)?;
    let mut rows = Rows::default();
    let mut fields = Fields::default();
    let mut parted = None;
    while let Some(line) = lines.next()? {
        let parted = *parted.get_or_insert_with(|| delimiter(line.bytes));
        fields.split(line.bytes, parted);
        let cells: Vec<String> = (0..fields.len())
            .map(|at| text(fields.get(line.bytes, at).unwrap_or_default()).into_owned())
            .collect();
        rows.take(&cells, line.number);
    }
    rows.finish(builder)
}

/// Reads the rows of a sheet, its header first.
pub(crate) fn read_rows(
    cells: impl Iterator<Item = Vec<String>>,
    builder: &mut Builder,
) -> Result<()> {
    let mut rows = Rows::default();
    for (at, cells) in cells.enumerate() {
        rows.take(&cells, at as u64 + 1);
    }
    rows.finish(builder)
}

/// The ballots so far.
#[derive(Default)]
struct Rows {
    /// The columns of the ranks, the first rank first.
    ranks: Vec<usize>,
    precinct: Option<usize>,
    rankings: Rankings,
    numbers: HashMap<String, usize>,
    /// Ballots by precinct and first mark.
    first: BTreeMap<(String, Option<usize>, bool), u64>,
    short: Met,
    has_header: bool,
    contests: usize,
}

impl Rows {
    fn take(&mut self, cells: &[String], line: u64) {
        if !self.has_header {
            self.header(cells);
            return;
        }
        if self.ranks.iter().any(|&at| at >= cells.len()) {
            self.short.at(line);
        }
        let marks: Vec<Mark> = (0..self.ranks.len())
            .map(|rank| {
                let words = cells.get(self.ranks[rank]).map_or("", String::as_str);
                self.mark(words)
            })
            .collect();
        let first = marks.iter().find(|mark| **mark != Mark::Empty);
        let precinct = self
            .precinct
            .and_then(|at| cells.get(at))
            .cloned()
            .unwrap_or_default();
        let key = match first {
            Some(Mark::For(at)) => (precinct, Some(*at), false),
            Some(_) => (precinct, None, true),
            None => (precinct, None, false),
        };
        *self.first.entry(key).or_default() += 1;
        *self.rankings.ballots.entry(marks).or_default() += 1;
    }

    fn header(&mut self, cells: &[String]) {
        self.has_header = true;
        let mut ranks: Vec<(String, u32, usize)> = cells
            .iter()
            .enumerate()
            .filter_map(|(at, name)| rank_of(name).map(|(rank, contest)| (contest, rank, at)))
            .collect();
        let first = ranks.first().map(|rank| rank.0.clone()).unwrap_or_default();
        let contests: std::collections::BTreeSet<&String> =
            ranks.iter().map(|rank| &rank.0).collect();
        self.contests = contests.len();
        ranks.retain(|rank| rank.0 == first);
        ranks.sort_by_key(|rank| (rank.1, rank.2));
        self.ranks = ranks.into_iter().map(|rank| rank.2).collect();
        self.precinct = cells
            .iter()
            .position(|name| words::fold(name).starts_with("precinct"));
        self.rankings.contest = first;
    }

    fn mark(&mut self, words: &str) -> Mark {
        match words::fold(words).as_str() {
            "" | "undervote" | "skipped" | "blank" => return Mark::Empty,
            "overvote" => return Mark::Over,
            _ => {}
        }
        let next = self.rankings.candidates.len();
        let at = *self.numbers.entry(words.to_owned()).or_insert(next);
        if at == next {
            self.rankings.candidates.push(words.to_owned());
        }
        Mark::For(at)
    }

    fn finish(self, builder: &mut Builder) -> Result<()> {
        if self.ranks.len() < 2 {
            return Err(ReturnsError::NotReturns("no columns of ranks".to_owned()));
        }
        let about = &builder.table.about;
        let contest = Contest {
            office: if self.rankings.contest.is_empty() {
                "ranked choice".to_owned()
            } else {
                self.rankings.contest.clone()
            },
            state: about.state.clone().unwrap_or_default(),
            date: about.date,
            ..Contest::default()
        };
        let contest = builder.contest(contest);
        let mut ballots: BTreeMap<&str, u64> = BTreeMap::new();
        for ((precinct, first, over), count) in &self.first {
            let (name, kind) = match (first, over) {
                (Some(at), _) => (
                    self.rankings.candidates[*at].as_str(),
                    words::kind(&self.rankings.candidates[*at]),
                ),
                (None, true) => ("overvote", Kind::Over),
                (None, false) => ("undervote", Kind::Under),
            };
            let unit = builder.unit_of(("", "", precinct), 1);
            let choice = builder.choice(contest, name, "", kind);
            builder.row(choice, unit, 0, 1, Figure::Count(*count));
            *ballots.entry(precinct).or_default() += count;
        }
        for (precinct, count) in ballots {
            let unit = builder.unit_of(("", "", precinct), 1);
            let choice = builder.choice(contest, Kind::Ballots.word(), "", Kind::Ballots);
            builder.row(choice, unit, 0, 1, Figure::Count(count));
        }
        self.short.complain(
            &mut builder.complaints,
            "a ballot has fewer columns than the header: the ranks that are missing count as empty",
            "the ranks that are there",
        );
        if self.contests > 1 {
            builder.complain(
                "the header",
                format!("{} contests have ranks; the first is read", self.contests),
                "the first contest",
            );
        }
        builder.table.rankings = Some(self.rankings);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_found_in_the_header() {
        for (column, expect) in [
            ("1st Choice Mayor", Some((1, "mayor"))),
            ("Mayor Choice_2", Some((2, "mayor"))),
            ("Rank 3", Some((3, ""))),
            ("Precinct", None),
            ("Choice", None),
        ] {
            assert_eq!(
                rank_of(column),
                expect.map(|(rank, contest): (u32, &str)| (rank, contest.to_owned())),
                "{column}"
            );
        }
    }
}
