//! The home page: which races the record holds.

use maud::{Markup, html};
use record::{Cut, DocumentMeta, RaceSummary, Record};
use serde::Serialize;

use super::{Field, Kind, Opened, Opening, Page};
use crate::layout::{Frame, Head};
use crate::table::{Table, cell};
use crate::{parts, words};

/// Races, with how much is held about each.
pub(super) static KIND: Kind = Kind {
    name: "home",
    pattern: "",
    about: "The races of the record, with how much is held about each.",
    forms: &[],
    parameters: &[],
    fields: &[
        Field {
            name: "batch",
            kind: "number",
            about: "The record's last batch.",
        },
        Field {
            name: "races",
            kind: "array",
            about: "The races, by id.",
        },
        Field {
            name: "latest",
            kind: "array",
            about: "The documents that were public last.",
        },
        Field {
            name: "unsettled",
            kind: "number",
            about: "Claims whose race is not settled.",
        },
    ],
    open,
};

/// Of how many races the state of play is told.
const TOLD: usize = 24;

/// How many of the last documents are listed.
const LATEST: u64 = 15;

#[derive(Debug, Serialize)]
struct Home {
    batch: u64,
    races: Vec<Entry>,
    latest: Vec<DocumentMeta>,
    unsettled: u64,
}

#[derive(Debug, Serialize)]
struct Entry {
    title: String,
    /// The state of play, a sentence each.
    state: Vec<String>,
    #[serde(flatten)]
    summary: RaceSummary,
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let zone = rules::zone("US");
    let cut: Cut = opening.asked.cut(&zone)?;
    let mut home = Home {
        batch: record.last_batch()?.0,
        races: Vec::new(),
        latest: record.latest_documents(cut, 0, LATEST)?,
        unsettled: 0,
    };
    for summary in record.races(cut)? {
        match &summary.race {
            Some(race) => home.races.push(Entry {
                title: words::race(race),
                // A page for each of thousands of races would take longer than anybody waits.
                state: if home.races.len() < TOLD {
                    super::race::state_of(record, race, cut)?
                } else {
                    Vec::new()
                },
                summary,
            }),
            None => home.unsettled = summary.claims,
        }
    }
    Ok(Box::new(home))
}

impl Page for Home {
    fn head(&self) -> Head {
        Head {
            title: "Races".to_owned(),
            description: "Election races as a sourced record: who is in the field, on whose word."
                .to_owned(),
            indexed: true,
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        html! {
            h1 { "Races" }
            @if self.races.is_empty() {
                p.lede { "The record holds no race yet. " code { "hustings add FILE" } " reads reports into it." }
            }
            ul.races {
                @for entry in &self.races {
                    @if let Some(race) = &entry.summary.race {
                        li {
                            h2 { a href=(frame.to(&parts::race(race))) { (entry.title) } }
                            @for sentence in &entry.state { p { (sentence) } }
                            p.aside {
                                (words::thousands(entry.summary.claims)) " claims in " (words::thousands(entry.summary.documents)) " documents, the last public by "
                                (words::moment(entry.summary.last, &rules::zone(&race.state)))
                            }
                        }
                    }
                }
            }
            @if self.unsettled > 0 { p.aside { (words::thousands(self.unsettled)) " more claims are held whose race is not settled." } }
            @if !self.latest.is_empty() {
                section aria-labelledby="latest" {
                    h2 id="latest" { "Latest reports" }
                    ol.reports {
                        @for report in &self.latest {
                            li {
                                a href=(frame.to(&format!("/report/{}", report.document))) { (words::headline(report)) }
                                span.aside { (words::house(report)) ", " (words::moment(report.reported_last, &rules::zone("US"))) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        let mut table = Table::new(
            "races",
            "Races",
            &["race", "title", "claims", "documents", "first", "last"],
        );
        for entry in &self.races {
            let summary = &entry.summary;
            table.rows.push(vec![
                cell(summary.race.as_ref()),
                entry.title.clone(),
                summary.claims.to_string(),
                summary.documents.to_string(),
                summary.first.to_string(),
                summary.last.to_string(),
            ]);
        }
        vec![table]
    }
}
