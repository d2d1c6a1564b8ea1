//! The page of a person: where they stand in each race, who is who, every claim.

use claim::PersonName;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::identity::{Reference, WhoIsWho, Whom};
use record::{HeldClaim, PersonPage, Record};
use serde::Serialize;

use super::{Field, Kind, Opened, Opening, Page};
use crate::asked::{Form, encode};
use crate::feed;
use crate::layout::{Frame, Head};
use crate::table::{Table, cell};
use crate::{Problem, parts, words};

/// What is held about a person.
pub(super) static KIND: Kind = Kind {
    name: "person",
    pattern: "person/{name}",
    about: "A person: their row in every race, who is who, and every claim about them, the last first.",
    forms: &[Form::Atom],
    parameters: &[("page", "Which hundred of the claims, from 1.")],
    fields: &[
        Field {
            name: "person",
            kind: "string",
            about: "The fullest name held.",
        },
        Field {
            name: "races",
            kind: "array",
            about: "Their row in each race.",
        },
        Field {
            name: "who",
            kind: "object",
            about: "Who is who among the bearers of the name.",
        },
        Field {
            name: "claims",
            kind: "array",
            about: "Claims about them, the last first: at most a hundred.",
        },
        Field {
            name: "total",
            kind: "number",
            about: "How many claims there are.",
        },
        Field {
            name: "truncated",
            kind: "boolean",
            about: "Whether there are claims on other pages.",
        },
        Field {
            name: "next",
            kind: "string?",
            about: "The address of the next hundred.",
        },
    ],
    open,
};

/// How many claims a page shows.
const SHOWN: usize = 100;

#[derive(Debug, Serialize)]
struct PersonView {
    #[serde(flatten)]
    page: PersonPage,
    who: WhoIsWho,
    total: usize,
    truncated: bool,
    next: Option<String>,
    #[serde(skip)]
    address: String,
    #[serde(skip)]
    zone: TimeZone,
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let asked = opening.asked;
    let name = PersonName::new(&asked.segment(1).replace('_', " "));
    let nobody = Problem::NotFound("Nothing is held about such a person.");
    if name.as_str().is_empty() {
        return Err(nobody);
    }
    let zone = rules::zone("US");
    let cut = asked.cut(&zone)?;
    let mut page = record.person(&name, cut, &zone)?;
    if page.claims.is_empty() && page.races.is_empty() {
        return Err(nobody);
    }
    let who = record.who_is_who(
        &Whom::Reference(Reference::Name(name.as_str().to_owned())),
        cut,
    )?;
    page.claims.sort_by(|a, b| {
        let at = |held: &HeldClaim| held.document.reported_last;
        at(b).cmp(&at(a)).then_with(|| a.id.cmp(&b.id))
    });
    let number = usize::try_from(asked.number("page", 1_000_000)?.unwrap_or(1).max(1)).unwrap_or(1);
    let total = page.claims.len();
    let from = (number - 1).saturating_mul(SHOWN).min(total);
    let until = (from + SHOWN).min(total);
    page.claims = page.claims.drain(from..until).collect();
    let address = parts::person(&name);
    Ok(Box::new(PersonView {
        truncated: total > page.claims.len(),
        next: (until < total).then(|| format!("{address}?page={}", number + 1)),
        page,
        who,
        total,
        address,
        zone,
    }))
}

impl Page for PersonView {
    fn head(&self) -> Head {
        let name = self.page.person.as_str();
        Head {
            title: name.to_owned(),
            description: format!(
                "{name}: where they stand in each race, and {} claims about them.",
                self.total
            ),
            canonical: parts::person(&self.page.person),
            indexed: true,
            about: Some(self.json_ld()),
            feed: Some(format!("Claims about {name}")),
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        html! {
            header.race {
                p.kicker { "Person" }
                h1 { (self.page.person.as_str()) }
                p.lede { (self.state()) }
            }
            div.columns {
                div.wide { (self.races(frame)) (self.claims(frame)) }
                div.narrow { (self.who(frame)) }
            }
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        let mut table = Table::new(
            "claims",
            "Claims",
            &[
                "claim",
                "kind",
                "states",
                "public_by",
                "publisher",
                "origin",
                "quote",
            ],
        );
        for held in &self.page.claims {
            table.rows.push(vec![
                held.id.to_string(),
                held.claim.statement.kind().to_owned(),
                words::statement(&held.claim),
                held.document.reported_last.to_string(),
                words::house(&held.document).to_owned(),
                held.claim.origin.to_string(),
                held.claim.quote.clone(),
            ]);
        }
        let mut races = Table::new(
            "races",
            "Races",
            &[
                "race",
                "person",
                "status",
                "since",
                "origins_min",
                "origins_max",
                "evidence",
            ],
        );
        for entry in &self.page.races {
            races.rows.push(vec![
                entry.race.to_string(),
                entry.row.person.as_str().to_owned(),
                entry.row.status.map_or_else(String::new, words::status),
                cell(entry.row.since),
                entry.row.origins[0].to_string(),
                entry.row.origins[1].to_string(),
                entry.row.evidence.words().to_owned(),
            ]);
        }
        vec![table, races]
    }

    fn feed(&self, frame: &Frame<'_>) -> Option<String> {
        let entries = self.page.claims.iter().map(|held| feed::Entry {
            id: parts::claim(&held.id),
            title: words::statement(&held.claim),
            at: held.document.reported_last,
            text: format!(
                "“{}” ({}; {})",
                held.claim.quote,
                words::document(&held.document),
                words::origin(&held.claim)
            ),
        });
        let title = format!("Claims about {}", self.page.person.as_str());
        Some(feed::atom(frame, &title, &self.address, entries))
    }
}

impl PersonView {
    fn state(&self) -> String {
        let stands: Vec<String> = self
            .page
            .races
            .iter()
            .map(|entry| {
                let status = entry
                    .row
                    .status
                    .map_or_else(|| "status not known".to_owned(), words::status);
                format!("{}: {status}", words::race(&entry.race))
            })
            .collect();
        if stands.is_empty() {
            "In no race that is held.".to_owned()
        } else {
            format!("{}.", stands.join("; "))
        }
    }

    fn races(&self, frame: &Frame<'_>) -> Markup {
        html! {
            @if !self.page.races.is_empty() {
                section aria-labelledby="races" {
                    h2 id="races" { "Races" }
                    div.scroll tabindex="0" role="region" aria-labelledby="races" {
                        table {
                            thead { tr { th scope="col" { "Race" } th scope="col" { "Status" } th scope="col" { "Since" } th scope="col" { "Rests on" } } }
                            tbody {
                                @for entry in &self.page.races {
                                    @let zone = rules::zone(&entry.race.state);
                                    tr {
                                        th scope="row" {
                                            a href=(frame.to(&parts::race(&entry.race))) { (words::race(&entry.race)) }
                                            @if entry.row.person != self.page.person { span.details { "as " (entry.row.person.as_str()) } }
                                        }
                                        td data-label="Status" {
                                            @match entry.row.status { Some(status) => strong { (words::status(status)) }, None => "not known" }
                                            @if let Some(stage) = &entry.row.stage { span.stage { (words::stage(stage)) } }
                                            (parts::beside(frame, entry.row.reason, &entry.row.flags, &entry.row.others))
                                        }
                                        td data-label="Since" { @if let Some(since) = entry.row.since { (parts::time(since, &zone)) } @else { "–" } }
                                        td data-label="Rests on" { @if let Some(support) = &entry.row.support { (parts::support(frame, support)) } @else { "–" } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn claims(&self, frame: &Frame<'_>) -> Markup {
        html! {
            section aria-labelledby="claims" {
                h2 id="claims" { "Claims" }
                p.aside { (words::thousands(self.total as u64)) " in all, the last first" }
                ul.notes {
                    @for held in &self.page.claims {
                        li {
                            a href=(frame.to(&parts::claim(&held.id))) { (words::statement(&held.claim)) }
                            span.details { (words::house(&held.document)) ", " (words::moment(held.document.reported_last, &self.zone)) " · " (words::origin(&held.claim)) }
                        }
                    }
                }
                @if let Some(next) = &self.next { p { a href=(next) rel="next" { "Earlier claims" } } }
            }
        }
    }

    fn who(&self, frame: &Frame<'_>) -> Markup {
        html! {
            section aria-labelledby="who" {
                h2 id="who" { "Who is who" }
                @for person in &self.who.people {
                    h3 { (person.name.as_str()) }
                    dl.facts-list {
                        @if person.names.len() > 1 {
                            @let names: Vec<String> = person.names.iter().map(|name| name.as_str().to_owned()).collect();
                            dt { "Names" } dd { (names.join(", ")) }
                        }
                        @if let Some(born) = person.born { dt { "Born" } dd { (born) } }
                        @for id in &person.ids { dt { (id.scheme) } dd { code { (id.value) } } }
                        @if !person.races.is_empty() {
                            dt { "Races" } dd { @for (at, race) in person.races.iter().enumerate() { @if at > 0 { ", " } a href=(frame.to(&parts::race(race))) { (race) } } }
                        }
                    }
                }
                @if !self.who.open.is_empty() {
                    h3 { "Left open" }
                    ul.plain {
                        @for edge in self.who.open.iter().take(5) { li { (edge.a.name.as_str()) " (" (edge.a.place) ") and " (edge.b.name.as_str()) " (" (edge.b.place) "): " span.aside { (edge.basis) } } }
                        @if self.who.open.len() > 5 { li.aside { "and " (self.who.open.len() - 5) " more" } }
                    }
                }
                p.aside { a href={ "/search?q=" (encode(self.page.person.as_str())) } { "Search for the name" } }
            }
        }
    }

    fn json_ld(&self) -> serde_json::Value {
        let same: Vec<String> = self
            .who
            .people
            .iter()
            .flat_map(|person| &person.ids)
            .filter(|id| id.scheme == claim::Scheme::Wikidata)
            .map(|id| format!("https://www.wikidata.org/entity/{}", id.value))
            .collect();
        serde_json::json!({
            "@context": "https://schema.org",
            "@type": "Person",
            "name": self.page.person.as_str(),
            "sameAs": same,
        })
    }
}
