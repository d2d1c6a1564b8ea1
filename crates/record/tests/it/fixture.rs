//! Documents made up of claims: each claim's quote is its statement in words, so that quotes are where they are said
//! to be.

use claim::{Claim, Complaint, Occurrence, Part, Place, Race, Report, Span, Terms};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::{Added, BatchNumber, Document, DocumentKind, Record, Source};
use serde_json::{Value, json};

pub(crate) const RACE: &str = "2020-AL-senate";

pub(crate) fn race() -> Race {
    RACE.parse().unwrap()
}

pub(crate) fn central() -> TimeZone {
    TimeZone::get("America/Chicago").unwrap()
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Long after everything, so that what a document says of its time decides.
pub(crate) fn seen() -> Timestamp {
    at("2021-06-01T12:00:00Z")
}

/// A document with its claims.
#[derive(Debug, Clone)]
pub(crate) struct Paper {
    pub(crate) report: Report,
    pub(crate) claims: Vec<Occurrence>,
    pub(crate) relays: Vec<String>,
    pub(crate) sources: Vec<Source>,
    pub(crate) complaints: Vec<Complaint>,
}

/// A document from a publisher and a date (`""` for none).
pub(crate) fn paper(outlet: &str, published: &str, claims: &[Value]) -> Paper {
    let mut paper = Paper {
        report: Report {
            id: format!("{outlet} {published}"),
            url: None,
            publisher: (!outlet.is_empty()).then(|| outlet.to_owned()),
            published: (!published.is_empty()).then(|| published.parse().unwrap()),
            title: "Senate race in Alabama".to_owned(),
            text: String::new(),
        },
        claims: Vec::new(),
        relays: Vec::new(),
        sources: Vec::new(),
        complaints: Vec::new(),
    };
    for value in claims {
        paper.add(value);
    }
    // What has neither address nor other words than its claims is told apart by them.
    paper.report.url = Some(format!(
        "https://example.org/{outlet}/{published}/{}",
        paper.report.text.len()
    ));
    paper
}

impl Paper {
    fn add(&mut self, value: &Value) {
        let mut value = value.clone();
        let fields = value.as_object_mut().unwrap();
        let terms: Terms = fields
            .remove("terms")
            .map(|terms| serde_json::from_value(terms).unwrap())
            .unwrap_or_default();
        let words: Vec<String> = fields
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "origin" | "via" | "race" | "kind"))
            .map(|(_, value)| {
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned)
            })
            .collect();
        let quote = words.join(" ");
        fields.insert("quote".to_owned(), json!(quote));
        fields
            .entry("certainty")
            .or_insert_with(|| json!("asserted"));
        fields
            .entry("origin")
            .or_insert_with(|| json!({"type": "report"}));
        let claim: Claim = serde_json::from_value(value.clone())
            .unwrap_or_else(|error| panic!("{error}: {value}"));
        let start = self.report.text.chars().count();
        self.report.text.push_str(&quote);
        self.report.text.push_str(".\n");
        self.claims.push(Occurrence {
            claim,
            place: Place {
                part: Part::Text,
                span: Span::new(start, start + quote.chars().count()),
            },
            terms,
        });
    }

    pub(crate) fn url(mut self, url: &str) -> Self {
        self.report.url = Some(url.to_owned());
        self
    }

    pub(crate) fn relays(mut self, relays: &[&str]) -> Self {
        self.relays = relays.iter().map(|&relay| relay.to_owned()).collect();
        self
    }
}

/// Adds one document in a batch of its own.
pub(crate) fn add(record: &mut Record, paper: &Paper) -> (Added, Option<BatchNumber>) {
    add_seen(record, paper, seen())
}

pub(crate) fn add_seen(
    record: &mut Record,
    paper: &Paper,
    first_seen: Timestamp,
) -> (Added, Option<BatchNumber>) {
    let zone = TimeZone::get("America/New_York").unwrap();
    let mut batch = record.batch(first_seen, "test", "test 1", None).unwrap();
    let added = batch
        .add(&Document {
            report: &paper.report,
            kind: DocumentKind::Report,
            sources: &paper.sources,
            claims: &paper.claims,
            relays: &paper.relays,
            complaints: &paper.complaints,
            first_seen,
            zone: &zone,
            reader: "reader 1",
        })
        .unwrap();
    (added, batch.commit().unwrap())
}

/// A record of these documents, each in its own batch.
pub(crate) fn record_of(papers: &[Paper]) -> Record {
    let mut record = Record::in_memory().unwrap();
    for paper in papers {
        add(&mut record, paper);
    }
    record
}

/// `candidacy` in the race: `more` are further fields.
pub(crate) fn candidacy(person: &str, status: &str, more: &Value) -> Value {
    merge(
        json!({"kind": "candidacy", "person": person, "status": status, "race": RACE}),
        more,
    )
}

/// A claim of any kind in the race.
pub(crate) fn about(kind: &str, more: &Value) -> Value {
    merge(json!({"kind": kind, "race": RACE}), more)
}

pub(crate) fn merge(mut base: Value, more: &Value) -> Value {
    let fields = base.as_object_mut().unwrap();
    for (name, value) in more.as_object().unwrap() {
        fields.insert(name.clone(), value.clone());
    }
    base
}

/// A text with claims at their words: each quote stands in the text once.
pub(crate) fn text_of(
    outlet: &str,
    published: &str,
    text: &str,
    claims: &[(&str, Value)],
) -> Paper {
    let mut made = paper(outlet, published, &[]);
    text.clone_into(&mut made.report.text);
    made.report.url = Some(format!("https://example.org/{outlet}/{published}"));
    for (quote, claim) in claims {
        let Some(byte) = text.find(quote) else {
            continue;
        };
        let mut one = paper(outlet, published, std::slice::from_ref(claim));
        let mut occurrence = one.claims.remove(0);
        let start = text[..byte].chars().count();
        (*quote).clone_into(&mut occurrence.claim.quote);
        occurrence.place.span = Span::new(start, start + quote.chars().count());
        made.claims.push(occurrence);
    }
    made
}
