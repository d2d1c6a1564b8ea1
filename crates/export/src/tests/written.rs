//! Records as numbers choose them.

use claim::{Claim, Complaint, Occurrence, Part, Place, Report, Span, Terms};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use record::{Document, DocumentKind, Record, Source};
use serde_json::{Value, json};

pub(super) const SECOND: i64 = 1_573_000_000;

pub(super) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A report with claims, as numbers choose them.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) batch: bool,
    pub(super) words: Vec<u8>,
    pub(super) url: Option<u8>,
    pub(super) publisher: Option<u8>,
    pub(super) published: Option<u8>,
    pub(super) sources: u8,
    pub(super) relays: bool,
    pub(super) claims: Vec<(u8, u8, u8, u8, u8)>,
}

const WORDS: [&str; 9] = [
    "Sessions",
    "is,",
    "“expected”",
    "to \"run\"",
    "in\nAlabama",
    "=1+1",
    "naïve",
    "🗳",
    "Thursday\r\n",
];

fn chosen<T: Clone>(from: &[T], number: u8) -> T {
    from[usize::from(number) % from.len()].clone()
}

fn statement(kind: u8, a: u8, b: u8) -> Value {
    let name = chosen(
        &[
            "Jeff Sessions",
            "Sessions",
            "Doug Jones",
            "Tommy Tuberville",
            "Jo Jorgensen",
        ],
        a,
    );
    let other = chosen(
        &["Donald Trump", "Doug Jones", "the \"Club, for Growth\""],
        b,
    );
    let mut object = match kind % 14 {
        0 => {
            json!({"kind": "candidacy", "person": name, "status": chosen(&["expected", "announced", "not_filed"], b),
                    "party": "R", "stage": "primary:R", "date": chosen(&["2019-11-07", "2019-11", "2019", "2019-11-06T18:30-06:00", "2019-11-08T17:00"], a)})
        }
        1 => json!({"kind": "candidacy", "person": name, "status": "running"}),
        2 => {
            json!({"kind": "endorsement", "endorser": other, "candidate": name, "stance": "oppose"})
        }
        3 => {
            json!({"kind": "funds", "holder": other, "measure": "cash_on_hand", "amount": f64::from(b) * 1000.0 + 0.25, "period": "2019-07-01/2019-09-30"})
        }
        4 => {
            json!({"kind": "funds", "holder": name, "measure": "debt", "amount": 2_500_000, "period": "2019-09", "committee": "C00306704", "form": "F3A"})
        }
        5 => {
            json!({"kind": "poll", "shares": {"Sessions": 31.5, "Doug, Jones": 29, "A": 1}, "sample": 400, "margin": 4.9, "start": "2020-02-04", "end": "2020-02-06"})
        }
        6 => json!({"kind": "rating", "rater": other, "rating": "Lean Republican"}),
        7 => {
            json!({"kind": "schedule", "event": "filing_deadline", "date": "2019-11-08T17:00", "place": "Alabama Republican Party"})
        }
        8 => {
            json!({"kind": "result", "candidate": name, "share": 31.64, "votes": 226_679, "stage": "primary:R", "reporting": 99.5, "outcome": "advanced"})
        }
        9 => {
            json!({"kind": "office", "person": name, "office": "U.S. senator", "relation": "held", "start": "1997", "end": "2017-02"})
        }
        10 => {
            json!({"kind": "role", "person": name, "role": "campaign manager", "of": other, "relation": "was"})
        }
        11 => json!({"kind": "standing", "person": name, "standing": "vulnerable"}),
        13 => {
            json!({"kind": "committee", "committee": "C00306704", "name": other, "designation": "principal", "candidate": name, "candidate_id": "S6AL00195", "period": "2019-01-01/2020-12-31"})
        }
        _ => chosen(
            &[
                json!({"kind": "biography", "person": name, "fact": "born", "value": "1946-12-24"}),
                json!({"kind": "biography", "person": name, "fact": "age", "value": "72"}),
                json!({"kind": "biography", "person": name, "fact": "hometown", "value": "Mobile,  Alabama"}),
                json!({"kind": "biography", "person": name, "fact": "occupation", "value": "lawyer"}),
            ],
            b,
        ),
    };
    if !matches!(kind % 14, 10 | 12) && !b.is_multiple_of(3) {
        object["race"] = chosen(
            &[
                "2020-AL-house-1",
                "2020-AL-senate",
                "2017-AL-senate-special",
            ],
            b,
        )
        .into();
    }
    object
}

fn origin(number: u8) -> Value {
    chosen(
        &[
            json!({"type": "report"}),
            json!({"type": "person", "name": "Jeff Sessions"}),
            json!({"type": "organization", "name": "NBC News"}),
            json!({"type": "document", "name": "FEC filing, amended"}),
            json!({"type": "anonymous", "described": "two Republicans", "count": 2}),
            json!({"type": "anonymous"}),
        ],
        number,
    )
}

fn occurrence(text: &str, chosen_by: (u8, u8, u8, u8, u8)) -> Occurrence {
    let (kind, a, b, from, place) = chosen_by;
    let mut claim = statement(kind, a, b);
    let letters = text.chars().count();
    let start = usize::from(place) % letters;
    let end = (start + 1 + usize::from(a)).min(letters);
    let span = Span::new(start, end);
    claim["quote"] = span.of(text).unwrap().into();
    claim["certainty"] = chosen(&["asserted", "expected", "possible", "denied"], from).into();
    claim["origin"] = origin(from);
    claim["via"] = if from % 4 == 3 {
        json!(["NBC", "AP, maybe"])
    } else {
        json!([])
    };
    // By way of text: a map of JSON values would keep no order of shares.
    let claim: Claim = serde_json::from_str(&claim.to_string()).unwrap();
    Occurrence {
        claim,
        place: Place {
            part: Part::Text,
            span,
        },
        terms: Terms {
            direct_knowledge: from % 2 == 1,
            not_authorized: from % 5 == 1,
            on_condition_of_anonymity: false,
        },
    }
}

pub(super) fn record_of(written: &[Written]) -> Record {
    let mut record = Record::in_memory().unwrap();
    let mut waiting: Vec<&[Written]> = Vec::new();
    let mut start = 0;
    for (number, one) in written.iter().enumerate() {
        if one.batch {
            waiting.push(&written[start..=number]);
            start = number + 1;
        }
    }
    waiting.push(&written[start..]);
    let mut seen = SECOND;
    for documents in waiting {
        let mut batch = record.batch(at(seen), "test", "test", None).unwrap();
        for one in documents {
            seen += 3600;
            let words: Vec<&str> = one.words.iter().map(|word| chosen(&WORDS, *word)).collect();
            let text = format!("{} ", words.join(" "));
            let report = Report {
                id: format!("{seen}"),
                url: one
                    .url
                    .map(|url| format!("https://example.org/{}", url % 3)),
                publisher: one
                    .publisher
                    .map(|name| chosen(&["AP", "NBC News", "Yahoo, Inc."], name).to_owned()),
                published: one.published.map(|day| {
                    chosen(&["2019-11-05", "2019-11", "2019-11-05T18:30-06:00"], day)
                        .parse()
                        .unwrap()
                }),
                title: "A, \"title\"".to_owned(),
                text: text.clone(),
            };
            let claims: Vec<Occurrence> = one
                .claims
                .iter()
                .map(|claim| occurrence(&text, *claim))
                .collect();
            let sources: Vec<Source> = (0..one.sources % 3)
                .map(|source| Source {
                    url: format!("https://example.org/source/{source}"),
                    date: (source > 0).then(|| "2019".to_owned()),
                })
                .collect();
            let relays = if one.relays {
                vec!["CNN".to_owned(), "A, B".to_owned()]
            } else {
                Vec::new()
            };
            batch
                .add(&Document {
                    report: &report,
                    kind: DocumentKind::Report,
                    sources: &sources,
                    claims: &claims,
                    relays: &relays,
                    complaints: &[Complaint::new("here", "what", "all")],
                    first_seen: at(seen),
                    zone: &TimeZone::UTC,
                    reader: "rules 1",
                })
                .unwrap();
        }
        batch.commit().unwrap();
    }
    record
}

pub(super) fn written() -> impl Strategy<Value = Vec<Written>> {
    let claims = prop::collection::vec(any::<(u8, u8, u8, u8, u8)>(), 0..7);
    let one = (
        any::<bool>(),
        prop::collection::vec(0_u8..9, 1..12),
        any::<Option<u8>>(),
        any::<Option<u8>>(),
        any::<Option<u8>>(),
        any::<u8>(),
        any::<bool>(),
        claims,
    )
        .prop_map(
            |(batch, words, url, publisher, published, sources, relays, claims)| Written {
                batch,
                words,
                url,
                publisher,
                published,
                sources,
                relays,
                claims,
            },
        );
    prop::collection::vec(one, 1..7)
}

pub(super) fn example() -> Record {
    record_of(&[
        Written {
            batch: true,
            words: vec![0, 1, 2, 3, 8],
            url: Some(0),
            publisher: Some(0),
            published: Some(2),
            sources: 1,
            relays: false,
            claims: vec![(0, 0, 1, 0, 0), (2, 0, 1, 4, 3)],
        },
        Written {
            batch: false,
            words: vec![0, 4, 7],
            url: Some(0),
            publisher: Some(0),
            published: Some(2),
            sources: 0,
            relays: true,
            claims: vec![(0, 0, 1, 0, 0), (9, 0, 0, 0, 0)],
        },
    ])
}
