//! Our own tidy table: CSV, one row a figure, each with everything that it is about.
//!
//! A sum over `votes` where `counted` is `yes` takes every vote once. Each figure stands in one column: `votes`, or for rows
//! about ballots and voters `ballots_cast`, `registered`, `precincts_reporting`, `precincts`. Where a figure is not there,
//! `figure` says why: `suppressed`, `blank`, `unreadable`.

use std::io::Read;

use crate::build::Builder;
use crate::error::{Result, ReturnsError};
use crate::figure;
use crate::grid::day;
use crate::lines::{Fields, Lines, text};
use crate::notes::Met;
use crate::table::{Contest, Figure, Kind, Mode, Row, Status, Table, Unit};

/// The columns, in their order.
pub(crate) const HEADER: [&str; 26] = [
    "state",
    "date",
    "stage",
    "special",
    "office",
    "district",
    "contest_party",
    "seats",
    "county",
    "precinct",
    "unit_number",
    "level",
    "choice",
    "party",
    "kind",
    "mode",
    "votes",
    "ballots_cast",
    "registered",
    "precincts_reporting",
    "precincts",
    "figure",
    "counted",
    "status",
    "as_of",
    "line",
];

/// Whether these are the columns of a tidy table.
pub(crate) fn is_header(names: &[String]) -> bool {
    names.len() == HEADER.len()
        && names
            .iter()
            .zip(HEADER)
            .all(|(name, expect)| name == expect)
}

/// The columns that hold a figure, by the kind of the row.
pub(crate) const fn column_of(kind: Kind) -> usize {
    match kind {
        Kind::Ballots => 17,
        Kind::Registered => 18,
        Kind::Reporting => 19,
        Kind::Precincts => 20,
        _ => 16,
    }
}

/// The words of a row's cells but for the figure.
pub(crate) fn cells(table: &Table, row: &Row) -> [String; 26] {
    let (choice, contest, unit) = (table.choice(row), table.contest(row), table.unit(row));
    let state = if unit.state.is_empty() {
        &contest.state
    } else {
        &unit.state
    };
    let about = &table.about;
    let mut cells: [String; 26] = [
        state.clone(),
        contest
            .date
            .or(about.date)
            .map(|day| day.to_string())
            .unwrap_or_default(),
        contest.stage.clone(),
        yes(contest.special).to_owned(),
        contest.office.clone(),
        contest.district.clone(),
        contest.party.clone(),
        contest.seats.max(1).to_string(),
        unit.county.clone(),
        unit.precinct.clone(),
        unit.number.to_string(),
        level(unit).to_owned(),
        choice.name.clone(),
        choice.party.clone(),
        choice.kind.word().to_owned(),
        table.mode(row).word().to_owned(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        yes(row.counted).to_owned(),
        about.status.word().to_owned(),
        about.as_of.clone().unwrap_or_default(),
        row.line.to_string(),
    ];
    let (at, word) = match row.figure {
        Figure::Count(count) => (column_of(choice.kind), count.to_string()),
        Figure::Suppressed => (21, "suppressed".to_owned()),
        Figure::Blank => (21, "blank".to_owned()),
        Figure::Unreadable => (21, "unreadable".to_owned()),
    };
    cells[at] = word;
    cells
}

const fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

fn level(unit: &Unit) -> &'static str {
    match (unit.is_total, unit.level) {
        (false, crate::table::Level::Precinct) => "precinct",
        (false, crate::table::Level::County) => "county",
        (false, crate::table::Level::State) => "state",
        (true, crate::table::Level::County) => "county total",
        (true, _) => "state total",
    }
}

/// Reads what [`cells`] wrote. What counts is found out again.
pub(crate) fn read<R: Read>(source: R, builder: &mut Builder) -> Result<()> {
    let mut lines = Lines::new(source)?;
    lines.next()?;
    let mut fields = Fields::default();
    let mut ragged = Met::default();
    let mut odd = Met::default();
    while let Some(line) = lines.next()? {
        fields.split(line.bytes, b',');
        if fields.len() != HEADER.len() {
            ragged.at(line.number);
        }
        let cell = |at: usize| text(fields.get(line.bytes, at).unwrap_or_default()).into_owned();
        let Some(kind) = Kind::from_word(&cell(14)) else {
            odd.at(line.number);
            continue;
        };
        let about = &mut builder.table.about;
        if about.as_of.is_none() && !cell(24).is_empty() {
            about.as_of = Some(cell(24));
        }
        if about.status == Status::Unknown {
            about.status = Status::from_word(&cell(23));
        }
        let contest = builder.contest(Contest {
            state: cell(0),
            date: day(&cell(1)),
            stage: cell(2),
            special: cell(3) == "yes",
            office: cell(4),
            district: cell(5),
            party: cell(6),
            seats: cell(7).parse().unwrap_or(1),
            ..Contest::default()
        });
        let number = cell(10).parse().unwrap_or(1);
        let unit = builder.unit_of(("", &cell(8), &cell(9)), number);
        if cell(11).ends_with(" total") {
            builder.table.units[unit.index()].is_total = true;
        }
        let choice = builder.choice(contest, &cell(12), &cell(13), kind);
        let mode = match cell(15).as_str() {
            "all" | "" => Mode::All,
            word => crate::words::mode(word),
        };
        let mode = builder.mode(mode);
        let figure = match cell(21).as_str() {
            "suppressed" => Figure::Suppressed,
            "unreadable" => Figure::Unreadable,
            "blank" => Figure::Blank,
            _ => figure::read(cell(column_of(kind)).as_bytes()).0,
        };
        builder.row(
            choice,
            unit,
            mode,
            cell(25).parse().unwrap_or(line.number),
            figure,
        );
    }
    if builder.table.rows.is_empty() && odd.count > 0 {
        return Err(ReturnsError::Broken {
            format: "tidy table",
            place: odd.place(),
            what: "the column `kind` holds none of its words".to_owned(),
        });
    }
    ragged.complain(
        &mut builder.complaints,
        "the row has another number of fields than the header",
        "the fields that are there, from the left",
    );
    odd.complain(
        &mut builder.complaints,
        "the column `kind` holds none of its words",
        "nothing of the row",
    );
    Ok(())
}
