//! Tables of rows with a header: the engine behind OpenElections, MEDSL and our own tidy table.
//!
//! A row names a unit, a contest and a choice, each by several columns, and gives one count or one for each mode of voting.
//! Fields become numbers as they stand in the buffer; text is made only for what is new.

use std::io::Read;

use rows::Rows;

use crate::build::Builder;
use crate::error::{Result, ReturnsError};
use crate::lines::{Fields, Lines, delimiter, text};
use crate::notes::some;
use crate::table::{Kind, Mode};
use crate::words::Column;

mod odd;
mod row;
mod rows;

pub(crate) use row::day;

/// Where the columns of a meaning are.
#[derive(Debug, Default)]
struct Places {
    county: Option<usize>,
    town: Option<usize>,
    precinct: Option<usize>,
    office: Option<usize>,
    district: Option<usize>,
    candidate: Option<usize>,
    party: Option<usize>,
    state: Option<usize>,
    date: Option<usize>,
    stage: Option<usize>,
    special: Option<usize>,
    write_in: Option<usize>,
    seats: Option<usize>,
    mode: Option<usize>,
    winner: Option<usize>,
    status: Option<usize>,
    /// Counts for the row's choice.
    counts: Vec<(usize, Mode)>,
    /// Counts about the contest in the unit.
    of: Vec<(usize, Kind)>,
    nameless: Vec<usize>,
    unknown: Vec<usize>,
    /// Two columns of one meaning: the second.
    twice: Vec<usize>,
}

impl Places {
    fn of(columns: &[Column]) -> Self {
        let mut places = Self::default();
        let mut code = None;
        for (at, column) in columns.iter().enumerate() {
            let place = match column {
                Column::County => &mut places.county,
                Column::Town => &mut places.town,
                Column::Precinct => &mut places.precinct,
                Column::PrecinctCode => &mut code,
                Column::Office => &mut places.office,
                Column::District => &mut places.district,
                Column::Candidate => &mut places.candidate,
                Column::Party => &mut places.party,
                Column::State => &mut places.state,
                Column::Date => &mut places.date,
                Column::Stage => &mut places.stage,
                Column::Special => &mut places.special,
                Column::WriteIn => &mut places.write_in,
                Column::Seats => &mut places.seats,
                Column::ModeName => &mut places.mode,
                Column::Winner => &mut places.winner,
                Column::Status => &mut places.status,
                Column::Count(mode) => {
                    if places.counts.iter().any(|(_, held)| held == mode) {
                        places.twice.push(at);
                    } else {
                        places.counts.push((at, mode.clone()));
                    }
                    continue;
                }
                Column::Of(kind) => {
                    places.of.push((at, *kind));
                    continue;
                }
                Column::Nameless => {
                    places.nameless.push(at);
                    continue;
                }
                Column::Unknown => {
                    places.unknown.push(at);
                    continue;
                }
                Column::StateName | Column::Unofficial | Column::Other => continue,
            };
            if place.is_none() {
                *place = Some(at);
            } else {
                places.twice.push(at);
            }
        }
        if places.precinct.is_none() {
            places.precinct = code;
        }
        // A file of towns without counties counts by towns as others do by counties; with counties, a town is the smaller unit.
        match (places.county, places.precinct) {
            (None, _) => places.county = places.town.take(),
            (Some(_), None) => places.precinct = places.town.take(),
            _ => {}
        }
        places
    }
}

/// Whether a header is one of returns: a choice or contest, and something that counts.
pub(crate) fn is_returns(columns: &[Column]) -> bool {
    let places = Places::of(columns);
    (places.office.is_some() || places.candidate.is_some())
        && (places.candidate.is_some() || places.party.is_some())
        && !places.counts.is_empty()
}

/// The columns of a header line.
pub(crate) fn columns(header: &[u8]) -> (Vec<String>, Vec<Column>) {
    let header = header.strip_prefix(b"\xef\xbb\xbf").unwrap_or(header);
    let mut fields = Fields::default();
    fields.split(header, delimiter(header));
    let names: Vec<String> = (0..fields.len())
        .filter_map(|at| fields.get(header, at))
        .map(|name| text(name).into_owned())
        .collect();
    let columns = names.iter().map(|name| Column::of(name)).collect();
    (names, columns)
}

/// Reads every row behind the header into the table.
///
/// # Errors
/// Where the stream cannot be read, or its first line is no header of returns.
pub(crate) fn read<R: Read>(source: R, builder: &mut Builder) -> Result<()> {
    let mut lines = Lines::new(source)?;
    let Some(first) = lines.next()? else {
        return Err(ReturnsError::NotReturns("it is empty".to_owned()));
    };
    let delimiter = delimiter(first.bytes);
    let (names, columns) = columns(first.bytes);
    if !is_returns(&columns) {
        return Err(ReturnsError::NotReturns(format!(
            "no column for a choice beside one of counts among {}",
            crate::notes::some(&names, 12)
        )));
    }
    lines.delimiter = delimiter;
    let places = Places::of(&columns);
    complain_of_columns(builder, &places, &names);
    let mut rows = Rows::new(builder, &places, names.len());
    let mut fields = Fields::default();
    while let Some(line) = lines.next()? {
        fields.split(line.bytes, delimiter);
        rows.take(builder, &fields, line);
    }
    rows.finish(builder);
    Ok(())
}

fn complain_of_columns(builder: &mut Builder, places: &Places, names: &[String]) {
    let shown = |at: &[usize]| -> Vec<&str> { at.iter().map(|&at| names[at].as_str()).collect() };
    if !places.unknown.is_empty() {
        builder.complain(
            "line 1",
            format!(
                "columns that no list knows: {}; if one of them counts votes, its votes are missing",
                some(&shown(&places.unknown), 8)
            ),
            "the other columns",
        );
    }
    if !places.twice.is_empty() {
        builder.complain(
            "line 1",
            format!(
                "columns that mean the same as an earlier one: {}",
                some(&shown(&places.twice), 8)
            ),
            "the first of each",
        );
    }
}
