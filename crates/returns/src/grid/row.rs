//! One row of a grid with what its columns mean.

use jiff::civil::Date;

use super::Places;
use crate::build::Builder;
use crate::figure;
use crate::lines::{Fields, text};
use crate::table::Contest;
use crate::words;

/// Whether the words in the columns of candidate and party stand in each other's place.
pub(super) fn is_swapped(name: &str, party: &str) -> bool {
    words::is_party(name) && party.trim().contains(' ') && !words::is_party(party)
}

/// A row with what its columns mean.
pub(super) struct Fielded<'a> {
    fields: &'a Fields,
    line: &'a [u8],
    places: &'a Places,
    /// The column that holds the party of a row whose name took two columns.
    pub(super) shifted: Option<usize>,
    /// A column that the row leaves out.
    left_out: Option<usize>,
}

impl<'a> Fielded<'a> {
    pub(super) fn new(fields: &'a Fields, line: &'a [u8], places: &'a Places) -> Self {
        let mut row = Self {
            fields,
            line,
            places,
            shifted: None,
            left_out: None,
        };
        if let (Some(&at), Some(party)) = (places.nameless.last(), places.party)
            && words::is_party(&text(row.at(at)))
            && !words::is_party(&text(row.at(party)))
        {
            row.shifted = Some(at);
        }
        row
    }

    /// The field of a column.
    pub(super) fn at(&self, at: usize) -> &'a [u8] {
        let at = match self.shifted {
            Some(shifted) if self.places.party == Some(at) => shifted,
            _ => at,
        };
        let at = match self.left_out {
            Some(missing) if at == missing => return b"",
            Some(missing) if at > missing => at - 1,
            _ => at,
        };
        self.fields.get(self.line, at).unwrap_or_default()
    }

    /// Whether a row that is one field short reads well without its district: a number stands where the votes are then.
    pub(super) fn leaves_out_district(&mut self) -> bool {
        let (Some(district), Some(&(votes, _))) =
            (self.places.district, self.places.counts.first())
        else {
            return false;
        };
        let is_count = |row: &Self| figure::read(row.at(votes)).0.count().is_some();
        if district > votes || is_count(self) {
            return false;
        }
        self.left_out = Some(district);
        if !is_count(self) {
            self.left_out = None;
        }
        self.left_out.is_some()
    }

    /// The candidate's name.
    pub(super) fn name(&self) -> String {
        let name = self.text(self.places.candidate);
        match (self.shifted, self.places.party) {
            (Some(_), Some(at)) => {
                let first = self.fields.get(self.line, at).unwrap_or_default();
                format!("{} {name}", text(first))
            }
            _ => name,
        }
    }

    pub(super) fn field(&self, at: Option<usize>) -> &'a [u8] {
        at.map_or(b"", |at| self.at(at))
    }

    pub(super) fn text(&self, at: Option<usize>) -> String {
        text(self.field(at))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(super) fn is_not_utf8(&self) -> bool {
        std::str::from_utf8(self.line).is_err()
    }
}

/// The contest that a row names, with what the file's name adds.
pub(super) fn contest_of(builder: &Builder, row: &Fielded<'_>) -> Contest {
    let places = row.places;
    let about = &builder.table.about;
    let office = row.text(places.office);
    if words::is_turnout(&office) {
        return Contest::default();
    }
    let named = row.text(places.stage).to_lowercase();
    let step = if named.is_empty() {
        stage_of_name(builder)
    } else {
        stage_of_word(&named)
    };
    let state = match row.text(places.state) {
        state if state.is_empty() => about.state.clone().unwrap_or_default(),
        state => state.to_uppercase(),
    };
    let date = day(&row.text(places.date)).or(about.date);
    let is_primary = named.contains("pri") || (named.is_empty() && about.has_stage("primary"));
    let by_party = is_primary && !crate::ballot::is_shared(&state, &office, date);
    let mut party = if by_party {
        row.text(places.party)
    } else {
        String::new()
    };
    let name = row.text(places.candidate);
    if is_swapped(&name, &party) {
        party = name;
    }
    Contest {
        district: row.text(places.district),
        party,
        state,
        stage: step,
        date,
        special: about.special
            || matches!(
                row.field(places.special),
                b"TRUE" | b"True" | b"true" | b"1"
            ),
        seats: row.text(places.seats).parse().unwrap_or(1),
        office,
        ..Contest::default()
    }
}

/// The stage that the file's name gives to all of its contests. `primary_runoff` is a runoff.
fn stage_of_name(builder: &Builder) -> String {
    let about = &builder.table.about;
    ["runoff", "primary", "convention", "caucus", "general"]
        .into_iter()
        .find(|stage| about.has_stage(stage))
        .unwrap_or_default()
        .to_owned()
}

/// MEDSL writes `GEN`, `PRI`, `GEN RUNOFF`, `PRI RUNOFF`.
fn stage_of_word(word: &str) -> String {
    for (part, stage) in [("runoff", "runoff"), ("pri", "primary"), ("gen", "general")] {
        if word.contains(part) {
            return stage.to_owned();
        }
    }
    word.to_owned()
}

/// `2020-11-03`, `20201103` or `11/3/2020`.
pub(crate) fn day(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let parts: Vec<i16> = text
        .split('/')
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    match parts[..] {
        [month, day, year] => {
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        }
        _ => None,
    }
}
