//! The tables of the race page, for CSV.

use record::page::Support;

use super::RaceView;
use crate::table::Table;
use crate::words;

pub(super) fn of(view: &RaceView) -> Vec<Table> {
    vec![field(view)]
}

fn field(view: &RaceView) -> Table {
    let mut table = Table::new(
        "field",
        "Field",
        &[
            "person",
            "party",
            "status",
            "stage",
            "certainty",
            "since",
            "origins_min",
            "origins_max",
            "evidence",
            "through",
            "official",
            "claims",
        ],
    );
    for row in &view.page.field {
        table.rows.push(vec![
            row.person.as_str().to_owned(),
            row.party
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            row.status.map_or_else(String::new, words::status),
            row.stage
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            row.certainty.map_or("", claim::Certainty::word).to_owned(),
            row.since
                .map_or_else(String::new, |since| since.to_string()),
            row.origins[0].to_string(),
            row.origins[1].to_string(),
            row.evidence.words().to_owned(),
            row.support
                .as_ref()
                .map_or_else(String::new, |support| support.through.join("; ")),
            row.official.clone().unwrap_or_default(),
            row.support.as_ref().map_or_else(String::new, claims),
        ]);
    }
    table
}

/// The claims that a row rests on, for a cell.
pub(super) fn claims(support: &Support) -> String {
    let ids: Vec<String> = support.claims.iter().map(ToString::to_string).collect();
    ids.join(" ")
}
