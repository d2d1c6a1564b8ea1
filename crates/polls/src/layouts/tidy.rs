//! Hustings' own layout, the plainest: a row an answer, the race by its id.
//!
//! `race` (`2020-AL-senate`), `stage` (`primary:R`), `pollster`, `candidate`, `share` are needed. Beside them: `election_date`, `start`,
//! `end`, `published`, `sample`, `population`, `party` (of the candidate), `method`, `sponsor`, `partisan`, `internal`, `backs`, `question`,
//! `hypothetical`, `state` (presidential contests), `source_url`, `note`.

use claim::{Complaint, PersonName, Race, Stage};

use super::{address, note, read_particulars};
use crate::collection::{Answered, Draft, Facts, Question};
use crate::table::{Row, Table};
use crate::words;
use crate::{Precision, Source, Sponsor};

pub(super) const COLUMNS: &[&str] = &["race", "stage", "pollster", "candidate", "share"];

pub(super) fn read(table: &Table, draft: &mut Draft) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for row in table.rows() {
        match answer(&row, &mut complaints) {
            Ok((facts, question, answered)) => {
                let of = if facts.state == facts.race.state {
                    String::new()
                } else {
                    format!(" {}", facts.state)
                };
                let id = format!("{}{of} {}", facts.race, facts.stage);
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
) -> Result<(Facts, Question, Answered), Complaint> {
    let refuse = |why: String| Complaint::new(row.place(), why, "nothing of this row");
    let cell = |column| row.get(column).unwrap_or_default();
    let race: Race = cell("race")
        .parse()
        .map_err(|_| refuse(format!("{:?} is no race's id", cell("race"))))?;
    let stage: Stage = cell("stage")
        .parse()
        .map_err(|_| refuse(format!("{:?} is no stage", cell("stage"))))?;
    let name = row
        .get("candidate")
        .ok_or_else(|| refuse("an answer without a name".to_owned()))?;
    let percent = super::share(row, "share").map_err(refuse)?;
    let mut particulars = read_particulars(row, complaints);
    let source = Source {
        published: row
            .first(&["source_url", "url", "source"])
            .map(str::to_owned),
        place: row.place(),
    };
    let said = note::read(cell("note"), &source);
    let (pollster, mut sponsor) = note::pollster(cell("pollster"));
    stated(row, &mut sponsor);
    note::sides(&mut sponsor, &said);
    if said.approximate {
        particulars.dates.precision = Precision::Approximate;
    }
    let hypothetical = row.get("hypothetical").and_then(words::truth) == Some(true);
    let question = Question {
        id: row.get("question").map(str::to_owned).or(said.question),
        pollster,
        sponsor,
        published: particulars
            .published
            .or(said.published)
            .or_else(|| address(&source, particulars.dates.end)),
        hypothetical: hypothetical || said.hypothetical,
        notes: said.notes,
        alternatives: said.alternatives,
        source,
        ..particulars
    };
    let facts = Facts {
        state: row
            .get("state")
            .map_or_else(|| race.state.clone(), str::to_uppercase),
        election: row.get("election_date").and_then(words::day),
        race,
        stage,
    };
    let answered = Answered {
        name: name.to_owned(),
        party: row.get("party").and_then(words::party),
        percent,
    };
    Ok((facts, question, answered))
}

/// What the columns say of who paid.
fn stated(row: &Row<'_>, sponsor: &mut Option<Sponsor>) {
    let name = row.get("sponsor").map(str::to_owned);
    let side = row.get("partisan");
    let internal = row.get("internal").and_then(words::truth) == Some(true);
    let backs = row.get("backs").map(PersonName::new);
    if name.is_none() && side.is_none() && !internal && backs.is_none() {
        return;
    }
    let held = sponsor.get_or_insert_default();
    held.partisan |=
        internal || backs.is_some() || side.is_some_and(|word| words::truth(word) != Some(false));
    held.internal |= internal;
    held.name = name.or_else(|| held.name.take());
    held.party = side
        .filter(|word| words::truth(word).is_none())
        .and_then(words::party)
        .or_else(|| held.party.take());
    held.backs = backs.or_else(|| held.backs.take());
}
