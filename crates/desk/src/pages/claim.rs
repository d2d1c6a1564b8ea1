//! The page of a claim: its chain, every place where it is stated, the witness of its count.

use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::acts::ClaimMark;
use record::firsts::First;
use record::page::Support;
use record::why::{Occurrence, Why};
use record::{ClaimId, HeldClaim, Record, SameFact};
use serde::Serialize;

use super::{Field, Kind, Opened, Opening, Page};
use crate::chart::chain::{self, Way};
use crate::layout::{Frame, Head};
use crate::table::Table;
use crate::{Problem, chart, parts, words};

/// The fact that a claim states, with all that state it.
pub(super) static KIND: Kind = Kind {
    name: "claim",
    pattern: "claim/{race}/{number}",
    about: "A claim: its words, who is responsible and through whom, every place where the fact is stated, and the count of its origins.",
    forms: &[],
    parameters: &[],
    fields: &[
        Field {
            name: "asked",
            kind: "object",
            about: "The claim, its words, its place and its document.",
        },
        Field {
            name: "claims",
            kind: "array",
            about: "All claims that state the fact, in the order in which they became public.",
        },
        Field {
            name: "support",
            kind: "object?",
            about: "The count of their origins with its witness.",
        },
        Field {
            name: "why",
            kind: "object?",
            about: "What each claim does in the count, and which origins cannot be one.",
        },
        Field {
            name: "first",
            kind: "object?",
            about: "Who was first.",
        },
        Field {
            name: "marks",
            kind: "array",
            about: "What became of the claim.",
        },
        Field {
            name: "states",
            kind: "string",
            about: "What it states, in words.",
        },
    ],
    open,
};

#[derive(Debug, Serialize)]
struct ClaimView {
    #[serde(flatten)]
    fact: SameFact,
    marks: Vec<ClaimMark>,
    states: String,
    #[serde(skip)]
    zone: TimeZone,
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let asked = opening.asked;
    let id: ClaimId = format!("{}/{}", asked.segment(1), asked.segment(2))
        .parse()
        .map_err(|_| Problem::NotFound("There is no such claim."))?;
    let zone = rules::zone(id.race.as_ref().map_or("US", |race| race.state.as_str()));
    let cut = asked.cut(&zone)?;
    let fact = record.same_as(&id, cut, &zone)?;
    let marks = record
        .marks(std::slice::from_ref(&fact.asked), cut)?
        .remove(&id)
        .unwrap_or_default();
    Ok(Box::new(ClaimView {
        states: words::statement(&fact.asked.claim),
        fact,
        marks,
        zone,
    }))
}

impl Page for ClaimView {
    fn head(&self) -> Head {
        let id = &self.fact.asked.id;
        Head {
            title: self.states.clone(),
            description: format!(
                "Claim {id}: who is responsible for it, and through whom it came."
            ),
            canonical: parts::claim(id),
            indexed: true,
            about: Some(self.json_ld()),
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        let asked = &self.fact.asked;
        html! {
            header.race {
                p.kicker {
                    @if let Some(race) = &asked.id.race { a href=(frame.to(&parts::race(race))) { (words::race(race)) } " / " }
                    span.id { "claim " (asked.id) }
                }
                h1 { (self.states) }
                @if let Some(support) = &self.fact.support {
                    p.lede { (words::origins(support.origins)) ", " (support.evidence.words()) ", stated in " (documents(&self.fact)) "." }
                } @else { p.lede { "Nobody had stated this by then." } }
                (self.words(frame))
            }
            (self.graph())
            @if let (Some(support), Some(why)) = (&self.fact.support, &self.fact.why) { (Self::witness(support, why)) }
            (self.occurrences(frame))
            (self.firsts(frame))
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        vec![self.table()]
    }
}

fn documents(fact: &SameFact) -> String {
    let mut documents: Vec<_> = fact
        .claims
        .iter()
        .map(|held| held.document.document)
        .collect();
    documents.sort_unstable();
    documents.dedup();
    let many =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    format!(
        "{} of {}",
        many(fact.claims.len(), "place"),
        many(documents.len(), "document")
    )
}

impl ClaimView {
    /// The claim in the words of its document.
    fn words(&self, frame: &Frame<'_>) -> Markup {
        let asked = &self.fact.asked;
        html! {
            blockquote { "“" (asked.claim.quote) "”" }
            p {
                a href=(frame.to(&format!("/report/{}", asked.document.document))) { (words::headline(&asked.document)) }
                span.details { (words::house(&asked.document)) ", public by " (words::moment(asked.document.reported_last, &self.zone)) " · " (words::origin(&asked.claim)) }
                @if words::is_machine_read(asked.document.kind, &self.marks) { span.details { span aria-hidden="true" { "◌ " } (words::MACHINE_READ) } }
                @for mark in &self.marks { span.details { (words::mark(mark)) } }
            }
        }
    }

    /// The chain as a graph, with the table of its parts.
    fn graph(&self) -> Markup {
        let (Some(support), Some(why)) = (&self.fact.support, &self.fact.why) else {
            return html! {};
        };
        let ways = ways(support, why, &self.fact.claims);
        let title = format!(
            "How “{}” reached us: {}",
            self.states,
            words::origins(support.origins)
        );
        let left = ways.len().saturating_sub(chain::MOST);
        let description =
            "Origins on the left, the outlets that passed it on between, the reports on the right.";
        html! {
            @if let Some(drawn) = chain::draw("chain", &title, description, &ways) {
                section aria-labelledby="chain-h" {
                    h2 id="chain-h" { "How it reached us" }
                    (chart::figure("chain-figure", "Who is responsible (left), who passed it on, and where it stands (right)", &drawn, &self.table().draw()))
                    @if left > 0 { p.aside { (left) " more ways are in the table." } }
                }
            }
        }
    }

    fn witness(support: &Support, why: &Why) -> Markup {
        let witness = &support.witness;
        let label = |at: usize| {
            witness
                .leaves
                .get(at)
                .map_or("", |leaf| leaf.label.as_str())
        };
        html! {
            section aria-labelledby="origins" {
                h2 id="origins" { "Origins: " (words::origins(support.origins)) }
                p {
                    "At most " (witness.max) ": so many distinct origins are named or described. At least " (witness.min)
                    ": so few people or records could be all of them" @if !witness.exact { " (a lower bound)" } "."
                    @if witness.repeats > 0 { " " (witness.repeats) " of the reports only repeat what another has." }
                }
                div.scroll tabindex="0" role="region" aria-labelledby="origins" {
                    table {
                        thead { tr { th scope="col" { "Origin" } th scope="col" { "Evidence" } th.num scope="col" { "Places" } th scope="col" { "Could be one with" } } }
                        tbody {
                            @for (at, leaf) in witness.leaves.iter().enumerate() {
                                tr {
                                    th scope="row" { (leaf.label) }
                                    td { (parts::evidence(leaf.evidence)) }
                                    td.num { (leaf.places.len()) }
                                    td { (together(witness.fewest.iter().find(|group| group.contains(&at)).map_or(&[][..], Vec::as_slice), at, &label)) }
                                }
                            }
                        }
                    }
                }
                @if !why.apart.is_empty() {
                    details {
                        summary { "Which cannot be one, and why" }
                        ul.plain { @for pair in &why.apart { li { (label(pair.a)) " ≠ " (label(pair.b)) ": " (pair.rule.words()) } } }
                    }
                }
                @for class in &why.joined {
                    @let labels: Vec<String> = class.leaves.iter().map(|at| label(*at).to_owned()).collect();
                    p { "An editor holds to be one: " (words::list(&labels)) "." }
                }
                @for outlets in &witness.loops { p { "Credit one another and nobody else, so no origin: " (words::list(outlets)) "." } }
            }
        }
    }

    fn occurrences(&self, frame: &Frame<'_>) -> Markup {
        let why = self.fact.why.as_ref();
        html! {
            section aria-labelledby="places" {
                h2 id="places" { "Every place where it is stated" }
                ol.notes {
                    @for (at, held) in self.fact.claims.iter().enumerate() {
                        li id={ "o" (held.id.seq) } {
                            a href=(frame.to(&format!("/report/{}", held.document.document))) { (words::headline(&held.document)) }
                            " " a.claims href=(frame.to(&parts::claim(&held.id))) { "#" (held.id.seq) }
                            span.details { (words::house(&held.document)) ", public by " (words::moment(held.document.reported_last, &self.zone)) }
                            blockquote { "“" (held.claim.quote) "”" }
                            span.details {
                                (words::statement(&held.claim)) " · " (words::origin(&held.claim))
                                @if let Some(does) = why.and_then(|why| why.occurrences.get(at)).and_then(does) { " · " (does) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn firsts(&self, frame: &Frame<'_>) -> Markup {
        let Some(first) = &self.fact.first else {
            return html! {};
        };
        let rows = [
            ("with an origin of their own", &first.with_own_origin),
            ("to publish", &first.to_publish),
            ("seen here", &first.seen_here),
        ];
        html! {
            section aria-labelledby="first" {
                h2 id="first" { "Who was first" }
                dl.facts-list {
                    @for (what, first) in rows { dt { (what) } dd { @match first { Some(first) => (self.who(first, frame)), None => "nobody" } } }
                }
            }
        }
    }

    fn who(&self, first: &First, frame: &Frame<'_>) -> Markup {
        let mut names: Vec<&str> = Vec::new();
        for one in &first.who {
            let name = one
                .outlet
                .as_deref()
                .unwrap_or("a report without a publisher");
            if !names.contains(&name) {
                names.push(name);
            }
        }
        html! {
            @for (at, name) in names.iter().enumerate() { @if at > 0 { " or " } a href=(frame.to(&parts::source(name))) { (name) } }
            @if first.tie { " (tie)" }
            @if first.earliest == first.latest { ", " (words::moment(first.latest, &self.zone)) }
            @else { ", between " (words::moment(first.earliest, &self.zone)) " and " (words::moment(first.latest, &self.zone)) }
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new(
            "occurrences",
            "Every place where it is stated",
            &[
                "claim",
                "publisher",
                "public_by",
                "origin",
                "through",
                "does",
                "leads_to",
                "quote",
            ],
        );
        let leaves = self
            .fact
            .support
            .as_ref()
            .map_or(&[][..], |support| &support.witness.leaves);
        for (at, held) in self.fact.claims.iter().enumerate() {
            let occurrence = self
                .fact
                .why
                .as_ref()
                .and_then(|why| why.occurrences.get(at));
            let to: Vec<&str> = occurrence
                .iter()
                .flat_map(|one| &one.leaves)
                .filter_map(|leaf| Some(leaves.get(*leaf)?.label.as_str()))
                .collect();
            let hops: Vec<&str> = held.claim.via.hops().collect();
            table.rows.push(vec![
                held.id.to_string(),
                words::house(&held.document).to_owned(),
                held.document.reported_last.to_string(),
                held.claim.origin.to_string(),
                hops.join("; "),
                occurrence.and_then(does).unwrap_or_default(),
                to.join("; "),
                held.claim.quote.clone(),
            ]);
        }
        table
    }

    /// The claim for search engines: what was said, and where.
    fn json_ld(&self) -> serde_json::Value {
        let asked = &self.fact.asked;
        serde_json::json!({
            "@context": "https://schema.org",
            "@type": "Claim",
            "name": self.states,
            "identifier": asked.id.to_string(),
            "firstAppearance": self.fact.claims.first().map(|held| serde_json::json!({
                "@type": "CreativeWork",
                "headline": held.document.title,
                "publisher": held.document.publisher,
                "url": held.document.url,
                "datePublished": held.document.published.map(|when| when.to_string()),
            })),
        })
    }
}

fn together<'l>(group: &[usize], at: usize, label: &impl Fn(usize) -> &'l str) -> Markup {
    let others: Vec<String> = group
        .iter()
        .filter(|other| **other != at)
        .map(|other| label(*other).to_owned())
        .collect();
    html! { @if others.is_empty() { "none of the others" } @else { (words::list(&others)) } }
}

/// What a claim does in the count, where its origin does not say it.
fn does(occurrence: &Occurrence) -> Option<String> {
    let way = words::way(occurrence);
    let printed = occurrence.printed.as_ref().map(|print| {
        format!(
            "prints the text of {}{}",
            print.outlet.as_deref().unwrap_or("another report"),
            if print.stated {
                ", as it says"
            } else {
                " without saying so"
            }
        )
    });
    match (way, printed) {
        (Some(way), Some(printed)) => Some(format!("{way}; {printed}")),
        (way, printed) => way.or(printed),
    }
}

/// The ways of a fact: origins, relays, reports.
fn ways(support: &Support, why: &Why, claims: &[HeldClaim]) -> Vec<Way> {
    let label = |at: &usize| {
        support
            .witness
            .leaves
            .get(*at)
            .map(|leaf| leaf.label.clone())
    };
    let mut ways: Vec<Way> = Vec::new();
    for (held, occurrence) in claims.iter().zip(&why.occurrences) {
        let house = words::house(&held.document);
        let way = Way {
            origins: occurrence.leaves.iter().filter_map(label).collect(),
            relays: held
                .claim
                .via
                .hops()
                .rev()
                .map(|hop| claim::outlet::canonical(hop).to_owned())
                .collect(),
            report: format!(
                "{house}, {}",
                held.document
                    .published
                    .map_or("not dated".to_owned(), |when| when.to_string())
            ),
        };
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}
