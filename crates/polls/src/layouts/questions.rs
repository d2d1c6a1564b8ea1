//! `FiveThirtyEight`'s lists of polls: `president_primary_polls.csv`, `senate_polls.csv`, `governor_polls.csv`, `house_polls.csv`,
//! `president_polls.csv`.
//!
//! A row is one answer of one question: `question_id`, `poll_id`, `pollster`, `sponsors`, `sample_size`, `population`, `start_date`,
//! `end_date`, `office_type`, `cycle`, `stage`, `party`, `answer` or `candidate_name`, `candidate_party`, `pct`. Of later years also
//! `race_id`, `election_date`, `hypothetical`, `ranked_choice_round`, `created_at`, `sponsor_candidate`, `seat_number`. The shares are
//! percent of all who were asked; who is missing to a hundred is not told apart. Columns by name, so that the layout of each
//! year is read: <https://github.com/fivethirtyeight/data/tree/master/polls>

use claim::{Complaint, OfficeSought, PersonName, Race, Stage};

use super::{primaries::is_special, read_particulars};
use crate::collection::{Answered, Draft, Facts, Question};
use crate::table::{Row, Table};
use crate::words;
use crate::{Source, Sponsor};

pub(super) const COLUMNS: &[&str] = &[
    "question_id",
    "poll_id",
    "pollster",
    "stage",
    "answer",
    "pct",
];

pub(super) fn read(table: &Table, draft: &mut Draft) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for row in table.rows() {
        match answer(&row, &mut complaints) {
            Ok((id, facts, question, answered)) => {
                complaints.extend(draft.contest(&id, &facts, &row.place()));
                complaints.extend(draft.answer(&id, question, answered, &row));
            }
            Err(complaint) => complaints.push(complaint),
        }
    }
    complaints
}

fn answer(
    row: &Row<'_>,
    complaints: &mut Vec<Complaint>,
) -> Result<(String, Facts, Question, Answered), Complaint> {
    let refuse = |why: String| Complaint::new(row.place(), why, "nothing of this row");
    let facts = facts(row).map_err(refuse)?;
    let name = row
        .first(&["candidate_name", "answer"])
        .ok_or_else(|| refuse("an answer without a name".to_owned()))?;
    let percent = super::share(row, "pct").map_err(refuse)?;
    let particulars = read_particulars(row, complaints);
    let question = row.get("question_id").unwrap_or_default();
    // Each round of a ranked ballot is counted anew, so it is a question of its own.
    let id = match row.get("ranked_choice_round") {
        Some(round) => format!("{question}, round {round}"),
        None => question.to_owned(),
    };
    let note = row.get("notes").map(str::to_owned);
    let question = Question {
        id: Some(id),
        poll: row.get("poll_id").map(str::to_owned),
        pollster: row.first(&["pollster", "display_name"]).map(str::to_owned),
        sponsor: sponsor(row),
        hypothetical: row.get("hypothetical").and_then(words::truth) == Some(true),
        notes: note.into_iter().collect(),
        alternatives: Vec::new(),
        source: Source {
            published: row.first(&["url", "url_article"]).map(str::to_owned),
            place: row.place(),
        },
        ..particulars
    };
    let answered = Answered {
        name: name.to_owned(),
        party: row.get("candidate_party").and_then(words::party),
        percent,
    };
    Ok((contest_id(row, &facts), facts, question, answered))
}

fn sponsor(row: &Row<'_>) -> Option<Sponsor> {
    let name = row.get("sponsors").map(str::to_owned);
    let party = row.get("partisan").and_then(words::party);
    let internal = row.get("internal").and_then(words::truth) == Some(true);
    let backs = row.get("sponsor_candidate").map(PersonName::new);
    if name.is_none() && party.is_none() && !internal && backs.is_none() {
        return None;
    }
    Some(Sponsor {
        partisan: party.is_some() || internal || backs.is_some(),
        name,
        party,
        internal,
        backs,
    })
}

/// The file's number of the race and the stage: a runoff has the number of its race in some years.
fn contest_id(row: &Row<'_>, facts: &Facts) -> String {
    let what = format!("{} {} {}", facts.race, facts.state, facts.stage);
    match row.get("race_id") {
        Some(id) => format!("{id} {what}"),
        None => what,
    }
}

fn facts(row: &Row<'_>) -> Result<Facts, String> {
    let text = row.first(&["office_type", "office"]).unwrap_or_default();
    let office =
        words::office(text).ok_or_else(|| format!("{text:?} is no office that is known"))?;
    let election = row.get("election_date").and_then(words::day);
    let year: Option<i16> = row.get("cycle").and_then(|cycle| cycle.parse().ok());
    let year = year
        .or_else(|| election.map(jiff::civil::Date::year))
        .ok_or_else(|| "neither a cycle nor a day of the vote".to_owned())?;
    let place = row.get("state").unwrap_or("US");
    let (of, district) = words::state(place).ok_or_else(|| format!("{place:?} is no state"))?;
    let stage_text = row.get("stage").unwrap_or_default();
    // Outside primaries the column names the party of a question's answers or nothing.
    let party = row.get("party").and_then(words::party);
    let called =
        words::stage(stage_text, party).ok_or_else(|| format!("{stage_text:?} is no stage"))?;
    let called = match called {
        Stage::Runoff(Some(_)) if !stage_text.to_lowercase().contains("primary") => {
            Stage::Runoff(None)
        }
        called => called,
    };
    let mut race = match office {
        OfficeSought::President => Race::new(year, "US", office),
        _ => Race::new(year, &of, office),
    };
    if office == OfficeSought::House {
        race.district = row
            .get("seat_number")
            .filter(|seat| *seat != "0")
            .map(|seat| seat.trim_end_matches(".0").to_owned());
    }
    let seat = row.get("seat_name").unwrap_or_default().to_lowercase();
    race.special = seat.contains("special")
        || stage_text.eq_ignore_ascii_case("special")
        || is_special(&race, &called);
    Ok(Facts {
        race,
        stage: called,
        state: district.map_or_else(|| of.clone(), |number| format!("{of}-{number}")),
        election,
    })
}
