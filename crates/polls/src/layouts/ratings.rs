//! `raw_polls.csv` of `FiveThirtyEight`'s pollster ratings.
//!
//! A row is a question of a poll of the last three weeks with the two candidates who came first and second, their shares, and
//! how it ended. `polldate` is the middle of the field period. A third share stands without a name: it is kept as *other*.
//! `race` is `2016_Pres-R_IA`, `2017_House-GSR_GA-6`: G general, S for a vacancy, R the second round, O a first round of all parties.
//! <https://github.com/fivethirtyeight/data/tree/master/pollster-ratings>

use claim::{Complaint, OfficeSought, Party, PersonName, Race, Stage};

use crate::collection::{Answered, Draft, Facts, Question};
use crate::table::{Row, Table};
use crate::words;
use crate::{Dates, Outcome, Population, Precision, Source, Sponsor};

pub(super) const COLUMNS: &[&str] = &[
    "race",
    "type_detail",
    "pollster",
    "polldate",
    "cand1_name",
    "cand1_pct",
    "cand2_name",
    "cand2_pct",
];

pub(super) fn read(table: &Table, draft: &mut Draft) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for row in table.rows() {
        if let Err(complaint) = question(&row, draft, &mut complaints) {
            complaints.push(complaint);
        }
    }
    complaints
}

fn question(
    row: &Row<'_>,
    draft: &mut Draft,
    complaints: &mut Vec<Complaint>,
) -> Result<(), Complaint> {
    let refuse = |why: String| Complaint::new(row.place(), why, "nothing of this row");
    let id = row
        .get("race")
        .ok_or_else(|| refuse("a poll without a race".to_owned()))?;
    let facts = facts(id, row).ok_or_else(|| refuse(format!("{id:?} is no race that is known")))?;
    complaints.extend(draft.contest(id, &facts, &row.place()));
    let end = row.get("polldate").and_then(words::day);
    if end.is_none() {
        complaints.push(Complaint::new(
            row.place(),
            "the poll has no day",
            "the poll without a day",
        ));
    }
    let comment = row.get("comment").unwrap_or_default();
    let asked = Question {
        id: row.first(&["question_id", "poll_id"]).map(str::to_owned),
        poll: row.get("poll_id").map(str::to_owned),
        pollster: row.get("pollster").map(str::to_owned),
        sponsor: sponsor(row.get("partisan"), comment),
        dates: Dates {
            start: None,
            end,
            precision: Precision::Middle,
        },
        published: None,
        sample: row.get("samplesize").and_then(words::count),
        population: population(comment),
        method: row.get("methodology").map(str::to_owned),
        hypothetical: false,
        notes: (!comment.is_empty())
            .then(|| comment.to_owned())
            .into_iter()
            .collect(),
        alternatives: Vec::new(),
        source: Source {
            published: None,
            place: row.place(),
        },
    };
    for place in ["cand1", "cand2"] {
        let cell = |what: &str| row.get(&format!("{place}_{what}"));
        let (Some(name), Some(percent)) = (cell("name"), cell("pct").and_then(words::percent))
        else {
            complaints.push(Complaint::new(
                row.place(),
                format!("{place} has no name or no share"),
                "the other answers",
            ));
            continue;
        };
        // `Generic Candidate` of two parties is two answers.
        let party = cell("party").and_then(words::party);
        let name = match (&party, name) {
            (Some(party), "Generic Candidate") => format!("Generic {party}"),
            _ => name.to_owned(),
        };
        let answered = Answered {
            name: name.clone(),
            party,
            percent,
        };
        complaints.extend(draft.answer(id, asked.clone(), answered, row));
        if let Some(share) = cell("actual").and_then(words::percent) {
            let outcome = Outcome {
                share: Some(share),
                advanced: None,
                won: won(row, place),
                source: None,
                note: None,
            };
            complaints.extend(draft.result(id, &PersonName::new(&name), outcome, &row.place()));
        }
    }
    if let Some(percent) = row.get("cand3_pct").and_then(words::percent) {
        let third = Answered {
            name: "Other".to_owned(),
            party: None,
            percent,
        };
        complaints.extend(draft.answer(id, asked, third, row));
    }
    Ok(())
}

/// Whether this one of the two won: who has more votes, and where the printed shares are the same (Washington's governor in 2004,
/// by 129 votes) whom the file's own verdict on the poll means.
fn won(row: &Row<'_>, place: &str) -> Option<bool> {
    let two = |what: &str| {
        let percent = |side| row.get(&format!("{side}_{what}")).and_then(words::percent);
        Some((percent("cand1")?, percent("cand2")?))
    };
    let (one, other) = two("actual")?;
    let first = if one == other {
        let (one, other) = two("pct")?;
        let right = match row.get("rightcall")? {
            "1" => true,
            "0" => false,
            _ => return None,
        };
        (one != other).then_some((one > other) == right)?
    } else {
        one > other
    };
    Some((place == "cand1") == first)
}

/// `2016_Pres-R_IA`, `2017_House-GSR_GA-6`, and the day of the vote.
fn facts(id: &str, row: &Row<'_>) -> Option<Facts> {
    let mut parts = id.splitn(3, '_');
    let year: i16 = parts.next()?.parse().ok()?;
    let (office, kind) = parts.next()?.split_once('-')?;
    let location = district(parts.next()?);
    let office = words::office(office)?;
    let (of, district) = match location.split_once('-') {
        Some((state, district)) => (state, Some(district.to_owned())),
        None => (location, None),
    };
    let of_state = of.get(..2)?;
    if !of_state.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let stage = match kind {
        "R" if office == OfficeSought::President => Stage::Primary(Some(Party::Republican)),
        "D" if office == OfficeSought::President => Stage::Primary(Some(Party::Democratic)),
        "G" | "GS" => Stage::General,
        "GR" | "GSR" => Stage::Runoff(None),
        "O" | "OS" => Stage::Primary(None),
        _ => return None,
    };
    let mut race = match office {
        OfficeSought::President => Race::new(year, "US", office),
        _ => Race::new(year, of_state, office),
    };
    race.district = district.filter(|_| office != OfficeSought::President);
    race.special = kind.contains('S');
    Some(Facts {
        race,
        stage,
        state: location.to_owned(),
        election: row.get("electiondate").and_then(words::day),
    })
}

/// The districts of Maine and Nebraska that choose an elector of their own stand as `M1` and `N2`.
fn district(location: &str) -> &str {
    match location {
        "M1" => "ME-1",
        "M2" => "ME-2",
        "N1" => "NE-1",
        "N2" => "NE-2",
        "N3" => "NE-3",
        other => other,
    }
}

/// `for New York Daily News | WABC-TV (New York)`, and whose side they are on.
fn sponsor(partisan: Option<&str>, comment: &str) -> Option<Sponsor> {
    let name = comment
        .strip_prefix("for ")
        .map(|name| name.split(';').next().unwrap_or(name).trim().to_owned());
    if name.is_none() && partisan.is_none() {
        return None;
    }
    Some(Sponsor {
        internal: false,
        name,
        // `REP,DEM`: paid for by both sides, so on neither's.
        party: partisan
            .filter(|word| !word.contains(','))
            .and_then(words::party),
        partisan: partisan.is_some(),
        backs: None,
    })
}

/// `among registered voters`: the file asks for likely voters and says where it could not have them.
fn population(comment: &str) -> Option<Population> {
    let (_, who) = comment.split_once("among ")?;
    words::population(who.trim_matches(['\'', '"']))
}
