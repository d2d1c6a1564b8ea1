//! Clarity's `summary.json`: one object a contest with the choices, their parties and their votes in lists side by side.
//!
//! `C` contest, `K` key, `VF` vote for, `CH` choices, `P` parties, `V` votes, `PR` of `TP` areas have reported, `BC` ballots.
//! Only the whole is counted here. The file does not say when it was so.

use std::io::Read;

use serde_json::Value;

use crate::build::Builder;
use crate::error::{Result, ReturnsError};
use crate::table::{Contest, Figure, Kind, Status};
use crate::tree::{list, number, words as field_words};
use crate::{office, words};

/// Reads a file.
pub(crate) fn read(source: impl Read, builder: &mut Builder) -> Result<()> {
    let document = crate::tree::json(source, "Clarity JSON")?;
    let Value::Array(contests) = document else {
        return Err(ReturnsError::NotReturns(
            "a list of contests is expected".to_owned(),
        ));
    };
    let whole = builder.unit_of(("", "", ""), 1);
    let about = builder.table.about.clone();
    let (mut partial, mut uneven) = (false, 0u64);
    for (at, contest) in contests.iter().enumerate() {
        let line = at as u64 + 1;
        let (office, district) = office::split_district(&field_words(contest, "C"));
        let id = builder.contest(Contest {
            office,
            district,
            state: about.state.clone().unwrap_or_default(),
            date: about.date,
            stage: about.stages.first().cloned().unwrap_or_default(),
            seats: number(contest, "VF")
                .and_then(|seats| u32::try_from(seats).ok())
                .unwrap_or(1),
            ..Contest::default()
        });
        let (names, votes, parties) = (list(contest, "CH"), list(contest, "V"), list(contest, "P"));
        uneven += u64::from(names.len() != votes.len());
        for (name, votes) in names.iter().zip(votes) {
            let (name, behind) = office::split_party(name.as_str().unwrap_or_default());
            let place = names
                .iter()
                .position(|held| held.as_str().is_some_and(|held| held.starts_with(&name)));
            let party = place
                .and_then(|place| parties.get(place)?.as_str())
                .filter(|party| !matches!(*party, "" | "NP" | "NON"));
            let party = party.map(str::to_owned).or(behind).unwrap_or_default();
            let choice = builder.choice(id, &name, &party, words::kind(&name));
            let figure = votes.as_u64().map_or(Figure::Unreadable, Figure::Count);
            builder.row(choice, whole, 0, line, figure);
        }
        for (kind, key) in [
            (Kind::Reporting, "PR"),
            (Kind::Precincts, "TP"),
            (Kind::Ballots, "BC"),
        ] {
            // Zero ballots stand where nobody keeps them.
            if let Some(count) = number(contest, key).filter(|&count| count > 0) {
                let choice = builder.choice(id, kind.word(), "", kind);
                builder.row(choice, whole, 0, line, Figure::Count(count));
            }
        }
        partial |= number(contest, "PR") < number(contest, "TP");
    }
    builder.table.about.status = if partial {
        Status::UnofficialPartial
    } else {
        Status::Unknown
    };
    if uneven > 0 {
        builder.complain(
            "the contests",
            format!("{uneven} of them list more choices than votes, or fewer"),
            "those that stand beside each other",
        );
    }
    builder.complain(
        "the file",
        "it does not say when the count stood so",
        "the counts without a time",
    );
    Ok(())
}
