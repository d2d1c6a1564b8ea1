//! A row an answer, contests by id: `race,state,office,party,stage,election_date,pollster,start,end,n,population,candidate,share,
//! source_url,note,origin`.
//!
//! Who paid stands in brackets behind the firm (`OnMessage (for Sessions)`); whether they take a side, that dates are approximate,
//! and what other reports print stands in the note.

use claim::{Complaint, OfficeSought, Race, Stage};

use crate::collection::{Answered, Draft, Facts, Question};
use crate::layouts::note;
use crate::table::{Row, Table};
use crate::words;
use crate::{Dates, Precision, Source};

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
                complaints.extend(draft.answer(&id, question, answered));
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
    let share = row.get("share").unwrap_or_default();
    let percent = words::percent(share)
        .filter(|percent| (0..=100_000).contains(&percent.thousandths()))
        .ok_or_else(|| refuse(format!("{share:?} is no percentage of a sample")))?;
    let mut complaints = Vec::new();
    let mut off = |what: String, kept: &str| {
        complaints.push(Complaint::new(row.place(), what, kept));
    };
    let mut day = |column| {
        let text = row.get(column)?;
        let day = words::day(text);
        if day.is_none() {
            off(format!("{text:?} is no day"), "the poll without that day");
        }
        day
    };
    let (start, end) = (day("start"), day("end"));
    let sample = row.first(&["n", "sample_size"]).and_then(|text| {
        let count = words::count(text);
        if count.is_none() {
            off(
                format!("{text:?} is no number of people"),
                "the poll without its sample",
            );
        }
        count
    });
    let population = row.get("population").and_then(|text| {
        let who = words::population(text);
        if who.is_none() {
            off(
                format!("{text:?} says not who was asked"),
                "the poll without its population",
            );
        }
        who
    });
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
    let question = Question {
        id: said.question.clone(),
        poll: None,
        pollster,
        sponsor,
        dates: Dates {
            start,
            end,
            precision: if said.approximate {
                Precision::Approximate
            } else {
                Precision::Exact
            },
        },
        sample,
        population,
        method: row.get("methodology").map(str::to_owned),
        hypothetical: said.hypothetical,
        notes: said.notes,
        alternatives: said.alternatives,
        source,
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
    race.special = is_special(&race, &stage, election);
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

/// Whether the race must be one for a vacancy. The table does not say so, but seats of the Senate are filled in even years, and
/// a first round of all parties on the day of the general election is Louisiana's alone in a regular turn.
fn is_special(race: &Race, stage: &Stage, election: jiff::civil::Date) -> bool {
    if race.office != OfficeSought::Senate {
        return false;
    }
    let odd = race.year % 2 != 0;
    let open = *stage == Stage::Primary(None) && election.month() == 11 && race.state != "LA";
    odd || open
}
