//! The rows of a grid, one after the other.

use super::Places;
use super::odd::Odd;
use super::row::{Fielded, contest_of, is_swapped};
use crate::build::Builder;
use crate::figure::{self, Written};
use crate::intern::{Column as Seen, Pairs};
use crate::lines::{Fields, Line, text};
use crate::table::{ChoiceId, ContestId, Figure, Kind, UnitId};
use crate::words;

/// A column that tells things apart, with the pairs that lead on to the next.
#[derive(Debug)]
struct Step {
    at: usize,
    seen: Seen,
    pairs: Pairs,
}

/// What the rows have named so far, as numbers.
pub(super) struct Rows<'p> {
    places: &'p Places,
    width: usize,
    /// The modes of the columns of counts.
    columns: Vec<(usize, u8)>,
    wide: bool,
    units: Vec<Step>,
    unit_ids: Vec<UnitId>,
    contests: Vec<Step>,
    contest_ids: Vec<ContestId>,
    candidate: Seen,
    party: Seen,
    mode: Seen,
    modes: Vec<u8>,
    names: Pairs,
    choices: Pairs,
    choice_ids: Vec<ChoiceId>,
    /// The stated figures of a contest in a unit, which stand on each of its rows: taken once.
    stated: Pairs,
    odd: Odd,
}

impl<'p> Rows<'p> {
    pub(super) fn new(builder: &mut Builder, places: &'p Places, width: usize) -> Self {
        let steps = |places: &[Option<usize>]| -> Vec<Step> {
            places
                .iter()
                .flatten()
                .map(|&at| Step {
                    at,
                    seen: Seen::default(),
                    pairs: Pairs::default(),
                })
                .collect()
        };
        let columns: Vec<(usize, u8)> = places
            .counts
            .iter()
            .map(|(at, mode)| (*at, builder.mode(mode.clone())))
            .collect();
        Self {
            units: steps(&[places.state, places.county, places.town, places.precinct]),
            contests: steps(&[
                places.office,
                places.district,
                places.party,
                places.state,
                places.date,
                places.stage,
                places.special,
                places.seats,
            ]),
            wide: columns.len() > 1,
            columns,
            places,
            width,
            unit_ids: Vec::new(),
            contest_ids: Vec::new(),
            candidate: Seen::default(),
            party: Seen::default(),
            mode: Seen::default(),
            modes: Vec::new(),
            names: Pairs::default(),
            choices: Pairs::default(),
            choice_ids: Vec::new(),
            stated: Pairs::default(),
            odd: Odd::default(),
        }
    }

    /// Takes one row.
    pub(super) fn take(&mut self, builder: &mut Builder, fields: &Fields, line: Line<'_>) {
        let mut row = Fielded::new(fields, line.bytes, self.places);
        if fields.len() != self.width {
            if fields.len() + 1 == self.width && row.leaves_out_district() {
                self.odd.left_out.at(line.number);
            } else {
                self.odd.ragged.at(line.number);
            }
        }
        if row.shifted.is_some() {
            self.odd.shifted.at(line.number);
        }
        let unit = self.unit(builder, &row);
        let contest = self.contest(builder, &row, line.number);
        let choice = self.choice(builder, contest, &row, line.number);
        let named_mode = self.places.mode.map(|at| self.mode(builder, row.at(at)));
        let mut given = false;
        for at in 0..self.columns.len() {
            let (column, mode) = self.columns[at];
            let field = row.at(column);
            // A wide row leaves out the modes that its county did not count apart.
            if field.is_empty() && self.wide {
                continue;
            }
            given = true;
            let figure = self.figure(field, line.number);
            builder.row(
                choice,
                unit,
                named_mode.unwrap_or(mode),
                line.number,
                figure,
            );
        }
        if !given {
            self.odd.blank.at(line.number);
            builder.row(choice, unit, 0, line.number, Figure::Blank);
        }
        if !self.places.of.is_empty() {
            self.stated(builder, contest, unit, &row, line.number);
        }
        if let Some(at) = self.places.winner
            && matches!(
                row.at(at),
                b"True" | b"true" | b"TRUE" | b"1" | b"Y" | b"yes" | b"W" | b"X"
            )
        {
            builder.table.choices[choice.index()].winner = true;
        }
        if row.shifted.is_none()
            && self
                .places
                .nameless
                .iter()
                .any(|&at| !row.at(at).is_empty())
        {
            self.odd.nameless.at(line.number);
        }
    }

    fn unit(&mut self, builder: &mut Builder, row: &Fielded<'_>) -> UnitId {
        let number = walk(&mut self.units, row, self.unit_ids.len());
        if number as usize == self.unit_ids.len() {
            let state = row.text(self.places.state);
            let county = row.text(self.places.county);
            let precinct = match (self.places.town, self.places.precinct) {
                (Some(town), Some(precinct)) => {
                    let (town, precinct) = (row.text(Some(town)), row.text(Some(precinct)));
                    match (town.is_empty(), precinct.is_empty()) {
                        (true, _) => precinct,
                        (_, true) => town,
                        _ => format!("{town}, {precinct}"),
                    }
                }
                _ => row.text(self.places.precinct),
            };
            self.unit_ids
                .push(builder.unit_of((&state, &county, &precinct), 1));
        }
        self.unit_ids[number as usize]
    }

    fn contest(&mut self, builder: &mut Builder, row: &Fielded<'_>, line: u64) -> ContestId {
        let number = walk(&mut self.contests, row, self.contest_ids.len());
        if number as usize == self.contest_ids.len() {
            if row.is_not_utf8() {
                self.odd.no_utf8.at(line);
            }
            let contest = contest_of(builder, row);
            if words::Column::of(&contest.office) == words::Column::Office {
                self.odd.headers.at(line);
            }
            self.contest_ids.push(builder.contest(contest));
        }
        self.contest_ids[number as usize]
    }

    fn choice(
        &mut self,
        builder: &mut Builder,
        contest: ContestId,
        row: &Fielded<'_>,
        line: u64,
    ) -> ChoiceId {
        let candidate = self.candidate.number(row.field(self.places.candidate));
        let party = self.party.number(row.field(self.places.party));
        let next = self.names.len();
        let name = self.names.number(contest.0, candidate, || next);
        let next = self.choices.len();
        let number = self.choices.number(name, party, || next);
        if number as usize == self.choice_ids.len() {
            let (mut name, mut party) = (row.name(), row.text(self.places.party));
            if is_swapped(&name, &party) {
                self.odd.swapped.at(line);
                std::mem::swap(&mut name, &mut party);
            }
            let of_contest = !builder.table.contests[contest.index()].office.is_empty();
            let (mut kind, party) = if of_contest {
                (words::kind(&name), party)
            } else if words::kind(&name).is_turnout() {
                words::ballots_of(&name, &party)
            } else {
                words::ballots_of(&row.text(self.places.office), &party)
            };
            let says_so = row.field(self.places.write_in);
            if kind == Kind::Candidate && matches!(says_so, b"TRUE" | b"True" | b"true" | b"1") {
                kind = Kind::WriteIn;
            }
            if name.is_empty() && kind == Kind::WriteIn {
                name.push_str("write-ins");
            }
            // Nobody's votes in nobody's name: a file of questions can leave the name to the party column.
            let name = if name.is_empty() && kind == Kind::Candidate {
                party.clone()
            } else {
                name
            };
            self.choice_ids
                .push(builder.choice(contest, &name, &party, kind));
        }
        self.choice_ids[number as usize]
    }

    fn mode(&mut self, builder: &mut Builder, field: &[u8]) -> u8 {
        let number = self.mode.number(field) as usize;
        if number == self.modes.len() {
            let mode = builder.mode(words::mode(&text(field)));
            self.modes.push(mode);
        }
        self.modes[number]
    }

    fn figure(&mut self, field: &[u8], line: u64) -> Figure {
        let (figure, written) = figure::read(field);
        if written != Written::Plainly || figure.count().is_none() {
            match (figure, written) {
                (Figure::Suppressed, _) => self.odd.suppressed.at(line),
                (Figure::Unreadable, _) => self.odd.unreadable.at(line),
                (Figure::Blank, _) => self.odd.blank.at(line),
                (_, Written::Grouped) => self.odd.grouped.at(line),
                (_, Written::Decimals) => self.odd.decimals.at(line),
                _ => {}
            }
        }
        figure
    }

    /// Complains of what was met.
    pub(super) fn finish(self, builder: &mut Builder) {
        self.odd.complain(self.width, &mut builder.complaints);
    }

    /// Registered voters, ballots, over-votes in columns of their own stand on each row of the contest in the unit.
    fn stated(
        &mut self,
        builder: &mut Builder,
        contest: ContestId,
        unit: UnitId,
        row: &Fielded<'_>,
        line: u64,
    ) {
        let before = self.stated.len();
        if self.stated.number(contest.0, unit.0, || before) != before {
            return;
        }
        for at in 0..self.places.of.len() {
            let (column, kind) = self.places.of[at];
            let field = row.at(column);
            if field.is_empty() {
                continue;
            }
            let figure = self.figure(field, line);
            let choice = builder.choice(contest, kind.word(), "", kind);
            builder.row(choice, unit, 0, line, figure);
        }
    }
}

/// The number of what the columns of some steps name together; the next free one where that is new.
fn walk(steps: &mut [Step], row: &Fielded<'_>, known: usize) -> u32 {
    let mut number = 0;
    let last = steps.len().saturating_sub(1);
    for (at, step) in steps.iter_mut().enumerate() {
        let field = step.seen.number(row.at(step.at));
        let next = if at == last {
            u32::try_from(known).unwrap_or(u32::MAX)
        } else {
            step.pairs.len()
        };
        number = step.pairs.number(number, field, || next);
    }
    number
}
