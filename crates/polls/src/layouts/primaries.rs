//! A row an answer, contests by id: `race,state,office,party,stage,election_date,pollster,start,end,n,population,candidate,share,
//! source_url,note,origin`.
//!
//! Who paid stands in brackets behind the firm (`OnMessage (for Sessions)`); whether they take a side, that dates are approximate,
//! and what other reports print stands in the note.

use claim::{Complaint, OfficeSought, Race, Stage};

use super::{address, note, read_particulars};
use crate::collection::{Answered, Draft, Facts, Question};
use crate::table::{Row, Table};
use crate::words;
use crate::{Precision, Source};

pub(super) const COLUMNS: &[&str] = &[
    "race",
    "state",
    "office",
    "stage",
    "election_date",
    "pollster",
    "candidate",
    "share",
];

pub(super) fn read(table: &Table, draft: &mut Draft) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for row in table.rows() {
        let AboutContest { id, facts } = match contest(&row) {
            Ok(about) => about,
            Err(complaint) => {
                complaints.push(complaint);
                continue;
            }
        };
        complaints.extend(draft.contest(&id, &facts, &row.place()));
        match answer(&row) {
            Ok((question, answered, found)) => {
                complaints.extend(found);
                complaints.extend(draft.answer(&id, question, answered, &row));
            }
            Err(complaint) => complaints.push(complaint),
        }
    }
    complaints
}

fn answer(row: &Row<'_>) -> Result<(Question, Answered, Vec<Complaint>), Complaint> {
    let refuse = |why: String| Complaint::new(row.place(), why, "nothing of this row");
    let name = row
        .get("candidate")
        .ok_or_else(|| refuse("an answer without a name".to_owned()))?;
    let percent = super::share(row, "share").map_err(refuse)?;
    let mut complaints = Vec::new();
    let mut particulars = read_particulars(row, &mut complaints);
    let source = Source {
        published: row
            .first(&["source_url", "url"])
            .or_else(|| row.get("origin"))
            .map(str::to_owned),
        place: row.place(),
    };
    let said = note::read(row.get("note").unwrap_or_default(), &source);
    let (pollster, mut sponsor) = note::pollster(row.get("pollster").unwrap_or_default());
    note::sides(&mut sponsor, &said);
    if said.approximate {
        particulars.dates.precision = Precision::Approximate;
    }
    let question = Question {
        id: said.question,
        pollster,
        sponsor,
        published: particulars
            .published
            .or(said.published)
            .or_else(|| address(&source, particulars.dates.end)),
        hypothetical: said.hypothetical,
        notes: said.notes,
        alternatives: said.alternatives,
        source,
        ..particulars
    };
    let answered = Answered {
        name: name.to_owned(),
        party: row.get("candidate_party").and_then(words::party),
        percent,
    };
    Ok((question, answered, complaints))
}

/// What a row says of its contest.
pub(super) struct AboutContest {
    /// The table's id of it.
    pub(super) id: String,
    /// Race, stage, place, day.
    pub(super) facts: Facts,
}

pub(super) fn contest(row: &Row<'_>) -> Result<AboutContest, Complaint> {
    let refuse = |why: String| Complaint::new(row.place(), why, "nothing of this row");
    let id = row
        .get("race")
        .ok_or_else(|| refuse("a row without a contest".to_owned()))?;
    let cell = |column| row.get(column).unwrap_or_default();
    let office = words::office(cell("office"))
        .ok_or_else(|| refuse(format!("{:?} is no office that is known", cell("office"))))?;
    let party = row.get("party").and_then(words::party);
    let stage = words::stage(cell("stage"), party)
        .ok_or_else(|| refuse(format!("{:?} is no stage", cell("stage"))))?;
    let election = words::day(cell("election_date"))
        .ok_or_else(|| refuse(format!("{:?} is no day of a vote", cell("election_date"))))?;
    let place = cell("state").to_uppercase();
    if place.len() != 2 || !place.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(refuse(format!("{place:?} is no postal code")));
    }
    let mut race = Race::new(year(&stage, election), &place, office);
    race.special = is_special(&race, &stage);
    Ok(AboutContest {
        id: id.to_owned(),
        facts: Facts {
            race,
            stage,
            state: place,
            election: Some(election),
        },
    })
}

/// The year of the race: that of the vote, but a runoff in January belongs to the race of the year before.
fn year(stage: &Stage, election: jiff::civil::Date) -> i16 {
    let january = matches!(stage, Stage::Runoff(_)) && election.month() == 1;
    election.year() - i16::from(january)
}

/// States whose regular seats have a first round of all parties: Alaska since 2022, California since 2012, Louisiana, Washington since
/// 2008. <https://www.ncsl.org/elections-and-campaigns/state-primary-election-types>
const OPEN_TO_ALL: [&str; 4] = ["AK", "CA", "LA", "WA"];

/// Whether the race must be one for a vacancy, where the table does not say so: seats of the Senate are filled in even years, and
/// elsewhere a first round of all parties is held for a vacancy alone.
pub(super) fn is_special(race: &Race, stage: &Stage) -> bool {
    let odd = race.year % 2 != 0;
    let open = *stage == Stage::Primary(None) && !OPEN_TO_ALL.contains(&race.state.as_str());
    race.office == OfficeSought::Senate && (odd || open)
}
