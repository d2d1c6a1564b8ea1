//! The Alabama Secretary of State's county sheets: a row a choice, a column a precinct.
//!
//! One `.xls` a county, named `2020-Primary-Autauga.xls`, sixty-seven of them in an archive
//! (<https://www.sos.alabama.gov/alabama-votes/voter/election-data>). Names of precincts are cut at thirty characters, so two
//! columns can have one name; each column is a precinct of its own. The first rows are registered voters and ballots cast, in
//! a primary by party.
//!
//! ```text
//! Contest Title            | Party | Candidate                | ABSENTEE | AUTAUGAVILLE VFD | …
//! BALLOTS CAST - REPUBLICAN| REP   | Ballots Cast - Alabama R |      230 |              208 | …
//! UNITED STATES SENATOR    | REP   | Stanley Adair            |        1 |                0 | …
//! ```

use std::collections::HashMap;
use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader};

use crate::build::Builder;
use crate::counties;
use crate::error::{Result, ReturnsError};
use crate::figure;
use crate::notes::{Met, counted};
use crate::recognise::Format;
use crate::table::{Contest, Figure, Kind, UnitId};
use crate::words;

const FORMAT: &str = "sheet";

/// The largest sheet that is taken out of an archive.
const LARGEST_SHEET: u64 = 64 * 1024 * 1024;

/// So many files of an archive are read; Texas has 254 counties.
const MOST_FILES: usize = 4096;

/// Reads one sheet.
pub(crate) fn read(source: impl Read, builder: &mut Builder) -> Result<()> {
    let bytes = crate::tree::bytes(source)?;
    let name = builder.table.about.file.clone();
    let range = range(bytes)?;
    if crate::cvr::is_header(&header(&range)) {
        builder.table.format = Format::CastVotes;
        return crate::cvr::read_rows(texts(&range), builder);
    }
    sheet(&range, &name, builder)
}

/// Reads an archive: every sheet in it is a county; a workbook, which is an archive too, is one sheet.
pub(crate) fn read_archive(source: impl Read, builder: &mut Builder) -> Result<()> {
    let bytes = crate::tree::bytes(source)?;
    let broken = |what: zip::result::ZipError| ReturnsError::Broken {
        format: "archive",
        place: "its directory".to_owned(),
        what: what.to_string(),
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(broken)?;
    if archive.index_for_name("xl/workbook.xml").is_some() {
        return read(bytes.as_slice(), builder);
    }
    let mut sheets = 0;
    let mut other = 0u64;
    for at in 0..archive.len().min(MOST_FILES) {
        let file = archive.by_index(at).map_err(broken)?;
        let name = file.name().map_err(broken)?.into_owned();
        let is_sheet = std::path::Path::new(&name)
            .extension()
            .is_some_and(|ending| {
                ending.eq_ignore_ascii_case("xls") || ending.eq_ignore_ascii_case("xlsx")
            });
        if !is_sheet || name.starts_with("__MACOSX") {
            other += u64::from(!name.ends_with('/'));
            continue;
        }
        let mut content = Vec::new();
        file.take(LARGEST_SHEET + 1).read_to_end(&mut content)?;
        if content.len() as u64 > LARGEST_SHEET {
            return Err(ReturnsError::TooLarge {
                what: name,
                limit: LARGEST_SHEET,
            });
        }
        match range(content).and_then(|range| sheet(&range, &name, builder)) {
            Ok(()) => sheets += 1,
            Err(error) => builder.complain(name, error.to_string(), "the other sheets"),
        }
    }
    if other > 0 {
        builder.complain(
            "the archive",
            format!("{} in it no sheets", counted(other, "file is", "files are")),
            "the sheets",
        );
    }
    if sheets == 0 {
        return Err(ReturnsError::NotReturns(
            "the archive holds no sheet of returns".to_owned(),
        ));
    }
    Ok(())
}

/// The first sheet of a workbook.
fn range(bytes: Vec<u8>) -> Result<Range<Data>> {
    let broken = |error: &dyn std::fmt::Display| ReturnsError::Broken {
        format: FORMAT,
        place: "the workbook".to_owned(),
        what: error.to_string(),
    };
    let mut workbook =
        calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    workbook
        .worksheet_range_at(0)
        .ok_or_else(|| broken(&"it has no sheet"))?
        .map_err(|error| broken(&error))
}

fn header(range: &Range<Data>) -> Vec<String> {
    range
        .rows()
        .next()
        .unwrap_or_default()
        .iter()
        .map(words_of)
        .collect()
}

fn texts(range: &Range<Data>) -> impl Iterator<Item = Vec<String>> {
    range.rows().map(|row| row.iter().map(words_of).collect())
}

fn words_of(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        other => other
            .to_string()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// Reads a sheet into the table.
fn sheet(range: &Range<Data>, name: &str, builder: &mut Builder) -> Result<()> {
    let header = header(range);
    let is_one = header.len() > 3
        && words::fold(&header[0]).contains("contest")
        && words::fold(&header[1]) == "party"
        && words::fold(&header[2]).starts_with("candidate");
    if !is_one {
        return Err(ReturnsError::NotReturns(format!(
            "a sheet whose columns begin with {}, not with contest, party, candidate",
            crate::notes::some(&header, 3)
        )));
    }
    let named = Named::of(name);
    let about = &mut builder.table.about;
    if about.stages.is_empty() {
        about.stages.extend(named.stage.clone());
    }
    if about.state.is_none() && named.is_alabama {
        about.state = Some("AL".to_owned());
    }
    let units = units(&header, &named.county, builder);
    let mut odd = Met::default();
    for (at, row) in range.rows().enumerate().skip(1) {
        choice(row, at as u64 + 1, &units, &mut odd, builder);
    }
    odd.complain(
        &mut builder.complaints,
        format!(
            "{name}: {} no number",
            counted(odd.count, "cell is", "cells are")
        ),
        "the rest of the row",
    );
    Ok(())
}

/// The columns of the precincts. The second of a name is a unit of its own.
fn units(header: &[String], county: &str, builder: &mut Builder) -> Vec<UnitId> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let mut repeated = Vec::new();
    let units = header[3..]
        .iter()
        .map(|name| {
            let number = seen.entry(name).or_default();
            *number += 1;
            if *number > 1 {
                repeated.push(name.clone());
            }
            let nth = *number;
            builder.unit_of(("", county, name), nth)
        })
        .collect();
    if !repeated.is_empty() {
        builder.complain(
            county,
            format!(
                "{} the name of an earlier one ({}), cut at thirty characters: a table keyed by names loses votes",
                counted(repeated.len() as u64, "precinct has", "precincts have"),
                crate::notes::some(&repeated, 2)
            ),
            "each column as a precinct",
        );
    }
    units
}

fn choice(row: &[Data], line: u64, units: &[UnitId], odd: &mut Met, builder: &mut Builder) {
    let cell = |at: usize| row.get(at).map(words_of).unwrap_or_default();
    let (title, party, name) = (cell(0), cell(1), cell(2));
    if title.is_empty() {
        return;
    }
    let about = &builder.table.about;
    let (contest, kind, party) = if words::is_turnout(&title) {
        // The title says it in full; the candidate's column is cut: `Ballots Cast - Alabama Democratic P`.
        let (kind, party) = words::ballots_of(&title, &party);
        (Contest::default(), kind, party)
    } else {
        let (office, district) = crate::office::split_district(&title);
        let stage = about.stages.first().cloned().unwrap_or_default();
        let by_party = stage == "primary" || stage == "runoff";
        let contest = Contest {
            office,
            district,
            party: if by_party {
                party.clone()
            } else {
                String::new()
            },
            state: about.state.clone().unwrap_or_default(),
            stage,
            date: about.date,
            special: about.special,
            ..Contest::default()
        };
        (contest, words::kind(&name), party)
    };
    let contest = builder.contest(contest);
    let choice = builder.choice(contest, &name, &party, kind);
    for (&unit, cell) in units.iter().zip(row.get(3..).unwrap_or_default()) {
        let figure = match cell {
            // A precinct outside of the contest's district has nothing there.
            Data::Empty => continue,
            Data::Float(number) => whole(*number),
            Data::Int(number) => u64::try_from(*number).map_or(Figure::Unreadable, Figure::Count),
            other => figure::read(words_of(other).as_bytes()).0,
        };
        match figure {
            Figure::Blank => continue,
            Figure::Unreadable => odd.at(line),
            // Nobody registered is how a sheet says that it does not list them.
            Figure::Count(0) if kind == Kind::Registered => {}
            _ => {}
        }
        builder.row(choice, unit, 0, line, figure);
    }
}

/// Sheets hold all numbers as floating-point ones.
fn whole(number: f64) -> Figure {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be a whole number in range"
    )]
    if (0.0..=9e15).contains(&number) && number.fract() == 0.0 {
        Figure::Count(number as u64)
    } else {
        Figure::Unreadable
    }
}

/// What the name of a sheet says: `2020-Primary-Autauga.xls`.
struct Named {
    stage: Option<String>,
    county: String,
    is_alabama: bool,
}

impl Named {
    fn of(name: &str) -> Self {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let county = stem.rsplit('-').next().unwrap_or(stem).trim();
        let lower = stem.to_lowercase();
        let stage = ["runoff", "primary", "general"]
            .into_iter()
            .find(|stage| lower.contains(stage));
        let key = counties::key(county);
        let known = counties::of("AL")
            .and_then(|all| all.into_iter().find(|name| counties::key(name) == key));
        Self {
            stage: stage.map(str::to_owned),
            county: known.unwrap_or(county).to_owned(),
            is_alabama: known.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_sheet_says_the_county() {
        let named = Named::of("2020 Primary/2020-Primary-StClair.xls");
        assert_eq!(
            (named.stage.as_deref(), named.county.as_str()),
            (Some("primary"), "St. Clair")
        );
        assert!(named.is_alabama);
    }

    #[test]
    fn sheets_hold_whole_numbers() {
        assert_eq!(whole(416.0), Figure::Count(416));
        for odd in [-1.0, 0.5, f64::NAN, 1e300] {
            assert_eq!(whole(odd), Figure::Unreadable);
        }
    }
}
