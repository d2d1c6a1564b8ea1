//! Searching: reports by their words, and races and people by their names.

use claim::Race;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::Record;
use record::search::{Found, Wanted};
use serde::Serialize;

use super::{Field, Kind, Opened, Opening, Page};
use crate::asked::encode;
use crate::layout::{Frame, Head};
use crate::table::Table;
use crate::{Problem, parts, words};

/// What is found for some words.
pub(super) static KIND: Kind = Kind {
    name: "search",
    pattern: "search",
    about: "Reports that hold all the words, the best first, and races with these words in their names.",
    forms: &[],
    parameters: &[
        (
            "q",
            "The words; what stands in double quotes is one phrase.",
        ),
        ("page", "Which twenty-five of what was found, from 1."),
    ],
    fields: &[
        Field {
            name: "q",
            kind: "string",
            about: "What was asked.",
        },
        Field {
            name: "races",
            kind: "array",
            about: "Races with these words in their names.",
        },
        Field {
            name: "found",
            kind: "array",
            about: "Reports, each with an extract.",
        },
        Field {
            name: "truncated",
            kind: "boolean",
            about: "Whether more was found than is shown.",
        },
        Field {
            name: "next",
            kind: "string?",
            about: "The address of the next twenty-five.",
        },
    ],
    open,
};

/// How many reports a page shows.
const SHOWN: u64 = 25;

/// The most letters of a question.
const LONGEST: usize = 400;

#[derive(Debug, Serialize)]
struct SearchView {
    q: String,
    races: Vec<NamedRace>,
    found: Vec<Found>,
    truncated: bool,
    next: Option<String>,
    #[serde(skip)]
    zone: TimeZone,
}

#[derive(Debug, Serialize)]
struct NamedRace {
    race: Race,
    title: String,
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let asked = opening.asked;
    let zone = rules::zone("US");
    let cut = asked.cut(&zone)?;
    let q = asked.one("q")?.unwrap_or("").to_owned();
    if q.chars().count() > LONGEST {
        return Err(Problem::Bad(format!(
            "A question has at most {LONGEST} letters."
        )));
    }
    let number = asked.number("page", 10_000)?.unwrap_or(1).max(1);
    let wanted = Wanted::of(&q);
    // One more than is shown tells whether there are more.
    let mut found = record.search(&wanted, cut, (number - 1) * SHOWN, SHOWN + 1)?;
    let truncated = found.len() as u64 > SHOWN;
    found.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    let races = if wanted.is_empty() || number > 1 {
        Vec::new()
    } else {
        named(record, &wanted, cut)?
    };
    Ok(Box::new(SearchView {
        next: truncated.then(|| format!("/search?q={}&page={}", encode(&q), number + 1)),
        q,
        races,
        found,
        truncated,
        zone,
    }))
}

fn named(record: &Record, wanted: &Wanted, cut: record::Cut) -> Result<Vec<NamedRace>, Problem> {
    let races = record
        .races(cut)?
        .into_iter()
        .filter_map(|summary| summary.race);
    Ok(races
        .map(|race| NamedRace {
            title: words::race(&race),
            race,
        })
        .filter(|named| {
            let name = format!("{} {}", named.title, named.race).to_lowercase();
            wanted.words().all(|word| name.contains(word))
        })
        .collect())
}

impl Page for SearchView {
    fn head(&self) -> Head {
        Head {
            title: if self.q.is_empty() {
                "Search".to_owned()
            } else {
                format!("Search: {}", self.q)
            },
            canonical: "/search".to_owned(),
            indexed: false,
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        html! {
            h1 { "Search" }
            form.page role="search" aria-label="Reports" method="get" action="/search" {
                label for="words" { "Words; a phrase in double quotes" }
                input id="words" type="search" name="q" value=(self.q) maxlength=(LONGEST) autocomplete="off" size="40";
                " " button type="submit" { "Search" }
            }
            @if !self.races.is_empty() {
                section aria-labelledby="races" {
                    h2 id="races" { "Races" }
                    ul.plain { @for named in &self.races { li { a href=(frame.to(&parts::race(&named.race))) { (named.title) } } } }
                }
            }
            @if !self.q.is_empty() {
                section aria-labelledby="found" {
                    h2 id="found" { "Reports" }
                    @if self.found.is_empty() { p { "No report that is held has all these words." } }
                    ol.reports {
                        @for found in &self.found {
                            li {
                                a href=(frame.to(&format!("/report/{}", found.document.document))) { (words::headline(&found.document)) }
                                span.aside { (words::house(&found.document)) ", " (words::moment(found.document.reported_last, &self.zone)) }
                                p { @for piece in &found.extract { @if piece.found { mark { (piece.text) } } @else { (piece.text) } } }
                            }
                        }
                    }
                    @if let Some(next) = &self.next { p { a href=(next) rel="next" { "More" } } }
                }
            }
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        let mut table = Table::new(
            "found",
            "Reports",
            &["document", "headline", "publisher", "public_by", "extract"],
        );
        for found in &self.found {
            table.rows.push(vec![
                found.document.document.to_string(),
                found.document.title.clone(),
                words::house(&found.document).to_owned(),
                found.document.reported_last.to_string(),
                found
                    .extract
                    .iter()
                    .map(|piece| piece.text.as_str())
                    .collect(),
            ]);
        }
        vec![table]
    }
}
